/**
 * Commands of rounds and points → events or a refusal. Every count is judged at once against the plan, so that
 * a point behind is known while there is still a round to save. Refuses a pool larger than the rules allow, a
 * count that falls, a round closed over points still open.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { CommandDef, Objection } from "../../../engine/loop.ts";
import { applies, count, ratio, valueOf } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import { paceOf, PURPOSES, type Pace, type PointView, type RoundView } from "./views.ts";

const People = Type.Integer({ minimum: 0, maximum: 10_000_000 });
const Metres = Type.Optional(Type.Number({ minimum: 0, maximum: 20 }));
const Flag = Type.Optional(Type.Boolean());
const AN_OPEN_POINT = { on: { kind: "point", field: "point", statuses: ["open"] } };

/** Pool sizes the rules name; null where they name none. */
function poolSizes(pack: ResolvedPack): readonly number[] | null {
  return Object.hasOwn(pack.clauses, "test.pool.sizes") && applies(pack, "test.pool.sizes") ? valueOf(pack, "test.pool.sizes") as readonly number[] : null;
}

/** Whether people queue as far apart as the rules ask; not judged where nobody has measured it, or no rule asks. */
function apart(pack: ResolvedPack, metres: number | undefined): boolean {
  if (metres === undefined || !Object.hasOwn(pack.clauses, "test.queue.spacing") || !applies(pack, "test.queue.spacing")) return true;
  return metres >= Number(valueOf(pack, "test.queue.spacing"));
}

/** The largest pool the rules in force allow. */
export function largestPool(pack: ResolvedPack): number {
  return count(pack, "test.pool.size-max");
}

function openPoint(state: State, id: string): PointView | Refusal {
  const point = known<PointView>(state, ref("point", id), "data.point");
  if (isRefusal(point) || point.status === "open") return point;
  return refuse("point-finished", `${id} has finished sampling.`, { where: "data.point", fix: "Open another point, or correct the record.", params: { point: id } });
}

const openRound = command("round.open", zhEn("启动一轮检测", "Open a round of testing"), {
  round: Id, area: Id, scope: Words, start: WhenShape, targetEnd: WhenShape, poolSize: Type.Integer({ minimum: 1, maximum: 100 }),
  purpose: Type.Optional(Type.Union(PURPOSES.map((purpose) => Type.Literal(purpose)))), covers: Type.Optional(Type.Array(Id, { maxItems: 200, uniqueItems: true })),
}, ({ state, data, actor, context, occurred }) => {
  if (state.thing(ref("round", data.round)) !== undefined) return refuse("round-exists", `Round ${data.round} exists already.`, { where: "data.round", fix: "Choose another name." });
  const missing = knownOrg(state, data.area, "data.area");
  if (missing !== null) return missing;
  if (data.targetEnd.latest <= data.start.earliest) return refuse("ends-before-start", "It would end before it starts.", { where: "data.targetEnd", fix: "Give an end after the start." });
  const covered = (data.covers ?? []).map((area, index) => known(state, ref("area", area), `data.covers[${index}]`));
  const unknown = covered.find((one) => isRefusal(one));
  if (unknown !== undefined) return unknown as Refusal;
  const most = largestPool(context.pack);
  const objections: Objection[] = data.poolSize <= most ? [] : [{
    refusal: refuse("pool-too-large", `Pools of ${data.poolSize} are not allowed; at most ${most}.`, { where: "data.poolSize", fix: "Choose a smaller pool.", params: { size: data.poolSize, most } }),
    about: [ref("round", data.round)], finding: null,
  }];
  // The largest allowed is allowed, whatever an older list of sizes says.
  const sizes = poolSizes(context.pack);
  if (data.poolSize < most && sizes !== null && !sizes.includes(data.poolSize)) {
    objections.push({ refusal: refuse("pool-size-unknown", `The rules pool ${sizes.join(", ")}; not ${data.poolSize}.`, { where: "data.poolSize", fix: "Choose one of these sizes.", params: { size: data.poolSize, sizes: sizes.join(", ") } }), about: [ref("round", data.round)], finding: null });
  }
  const number = state.things("round", "area", data.area).length + 1;
  return { objections, events: [event("round.opened", occurred, [ref("round", data.round), ...(data.covers ?? []).map((area) => ref("area", area))], { purpose: "mass", ...data, number, owner: actor })] };
}, { help: zhEn("覆盖的风险区域在此写明，其天数的末轮检测即由本轮得出。", "Name the risk areas it covers in full: it is then the last round of their count.") });

const openAPoint = command("point.open", zhEn("启用采样点", "Open a sampling point"), {
  round: Id, point: Id, org: Id, planned: People, start: WhenShape, end: WhenShape, samplers: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
  deliverOrg: Type.Optional(Id), tables: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })), slotMinutes: Type.Optional(Type.Integer({ minimum: 5, maximum: 240 })), oneWay: Flag, riskLane: Flag, spacingMetres: Metres,
}, ({ state, data, context, occurred }) => {
  const round = known<RoundView>(state, ref("round", data.round), "data.round");
  if (isRefusal(round)) return round;
  if (round.status !== "open") return refuse("round-closed", `Round ${data.round} is closed.`, { where: "data.round", fix: "Open a new round.", params: { round: data.round } });
  const about = ref("point", `${data.round}/${data.point}`);
  if (state.thing(about) !== undefined) return refuse("point-exists", `${data.point} is already a point of this round.`, { where: "data.point", fix: "Choose another name." });
  const missing = knownOrg(state, data.org, "data.org") ?? (data.deliverOrg === undefined ? null : knownOrg(state, data.deliverOrg, "data.deliverOrg"));
  if (missing !== null) return missing;
  if (data.end.latest <= data.start.earliest) return refuse("ends-before-start", "It would end before it starts.", { where: "data.end", fix: "Give an end after the start." });
  const layoutComplete = data.slotMinutes !== undefined && data.oneWay === true && data.riskLane === true && apart(context.pack, data.spacingMetres);
  return [event("point.opened", occurred, [about, ref("round", data.round)], {
    ...data, deliverOrg: data.deliverOrg ?? data.org, area: round.area, owner: round.owner, layoutComplete,
  })];
}, { on: { kind: "round", field: "round", statuses: ["open"] } });

