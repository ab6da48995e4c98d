/**
 * Commands of tubes → events or a refusal. What happened to a sample is always recorded, with the breach where
 * it broke a rule; refused is only what cannot be: a tube nobody collected, a result given twice, a result of
 * a run that has not ended. A positive pool holds its members by a clock and asks for single samples.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, WhenShape, Words, type Turn } from "../../../engine/define.ts";
import type { JsonObject, NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { applies, count, lengthMs, list, valueOf } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { overloaded, queueRef, type LabView } from "../labs/views.ts";
import type { PointView, RoundView } from "../rounds/views.ts";
import { memberRef, type PoolView, type Result, type TubeView } from "./views.ts";

const People = Type.Array(Id, { minItems: 1, maxItems: 100, uniqueItems: true });
const Tubes = Type.Array(Id, { minItems: 1, maxItems: 1000, uniqueItems: true });
const ON_TUBE = { on: { kind: "tube", field: "tube" } };
const tubeRef = (tube: string): Ref => ref("tube", tube);

interface Collected {
  readonly tube: string; readonly members: readonly string[]; readonly swabs: number; readonly singleOnly?: string | undefined;
}

/** What a tube breaks by being filled as it was. */
function fillingBreaks(turn: Turn<Collected>, round: RoundView): Objection[] {
  const { data, context } = turn;
  const about = [tubeRef(data.tube)];
  const most = Math.min(round.poolSize, count(context.pack, "test.pool.size-max"));
  const objections: Objection[] = [];
  if (data.members.length > most) {
    objections.push({ refusal: refuse("pool-too-large", `Pools of ${data.members.length} are not allowed; at most ${most}.`, { where: "data.members", fix: "Use more tubes.", params: { size: data.members.length, most } }), about, finding: null });
  }
  if (data.swabs !== data.members.length) {
    objections.push({ refusal: refuse("swabs-do-not-match", `${data.members.length} people are registered and ${data.swabs} swabs are in the tube.`, { where: "data.swabs", fix: "Count again before the tube is closed.", params: { members: data.members.length, swabs: data.swabs } }), about, finding: null });
  }
  const single = applies(context.pack, "test.pool.single-only") ? list(context.pack, "test.pool.single-only") : [];
  if (data.singleOnly !== undefined && data.members.length > 1 && single.includes(data.singleOnly)) {
    objections.push({ refusal: refuse("must-be-single", "These people are always sampled singly.", { where: "data.members", fix: "Give each a tube of their own.", params: { group: data.singleOnly } }), about, finding: null });
  }
  return objections;
}

/** A single sample that answers for a member of a positive pool, or for a tube that was invalid. */
function answers(state: State, data: { readonly members: readonly string[]; readonly retestOf?: string | undefined; readonly replaces?: string | undefined; readonly tube: string }, occurred: When): NewEvent[] | Refusal {
  const events: NewEvent[] = [];
  if (data.retestOf !== undefined) {
    const pool = known<PoolView>(state, ref("pool", data.retestOf), "data.retestOf");
    if (isRefusal(pool)) return pool;
    const [person = ""] = data.members;
    if (data.members.length > 1 || !pool.members.includes(person)) return refuse("not-of-this-pool", "It takes one member of that pool.", { where: "data.members", fix: "Name the one person sampled." });
    events.push(event("member.sampled", occurred, [memberRef(data.retestOf, person)], { tube: data.tube }));
  }
  if (data.replaces !== undefined) {
    const before = known<TubeView>(state, tubeRef(data.replaces), "data.replaces");
    if (isRefusal(before)) return before;
    events.push(event("tube.resampled", occurred, [tubeRef(data.replaces)], { by: data.tube }));
  }
  return events;
}

const collect = command("tube.collect", zhEn("采样封管", "Record a tube collected"), {
  tube: Id, point: Id, sampler: Id, members: People, swabs: Type.Integer({ minimum: 0, maximum: 200 }), startedAt: Type.Optional(WhenShape), device: Type.Optional(Id),
  singleOnly: Type.Optional(Id), retestOf: Type.Optional(Id), replaces: Type.Optional(Id),
}, (turn) => {
  const { state, data, occurred } = turn;
  if (state.thing(tubeRef(data.tube)) !== undefined) return refuse("tube-exists", `Tube ${data.tube} has been used already.`, { where: "data.tube", fix: "Scan the code on the tube in your hand.", params: { tube: data.tube } });
  const point = known<PointView>(state, ref("point", data.point), "data.point");
  if (isRefusal(point)) return point;
  const round = known<RoundView>(state, ref("round", point.round), "data.point");
  if (isRefusal(round)) return round;
  const more = answers(state, data, occurred);
  if (isRefusal(more)) return more;
  const { singleOnly: _, ...told } = data;
  return { objections: fillingBreaks(turn, round), events: [event("tube.collected", occurred, [tubeRef(data.tube)], {
    ...told, round: point.round, org: point.org, deliverOrg: point.deliverOrg, owner: point.owner, purpose: round.purpose,
  }), ...more] };
}, { record: true, on: { kind: "point", field: "point" } });

