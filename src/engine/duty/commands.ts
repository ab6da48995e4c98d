/**
 * What people do with duties: offer, accept, decline, plan, block, do, verify and so on. Each decider checks
 * that the acting post may do it and that the duty is in a state for it, and says in a sentence when not.
 */
import { Type, type Static, type TSchema } from "../../base/schema.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { surelyBefore, type When } from "../../base/time.ts";
import { samePost, type NewEvent, type Post } from "../event.ts";
import { knownOrg } from "../define.ts";
import { occurredOf } from "../handle.ts";
import type { Command, CommandDef, Context, Decision } from "../loop.ts";
import { type DutyRule, type Text, zhEn } from "../rule.ts";
import { above, answering, deputyOf, holdsOf } from "../select.ts";
import type { State } from "../state.ts";
import { dutyRef, isOpen, type Duty, type Offer } from "./duty.ts";
import {
  acceptDuty, askDecider, doDuty, dutyEvent, handedOnTooOften, lookAtDuty, offerDuty, planDuty, rejectDuty, verifyDuty,
} from "./transitions.ts";

const Id = Type.String({ pattern: "^D[1-9][0-9]{0,14}$", title: "Duty" });
const Note = Type.String({ minLength: 1, maxLength: 2000 });
const PostShape = Type.Object({ org: Type.String({ minLength: 1, maxLength: 120 }), role: Type.String({ minLength: 1, maxLength: 120 }) }, { additionalProperties: false });
const shape = <T extends Record<string, TSchema>>(fields: T) => Type.Object({ duty: Id, ...fields }, { additionalProperties: false });

interface Turn<Data> {
  readonly state: State;
  readonly command: Command<Data>;
  readonly context: Context;
  readonly duty: Duty;
  readonly rule: DutyRule | undefined;
  readonly occurred: When;
}

/**
 * Same organisation, and the same role, a role that answers for this kind, or the role's deputy. A report of
 * what happened is not refused because another role of that organisation did it.
 */
export function speaksFor(state: State, actor: Post, post: Post, kind: string, reported = false): boolean {
  if (actor.org !== post.org) return false;
  if (reported || actor.role === post.role || answering(state, post.org, kind).includes(actor.role)) return true;
  return deputyOf(state, post)?.role === actor.role;
}

function isAbove(state: State, actorOrg: string, org: string): boolean {
  let current = above(state, org);
  for (let steps = 0; current !== undefined && steps < 32; steps++) {
    if (current === actorOrg) return true;
    current = above(state, current);
  }
  return false;
}

function notYours(duty: Duty): Refusal {
  return refuse("not-the-holder", `This duty is held by ${duty.holder.role} of ${duty.holder.org}.`, {
    fix: "Ask the holder, or take it over as the deputy.", params: { role: duty.holder.role, org: duty.holder.org },
  });
}

function alreadyDone(duty: Duty): Refusal {
  return refuse("already-done", "It is already reported done and waits for verification.", { fix: `It can go on when ${judge(duty)} has rejected it.` });
}

function notOffered(): Refusal {
  return refuse("not-offered", "Nothing is offered here.", { fix: "It may have been recalled or already accepted." });
}

function notForYou({ to }: Offer): Refusal {
  return refuse("not-the-addressee", `It is offered to ${to.role} of ${to.org}.`, { fix: "Leave it to them, or ask the sender to recall it.", params: { role: to.role, org: to.org } });
}

/** Who verifies it, in words. */
function judge({ verifier, asker }: Duty): string {
  const post = verifier ?? asker;
  return `${post.role} of ${post.org}`;
}

function define<T extends Record<string, TSchema>>(
  type: string, title: Text, fields: T, turn: (turn: Turn<Static<ReturnType<typeof shape<T>>>>) => Decision | NewEvent[] | Refusal, closedToo = false,
): CommandDef {
  return {
    type, title, schema: shape(fields), on: { kind: "duty", field: "duty" },
    needs: (data) => [`duty:${String(data["duty"])}`],
    decide(state, command, context, model) {
      const { duty: id } = command.data as { duty: string };
      const duty = state.duty(id);
      if (duty === undefined) return refuse("unknown-duty", `There is no duty ${id} in this incident.`, { where: "data.duty", fix: "Check its number and the incident." });
      const occurred = occurredOf(command, context);
      if (surelyBefore(occurred, duty.start) && type !== "duty.look") {
        return refuse("before-it-began", "That time lies before the duty began.", { where: "at", fix: "Check the date and the hour." });
      }
      const answer = (no: Refusal): Decision | Refusal => (command.reported === true && !MISTYPED.has(no.code) ? { events: [kept(duty, type, command, no, occurred)] } : no);
      if (!closedToo && !isOpen(duty)) return answer(refuse("duty-closed", `Duty ${id} is already ${duty.status}.`, { where: "data.duty", fix: "What is still to be done needs a new order.", params: { status: duty.status } }));
      const outcome = turn({ state, command: command as Command<never>, context, duty, rule: model.rules.get(duty.kind), occurred });
      if (isRefusal(outcome)) return answer(outcome);
      return Array.isArray(outcome) ? { events: outcome } : outcome as Decision;
    },
  };
}

