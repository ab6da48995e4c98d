/**
 * Commands of a signed watch and of presence → events or a refusal. Nobody hands a watch to themselves, or takes one
 * whose hand-over was not written; a deputy steps in for a post that was asked and did not answer, and its duties with it.
 */
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { at, plus, type When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, placeOf, Words } from "../../../engine/define.ts";
import { isOpen } from "../../../engine/duty/duty.ts";
import { dutyEvent } from "../../../engine/duty/transitions.ts";
import { samePost, type NewEvent, type Post } from "../../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { deputyOf } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { objectionsTo } from "../staff/fitness.ts";
import { postId, postRef, rosterRef, shiftAt, type RosterView } from "../watch/views.ts";
import { askedAfter, presenceOf } from "./asking.ts";
import { presenceRef, watchRef, type PresenceView, type WatchView } from "./watch.ts";

const How = Type.Union([Type.Literal("on-site"), Type.Literal("phone")]);
const Numbers = Type.Array(Id, { maxItems: 5000 });
const Lists = Type.Object({ open: Numbers, blocked: Numbers, dueSoon: Numbers, promises: Numbers, calls: Numbers }, { additionalProperties: false });

/** `role@org`, as posts are named. */
function postOf(id: string): Post {
  const cut = id.lastIndexOf("@");
  return { org: id.slice(cut + 1), role: id.slice(0, Math.max(cut, 0)) };
}

/** The end of the shift somebody comes on for; where no roster says, as long as anybody may work. */
function shiftOf(state: State, post: Post, who: string, context: Context): { until: When; phone: string | null; email: string | null } {
  const shifts = (state.thing(rosterRef(post))?.state as RosterView | undefined)?.shifts ?? [];
  const soon = context.now + lengthMs(context.pack, "watch.early");
  const own = [shiftAt(shifts, context.now), shiftAt(shifts, soon)].find((shift) => shift?.who === who);
  const until = own?.to ?? context.now + lengthMs(context.pack, "staff.shift.max");
  return { until: at(until), phone: own?.phone ?? null, email: own?.email ?? null };
}

function comesOn(state: State, post: Post, who: string, how: string, occurred: When, context: Context): NewEvent {
  return event("watch.started", occurred, [watchRef(post)], { org: post.org, role: post.role, post, who, how, place: placeOf(state, post.org), ...shiftOf(state, post, who, context) }, "city");
}

function unfit(state: State, post: Post, who: string, context: Context): Objection[] {
  const { until } = shiftOf(state, post, who, context);
  return objectionsTo(state, post, who, [{ from: context.now, to: until.latest }], context, "data.who");
}

function onWatch(state: State, post: Post): WatchView | Refusal {
  const watch = state.thing(watchRef(post))?.state as WatchView | undefined;
  if (watch !== undefined && watch.status !== "off") return watch;
  return refuse("no-watch", `Nobody has signed for ${postId(post)}.`, { where: "data.watch", fix: "Begin the watch first.", params: { org: post.org, role: post.role } });
}

const watch: readonly CommandDef[] = [
  command("watch.start", zhEn("上岗值班", "Begin a watch"), { post: Id, who: Id, how: How }, ({ state, data, occurred, context }) => {
    const post = postOf(data.post);
    if (state.thing(postRef(post)) === undefined) return refuse("unknown-post", `There is no post ${data.post}.`, { where: "data.post", fix: "Register the post first." });
    const before = onWatch(state, post);
    if (!isRefusal(before)) return refuse("watch-held", `${before.who} has the watch of ${postId(post)}.`, { where: "data.who", fix: "Sign the hand-over instead.", params: { who: before.who } });
    return { objections: unfit(state, post, data.who, context), events: [comesOn(state, post, data.who, data.how, occurred, context)] };
  }, { on: { kind: "post", field: "post" } }),
  command("handover.write", zhEn("写出交接清单", "Write the hand-over"), { watch: Id, cutoff: Type.Integer({ minimum: 0 }), lists: Lists, note: Type.Optional(Words) }, ({ state, data, actor, occurred, context }) => {
    const post = postOf(data.watch);
    const before = onWatch(state, post);
    if (isRefusal(before)) return before;
    if (!samePost(actor, post)) return refuse("not-on-watch", `The watch of ${postId(post)} writes its own hand-over.`, { where: "actor", fix: "Let whoever is on watch write it.", params: { org: post.org, role: post.role } });
    if (data.cutoff >= (context.positions?.get(context.incident) ?? Infinity)) return refuse("snapshot-to-come", "Nobody has seen that position of the ledger: it is still to come.", { where: "data.cutoff", fix: "Give the position the lists were drawn at." });
    return [event("handover.written", occurred, [watchRef(post)], { ...post, ...data, incident: context.incident }, "city")];
  }, { help: zhEn("清单由系统按记录生成，交班人可加说明。", "The lists are drawn from the ledger; whoever goes off adds a note.") }),
  command("handover.sign", zhEn("接班签字", "Sign for the watch"), { watch: Id, who: Id, how: How, note: Type.Optional(Words) }, ({ state, data, occurred, context }) => {
    const post = postOf(data.watch);
    const before = onWatch(state, post);
    if (isRefusal(before)) return before;
    if (before.who === data.who) return refuse("handover-to-self", `${data.who} has the watch already.`, { where: "data.who", fix: "Somebody else signs for the next watch.", params: { who: data.who } });
    const unwritten: Objection[] = before.written.length > 0 ? [] : [{
      refusal: refuse("handover-not-written", "The outgoing watch has written no hand-over.", { where: "data.watch", fix: "Let it be written first: the ledger draws the lists." }), about: [watchRef(post)], finding: null,
    }];
    const { who, how } = data;
    return {
      objections: [...unwritten, ...unfit(state, post, who, context)],
      events: [
        event("handover.signed", occurred, [watchRef(post)], { ...post, ...(data.note === undefined ? {} : { note: data.note }), how, from: before.who, to: who, late: occurred.earliest > before.until.latest }, "city"),
        comesOn(state, post, who, how, occurred, context),
      ],
    };
  }, { on: { kind: "watch", field: "watch", statuses: ["on", "handing-over"] }, help: zhEn("签字前由交班人负责，并继续接听呼叫。", "Until it is signed the outgoing watch is responsible, and is rung.") }),
  command("watch.stand-down", zhEn("撤销值班", "Stand the watch down"), { watch: Id, reason: Words }, ({ state, data, occurred }) => {
    const post = postOf(data.watch);
    const before = onWatch(state, post);
    return isRefusal(before) ? before : [event("watch.stood_down", occurred, [watchRef(post)], { ...post, reason: data.reason }, "city")];
  }, { on: { kind: "watch", field: "watch", statuses: ["on", "handing-over"] } }),
];