/** The tubes named, or why one of them cannot be meant. */
function tubesOf(state: State, names: readonly string[], statuses: readonly string[]): TubeView[] | Refusal {
  const tubes: TubeView[] = [];
  for (const [index, name] of names.entries()) {
    const tube = known<TubeView>(state, tubeRef(name), `data.tubes[${index}]`);
    if (isRefusal(tube)) return tube;
    if (!statuses.includes(tube.status)) return refuse("tube-elsewhere", `Tube ${name} is ${tube.status}.`, { where: `data.tubes[${index}]`, fix: "Take it off the list.", params: { tube: name, status: tube.status } });
    tubes.push(tube);
  }
  return tubes;
}

const loads = { needs: (data: JsonObject) => (data["tubes"] as string[]).map(tubeRef) };

const pickUp = command("tubes.pick-up", zhEn("样本交接起运", "Pick tubes up"), { tubes: Tubes, lab: Id, courier: Type.Optional(Id) }, ({ state, data, context, occurred }) => {
  const tubes = tubesOf(state, data.tubes, ["collected"]);
  if (isRefusal(tubes)) return tubes;
  const lab = known<LabView>(state, ref("lab", data.lab), "data.lab");
  if (isRefusal(lab)) return lab;
  const most = Math.max(0, ...lab.poolSizes);
  const large = most === 0 ? [] : tubes.filter((tube) => tube.members.length > most);
  const objections: Objection[] = [];
  if (large.length > 0) {
    objections.push({ refusal: refuse("pool-not-run-there", `${large.length} tubes hold more people than ${data.lab} pools.`, { where: "data.lab", fix: "Send them to a laboratory that runs such pools.", params: { tubes: large.length, most } }), about: large.map((tube) => tubeRef(tube.tube)), finding: null });
  }
  if (lab.accredited === false) {
    objections.push({ refusal: refuse("lab-not-accredited", `${data.lab} is not accredited.`, { where: "data.lab", fix: "Choose an accredited laboratory." }), about: data.tubes.map(tubeRef), finding: null });
  }
  return { objections, events: [
    event("tubes.picked_up", occurred, [...data.tubes.map(tubeRef), queueRef(data.lab)], { ...data, coming: tubes.length }),
    ...overloaded(state, data.lab, lab, tubes.length, occurred, context),
  ] };
}, loads);

const receive = command("tubes.receive", zhEn("实验室接收样本", "Receive tubes"), { tubes: Tubes, lab: Id }, ({ state, data, occurred }) => {
  const tubes = tubesOf(state, data.tubes, ["collected", "picked-up"]);
  if (isRefusal(tubes)) return tubes;
  const lab = known<LabView>(state, ref("lab", data.lab), "data.lab");
  if (isRefusal(lab)) return lab;
  const strayed = tubes.filter((tube) => tube.lab !== null && tube.lab !== data.lab);
  const objections: Objection[] = strayed.length === 0 ? [] : [{
    refusal: refuse("wrong-laboratory", `${strayed.length} of these tubes were sent to another laboratory.`, { where: "data.lab", fix: "Check the labels; tell the other laboratory.", params: { tubes: strayed.length } }),
    about: strayed.map((tube) => tubeRef(tube.tube)), finding: null,
  }];
  const unannounced = tubes.filter((tube) => tube.lab === null).length;
  return { objections, events: [
    ...[...new Set(strayed.map((tube) => tube.lab!))].map((from) => event("lab.queue_corrected", occurred, [queueRef(from)], { by: -strayed.filter((tube) => tube.lab === from).length })),
    event("tubes.received", occurred, [...data.tubes.map(tubeRef), queueRef(data.lab)], { ...data, labOrg: lab.org, coming: unannounced + strayed.length }),
  ] };
}, { record: true, ...loads });

const reroute = command("tubes.re-route", zhEn("样本改送", "Send tubes to another laboratory"), { tubes: Tubes, to: Id, reason: Words }, ({ state, data, context, occurred }) => {
  const tubes = tubesOf(state, data.tubes, ["picked-up", "received"]);
  if (isRefusal(tubes)) return tubes;
  const to = known<LabView>(state, ref("lab", data.to), "data.to");
  if (isRefusal(to)) return to;
  const from = new Set(tubes.map((tube) => tube.lab!));
  if (from.size > 1 || from.has(data.to)) return refuse("not-one-laboratory", "They must lie at one other laboratory.", { where: "data.tubes", fix: "Send the tubes of one laboratory at a time." });
  const [lab = ""] = from;
  return [
    event("lab.queue_corrected", occurred, [queueRef(lab)], { by: -tubes.length }),
    event("tubes.rerouted", occurred, [...data.tubes.map(tubeRef), queueRef(data.to), ref("lab", lab)], { ...data, from: lab, coming: tubes.length }),
    ...overloaded(state, data.to, to, tubes.length, occurred, context),
  ];
}, loads);