/** What no report means, however late: a name nobody knows, a time at which it cannot have been. */
const MISTYPED: ReadonlySet<string> = new Set(["unknown-organisation", "unknown-role", "before-it-began", "done-before-offered"]);

/**
 * A report that comes when the duty has ended, or had left that post, moves nothing and is not lost either: it is
 * kept on the duty, with the reason it moves nothing (design 3a).
 */
function kept(duty: Duty, what: string, command: Pick<Command<never>, "actor" | "data">, no: Refusal, occurred: When): NewEvent {
  const { duty: _, ...told } = command.data as { duty: string };
  return dutyEvent("duty.evidence_kept", duty.id, occurred, { ...told, what, why: no.code, by: command.actor });
}

/** Who holds it after acceptance: the accepting post where the map names it, else the post it was offered to. */
function accepting(state: State, actor: Post, to: Post, kind: string): Post {
  return speaksFor(state, actor, to, kind) ? actor : to;
}

/** The addressee of a pending offer may act at once; accepting is then implied and recorded first. */
function asHolder({ state, command, context, duty, occurred }: Turn<unknown>): { events: NewEvent[]; duty: Duty } | Refusal {
  const reported = command.reported === true;
  if (speaksFor(state, command.actor, duty.holder, duty.kind, reported)) return { events: [], duty };
  if (duty.offer !== null && speaksFor(state, command.actor, duty.offer.to, duty.kind, reported)) {
    const holder = accepting(state, command.actor, duty.offer.to, duty.kind);
    return { events: [acceptDuty(duty.id, holder, occurred, context)], duty: { ...duty, holder, offer: null } };
  }
  return notYours(duty);
}

function offer({ state, command, context, duty, occurred }: Turn<{ to: Post; note?: string }>): Decision | Refusal {
  const { to } = command.data;
  const missing = knownOrg(state, to.org, "data.to.org");
  if (missing !== null) return missing;
  if (answering(state, to.org, duty.kind).length > 0 && !answering(state, to.org, duty.kind).includes(to.role)) {
    return refuse("unknown-role", `At ${to.org}, ${to.role} does not answer for this kind of duty.`, { where: "data.to.role", fix: `Offer it to: ${answering(state, to.org, duty.kind).join(", ")}.` });
  }
  if (duty.offer !== null) return refuse("already-offered", `It is already offered to ${duty.offer.to.role} of ${duty.offer.to.org}.`, { fix: "Recall that offer first." });
  if (duty.done !== null) return alreadyDone(duty);
  const decided = isAbove(state, command.actor.org, duty.holder.org) || samePost(command.actor, context.commandPost);
  if (!decided && !speaksFor(state, command.actor, duty.holder, duty.kind)) return notYours(duty);
  if (samePost(to, duty.holder)) return refuse("already-holder", "That post already holds it.", { where: "data.to", fix: "Choose another post." });
  if (!decided && handedOnTooOften(duty, context)) return { events: [askDecider(state, duty, to, occurred, context)] };
  return { events: [offerDuty(state, duty, duty.holder, to, occurred, context, decided)] };
}

/** Nobody's word stands in for what the table wants on record: a person is released, not reported released. */
function onlyByRecord({ state, duty, rule }: Turn<unknown>): Refusal | null {
  if (rule?.byRecordWhile === undefined || !holdsOf(state.thing(duty.subject)?.state, rule.byRecordWhile)) return null;
  return refuse("needs-the-record", "Only the record of what it is about ends this duty.", { fix: "Open what it is about and record there what happened, or decide it anew there.", params: { subject: duty.subject } });
}

/** From when its holder can have done it: since it was passed to them, or since it began. */
function heldSince(duty: Duty): When {
  const link = duty.links.findLast(({ to, seq }) => to.org === duty.holder.org && seq !== duty.offer?.seq);
  return link?.since ?? duty.start;
}

function done(turn: Turn<{ note: string; evidence?: string[] }>): Decision | Refusal {
  const { state, command, context, duty, occurred } = turn;
  if (duty.done !== null) return alreadyDone(duty);
  const byRecord = onlyByRecord(turn);
  if (byRecord !== null) return byRecord;
  const extra = { note: command.data.note, evidence: command.data.evidence ?? [] };
  const held = asHolder(turn);
  if (isRefusal(held)) {
    // It had left this holder: what they did is kept as evidence, but it is not theirs to close (3a).
    const was = duty.links.some((link) => link.post.org === command.actor.org);
    return was ? { events: [dutyEvent("duty.evidence_kept", duty.id, occurred, { ...extra, what: "duty.done", why: held.code, by: command.actor })] } : held;
  }
  if (surelyBefore(occurred, heldSince(held.duty))) return refuse("done-before-offered", "It cannot have been done before it was passed on.", { where: "at", fix: "Check the date and the hour." });
  return { events: [...held.events, doDuty(state, held.duty, command.actor, occurred, context, extra)] };
}

