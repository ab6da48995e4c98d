/**
 * The clock's step: what has fallen due on a duty by `until`, in time order, each once. A step is an event
 * like any other; it occurred at its clock time and was learned when the clock got there, so a restart
 * catches up honestly. A tick that finds nothing due writes nothing.
 */
import { Type } from "../../base/schema.ts";
import { refuse } from "../../base/refusal.ts";
import { at, plus, type Ms, type When } from "../../base/time.ts";
import { samePost, type JsonObject, type NewEvent, type Post } from "../event.ts";
import type { CommandDef, Context } from "../loop.ts";
import { lengthMs } from "../pack/clause.ts";
import { above, answering, orgOf } from "../select.ts";
import type { State } from "../state.ts";
import { isOpen, type Duty, type Link } from "../duty/duty.ts";
import { foldDuty, nextTick } from "../duty/fold.ts";
import { alarmPost, dutyEvent } from "../duty/transitions.ts";

/** Roles the map makes answerable for this duty now: the addressee's side of a pending push, else the holder's. */
export function answerable(state: State, duty: Duty): Post[] {
  const org = duty.offer?.to.org ?? duty.holder.org;
  const roles = answering(state, org, duty.kind);
  if (roles.length > 0) return roles.map((role) => ({ org, role }));
  if (duty.offer !== null) return [duty.offer.to];
  return duty.unassigned ? [] : [duty.holder];
}

/** The unit the duty lies in: where it was pushed to, else where it is held. */
function unitOf(duty: Duty): string {
  return duty.offer?.to.org ?? duty.holder.org;
}

/** The post `levels` above an organisation; the top of the tree when there are fewer. */
export function postAbove(state: State, org: string, levels: number, context: Context): { post: Post; top: boolean } {
  let current = org;
  for (let step = 0; step < levels; step++) {
    const next = above(state, current);
    if (next === undefined) return { post: context.commandPost, top: true };
    current = next;
  }
  if (orgOf(state, current) === undefined) return { post: context.commandPost, top: true };
  return { post: alarmPost(state, current, context), top: above(state, current) === undefined };
}

function facts(state: State, duty: Duty): JsonObject {
  return {
    kind: duty.kind, subject: duty.subject, holder: duty.holder, holderOrg: duty.holder.org, unit: unitOf(duty),
    answerable: answerable(state, duty), watched: duty.watched, overdue: duty.overdue !== null && duty.done === null, followerOrg: duty.links.at(-1)?.post.org ?? null,
    missing: duty.block?.missing ?? [], due: duty.due, clause: duty.citation?.clause ?? null,
  } as unknown as JsonObject;
}

/** Whose levels an alarm climbs: the holder's, and of whoever owes the check once it is reported done. */
function climbsFrom(duty: Duty): string {
  return (duty.done === null ? duty.holder : duty.verifier ?? duty.asker).org;
}

/** The next level that has somebody to tell who was not told just now; the incident's command, once reached, hears it again. */
function nextLevel(state: State, duty: Duty, context: Context): { level: number; post: Post; top: boolean } {
  const from = climbsFrom(duty);
  const told = duty.level === 0 ? null : postAbove(state, from, duty.level, context);
  if (told?.top === true && samePost(told.post, context.commandPost)) return { level: duty.level, ...told };
  for (let level = duty.level + 1; ; level++) {
    const up = postAbove(state, from, level, context);
    if (up.top || told === null || !samePost(up.post, told.post)) return { level, ...up };
  }
}

/** How long after this alarm the next level is told; when the incident's command has heard it, it hears it again, later. */
function pause({ post, top }: { post: Post; top: boolean }, context: Context): Ms {
  return lengthMs(context.pack, top && samePost(post, context.commandPost) ? "escalation.repeat" : "escalation.step");
}

function escalate(state: State, duty: Duty, instant: Ms, context: Context): NewEvent {
  const { level, ...up } = nextLevel(state, duty, context);
  const next = instant + pause(up, context);
  return dutyEvent("duty.escalated", duty.id, at(instant), { ...facts(state, duty), level, next, to: up.post, why: "still-open" });
}

function overdue(state: State, duty: Duty, instant: Ms, context: Context): NewEvent {
  const from = duty.offer === null ? duty.holder.org : unitOf(duty);
  const up = postAbove(state, from, 1, context);
  // Seen from the holder: the level this alarm has reached, so that the first escalation goes to another.
  const level = Math.max(duty.level, samePost(up.post, postAbove(state, duty.holder.org, 1, context).post) ? 1 : 0);
  return dutyEvent("duty.overdue", duty.id, at(instant), { ...facts(state, duty), to: up.post, level, next: instant + pause(up, context) });
}

