/** Commands of the city's means → events or a refusal: laboratories and their capacity. */
import { ref } from "../../../base/ids.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, knownOrg, placeOf, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";

export const commands: readonly CommandDef[] = [
  command("lab.register", { zh: "登记检测实验室", en: "Register a laboratory" }, {
    lab: Id, org: Id, name: Type.Optional(Words), tubesPerDay: Type.Integer({ minimum: 1 }),
    poolSizes: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 100 }), { maxItems: 10 })), hours: Type.Optional(Words), accredited: Type.Optional(Type.Boolean()),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ??
    [event("lab.registered", occurred, [ref("lab", data.lab)], { ...data, place: placeOf(state, data.org) }, "city")]),
];
