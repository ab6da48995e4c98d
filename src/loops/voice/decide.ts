/**
 * Commands of requests → events or a refusal. Every channel leads into one queue; a caller nobody has on record
 * is served all the same. A request is closed by the resident's word or a second check, never by the unit that
 * answered it, and what is promised on the way becomes a duty.
 */
import { seededRng } from "../../base/rng.ts";
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";
import { plus, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words, type Turn } from "../../engine/define.ts";
import type { JsonObject, NewEvent } from "../../engine/event.ts";
import type { CommandDef } from "../../engine/loop.ts";
import { items, lengthMs, ratio } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";
import type { ContactView } from "../cases/views.ts";
import { ownersOf, type CompoundView } from "../supplies/views.ts";
import { surgeBy } from "./crowds/surge.ts";
import { callerCard, callerOf, CATEGORIES, CHANNELS, SATISFIED, type Caller, type PromiseView, type RequestView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const requestRef = (id: string): Ref => ref("request", id);

const Satisfied = Type.Optional(oneOf(SATISFIED));
const whoFields = { compound: Type.Optional(Id), household: Type.Optional(Id), contact: Type.Optional(Id), line: Type.Optional(Id), org: Type.Optional(Id) };
interface Who extends Caller { readonly compound?: string; readonly org?: string }

/**
 * Where a request goes, and what the desk sees of the caller: who supports the person under a measure, else the unit
 * named, the compound's unit, the person's own community, the desk that took it.
 */
function route(state: State, said: Who, desk: string): JsonObject | Refusal {
  const caller = callerCard(state, said);
  const who = { ...said, ...callerOf(state, said) };
  const contact = who.contact === undefined ? undefined : state.thing(ref("contact", who.contact))?.state as ContactView | undefined;
  const compoundId = who.compound ?? caller.compound ?? undefined;
  const compound = compoundId === undefined ? undefined : known<CompoundView>(state, ref("compound", compoundId), "data.compound");
  if (compound !== undefined && isRefusal(compound)) return compound;
  const missing = who.org === undefined ? null : knownOrg(state, who.org, "data.org");
  if (missing !== null) return missing;
  const held = caller.people.find((one) => one.measure !== null && (who.contact === undefined || one.contact === who.contact));
  const support = who.org === undefined ? held?.support ?? undefined : undefined;
  const org = who.org ?? support?.org ?? compound?.org ?? contact?.custody?.org ?? contact?.home ?? desk;
  return {
    ...(compound === undefined ? {} : { compound: compoundId!, ...ownersOf(compound) }), ...(who.household === undefined ? {} : { household: who.household }), ...(who.contact === undefined ? {} : { contact: who.contact }),
    ...(held === undefined ? {} : { measure: held.measure! }), ...(support === undefined ? {} : { support }), org, onRecord: caller.onRecord, caller,
  } as unknown as JsonObject;
}

/** A request, and the measure its caller is under: its page shows the calls. */
function aboutCall(request: string, who: JsonObject): Ref[] {
  return [requestRef(request), ...(typeof who["measure"] === "string" ? [ref("measure", who["measure"])] : [])];
}

const PromiseShape = Type.Object({ promise: Id, holder: PostShape, text: Words, due: WhenShape }, { additionalProperties: false });

function promised(turn: Pick<Turn<unknown>, "state" | "context" | "occurred">, promise: Static<typeof PromiseShape>, request: string | undefined): NewEvent | Refusal {
  if (turn.state.thing(ref("promise", promise.promise)) !== undefined) return refuse("promise-exists", `Promise ${promise.promise} exists already.`, { where: "data.promise", fix: "Use another number." });
  if (promise.due.latest < turn.context.now) return refuse("due-in-past", "It is promised for a time that is over.", { where: "data.due", fix: "Promise a time to come." });
  const missing = knownOrg(turn.state, promise.holder.org, "data.holder.org");
  return missing ?? event("promise.made", turn.occurred, [ref("promise", promise.promise), ...(request === undefined ? [] : [requestRef(request)])], { ...promise, ...(request === undefined ? {} : { request }) });
}

const taking: readonly CommandDef[] = [
  command("request.book", zhEn("来电未接通，预约回拨", "Book a call-back for a call that could not be taken"), {
    request: Id, channel: oneOf(CHANNELS), urgent: Type.Boolean(), ...whoFields, callBackAt: Type.Optional(WhenShape),
  }, ({ state, data, actor, context, occurred }) => {
    if (state.thing(requestRef(data.request)) !== undefined) return refuse("request-exists", `Request ${data.request} exists already.`, { where: "data.request", fix: "Open it, or use another number." });
    const who = route(state, data, actor.org);
    if (isRefusal(who as Refusal)) return who as Refusal;
    const soonest = plus(occurred, lengthMs(context.pack, "request.urgent"));
    if (data.urgent && data.callBackAt !== undefined && data.callBackAt.latest > soonest.latest) {
      return refuse("urgent-cannot-wait", "An urgent call is returned within the time for urgent requests.", { where: "data.callBackAt", fix: "Book it earlier, or take it now." });
    }
    const callBackAt = data.callBackAt ?? (data.urgent ? soonest : undefined);
    return [event("request.booked", occurred, aboutCall(data.request, who as JsonObject), { ...data, ...(who as JsonObject), class: data.urgent ? "urgent" : "ordinary", category: "unknown", ...(callBackAt === undefined ? {} : { callBackAt }) })];
  }, { help: zhEn("线路繁忙时，紧急的先接，其余预约回拨。", "When calls overflow, the urgent lead and the others get a time.") }),
  command("request.take", zhEn("受理诉求", "Take a request"), {
    request: Id, channel: oneOf(CHANNELS), category: oneOf(CATEGORIES), urgent: Type.Optional(Type.Boolean()), ...whoFields, text: Words,
  }, ({ state, data, actor, context, occurred }) => {
    const before = state.thing(requestRef(data.request))?.state as RequestView | undefined;
    if (before !== undefined && before.status !== "booked") return refuse("request-exists", `Request ${data.request} exists already.`, { where: "data.request", fix: "Open it, or use another number." });
    const who = route(state, data, actor.org);
    if (isRefusal(who as Refusal)) return who as Refusal;
    const taken = { ...data, ...(who as JsonObject), class: data.urgent === true ? "urgent" : "ordinary", takenAt: occurred };
    return [event("request.taken", occurred, aboutCall(data.request, who as JsonObject), taken), ...surgeBy(state, context, taken, occurred)];
  }, { help: zhEn("没有登记过的来电人同样受理。", "A caller without a record is served all the same.") }),
];

const lines: readonly CommandDef[] = [
  command("line.register", zhEn("登记来电号码代码", "Register a number that calls"), { line: Id, household: Type.Optional(Id), contact: Type.Optional(Id) }, ({ data, occurred }) => {
    if (data.household === undefined && data.contact === undefined) return refuse("line-of-nobody", "The number stands for nobody.", { where: "data.household", fix: "Name an address or a person." });
    return [event("line.registered", occurred, [ref("line", data.line)], data)];
  }, { help: zhEn("只登记号码的代码，号码本身不进台账。", "A token of the number; the number itself stays out of the ledger.") }),
];

const SETTLED: ReadonlySet<string> = new Set(["confirmed", "withdrawn"]);

function open(state: State, id: string): RequestView | Refusal {
  const request = known<RequestView>(state, requestRef(id), "data.request");
  if (isRefusal(request)) return request;
  return SETTLED.has(request.status) ? refuse("request-settled", `Request ${id} is ${request.status}.`, { where: "data.request", fix: "Record a call-back, or take a new request." }) : request;
}

const on = (...statuses: readonly string[]) => ({ on: { kind: "request", field: "request", statuses } });

const settling: readonly CommandDef[] = [
  command("request.answer", zhEn("答复诉求", "Answer a request"), { request: Id, answer: Words, promise: Type.Optional(PromiseShape) }, (turn) => {
    const { state, data, occurred } = turn;
    const request = open(state, data.request);
    if (isRefusal(request)) return request;
    const promise = data.promise === undefined ? [] : [promised(turn, data.promise, data.request)];
    const no = promise.find((one) => isRefusal(one));
    if (no !== undefined) return no as Refusal;
    return [event("request.answered", occurred, [requestRef(data.request)], { request: data.request, answer: data.answer }), ...(promise as NewEvent[])];
  }, { ...on("taken", "disputed", "reopened"), help: zhEn("答复中的承诺自动成为任务。", "A promise in the answer becomes a duty.") }),
  command("request.confirm", zhEn("居民确认或第二方核查", "Resident's word, or a second check"), {
    request: Id, solved: Type.Boolean(), checkedBy: oneOf(["resident", "second-check"]), how: Words, satisfied: Satisfied,
  }, ({ state, data, actor, occurred }) => {
    const request = open(state, data.request);
    if (isRefusal(request)) return request;
    if (request.status !== "answered") return refuse("not-answered", `Request ${data.request} has not been answered.`, { where: "data.request", fix: "Wait for the answer, then ask the resident." });
    if (request.answeredBy === actor.org) return refuse("self-verification", "Who answered it does not confirm it.", { where: "data.request", fix: "Another organisation asks the resident." });
    return [event(data.solved ? "request.confirmed" : "request.disputed", occurred, [requestRef(data.request)], { ...data, org: request.org, ownUnit: actor.org === request.org })];
  }, on("answered")),
  command("request.withdraw", zhEn("居民撤回诉求", "Withdraw at the resident's wish"), { request: Id, reason: Words }, ({ state, data, occurred }) => {
    const request = open(state, data.request);
    return isRefusal(request) ? request : [event("request.withdrawn", occurred, [requestRef(data.request)], data)];
  }, on("booked", "taken", "answered", "disputed", "reopened")),
];

/** A request opened again goes the way it went. */
function reopened(request: RequestView, occurred: When): NewEvent {
  const { request: id, org, compound } = request;
  return event("request.reopened", occurred, [requestRef(id)], { request: id, org, class: request.class, ...(compound === undefined ? {} : { compound }) });
}

const callBacks: readonly CommandDef[] = [
  command("callback.draw", zhEn("随机抽取回访", "Draw requests for call-backs"), { org: Id, day: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }) }, ({ state, data, actor, context, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (actor.org === data.org) return refuse("own-unit", "A unit does not draw its own call-backs.", { where: "data.org", fix: "Somebody above or beside it draws and calls." });
    const draw = ref("call-back-draw", `${data.org}/${data.day}`);
    if (state.thing(draw) !== undefined) return refuse("drawn-already", `Call-backs of ${data.org} are drawn for ${data.day}.`, { where: "data.day", fix: "Make those calls." });
    const settled = state.things("request", "org", data.org).map((one) => one.state as RequestView).filter((one) => one.status === "confirmed" && one.callBack === null).map((one) => one.request);
    if (settled.length === 0) return refuse("nothing-to-call-back", `${data.org} has no settled request that nobody has called back.`, { where: "data.org", fix: "Draw another unit." });
    const stream = seededRng(context.incident).stream(`call-back ${data.org} ${data.day}`);
    const left = [...settled];
    const requests = Array.from({ length: Math.max(1, Math.ceil(settled.length * ratio(context.pack, "callback.share"))) }, () => left.splice(stream.below(left.length), 1)[0]!);
    return [
      event("callbacks.drawn", occurred, [draw], { ...data, requests, from: settled.length }),
      // Everybody drawn is asked the same, in the same words.
      ...requests.map((request) => event("callback.drawn", occurred, [requestRef(request)], { request, org: data.org, script: items(context.pack, "callback.script").map(({ id, zh, en }) => ({ id, zh, en })) })),
    ];
  }),
  command("callback.record", zhEn("登记回访结果", "Record a call-back"), { request: Id, outcome: oneOf(["solved", "not-solved", "not-reached"]), said: Type.Optional(Words), satisfied: Satisfied, answers: Type.Optional(Type.Record(Id, Words)) }, ({ state, data, actor, context, occurred }) => {
    const request = known<RequestView>(state, requestRef(data.request), "data.request");
    if (isRefusal(request)) return request;
    if (request.answeredBy === actor.org) return refuse("own-unit", "A unit does not call back on its own work.", { where: "data.request", fix: "Another organisation calls." });
    const stray = Object.keys(data.answers ?? {}).find((question) => !items(context.pack, "callback.script").some((one) => one.id === question));
    if (stray !== undefined) return refuse("not-in-script", `The script asks no ${stray}.`, { where: `data.answers.${stray}`, fix: "Answer the questions of the script.", params: { question: stray } });
    const made = event("callback.made", occurred, [requestRef(data.request)], data);
    return data.outcome === "not-solved" && request.status === "confirmed" ? [made, reopened(request, occurred)] : [made];
  }, { ...on("confirmed"), help: zhEn("未解决的立即重新办理。", "What was not solved is opened again at once.") }),
];