/** Each further silence waits twice as long: the record stays complete without drowning the role. */
function nextLook(link: Link, instant: Ms, context: Context): When {
  return plus(at(instant), lengthMs(context.pack, "follow-up.interval") * 2 ** Math.min(link.silences + 1, 6));
}

/** A push nobody took that nobody looked at either is one fact and one alarm, which its follower hears too. */
function offerExpired(state: State, duty: Duty, instant: Ms, context: Context): NewEvent {
  const up = postAbove(state, duty.holder.org, 1, context);
  const link = duty.links.find((candidate) => candidate.seq === duty.offer!.seq && candidate.due.latest <= instant);
  return dutyEvent("duty.offer_expired", duty.id, at(instant), {
    ...facts(state, duty), offered: duty.offer!.to as unknown as JsonObject,
    to: alarmPost(state, duty.holder.org, context), alsoTo: [up.post, ...(link === undefined ? [] : [link.post])],
    ...(link === undefined ? {} : { link: link.seq, nextDue: nextLook(link, instant, context) }),
    level: Math.max(duty.level, 1), next: duty.nextEscalation ?? instant + pause(up, context),
  } as unknown as JsonObject);
}

function silent(state: State, duty: Duty, link: Link, instant: Ms, context: Context): NewEvent {
  return dutyEvent("duty.follow_up_silent", duty.id, at(instant), {
    ...facts(state, duty), link: link.seq, follower: link.post as unknown as JsonObject, nextDue: nextLook(link, instant, context),
    to: link.silences === 0 ? link.post : postAbove(state, link.post.org, 1, context).post,
  } as unknown as JsonObject);
}

/** The one step due at `instant` = `nextTick(duty)`. */
function step(state: State, duty: Duty, instant: Ms, context: Context): NewEvent {
  if (duty.done !== null && duty.verifyDue?.latest === instant) {
    return dutyEvent("duty.escalated", duty.id, at(instant), {
      ...facts(state, duty), level: 1, why: "unverified", to: postAbove(state, climbsFrom(duty), 1, context).post,
      next: instant + lengthMs(context.pack, "escalation.repeat"),
    });
  }
  if (duty.done === null) {
    if (duty.remindAt === instant) return dutyEvent("duty.reminded", duty.id, at(instant), { ...facts(state, duty), to: duty.holder });
    if (duty.due !== null && !duty.warned && duty.due.earliest < duty.due.latest && duty.due.earliest === instant) {
      return dutyEvent("duty.warned", duty.id, at(instant), { ...facts(state, duty), to: duty.holder });
    }
    if (duty.due !== null && duty.overdue === null && duty.due.latest === instant) return overdue(state, duty, instant, context);
    if (duty.offer !== null && !duty.offer.expired && duty.offer.due.latest === instant) return offerExpired(state, duty, instant, context);
    const link = duty.links.find((candidate) => candidate.due.latest === instant && !(duty.offer?.seq === candidate.seq && !duty.offer.expired));
    if (link !== undefined && duty.nextEscalation !== instant) return silent(state, duty, link, instant, context);
  }
  return escalate(state, duty, instant, context);
}

/** All steps due on these duties by `until`, merged in time order. */
export function dueSteps(state: State, ids: readonly string[], until: Ms, context: Context): NewEvent[] {
  const events: { at: Ms; order: number; event: NewEvent }[] = [];
  ids.forEach((id, order) => {
    let duty = state.duty(id);
    let latest = -Infinity;
    while (duty !== undefined && isOpen(duty)) {
      const instant = nextTick(duty);
      if (instant === null || instant > until) break;
      const event = step(state, duty, instant, context);
      // A duty's own steps stay in the order they follow from each other, even where one is dated back.
      latest = Math.max(latest, instant);
      events.push({ at: latest, order, event });
      duty = foldDuty(duty, { ...event, incident: context.incident, seq: -1, learned: context.now, actor: context.commandPost, command: "" });
    }
  });
  events.sort((a, b) => a.at - b.at || a.order - b.order);
  return events.map((entry) => entry.event);
}

export const clockTick: CommandDef = {
  type: "clock.tick",
  title: { zh: "时钟", en: "Clock" },
  internal: true,
  schema: Type.Object({ duties: Type.Array(Type.String(), { maxItems: 100_000 }), until: Type.Integer() }, { additionalProperties: false }),
  needs: (data) => (data["duties"] as string[]).map((id) => `duty:${id}` as const),
  decide(state, command, context) {
    const { duties, until } = command.data as { duties: string[]; until: Ms };
    if (until > context.now) return refuse("time-in-future", "The clock cannot run ahead of time.", { where: "data.until", fix: "Wait until then." });
    return { events: dueSteps(state, duties, until, context) };
  },
};
