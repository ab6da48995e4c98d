/**
 * Applies the duty tables to an event: opens, offers, moves and closes what the rules say, as further events
 * of the same command. Nothing here knows any loop; if a loop needs a special case, the table lacks a column.
 */
import type { Ref } from "../base/ids.ts";
import { surelyBefore, type When } from "../base/time.ts";
import { isOpen, type Duty } from "./duty/duty.ts";
import {
  acceptDuty, doDuty, drawn, dutyEvent, lapseDuty, lookAtDuty, offerDuty, openDuty, planDuty, rejectDuty, verifyDuty,
} from "./duty/transitions.ts";
import { samePost, type LedgerEvent, type NewEvent, type Post } from "./event.ts";
import type { Context, Model } from "./loop.ts";
import type { DutyRule, MoveTrigger, OpenTrigger } from "./rule.ts";
import { answering, holds, selectOrg, selectPost, selectSubjects, selectValue, type Reading } from "./select.ts";
import type { WorkingState } from "./state.ts";

/** Writes events: numbers them, applies them to the state, lets the tables react. */
export interface Pen {
  /** Seq the next event of the incident's own ledger will get. */
  nextSeq(): number;
  write(event: NewEvent, cause: LedgerEvent | null): LedgerEvent;
}

export interface Reaction {
  readonly model: Model;
  readonly state: WorkingState;
  readonly context: Context;
  readonly pen: Pen;
  readonly event: LedgerEvent;
  /** What the events written follow from, where that is not the event read: the notice of a city's event. */
  readonly cause?: LedgerEvent;
}

export function react(reaction: Reaction): void {
  for (const rule of reaction.model.rulesOn.get(reaction.event.type) ?? []) {
    for (const trigger of rule.opens) if (trigger.on === reaction.event.type) openBy(reaction, rule, trigger);
    moveBy(reaction, rule);
  }
}

/** A change in the city made by another incident's command: moves what was owed here when it happened, and opens nothing. */
export function reactToCity(notice: Reaction, heard: LedgerEvent): void {
  const reaction: Reaction = { ...notice, event: heard, cause: notice.event };
  for (const rule of reaction.model.rulesOn.get(heard.type) ?? []) moveBy(reaction, rule);
}

function moveBy(reaction: Reaction, rule: DutyRule): void {
  for (const trigger of rule.offers ?? []) {
    if (trigger.on !== reaction.event.type) continue;
    eachOpen(reaction, rule, trigger, (duty, reading) => {
      const to = selectPost(reading, trigger.to, rule.kind);
      if (!to.unassigned && duty.offer === null && duty.done === null && !samePost(to.post, duty.holder)) write(reaction, offerDuty(reaction.state, duty, duty.holder, to.post, reaction.event.occurred, reaction.context));
    });
  }
  for (const trigger of rule.moves) {
    if (trigger.on === reaction.event.type) eachOpen(reaction, rule, trigger, (duty, reading) => move(reaction, trigger, duty, reading));
  }
}

function write(reaction: Reaction, event: NewEvent): LedgerEvent {
  return reaction.pen.write(event, reaction.cause ?? reaction.event);
}

function readingOf(reaction: Reaction, subject: Ref): Reading {
  const { state, context, event } = reaction;
  const colon = subject.indexOf(":");
  const known = !subject.startsWith("duty:");
  return { state, context, event, subject: known ? state.thing(subject)?.state : undefined, subjectId: subject.slice(colon + 1) };
}

/** Reported done, it only waits for its check, and the same may be owed anew; a calendar opens its own next. */
function stillOwed(duty: Duty, rule: DutyRule): boolean {
  return duty.done === null || rule.repeatsWhile !== undefined;
}

function openBy(reaction: Reaction, rule: DutyRule, trigger: OpenTrigger): void {
  const { state, event, pen, context } = reaction;
  for (const subject of selectSubjects(event, trigger.subject)) {
    const reading = readingOf(reaction, subject);
    if (!holds(reading, trigger.when)) continue;
    if (state.openDuties(subject).some((duty) => duty.kind === rule.kind && stillOwed(duty, rule))) continue;
    const asker = selectPost(reading, trigger.asker, rule.kind).post;
    const { post: holder, unassigned } = selectPost(reading, trigger.holder, rule.kind);
    if (unassigned && trigger.onlyIfMapped === true) continue;
    const start = (trigger.start === undefined ? undefined : selectValue(reading, trigger.start) as When | undefined) ?? event.occurred;
    const due = (trigger.due === undefined ? undefined : selectValue(reading, trigger.due) as When | undefined) ?? null;
    const serves = selectValue(reading, "data.duty");
    const batch = selectValue(reading, "data.batch");
    const to = trigger.offer === undefined ? null : selectPost(reading, trigger.offer, rule.kind);
    const opened = write(reaction, openDuty({
      id: `D${pen.nextSeq()}`, rule, subject, asker, holder, unassigned, start, due, startedBy: event.seq,
      batch: typeof batch === "string" ? batch : null, serves: typeof serves === "string" ? serves : null, unreached: to?.unassigned === true,
    }, event.occurred, context));
    if (to === null || to.unassigned || samePost(to.post, holder)) continue;
    write(reaction, offerDuty(state, { id: String(opened.data["duty"]) }, holder, to.post, event.occurred, context));
  }
}

type Trigger = { subject: string; when?: DutyRule["opens"][number]["when"] };