/** What a judgement of pace carries, so that tables find the sides of the duty in it. */
function judged(id: string, point: PointView, pace: Pace, area: string, sampled: number): object {
  return { point: id, org: point.org, area, owner: point.owner, planned: point.planned, sampled, expected: pace.expected, projectedFinish: pace.projectedFinish };
}

const report = command("point.report", zhEn("采样点报数", "Report a point's count"), { point: Id, sampled: People, queue: Type.Optional(People) }, ({ state, data, context, occurred }) => {
  const point = openPoint(state, data.point);
  if (isRefusal(point)) return point;
  const about = ref("point", data.point);
  const last = point.counts.at(-1);
  const told = event("point.progressed", occurred, [about], data);
  // Told late: kept, and judged by nothing, since a later count is known.
  if (last !== undefined && occurred.latest < last.at.latest) return [told];
  const objections: Objection[] = data.sampled >= point.sampled ? [] : [{
    refusal: refuse("count-falls", `It was ${point.sampled} before; a count of people sampled cannot fall.`, { where: "data.sampled", fix: "Count again, or report it as a correction.", params: { before: point.sampled } }),
    about: [about], finding: null,
  }];
  const pace = paceOf(point, [...point.counts, { at: occurred, sampled: data.sampled }], ratio(context.pack, "test.point.tolerance"));
  const area = String(point["area"]);
  const events = [told, event(pace.behind ? "point.behind" : "point.on_pace", occurred, [about], judged(data.point, point, pace, area, data.sampled))];
  const limit = count(context.pack, "test.point.queue-limit");
  if (data.queue !== undefined && (data.queue > limit || (point.queue ?? 0) > limit)) {
    events.push(event(data.queue > limit ? "point.crowded" : "point.relieved", occurred, [about], { point: data.point, org: point.org, area, owner: point.owner, queue: data.queue, limit }));
  }
  return { objections, events };
}, AN_OPEN_POINT);

const working: readonly CommandDef[] = [
  command("point.lay-out", zhEn("采样点布局整改", "Put a point's layout right"), { point: Id, slotMinutes: Type.Integer({ minimum: 5, maximum: 240 }), oneWay: Type.Literal(true), riskLane: Type.Literal(true), spacingMetres: Metres }, ({ state, data, context, occurred }) => {
    const point = openPoint(state, data.point);
    if (isRefusal(point)) return point;
    if (!apart(context.pack, data.spacingMetres)) return refuse("queue-too-dense", "People would queue closer than the rules allow.", { where: "data.spacingMetres", fix: "Mark the queue anew." });
    const { point: _, ...layout } = data;
    return [event("point.laid_out", occurred, [ref("point", data.point)], layout)];
  }, AN_OPEN_POINT),
  command("point.send-help", zhEn("支援采样点", "Send help to a point"), { point: Id, samplers: Type.Integer({ minimum: 1, maximum: 500 }), note: Words }, ({ state, data, occurred }) => {
    const point = openPoint(state, data.point);
    return isRefusal(point) ? point : [event("point.help_sent", occurred, [ref("point", data.point)], data)];
  }, AN_OPEN_POINT),
  command("point.ask-help", zhEn("采样点求援", "Ask for help"), { point: Id, note: Words }, ({ state, data, occurred }) => {
    const point = openPoint(state, data.point);
    if (isRefusal(point)) return point;
    const pace: Pace = { expected: point.sampled, projectedFinish: point.projectedFinish, behind: true };
    return [event("point.behind", occurred, [ref("point", data.point)], { ...judged(data.point, point, pace, String(point["area"]), point.sampled), asked: data.note })];
  }, AN_OPEN_POINT),
  command("point.finish", zhEn("采样点收点", "Finish a point"), { point: Id, sampled: People }, ({ state, data, occurred }) => {
    const point = openPoint(state, data.point);
    return isRefusal(point) ? point : [event("point.finished", occurred, [ref("point", data.point)], { ...data, planned: point.planned })];
  }, AN_OPEN_POINT),
];

const close = command("round.close", zhEn("结束一轮检测", "Close a round"), { round: Id }, ({ state, data, occurred }) => {
  const round = known<RoundView>(state, ref("round", data.round), "data.round");
  if (isRefusal(round)) return round;
  if (round.status !== "open") return refuse("round-closed", `Round ${data.round} is closed.`, { where: "data.round", fix: "Open a new round.", params: { round: data.round } });
  const open = state.things("point", "round", data.round).filter((point) => point.state.status === "open");
  const objections: Objection[] = open.length === 0 ? [] : [{
    refusal: refuse("points-still-open", `${open.length} points have not finished.`, { where: "data.round", fix: "Finish each point first.", params: { points: open.length } }),
    about: open.map((point) => point.ref), finding: null,
  }];
  return { objections, events: [event("round.closed", occurred, [ref("round", data.round)], data)] };
}, { on: { kind: "round", field: "round", statuses: ["open"] } });

export const commands: readonly CommandDef[] = [openRound, openAPoint, report, ...working, close];
