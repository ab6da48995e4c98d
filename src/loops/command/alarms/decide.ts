/**
 * Commands of the alarms → events or a refusal. The desk reads the ledger and raises; the clock folds and
 * climbs; channels report; people answer. Everything but answering is the system's own, and each command
 * names what it saw, so that two of them can never ring for the same thing twice.
 */
import { refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { Ms, When } from "../../../base/time.ts";
import { command, event, Id, PostShape, Words } from "../../../engine/define.ts";
import { samePost, type NewEvent, type Post } from "../../../engine/event.ts";
import type { CommandDef, Context } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import type { State } from "../../../engine/state.ts";
import { askIfSilent, thereAfterAll } from "../handover/asking.ts";
import { postId, reachOf } from "../watch/views.ts";
import { louder, MAX_ITEMS, type Batch, type RungData } from "./events.ts";
import { ladder } from "./ladder.ts";
import { bellRef, callRef, DESK, together, undelivered, type BellView, type CallView, type DeskView } from "./views.ts";

const ItemShape = Type.Object({ seq: Type.Integer(), type: Id, duty: Id, kind: Type.String() }, { additionalProperties: false });
const CallId = Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\s#:]+$" });
const RankShape = Type.Union([Type.Literal("emergency"), Type.Literal("warning"), Type.Literal("reminder")]);
const BatchShape = Type.Object(
  { to: PostShape, rank: RankShape, count: Type.Integer({ minimum: 1 }), items: Type.Array(ItemShape, { minItems: 1, maxItems: MAX_ITEMS }) },
  { additionalProperties: false },
);
const OutcomeShape = Type.Object({
  channel: Id,
  result: Type.Union([Type.Literal("accepted"), Type.Literal("failed"), Type.Literal("no-address"), Type.Literal("not-configured")]),
  note: Type.Optional(Type.String({ maxLength: 300 })),
}, { additionalProperties: false });

interface Desk {
  readonly state: State;
  readonly context: Context;
  readonly occurred: When;
}

function bellOf(state: State, post: Post): BellView | undefined {
  return state.thing(bellRef(post))?.state as BellView | undefined;
}

function callOf(state: State, call: string): CallView | undefined {
  return state.thing(callRef(call))?.state as CallView | undefined;
}

function unknownCall(call: string): Refusal {
  return refuse("unknown-call", `There is no alarm call ${call}.`, { where: "data.call", fix: "Look at the board: it shows what is still open." });
}

function rung(desk: Desk, call: string, ring: Pick<RungData, "ring" | "step" | "post" | "why" | "rank" | "count">, nextAt: Ms | null): NewEvent {
  const { who, phone, email, by } = reachOf(desk.state, ring.post, desk.context.now);
  const data: RungData = { call, ...ring, reach: { who, phone, email, by }, nextAt };
  return event("alarm.rung", desk.occurred, [callRef(call)], data);
}

const ringDue = (desk: Desk): Ms => desk.context.now + lengthMs(desk.context.pack, "watch.ring");

/** Rings a new call, or adds to the one still ringing; that one rings again at once only if it gets louder. */
function ringOrJoin(desk: Desk, batch: Batch, why: RungData["why"]): NewEvent[] {
  const { state, context, occurred } = desk;
  const foldUntil = context.now + lengthMs(context.pack, "watch.fold");
  const bell = bellOf(state, batch.to);
  const under = bell === undefined ? undefined : callOf(state, bell.call);
  if (bell !== undefined && under?.status === "ringing") {
    const joined = event("alarm.joined", occurred, [bellRef(batch.to), callRef(bell.call)], { ...batch, call: bell.call, foldUntil });
    const last = under.rings.at(-1);
    if (last === undefined || !louder(batch.rank, under.rank)) return [joined];
    const again = { ring: under.rings.length, step: last.step, post: last.post, why: "louder" as const, rank: batch.rank, count: under.count + batch.count };
    return [joined, rung(desk, bell.call, again, under.nextAt)];
  }
  // An event is taken up once, so its number and the post rung make the call's name unique.
  const call = `C${batch.items[0]!.seq}.${postId(batch.to)}`;
  const raised = event("alarm.raised", occurred, [bellRef(batch.to), callRef(call)], { ...batch, call, foldUntil });
  const first = { ring: 0, step: 0, post: batch.to, why, rank: batch.rank, count: batch.count };
  return [raised, rung(desk, call, first, batch.rank === "reminder" ? null : ringDue(desk))];
}

/** Within the window of the last ring only something louder rings; the rest waits for the window's end. */
function take(desk: Desk, batch: Batch): NewEvent[] {
  const bell = bellOf(desk.state, batch.to);
  const quiet = bell === undefined || bell.foldUntil <= desk.context.now;
  if (!quiet && !louder(batch.rank, bell.rank)) return [event("alarm.folded", desk.occurred, [bellRef(batch.to)], batch)];
  return ringOrJoin(desk, together(bell?.pending ?? null, batch), "first");
}

const raise = command("alarm.raise", { zh: "发出告警", en: "Raise alarms" }, {
  after: Type.Integer({ minimum: 0 }), upTo: Type.Integer({ minimum: 1 }), batches: Type.Array(BatchShape, { maxItems: 5000 }),
}, ({ state, data, context, occurred }) => {
  const position = (state.thing(DESK)?.state as DeskView | undefined)?.position ?? 0;
  if (position !== data.after || data.upTo <= data.after) {
    return refuse("alarms-read-already", `Alarms have been read up to ${position}, not ${data.after}.`, { where: "data.after", fix: "Read on from there." });
  }
  const desk = { state, context, occurred };
  return [event("alarm.noted", occurred, [DESK], { upTo: data.upTo }), ...data.batches.flatMap((batch) => take(desk, batch))];
}, { internal: true });

const unfold = command("alarm.unfold", { zh: "合并告警到时", en: "End a folding window" }, { to: PostShape }, ({ state, data, context, occurred }) => {
  const bell = bellOf(state, data.to);
  if (bell === undefined || bell.pending === null) return refuse("nothing-folded", "No alarms wait for this post.", { where: "data.to", fix: "Nothing is to be done." });
  if (context.now < bell.foldUntil) return refuse("window-open", "The window in which alarms are folded has not ended.", { where: "data.to", fix: "Wait for its end." });
  return ringOrJoin({ state, context, occurred }, bell.pending, "digest");
}, { internal: true });

const climb = command("alarm.climb", { zh: "呼叫下一位", en: "Ring the next" }, { call: CallId, ring: Type.Integer({ minimum: 0 }) }, ({ state, data, context, occurred }) => {
  const call = callOf(state, data.call);
  if (call === undefined) return unknownCall(data.call);
  if (call.status !== "ringing" || call.rings.length !== data.ring + 1) return refuse("call-moved-on", "This call has moved on.", { where: "data.ring", fix: "Look at it again." });
  const failed = undelivered(call);
  if (!failed && (call.nextAt === null || context.now < call.nextAt)) return refuse("still-ringing", "There is still time to answer.", { where: "data.call", fix: "Wait for the time of the next ring." });
  const steps = ladder(state, call.to, context);
  const step = call.rings.at(-1)!.step + 1;
  const post = steps[step];
  if (post === undefined) return [event("alarm.unanswered", occurred, [callRef(data.call)], { call: data.call, rung: call.rings.map((ring) => ring.post) })];
  const desk = { state, context, occurred };
  const next = { ring: call.rings.length, step, post, why: failed ? "undelivered" as const : "unanswered" as const, rank: call.rank, count: call.count };
  // A key post let its first ring pass: whether it is there is asked beside ringing on.
  const silent = step === 1 && !failed ? askIfSilent(state, call.to, occurred, context) : [];
  return [rung(desk, data.call, next, ringDue(desk)), ...silent];
}, { internal: true });

const record = command("alarm.record", { zh: "记录呼叫结果", en: "Record what the channels did" }, {
  call: CallId, ring: Type.Integer({ minimum: 0 }), outcomes: Type.Array(OutcomeShape, { maxItems: 10 }),
}, ({ state, data, occurred }) => {
  const ring = callOf(state, data.call)?.rings[data.ring];
  if (ring === undefined) return unknownCall(data.call);
  if (ring.outcomes !== null) return refuse("ring-recorded", "The outcome of this ring is on record.", { where: "data.ring", fix: "Nothing is to be done." });
  const reached = data.outcomes.some((outcome) => outcome.result === "accepted");
  return [event(reached ? "alarm.delivered" : "alarm.failed", occurred, [callRef(data.call)], data)];
}, { internal: true });

/** Answering says “I am awake and have read it”. It accepts no duty: that is a step of its own. */
const answer = command("alarm.answer", { zh: "应答告警", en: "Answer an alarm" }, {
  call: CallId, how: Type.Union([Type.Literal("link"), Type.Literal("reply"), Type.Literal("screen")], { default: "screen" }),
  ring: Type.Optional(Type.Integer({ minimum: 0 })), who: Type.Optional(Id), note: Type.Optional(Words),
}, ({ state, data, actor, context, occurred }) => {
  const call = callOf(state, data.call);
  if (call === undefined) return unknownCall(data.call);
  if (call.answer !== null) {
    return refuse("already-answered", `This call has been answered by ${postId(call.answer.by)}.`, { where: "data.call", fix: "Talk to them; no second answer is needed.", params: { by: postId(call.answer.by), at: call.answer.at } });
  }
  if (call.status !== "ringing" && call.status !== "unanswered") return refuse("no-answer-needed", "A reminder asks for no answer.", { where: "data.call", fix: "See to what it reminds of." });
  if (!mayAnswer(state, call, context).some((post) => samePost(post, actor))) {
    return refuse("not-rung", `${postId(actor)} is not among the posts this call rings.`, { where: "actor", fix: "Whoever was rung answers." });
  }
  return [event("alarm.answered", occurred, [callRef(data.call)], { ...data, by: actor }), ...thereAfterAll(state, actor, occurred)];
}, { on: { kind: "call", field: "call", statuses: ["ringing", "unanswered"] } });

/** Everybody on the ladder may answer, rung already or not; so may whoever was rung before the ladder changed. */
function mayAnswer(state: State, call: CallView, context: Context): readonly Post[] {
  return [...ladder(state, call.to, context), ...call.rings.map((ring) => ring.post)];
}

export const commands: readonly CommandDef[] = [raise, unfold, climb, record, answer];
