/**
 * Commands where decisions are made → events or a refusal. A decision without an owner, a time and the snapshot its
 * decider saw is not issued; reported from minutes it is kept, with the duty to complete it. No brief and no decision
 * rests on a position of the ledger that is still to come.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words } from "../../../engine/define.ts";
import { samePost, type Post } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { deputyOf, orgOf } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { Cutoff } from "./events.ts";
import { briefRef, decisionRef, type BriefView, type DecisionView } from "./views.ts";

const CutoffShape = Type.Object({ incident: Type.Integer({ minimum: 0 }), city: Type.Integer({ minimum: 0 }) }, { additionalProperties: false });
const Thing = Type.String({ pattern: "^[a-z-]+:[^\\s#]{1,120}$" });

/** Level of organisations that read and recommend: they issue nothing and hold nothing. */
export const ADVISERS = "advisers";

export function adviserRefusal(state: State, post: Post, where: string): Refusal | null {
  if (orgOf(state, post.org)?.level !== ADVISERS) return null;
  return refuse("advisers-only-advise", `${post.org} advises; it decides nothing and holds no duty.`, { where, fix: "Let it give a recommendation, and somebody in charge answer it.", params: { org: post.org } });
}

function beyond(cutoff: Cutoff, context: Context, where: string): Refusal | null {
  const { positions, incident, city } = context;
  const ahead = (position: number, ledger: string): boolean => position >= (positions?.get(ledger) ?? Infinity);
  if (!ahead(cutoff.incident, incident) && !ahead(cutoff.city, city)) return null;
  return refuse("snapshot-to-come", "Nobody has seen that position of the ledger: it is still to come.", { where, fix: "Give the position the figures were read at." });
}

const briefs: readonly CommandDef[] = [
  command("brief.freeze", zhEn("固定态势简报", "Freeze a situation brief"), {
    brief: Id, cutoff: CutoffShape, asOf: Type.Optional(Type.Integer()), figures: Type.Record(Type.String({ maxLength: 80 }), Type.Number()), notes: Type.Optional(Words),
  }, ({ state, data, occurred, context }) => {
    if (state.thing(briefRef(data.brief)) !== undefined) return refuse("brief-exists", `Brief ${data.brief} is frozen already.`, { where: "data.brief", fix: "A later state is another brief: use a new name." });
    return beyond(data.cutoff, context, "data.cutoff") ?? [event("brief.frozen", occurred, [briefRef(data.brief)], data)];
  }, { help: zhEn("数字固定在某一记录号，任何人可按该号重新核算。", "The figures belong to one position of the ledger; anybody can count them again there.") }),
  command("meeting.hold", zhEn("登记会议", "Record a meeting"), {
    meeting: Id, body: Id, chair: Id, minutes: Type.Optional(Words), brief: Type.Optional(Id), absent: Type.Optional(Type.Array(Id, { maxItems: 200 })),
    attendance: Type.Array(Type.Object({ role: Id, substitute: Type.Optional(Id) }, { additionalProperties: false }), { minItems: 1, maxItems: 200 }),
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.body, "data.body");
    if (missing !== null) return missing;
    const meeting = ref("meeting", data.meeting);
    if (state.thing(meeting) !== undefined) return refuse("meeting-exists", `Meeting ${data.meeting} is on record already.`, { where: "data.meeting", fix: "Use another name." });
    const brief = data.brief === undefined ? null : known<BriefView>(state, briefRef(data.brief), "data.brief");
    if (isRefusal(brief)) return brief;
    const attendance = data.attendance.map((one) => ({ ...one, deputy: one.substitute !== undefined && deputyOf(state, { org: data.body, role: one.role })?.role === one.substitute }));
    return [
      event("meeting.held", occurred, [meeting], { ...data, attendance }),
      ...(data.brief === undefined ? [] : [event("brief.adopted", occurred, [briefRef(data.brief)], { brief: data.brief, meeting: data.meeting })]),
    ];
  }, { record: true }),
];

const decisionFields = {
  decision: Id, text: Words, meeting: Type.Optional(Id), owner: Type.Optional(PostShape), due: Type.Optional(WhenShape), brief: Type.Optional(Id),
  seen: Type.Optional(CutoffShape), about: Type.Optional(Type.Array(Thing, { maxItems: 100 })), accountable: Type.Optional(PostShape), place: Type.Optional(Words),
};
const DecisionFields = Type.Object(decisionFields);
type DecisionFields = Static<typeof DecisionFields>;

/** What the decider had in view: the brief of the meeting, or the position the screen stood at. */
function seenBy(state: State, data: DecisionFields, context: Context): Cutoff | null | Refusal {
  const named = data.brief ?? (data.meeting === undefined ? undefined : state.thing(ref("meeting", data.meeting))?.state["brief"] as string | undefined);
  if (data.seen !== undefined) return beyond(data.seen, context, "data.seen") ?? data.seen;
  if (named === undefined) return null;
  const brief = known<BriefView>(state, briefRef(named), "data.brief");
  return isRefusal(brief) ? brief : brief.cutoff;
}