/** What it provided was all another duty was waiting for: that one can go on. */
function eased(state: State, duty: Duty, by: Post, occurred: When): NewEvent[] {
  const served = duty.serves === null || duty.subject !== dutyRef(duty.serves) ? undefined : state.duty(duty.serves);
  return served?.status === "blocked" ? [dutyEvent("duty.unblocked", served.id, occurred, { by, note: "what was missing has come" })] : [];
}

function mayJudge(state: State, duty: Duty, actor: Post, person: string | undefined): Refusal | null {
  if (duty.done === null) return refuse("not-done", "Nothing has been reported done yet.", { fix: "Wait for the holder's report." });
  const own = actor.org === duty.done.by.org && (duty.verifier === null || !samePost(actor, duty.verifier));
  if (samePost(actor, duty.done.by) || own || (person !== undefined && person === duty.done.person)) {
    return refuse("self-verification", "Nobody verifies their own work.", { fix: `Leave it to ${judge(duty)}.` });
  }
  const asked = [duty.asker, ...(duty.verifier === null ? [] : [duty.verifier]), ...duty.links.map((link) => link.post)];
  const may = asked.some((post) => speaksFor(state, actor, post, duty.kind)) || isAbove(state, actor.org, duty.done.by.org);
  return may ? null : refuse("not-the-asker", `Verification is with ${judge(duty)}.`, { fix: "Leave it to them, or to a level above." });
}

/**
 * Where the table knows whose record closes the duty (the site that received the person, the resident's yes), the
 * asker's click does not stand in for it; what they gave on paper is entered as a report. A blocked duty's holder
 * asked for the help itself: there the asker is the counterpart.
 */
function counterpartFirst(rule: DutyRule | undefined, reported: boolean): Refusal | null {
  const owed = rule?.verifiedBy === "counterpart" && rule.moves.some((move) => move.as === "verified" && !move.subject.startsWith("duty:"));
  if (!owed || reported) return null;
  return refuse("needs-their-record", "Only the record of whoever it was done for closes this.", { fix: "Ask them to record it; what they gave on paper can be entered as a report." });
}