function eachOpen(reaction: Reaction, rule: DutyRule, trigger: Trigger, act: (duty: Duty, reading: Reading) => void): void {
  for (const subject of selectSubjects(reaction.event, trigger.subject)) {
    const reading = readingOf(reaction, subject);
    if (!holds(reading, trigger.when)) continue;
    for (const duty of reaction.state.openDuties(subject)) {
      const since = reaction.cause !== undefined && duty.openedAt > reaction.event.learned;
      if (duty.kind === rule.kind && !since) act(duty, reading);
    }
  }
}

/** Whether an acting post belongs to the side a pending offer is addressed to. */
function isAddressee(state: WorkingState, duty: Duty, actor: Post): boolean {
  return duty.offer !== null && duty.offer.to.org === actor.org && !(duty.holder.org === actor.org && !answering(state, actor.org, duty.kind).includes(actor.role));
}

function move(reaction: Reaction, trigger: MoveTrigger, duty: Duty, reading: Reading): void {
  const { event, context, state } = reaction;
  const actor = event.actor;
  if (trigger.by !== undefined && selectOrg(reading, trigger.by) !== actor.org) return;
  if (trigger.byHolder === true && !samePost(actor, duty.holder)) return;
  switch (trigger.as) {
    case "accepted":
      if (isAddressee(state, duty, actor)) write(reaction, acceptDuty(duty.id, duty.offer!.to, event.occurred, context));
      return;
    case "started":
      if (duty.status === "open") write(reaction, dutyEvent("duty.started", duty.id, event.occurred, {}));
      return;
    case "planned":
      if (isAddressee(state, duty, actor)) write(reaction, acceptDuty(duty.id, duty.offer!.to, event.occurred, context));
      write(reaction, planDuty(duty.id, event.occurred, context));
      return;
    case "looked":
      write(reaction, lookAtDuty(duty.id, actor, event.occurred, context));
      return;
    case "blocked": {
      const missing = selectValue(reading, trigger.missing ?? "data.missing");
      if (duty.status !== "blocked" && duty.done === null && Array.isArray(missing)) {
        write(reaction, dutyEvent("duty.blocked", duty.id, event.occurred, { missing, holder: duty.holder, holderOrg: duty.holder.org, subject: duty.subject, kind: duty.kind }));
      }
      return;
    }
    case "unblocked":
      if (duty.status === "blocked") write(reaction, dutyEvent("duty.unblocked", duty.id, event.occurred, {}));
      return;
    case "done":
      finish(reaction, duty);
      return;
    case "verified":
      verifyByRecord(reaction, duty);
      return;
    case "rejected":
      // Nobody sends back their own organisation's work by a record: that is for whoever it was done for.
      if (duty.done !== null && duty.done.by.org !== actor.org) write(reaction, rejectDuty(duty, actor, event.occurred, context, event.type));
      return;
    case "lapsed":
      write(reaction, lapseDuty(duty.id, actor, event.occurred, event.type));
  }
}

/** A report of completion by the doer's side. Accepting is implied by doing, but is no receipt. */
function finish(reaction: Reaction, duty: Duty): void {
  const { event, context, state } = reaction;
  if (duty.done !== null) return;
  let current = duty;
  if (isAddressee(state, duty, event.actor) && !(duty.offer !== null && surelyBefore(event.occurred, duty.offer.at))) {
    write(reaction, acceptDuty(duty.id, duty.offer!.to, event.occurred, context, true));
    current = state.duty(duty.id)!;
  }
  write(reaction, doDuty(state, current, event.actor, event.occurred, context));
}

/** What needs no second party's word closes at once, unless the sample draws it. */
export function closeDone(reaction: Reaction, duty: Duty): void {
  const { event, context } = reaction;
  const rule = reaction.model.rules.get(duty.kind);
  if (rule === undefined || !isOpen(duty)) return;
  const bySample = rule.verifiedBy === "sample" && !drawn(duty.id, context);
  if (rule.verifiedBy !== "record" && !bySample) return;
  const by: Post = { org: context.commandPost.org, role: bySample ? "sample" : "record" };
  write(reaction, verifyDuty(duty.id, by, event.occurred, bySample ? "not drawn for checking" : "the record is the proof"));
}

/** The counterpart's own record closes the duty, and says it is done where the doer has not. */
function verifyByRecord(reaction: Reaction, duty: Duty): void {
  const { event, context, state } = reaction;
  const doer = duty.done?.by ?? duty.holder;
  if (doer.org === event.actor.org && duty.done !== null) return;
  if (duty.done === null) {
    const holder = duty.holder.org === event.actor.org ? duty.asker : duty.holder;
    write(reaction, doDuty(state, duty, holder, event.occurred, context));
  }
  const done = state.duty(duty.id)!;
  if (isOpen(done) && done.done?.by.org !== event.actor.org) {
    write(reaction, verifyDuty(duty.id, event.actor, event.occurred, "the receiving side's own record"));
  }
}

/** A closed duty of a calendar opens its successor one period later, while its condition still holds. */
export function renew(reaction: Reaction, duty: Duty): void {
  const rule = reaction.model.rules.get(duty.kind);
  if (rule?.repeatsWhile === undefined || duty.due === null) return;
  const reading = readingOf(reaction, duty.subject);
  if (!holds(reading, rule.repeatsWhile)) return;
  const { context, event, pen } = reaction;
  write(reaction, openDuty({
    id: `D${pen.nextSeq()}`, rule, subject: duty.subject, asker: duty.asker, holder: duty.holder, unassigned: duty.unassigned,
    start: duty.due, startedBy: duty.citation?.startedBy ?? event.seq, due: null, batch: duty.batch, serves: null, unreached: false,
  }, event.occurred, context));
}