const promises: readonly CommandDef[] = [
  command("promise.make", zhEn("登记承诺", "Record a promise"), { promise: Id, holder: PostShape, text: Words, due: WhenShape, request: Type.Optional(Id) }, (turn) => {
    const { request, ...promise } = turn.data;
    const made = promised(turn, promise, request);
    return isRefusal(made as Refusal) ? made as Refusal : [made as NewEvent];
  }, { on: { kind: "request", field: "request" } }),
  command("promise.keep", zhEn("报告承诺已兑现", "Report a promise kept"), { promise: Id, note: Words }, ({ state, data, actor, occurred }) => {
    const promise = known<PromiseView>(state, ref("promise", data.promise), "data.promise");
    return isRefusal(promise) ? promise : [event("promise.kept", occurred, [ref("promise", data.promise)], { ...data, keptBy: actor.org })];
  }, { on: { kind: "promise", field: "promise", statuses: ["made", "denied"] } }),
  command("promise.confirm", zhEn("居民反馈承诺是否兑现", "What the resident says of a promise"), { promise: Id, kept: Type.Boolean(), how: Words }, ({ state, data, actor, occurred }) => {
    const promise = known<PromiseView>(state, ref("promise", data.promise), "data.promise");
    if (isRefusal(promise)) return promise;
    if (promise.keptBy === actor.org) return refuse("self-verification", "Who promised does not confirm it.", { where: "data.promise", fix: "Another organisation asks the resident." });
    return [event(data.kept ? "promise.confirmed" : "promise.denied", occurred, [ref("promise", data.promise)], data)];
  }, { on: { kind: "promise", field: "promise" } }),
  command("cause.open", zhEn("归并重复诉求", "Trace repeated requests to one cause"), { cause: Id, requests: Type.Array(Id, { minItems: 2, maxItems: 500, uniqueItems: true }), org: Id, text: Words }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(ref("cause", data.cause)) !== undefined) return refuse("cause-exists", `Cause ${data.cause} exists already.`, { where: "data.cause", fix: "Use another number." });
    for (const [index, id] of data.requests.entries()) {
      const request = known<RequestView>(state, requestRef(id), `data.requests[${index}]`);
      if (isRefusal(request)) return request;
    }
    return [event("cause.opened", occurred, [ref("cause", data.cause), ...data.requests.map(requestRef)], data)];
  }),
  command("cause.solve", zhEn("解决共同原因", "Deal with a cause"), { cause: Id, done: Words }, ({ state, data, occurred }) => {
    const cause = known(state, ref("cause", data.cause), "data.cause");
    return isRefusal(cause) ? cause : [event("cause.solved", occurred, [ref("cause", data.cause)], data)];
  }, { on: { kind: "cause", field: "cause", statuses: ["traced"] } }),
];

export const commands: readonly CommandDef[] = [...lines, ...taking, ...settling, ...callBacks, ...promises];