function nothingAsked(post: Post): Refusal {
  return refuse("nothing-asked", `Nobody is asking after ${postId(post)}.`, { where: "data.presence", fix: "Ask whether the post is there first.", params: { ...post } });
}

/** The absent post's duties that its deputy takes along. */
function takenOver(state: State, duties: readonly string[], absent: Post, deputy: Post, reason: string, occurred: When): NewEvent[] | Refusal {
  const events: NewEvent[] = [];
  for (const [index, id] of duties.entries()) {
    const duty = state.duty(id);
    if (duty === undefined || !isOpen(duty) || !samePost(duty.holder, absent)) {
      return refuse("not-theirs", `${id} is no open duty of ${postId(absent)}.`, { where: `data.duties[${index}]`, fix: "Look at the list again; leave this one out.", params: { duty: id, org: absent.org, role: absent.role } });
    }
    events.push(dutyEvent("duty.taken_over", id, occurred, { post: deputy, from: absent, reason }));
  }
  return events;
}

const presence: readonly CommandDef[] = [
  command("presence.ask", zhEn("查岗", "Ask whether a post is there"), {
    post: Id, why: Type.Union([Type.Literal("check"), Type.Literal("unanswered-call"), Type.Literal("missed-shift")]),
  }, ({ state, data, actor, occurred, context }) => {
    const post = postOf(data.post);
    const missing = knownOrg(state, post.org, "data.post");
    if (missing !== null) return missing;
    // An organisation alone is nobody who could answer, and nobody who could hold what follows (law 1).
    if (post.role === "") return refuse("unknown-post", `There is no post ${data.post}.`, { where: "data.post", fix: "Name the role too: role@organisation." });
    if (samePost(actor, post)) return refuse("asks-itself", "A post does not ask after itself.", { where: "actor", fix: "Let somebody else ask." });
    if (presenceOf(state, post)?.status === "asked") return refuse("asked-already", `${postId(post)} is being asked already.`, { where: "data.post", fix: "Wait for the answer, or for the deputy." });
    return [askedAfter(state, post, data.why, occurred, context)];
  }, { on: { kind: "post", field: "post" } }),
  command("presence.answer", zhEn("应答查岗", "Answer that the post is there"), { presence: Id, who: Type.Optional(Id) }, ({ state, data, actor, occurred, reported }) => {
    const post = postOf(data.presence);
    const asked = known<PresenceView>(state, presenceRef(post), "data.presence");
    if (isRefusal(asked)) return asked;
    if (asked.status === "present") return nothingAsked(post);
    if (!samePost(actor, post) && !reported) return refuse("not-that-post", `Only ${data.presence} answers for itself.`, { where: "actor", fix: "Let it answer, or let its deputy step in.", params: { ...post } });
    return [event("presence.answered", occurred, [presenceRef(post)], { ...post, ...(data.who === undefined ? {} : { who: data.who }) })];
  }, { on: { kind: "presence", field: "presence", statuses: ["asked", "deputy-acting"] } }),
  command("presence.take-over", zhEn("副职接替", "Step in as the deputy"), { presence: Id, reason: Words, duties: Type.Array(Id, { maxItems: 500, uniqueItems: true }) }, ({ state, data, actor, occurred, context }) => {
    const post = postOf(data.presence);
    const asked = known<PresenceView>(state, presenceRef(post), "data.presence");
    if (isRefusal(asked)) return asked;
    const deputy = deputyOf(state, post);
    if (deputy === undefined || !samePost(deputy, actor)) return refuse("not-the-deputy", `Only the deputy of ${post.role} at ${post.org} may step in.`, { where: "actor", fix: "Name a deputy first, or have the holder pass it on." });
    if (asked.status !== "asked") return nothingAsked(post);
    const waited = plus(asked.askedAt, lengthMs(context.pack, "presence.answer"));
    if (occurred.latest < waited.earliest) return refuse("still-time-to-answer", `${postId(post)} still has time to answer.`, { where: "at", fix: "Wait until its time has run out." });
    const taken = takenOver(state, data.duties, post, deputy, data.reason, occurred);
    return isRefusal(taken) ? taken : [event("presence.taken_over", occurred, [presenceRef(post)], { ...post, reason: data.reason, deputy, duties: data.duties }), ...taken];
  }, { on: { kind: "presence", field: "presence", statuses: ["asked"] }, help: zhEn("同时接过其未办结的任务。", "Its open duties go along.") }),
];

export const commands: readonly CommandDef[] = [...watch, ...presence];
