/**
 * Commands of exit points → events or a refusal. What happened at a gate is a report and is taken whenever it comes,
 * with both its times; what was wrong with it is an objection on record, and is not held against a gate whose list
 * could not know. Somebody in an emergency is never turned back; if it happened, it rings at once.
 */
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { lapseAt, permitRef, type PermitView } from "../permits/views.ts";
import { permitNeeded } from "../strategy/views.ts";
import { gateRef, LANES, passageRef, type GateView, type PassageView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const WAYS = ["road", "railway", "airport", "harbour", "other"] as const;

const posts: readonly CommandDef[] = [
  command("gate.register", zhEn("登记离开通道卡口", "Register an exit point"), { gate: Id, org: Id, way: oneOf(WAYS) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("gate.registered", occurred, [gateRef(data.gate)], data)]),
  command("gate.open", zhEn("卡口启用", "Open the exit point"), { gate: Id, until: WhenShape, people: Type.Integer({ minimum: 1 }), lead: PostShape, listAsOf: WhenShape }, ({ state, data, occurred }) => {
    const gate = known<GateView>(state, gateRef(data.gate), "data.gate");
    if (isRefusal(gate)) return gate;
    const about = [gateRef(data.gate)];
    const { gate: name, listAsOf: asOf, until } = data;
    return [
      event("gate.opened", occurred, about, { gate: name }), event("gate.staffed", occurred, about, { gate: name, people: data.people, lead: data.lead }), event("gate.cover_ends", occurred, about, { gate: name, org: gate.org, until }),
      event("gate.list_taken", occurred, about, { gate: name }), event("gate.list_ages", occurred, about, { gate: name, org: gate.org, asOf }),
    ];
  }, { on: { kind: "gate", field: "gate", statuses: ["registered", "closed"] }, help: zhEn("须有人在岗并带有核验名单。", "With people there, and a list to check by.") }),
  command("gate.staff", zhEn("卡口人员到位", "Staff the exit point"), { gate: Id, until: WhenShape, people: Type.Integer({ minimum: 1 }), lead: PostShape }, ({ state, data, occurred }) => {
    const gate = known<GateView>(state, gateRef(data.gate), "data.gate");
    if (isRefusal(gate)) return gate;
    const { until, ...who } = data;
    return [event("gate.staffed", occurred, [gateRef(data.gate)], who), event("gate.cover_ends", occurred, [gateRef(data.gate)], { gate: data.gate, org: gate.org, until })];
  }, { on: { kind: "gate", field: "gate", statuses: ["open"] } }),
  command("gate.take-list", zhEn("更新核验名单", "Take a new list"), { gate: Id, asOf: WhenShape, device: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const gate = known<GateView>(state, gateRef(data.gate), "data.gate");
    if (isRefusal(gate)) return gate;
    return [event("gate.list_taken", occurred, [gateRef(data.gate)], { gate: data.gate, ...(data.device === undefined ? {} : { device: data.device }) }), event("gate.list_ages", occurred, [gateRef(data.gate)], { gate: data.gate, org: gate.org, asOf: data.asOf })];
  }, { on: { kind: "gate", field: "gate", statuses: ["open"] } }),
  command("gate.close", zhEn("卡口停用", "Close the exit point"), { gate: Id, reason: Words }, ({ state, data, occurred }) => {
    const gate = known<GateView>(state, gateRef(data.gate), "data.gate");
    return isRefusal(gate) ? gate : [event("gate.closed", occurred, [gateRef(data.gate)], data)];
  }, { on: { kind: "gate", field: "gate", statuses: ["open"] } }),
  command("gate.count", zhEn("登记卡口清点", "Record a count"), { gate: Id, from: WhenShape, until: WhenShape, passed: Type.Integer({ minimum: 0 }), turnedBack: Type.Integer({ minimum: 0 }) }, ({ state, data, occurred }) => {
    const gate = known<GateView>(state, gateRef(data.gate), "data.gate");
    return isRefusal(gate) ? gate : [event("gate.counted", occurred, [gateRef(data.gate)], data)];
  }, { on: { kind: "gate", field: "gate" }, record: true }),
];

interface Passing {
  readonly passage: string; readonly gate: string; readonly lane: (typeof LANES)[number]; readonly permit?: string; readonly people: number; readonly listAsOf?: When;
}

/** What was wrong with an exit, as far as is known now; and whether the gate's own list could have told it. */
function doubtIn(state: State, data: Passing, org: string, occurred: When): { doubt: string | null; unknowable: boolean } {
  if (data.lane === "emergency" || data.lane === "freight" || !permitNeeded(state, org, occurred.earliest)) return { doubt: null, unknowable: false };
  if (data.permit === undefined) return { doubt: "no-permit", unknowable: false };
  const permit = state.thing(permitRef(data.permit))?.state as PermitView | undefined;
  if (permit === undefined) return { doubt: "unknown-permit", unknowable: false };
  const doubt = lapseAt(permit, occurred, data.gate, data.passage) ?? (data.people > permit.people ? "too-many" : null);
  const usedBefore = doubt === "used-up" ? state.thing(passageRef(permit.passages.at(-1)!))?.state as PassageView | undefined : undefined;
  const knowable = doubt === "revoked" ? permit.revokedAt?.latest : usedBefore?.learnedAt;
  return { doubt, unknowable: knowable !== undefined && data.listAsOf !== undefined && data.listAsOf.latest < knowable };
}

const pass = command("gate.pass", zhEn("放行登记", "Record an exit"), {
  passage: Id, gate: Id, lane: oneOf(LANES), permit: Type.Optional(Id), person: Type.Optional(Id), people: Type.Integer({ minimum: 1, maximum: 1000 }),
  destination: Type.Optional(Words), listAsOf: Type.Optional(WhenShape), checked: Type.Optional(oneOf(["token", "paper", "eye"])),
}, ({ state, data, actor, occurred }) => {
  const before = state.thing(passageRef(data.passage));
  if (before !== undefined) return refuse("passage-recorded", `Exit ${data.passage} is recorded already.`, { where: "data.passage", fix: "Nothing is to be done." });
  const gate = state.thing(gateRef(data.gate))?.state as GateView | undefined;
  const { doubt, unknowable } = doubtIn(state, data as Passing, gate?.org ?? actor.org, occurred);
  const known = data.permit === undefined || state.thing(permitRef(data.permit)) === undefined ? [] : [permitRef(data.permit)];
  const objections: Objection[] = doubt === null || unknowable ? [] : [{
    refusal: refuse("exit-without-permit", `Exit ${data.passage} had no permit that held: ${doubt}.`, { where: "data.permit", fix: "Look into it; the exit stays on record.", params: { doubt } }), about: [passageRef(data.passage)], finding: null,
  }];
  return { objections, events: [event("gate.passed", occurred, [passageRef(data.passage), gateRef(data.gate), ...known], { ...data, doubt, unknowable })] };
}, { record: true, help: zhEn("断网时可事后补报，两个时间都保留；急救一律放行。", "May be reported later, with both times. An emergency always passes.") });

const turnBack = command("gate.turn-back", zhEn("劝返登记", "Record somebody turned back"), {
  passage: Id, gate: Id, permit: Type.Optional(Id), person: Type.Optional(Id), people: Type.Integer({ minimum: 1, maximum: 1000 }), reason: Words, told: Words, emergency: Type.Boolean(),
}, ({ state, data, actor, occurred, context }) => {
  if (state.thing(passageRef(data.passage)) !== undefined) return refuse("passage-recorded", `Exit ${data.passage} is recorded already.`, { where: "data.passage", fix: "Nothing is to be done." });
  const gate = state.thing(gateRef(data.gate))?.state as GateView | undefined;
  const org = gate?.org ?? actor.org;
  const about = passageRef(data.passage);
  const { emergency, ...said } = data;
  const turned = event("gate.turned_back", occurred, [about, gateRef(data.gate)], { ...said, lane: emergency ? "emergency" : "permit", doubt: null, unknowable: false });
  // Nobody was bound to have a permit: then it was the turning back that broke the rule.
  const needless: Objection[] = permitNeeded(state, org, occurred.earliest) ? [] : [{ refusal: refuse("turned-back-without-rule", `No rule in force asks for a permit at ${data.gate}.`, { where: "data.gate", fix: "Let people pass; tell whoever was turned back." }), about: [about], finding: null }];
  if (!emergency) return { objections: needless, events: [turned] };
  const to = alarmPost(state, above(state, org), context);
  return { objections: needless, events: [turned, event("emergency.hindered", occurred, [about], { passage: data.passage, gate: data.gate, org, spot: data.gate, kind: "emergency.mend", to: alarmPost(state, org, context), alsoTo: to })] };
}, { record: true, help: zhEn("写明告知本人的其他办法（申请、复核、急救通道）。", "Say what way out the person was told: ask, have it reviewed, emergency lane.") });

const care = command("emergency.mend", zhEn("登记急救已送达", "Record that the emergency has reached care"), { passage: Id, where: Words }, ({ state, data, occurred }) => {
  const passage = known<PassageView>(state, passageRef(data.passage), "data.passage");
  return isRefusal(passage) ? passage : [event("emergency.cared_for", occurred, [passageRef(data.passage)], data)];
}, { on: { kind: "passage", field: "passage", statuses: ["hindered"] } });

export const commands: readonly CommandDef[] = [...posts, pass, turnBack, care];
