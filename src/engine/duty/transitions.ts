/**
 * The moves of a duty as events: each function says what one move writes. Whether the mover may do so is
 * decided by the caller (`commands.ts` for people, `react.ts` for tables); the arithmetic of clocks is here.
 */
import type { Ref } from "../../base/ids.ts";
import { at, lateness, plus, type Ms, type When } from "../../base/time.ts";
import { samePost, type JsonObject, type NewEvent, type Post } from "../event.ts";
import type { Context } from "../loop.ts";
import { applies, dueUnder, lengthMs, valueOf } from "../pack/clause.ts";
import { above, answering, deputyOf, orgOf } from "../select.ts";
import type { DutyRule } from "../rule.ts";
import type { State } from "../state.ts";
import { dutyRef, type Done, type Duty } from "./duty.ts";
import type { OfferedData, OpenedData } from "./fold.ts";

export function dutyEvent(type: string, id: string, occurred: When, data: object): NewEvent {
  return { type, occurred, about: [dutyRef(id)], data: { duty: id, ...data } as JsonObject };
}

export interface Opening {
  readonly id: string;
  readonly rule: DutyRule;
  readonly subject: Ref;
  readonly asker: Post;
  readonly holder: Post;
  readonly unassigned: boolean;
  readonly start: When;
  readonly startedBy: number;
  /** A planned deadline instead of clause length. */
  readonly due: When | null;
  readonly batch: string | null;
  readonly serves: string | null;
  /** It was to be passed on at once, and nobody answers there. */
  readonly unreached: boolean;
}

export function openDuty(opening: Opening, occurred: When, context: Context): NewEvent {
  const { rule, start } = opening;
  // A clause this disease or edition does not have leaves the duty without a clock, never with an invented one.
  const clause = rule.clause !== null && applies(context.pack, rule.clause) ? rule.clause : null;
  const due = opening.due ?? (clause === null ? null : dueUnder(context.pack, clause, start, context.zone));
  const lead = lengthMs(context.pack, "warning.lead");
  const remindAt = due !== null && due.earliest - lead > start.latest ? due.earliest - lead : null;
  const data: OpenedData = {
    duty: opening.id, kind: rule.kind, subject: opening.subject, asker: opening.asker, holder: opening.holder,
    unassigned: opening.unassigned, start, due, remindAt, watched: rule.watched === true,
    citation: clause === null ? null : { pack: context.pack.id, hash: context.pack.hash, clause, startedBy: opening.startedBy },
    batch: opening.batch, serves: opening.serves, ...(opening.unreached ? { unreached: true as const } : {}),
  };
  return dutyEvent("duty.opened", opening.id, occurred, data);
}

/** Who on the sender's side follows a push up: the role the map names, else the sender itself. */
function follower(state: State, from: Post): Post {
  return { org: from.org, role: answering(state, from.org, "follow-up")[0] ?? from.role };
}

export function offerDuty(state: State, duty: Pick<Duty, "id">, from: Post, to: Post, occurred: When, context: Context, decided = false): NewEvent {
  const data: OfferedData = {
    duty: duty.id, from, to, decided, follower: follower(state, from),
    due: plus(occurred, lengthMs(context.pack, "push.receipt")),
  };
  return dutyEvent("duty.offered", duty.id, occurred, data);
}

/** Handed on as often as the pack allows; the next hand-on is for a decider. */
export function handedOnTooOften(duty: Duty, context: Context): boolean {
  return duty.handOns >= Number(valueOf(context.pack, "push.hand-on-limit"));
}

/** Puts a proposed hand-on before the post above the holder; nothing else of the duty moves. */
export function askDecider(state: State, duty: Duty, proposed: Post, occurred: When, context: Context): NewEvent {
  const to = alarmPost(state, above(state, duty.holder.org), context);
  return dutyEvent("duty.escalated", duty.id, occurred, { why: "hand-on-limit", level: duty.level, next: duty.nextEscalation, to, proposed });
}

function followUpDue(occurred: When, context: Context): When {
  return plus(occurred, lengthMs(context.pack, "follow-up.interval"));
}

export function acceptDuty(id: string, post: Post, occurred: When, context: Context, implied = false): NewEvent {
  return dutyEvent("duty.accepted", id, occurred, { post, implied, followUpDue: followUpDue(occurred, context) });
}

export function planDuty(id: string, occurred: When, context: Context, extra: object = {}): NewEvent {
  return dutyEvent("duty.planned", id, occurred, { ...extra, followUpDue: followUpDue(occurred, context) });
}

export function lookAtDuty(id: string, post: Post, occurred: When, context: Context, extra: object = {}): NewEvent {
  return dutyEvent("duty.looked", id, occurred, { ...extra, post, followUpDue: followUpDue(occurred, context) });
}

/** In time, late, or in time but learned after the deadline: three different things (law 7). */
export function timing(due: When | null, done: When, learned: Ms): Done["timing"] {
  if (due === null) return "no-clock";
  const { certainty } = lateness(due, done);
  if (certainty === "certain") return "late";
  if (certainty === "possible") return "possibly-late";
  return learned > due.latest && done.latest < learned ? "reported-late" : "in-time";
}

/** Where `done` must still be checked, and by whom; null when the record closes by itself. */
export function verifierOf(state: State, duty: Duty, doer: Post, context: Context): Post {
  const asker = duty.links.at(-1)?.post ?? duty.asker;
  if (!samePost(asker, doer)) return asker;
  // One clerk holds both sides: verification passes upward (law 3); at the very top, to the deputy.
  const up = alarmPost(state, above(state, doer.org), context);
  return samePost(up, doer) ? deputyOf(state, up) ?? up : up;
}

export function doDuty(state: State, duty: Duty, by: Post, occurred: When, context: Context, extra: object = {}): NewEvent {
  return dutyEvent("duty.done", duty.id, occurred, {
    ...extra, by,
    timing: timing(duty.due, occurred, context.now),
    verifyDue: plus(at(context.now), lengthMs(context.pack, "verify.within")),
    verifier: verifierOf(state, duty, by, context),
  });
}

/** Sent back: whoever follows it up looks again, and what was overdue goes on escalating. */
export function rejectDuty(duty: Duty, by: Post, occurred: When, context: Context, reason: string): NewEvent {
  return dutyEvent("duty.rejected", duty.id, occurred, {
    reason, by, to: duty.holder, followUpDue: followUpDue(at(context.now), context),
    next: duty.overdue === null ? null : context.now + lengthMs(context.pack, "escalation.step"),
  });
}

export function verifyDuty(id: string, by: Post, occurred: When, how: string, extra: object = {}): NewEvent {
  return dutyEvent("duty.verified", id, occurred, { ...extra, by, how });
}

export function lapseDuty(id: string, by: Post, occurred: When, reason: string): NewEvent {
  return dutyEvent("duty.lapsed", id, occurred, { by, reason });
}

/** Whom an alarm at an organisation reaches: who oversees there, else its command, else the incident's. */
export function alarmPost(state: State, org: string | undefined, context: Context): Post {
  if (org === undefined || orgOf(state, org) === undefined) return context.commandPost;
  const role = answering(state, org, "oversight")[0] ?? answering(state, org, "command")[0];
  return role === undefined ? context.commandPost : { org, role };
}

/** Whether a drawn sample asks for a check of this duty: decided by its number, known only once it is opened. */
export function drawn(id: string, context: Context): boolean {
  const share = Number(valueOf(context.pack, "confirm.sample"));
  let mixed = Number(id.slice(1)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 < share;
}