interface Told {
  readonly tube: string; readonly result: Result; readonly controlCt?: number | null | undefined;
}

/** What follows for people: a positive pool is held by a clock, a single sample answers for its member. */
function forPeople(turn: Turn<Told>, tube: TubeView, occurred: When): NewEvent[] {
  const { state, data, context } = turn;
  const { members, org, round, retestOf } = tube;
  const owner = tube["owner"];
  if (data.result === "invalid") return [event("tube.voided", occurred, [tubeRef(data.tube)], { tube: data.tube, org, owner })];
  if (retestOf !== null) {
    const [person = ""] = members;
    const how = data.result === "negative" ? "member.cleared" : "member.confirmed";
    const pool = ref("pool", retestOf);
    const events = [event(how, occurred, [memberRef(retestOf, person), pool], { person, tube: data.tube })];
    const view = state.thing(pool)!.state as PoolView;
    if (view.members.every((member) => member === person || view.answered[member] !== undefined)) {
      const confirmed = Object.values({ ...view.answered, [person]: data.result === "negative" ? "cleared" : "confirmed" }).filter((answer) => answer === "confirmed").length;
      events.push(event("pool.resolved", occurred, [pool], { confirmed }));
    }
    return events;
  }
  if (data.result === "negative" || members.length === 1) return [];
  // Held from when it is told, not from when the run ended: nobody can be held in the past.
  const now = turn.occurred;
  const holdUntil = plus(now, lengthMs(context.pack, "test.pool.hold"));
  return [
    event("pool.positive", now, [ref("pool", data.tube)], { tube: data.tube, round, org, members, holdUntil }),
    ...members.map((person) => event("member.held", now, [memberRef(data.tube, person)], { pool: data.tube, person, org, round, owner, holdUntil })),
  ];
}

const result = command("tube.result", zhEn("登记检测结果", "Record a tube's result"), {
  tube: Id, result: Type.Union([Type.Literal("negative"), Type.Literal("positive"), Type.Literal("invalid")]), ct: Type.Optional(Type.Number({ minimum: 0, maximum: 60 })),
  controlCt: Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: 60 }), Type.Null()], { title: "Cycles of the human-gene control; null where none was seen" })), run: Id, well: Id, runStart: WhenShape, runEnd: WhenShape,
}, (turn) => {
  const { state, data, context } = turn;
  const tube = known<TubeView>(state, tubeRef(data.tube), "data.tube");
  if (isRefusal(tube)) return tube;
  if (tube.result !== null) return refuse("already-resulted", `Tube ${data.tube} has a result already.`, { where: "data.tube", fix: "A second look is a new sample, or a decision on the record.", params: { tube: data.tube } });
  if (data.runEnd.latest > context.now) return refuse("run-not-ended", "That run has not ended yet.", { where: "data.runEnd", fix: "Record the result when the run has ended." });
  const about = [tubeRef(data.tube)];
  const objections: Objection[] = [];
  if (tube.status !== "received") objections.push({ refusal: refuse("not-received", `No laboratory has signed for tube ${data.tube}.`, { where: "data.tube", fix: "Record its receipt first.", params: { tube: data.tube } }), about, finding: null });
  const limit = Number(valueOf(context.pack, "test.control.limit"));
  if (data.result === "negative" && data.controlCt !== undefined && (data.controlCt === null || data.controlCt >= limit)) {
    objections.push({ refusal: refuse("control-absent", "Without the human-gene control a result is invalid, never negative.", { where: "data.result", fix: "Record it as invalid and sample again.", params: { limit } }), about, finding: null });
  }
  const labOrg = tube.lab === null ? turn.actor.org : (state.thing(ref("lab", tube.lab))?.state as LabView | undefined)?.org ?? turn.actor.org;
  const { controlCt, ...told } = data;
  const queue = tube.lab === null ? [] : [queueRef(tube.lab)];
  return { objections, events: [
    event("tube.resulted", data.runEnd, [...about, ...queue], {
      ...told, ...(typeof controlCt === "number" ? { controlCt } : {}), controlTold: controlCt !== undefined, positive: data.result === "positive", labOrg, org: tube.org, owner: tube["owner"],
    }),
    ...forPeople(turn, tube, data.runEnd),
  ] };
}, ON_TUBE);


const reportResults = command("tubes.report", zhEn("报告检测结果", "Report results"), { tubes: Tubes }, ({ state, data, occurred }) => {
  const tubes = tubesOf(state, data.tubes, ["resulted", "voided"]);
  return isRefusal(tubes) ? tubes : [event("tubes.reported", occurred, data.tubes.map(tubeRef), data)];
}, loads);

export const commands: readonly CommandDef[] = [collect, pickUp, receive, reroute, result, reportResults];