function lacking(data: DecisionFields, seen: Cutoff | null): Objection[] {
  const about = [decisionRef(data.decision)];
  return [
    ...(data.owner === undefined ? [refuse("decision-without-owner", "A decision that nobody owns is not one.", { where: "data.owner", fix: "Name the post that carries it out." })] : []),
    ...(data.due === undefined ? [refuse("decision-without-time", "A decision without a time is not one.", { where: "data.due", fix: "Say by when." })] : []),
    ...(seen === null ? [refuse("decision-without-snapshot", "It does not say what its decider had seen.", { where: "data.brief", fix: "Name the brief, or the position the figures were read at." })] : []),
  ].map((refusal) => ({ refusal, about, finding: null }));
}

function problems(state: State, data: DecisionFields, actor: Post): Refusal | null {
  if (state.thing(decisionRef(data.decision)) !== undefined) return refuse("decision-exists", `Decision ${data.decision} is on record already.`, { where: "data.decision", fix: "Use the next number." });
  if (data.meeting !== undefined) {
    const meeting = known(state, ref("meeting", data.meeting), "data.meeting");
    if (isRefusal(meeting)) return meeting;
  }
  for (const [post, where] of [[data.owner, "data.owner.org"], [data.accountable, "data.accountable.org"]] as const) {
    const no = post === undefined ? null : knownOrg(state, post.org, where) ?? adviserRefusal(state, post, where);
    if (no !== null) return no;
  }
  if (data.due !== undefined && data.due.earliest > data.due.latest) return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: "data.due", fix: "Exchange the two bounds." });
  return adviserRefusal(state, actor, "actor");
}

const decisions: readonly CommandDef[] = [
  command("decision.take", zhEn("作出决定", "Take a decision"), decisionFields, ({ state, data, actor, occurred, context }) => {
    const problem = problems(state, data, actor);
    if (problem !== null) return problem;
    const seen = seenBy(state, data, context);
    if (isRefusal(seen)) return seen;
    const ready = data.owner !== undefined && data.due !== undefined;
    return {
      objections: lacking(data, seen),
      events: [event("decision.taken", occurred, [decisionRef(data.decision)], { ...data, seen, ready, major: data.accountable !== undefined, open: true })],
    };
  }, { help: zhEn("须写明承办岗位、时限和所依据的简报；现场决定可注明地点。", "It names owner, time and the brief it rests on; taken on the spot, it may name the place.") }),
  command("decision.complete", zhEn("补全决定", "Complete a decision"), { decision: Id, owner: PostShape, due: WhenShape }, ({ state, data, occurred }) => {
    const decision = known<DecisionView>(state, decisionRef(data.decision), "data.decision");
    if (isRefusal(decision)) return decision;
    if (decision.status !== "incomplete") return refuse("decision-complete", `Decision ${data.decision} has its owner and time.`, { where: "data.decision", fix: "Pass its duty on, or revoke it and decide anew." });
    return knownOrg(state, data.owner.org, "data.owner.org") ?? adviserRefusal(state, data.owner, "data.owner") ?? [event("decision.completed", occurred, [decisionRef(data.decision)], data)];
  }, { on: { kind: "decision", field: "decision", statuses: ["incomplete"] } }),
  command("decision.carry-out", zhEn("报告决定落实", "Report a decision carried out"), { decision: Id, proof: Words }, ({ state, data, occurred }) => {
    const decision = known<DecisionView>(state, decisionRef(data.decision), "data.decision");
    return isRefusal(decision) ? decision : [event("decision.carried_out", occurred, [decisionRef(data.decision)], { ...data, open: false })];
  }, { on: { kind: "decision", field: "decision", statuses: ["given"] } }),
  command("decision.review", zhEn("登记过问", "Record a look at a major task"), { decision: Id, note: Words }, ({ state, data, actor, occurred }) => {
    const decision = known<DecisionView>(state, decisionRef(data.decision), "data.decision");
    if (isRefusal(decision)) return decision;
    const { accountable } = decision;
    if (accountable === null || !samePost(accountable, actor)) return refuse("not-accountable", "Only the post accountable for it records its own look.", { where: "data.decision", fix: "Let the accountable post look, in person." });
    return [event("decision.reviewed", occurred, [decisionRef(data.decision)], data)];
  }, { on: { kind: "decision", field: "decision", statuses: ["given", "incomplete"] } }),
  command("decision.revoke", zhEn("撤回决定", "Revoke a decision"), { decision: Id, reason: Words }, ({ state, data, actor, occurred }) => {
    const decision = known<DecisionView>(state, decisionRef(data.decision), "data.decision");
    if (isRefusal(decision)) return decision;
    if (!decision.open) return refuse("decision-closed", `Decision ${data.decision} asks for nothing any more.`, { where: "data.decision", fix: "Decide anew where something is to change." });
    return adviserRefusal(state, actor, "actor") ?? [event("decision.revoked", occurred, [decisionRef(data.decision)], { ...data, open: false })];
  }, { on: { kind: "decision", field: "decision", statuses: ["given", "incomplete"] } }),
];

export const commands: readonly CommandDef[] = [...briefs, ...decisions];
