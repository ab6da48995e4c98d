/** Commands of laboratories → events or a refusal: how an overload was met otherwise than by sending tubes elsewhere. */
import { ref } from "../../../base/ids.ts";
import { isRefusal } from "../../../base/refusal.ts";
import { command, event, Id, known, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const commands: readonly CommandDef[] = [
  command("lab.relieve", zhEn("说明实验室负荷的其他解决办法", "Say how an overloaded laboratory is relieved"), { lab: Id, how: Words }, ({ state, data, occurred }) => {
    const lab = known(state, ref("lab", data.lab), "data.lab");
    return isRefusal(lab) ? lab : [event("lab.relieved", occurred, [ref("lab", data.lab)], data)];
  }, { on: { kind: "lab", field: "lab" } }),
];