export const dutyCommands: readonly CommandDef[] = [
  define("duty.offer", zhEn("移交", "Pass on"), { to: PostShape, note: Type.Optional(Note) }, (turn) => offer(turn as Turn<{ to: Post }>)),
  define("duty.accept", zhEn("签收", "Accept"), { note: Type.Optional(Note) }, ({ state, command, context, duty, occurred }) => {
    if (duty.offer === null) return notOffered();
    if (!speaksFor(state, command.actor, duty.offer.to, duty.kind, command.reported)) return notForYou(duty.offer);
    return [acceptDuty(duty.id, accepting(state, command.actor, duty.offer.to, duty.kind), occurred, context)];
  }),
  define("duty.decline", zhEn("退回", "Decline"), { reason: Note }, ({ state, command, duty, occurred }) => {
    if (duty.offer === null) return notOffered();
    if (!speaksFor(state, command.actor, duty.offer.to, duty.kind)) return notForYou(duty.offer);
    return [dutyEvent("duty.declined", duty.id, occurred, { reason: command.data.reason, by: command.actor, to: duty.holder })];
  }),
  define("duty.recall", zhEn("撤回移交", "Recall the offer"), { reason: Note }, ({ state, command, duty, occurred }) => {
    if (duty.offer === null) return notOffered();
    if (!speaksFor(state, command.actor, duty.holder, duty.kind)) return notYours(duty);
    return [dutyEvent("duty.recalled", duty.id, occurred, { reason: command.data.reason, by: command.actor })];
  }),
  define("duty.start", zhEn("开始办理", "Start"), {}, (turn) => {
    const held = asHolder(turn);
    if (isRefusal(held)) return held;
    if (turn.duty.status !== "open") return refuse("already-started", "It has already been started.", { fix: "Report progress, or report it done." });
    return [...held.events, dutyEvent("duty.started", turn.duty.id, turn.occurred, { by: turn.command.actor })];
  }),
  define("duty.plan", zhEn("登记计划", "Record the plan"), { note: Note }, (turn) => {
    const held = asHolder(turn);
    return isRefusal(held) ? held : [...held.events, planDuty(turn.duty.id, turn.occurred, turn.context, { note: turn.command.data.note, by: turn.command.actor })];
  }),
  define("duty.look", zhEn("登记跟踪检查", "Record a check"), { note: Note }, ({ state, command, context, duty, occurred }) => {
    const mine = duty.links.some((link) => link.post.org === command.actor.org) || isAbove(state, command.actor.org, duty.holder.org);
    if (!mine) return refuse("not-your-chain", "Only those who passed it on, and the levels above the holder, record checks here.", { fix: "The holder reports progress instead." });
    return [lookAtDuty(duty.id, command.actor, occurred, context, { note: command.data.note, role: command.actor.role, org: command.actor.org })];
  }),
  define("duty.progress", zhEn("登记进展", "Report progress"), { note: Note }, (turn) => {
    const held = asHolder(turn);
    return isRefusal(held) ? held : [...held.events, planDuty(turn.duty.id, turn.occurred, turn.context, { note: turn.command.data.note, by: turn.command.actor, progress: true })];
  }),
  define("duty.block", zhEn("受阻上报", "Blocked: ask upwards"), { missing: Type.Array(Type.String({ minLength: 1, maxLength: 120 }), { minItems: 1, maxItems: 20 }), note: Note }, (turn) => {
    const held = asHolder(turn);
    if (isRefusal(held)) return held;
    if (turn.duty.status === "blocked") return refuse("already-blocked", "It is already marked blocked.", { fix: "Unblock it first, or report progress with what else is missing." });
    if (turn.duty.done !== null) return alreadyDone(turn.duty);
    return [...held.events, dutyEvent("duty.blocked", turn.duty.id, turn.occurred, {
      missing: turn.command.data.missing, note: turn.command.data.note, holder: held.duty.holder, holderOrg: held.duty.holder.org, subject: turn.duty.subject, kind: turn.duty.kind,
    })];
  }),
  define("duty.unblock", zhEn("恢复办理", "No longer blocked"), { note: Note }, ({ state, command, duty, occurred }) => {
    if (duty.status !== "blocked") return refuse("not-blocked", "It is not blocked.", { fix: "Go on with it; nothing is waited for." });
    if (!speaksFor(state, command.actor, duty.holder, duty.kind, command.reported) && !isAbove(state, command.actor.org, duty.holder.org)) return notYours(duty);
    return [dutyEvent("duty.unblocked", duty.id, occurred, { note: command.data.note, by: command.actor })];
  }),
  define("duty.done", zhEn("报告完成", "Report done"), { note: Note, evidence: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 50 })) }, (turn) => {
    const outcome = done(turn as Turn<{ note: string; evidence?: string[] }>);
    return outcome;
  }),
  define("duty.verify", zhEn("核实销号", "Verify and close"), { note: Note }, ({ state, command, duty, occurred, rule }) => {
    const no = mayJudge(state, duty, command.actor, command.by) ?? counterpartFirst(rule, command.reported === true);
    return no ?? [verifyDuty(duty.id, command.actor, occurred, command.reported === true ? "reported" : "checked", { note: command.data.note }), ...eased(state, duty, command.actor, occurred)];
  }),
  define("duty.reject", zhEn("核实不通过", "Reject"), { reason: Note }, ({ state, command, context, duty, occurred }) => {
    const no = mayJudge(state, duty, command.actor, command.by);
    return no ?? [rejectDuty(duty, command.actor, occurred, context, command.data.reason)];
  }),
  define("duty.withdraw", zhEn("撤销", "Withdraw"), { reason: Note, decision: Type.String({ minLength: 1, maxLength: 200, title: "Number of the decision" }) }, (turn) => {
    const { state, command, context, duty, occurred } = turn;
    const may = speaksFor(state, command.actor, duty.asker, duty.kind) || isAbove(state, command.actor.org, duty.holder.org) || samePost(command.actor, context.commandPost);
    if (!may) return refuse("not-the-asker", `Only ${duty.asker.role} of ${duty.asker.org} or a level above may withdraw it.`, { fix: "Ask them; the holder can decline or pass it on instead." });
    return onlyByRecord(turn) ?? [dutyEvent("duty.withdrawn", duty.id, occurred, { by: command.actor, reason: command.data.reason, decision: command.data.decision })];
  }),
  define("duty.take-over", zhEn("副职接管", "Take over as deputy"), { reason: Note }, ({ state, command, duty, occurred }) => {
    const deputy = deputyOf(state, duty.holder);
    if (deputy === undefined || !samePost(deputy, command.actor)) return refuse("not-the-deputy", `Only the deputy of ${duty.holder.role} at ${duty.holder.org} may take it over.`, { fix: "Name a deputy first, or have the holder pass it on." });
    return [dutyEvent("duty.taken_over", duty.id, occurred, { post: command.actor, from: duty.holder, reason: command.data.reason })];
  }),
];

