/**
 * Commands of the registers → events or a refusal. A gap has a finder, an owner and a day, and closes with proof; a
 * visit of supervision plans the next one.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { DAY, plus } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { GapView, SupervisionView } from "./views.ts";

function used(state: State, kind: string, id: string): Refusal | null {
  return state.thing(ref(kind, id)) === undefined ? null : refuse("number-used", `${id} is taken already.`, { where: `data.${kind}`, fix: "Use the next number.", params: { id } });
}

export const commands: readonly CommandDef[] = [
  command("gap.record", zhEn("登记短板弱项", "Record a gap"), { gap: Id, what: Words, owner: PostShape, due: WhenShape }, ({ state, data, occurred }) =>
    used(state, "gap", data.gap) ?? knownOrg(state, data.owner.org, "data.owner.org") ?? [event("gap.recorded", occurred, [ref("gap", data.gap)], data)]),
  command("gap.close", zhEn("报告短板已补齐", "Report a gap closed"), { gap: Id, proof: Words }, ({ state, data, occurred }) => {
    const gap = known<GapView>(state, ref("gap", data.gap), "data.gap");
    return isRefusal(gap) ? gap : [event("gap.closed", occurred, [ref("gap", data.gap)], data)];
  }, { on: { kind: "gap", field: "gap", statuses: ["open"] } }),
  command("supervision.plan", zhEn("排定定期检查", "Plan visits of supervision"), {
    supervision: Id, place: Words, inspector: PostShape, everyDays: Type.Integer({ minimum: 1, maximum: 365 }), due: WhenShape,
  }, ({ state, data, occurred }) => {
    const no = used(state, "supervision", data.supervision) ?? knownOrg(state, data.inspector.org, "data.inspector.org");
    const about = [ref("supervision", data.supervision)];
    return no ?? [event("supervision.planned", occurred, about, { ...data, nextDue: data.due }), event("supervision.due", occurred, about, { inspector: data.inspector, due: data.due })];
  }),
  command("supervision.make", zhEn("登记检查情况", "Record a visit of supervision"), { supervision: Id, found: Words }, ({ state, data, occurred }) => {
    const plan = known<SupervisionView>(state, ref("supervision", data.supervision), "data.supervision");
    if (isRefusal(plan)) return plan;
    const about = [ref("supervision", data.supervision)];
    return [event("supervision.made", occurred, about, data), event("supervision.due", occurred, about, { inspector: plan.inspector, due: plus(occurred, plan.everyDays * DAY) })];
  }, { on: { kind: "supervision", field: "supervision" } }),
];
