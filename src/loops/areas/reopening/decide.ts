/** Commands of reopening steps → events or a refusal: none is reached while one of its conditions does not hold. */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { AreaView } from "../views.ts";
import { SECTORS, type StepView } from "./views.ts";

export const commands: readonly CommandDef[] = [
  command("reopening.plan", zhEn("计划恢复步骤", "Plan a reopening step"), {
    reopening: Id, area: Id, sector: Type.Union(SECTORS.map((one) => Type.Literal(one))), conditions: Type.Array(Words, { minItems: 1, maxItems: 20, uniqueItems: true }), date: WhenShape, owner: PostShape,
  }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, ref("area", data.area), "data.area");
    if (isRefusal(area)) return area;
    return knownOrg(state, data.owner.org, "data.owner") ?? [event("reopening.planned", occurred, [ref("reopening", data.reopening)], data)];
  }, { on: { kind: "area", field: "area" } }),
  command("reopening.reach", zhEn("登记恢复步骤已实现", "Record a step reached"), { reopening: Id, met: Type.Array(Words, { maxItems: 20, uniqueItems: true }) }, ({ state, data, occurred }) => {
    const step = known<StepView>(state, ref("reopening", data.reopening), "data.reopening");
    if (isRefusal(step)) return step;
    const unmet = step.conditions.filter((one) => !data.met.includes(one));
    return { events: [event("reopening.reached", occurred, [ref("reopening", data.reopening)], { ...data, unmet })], objections: unmet.length === 0 ? [] : [{
      refusal: refuse("conditions-unmet", `Not met: ${unmet.join("; ")}.`, { where: "data.met", fix: "Meet them first, or plan another date.", params: { conditions: unmet.join("; ") } }),
      about: [ref("reopening", data.reopening)], finding: null,
    }] };
  }, { on: { kind: "reopening", field: "reopening", statuses: ["planned"] } }),
];
