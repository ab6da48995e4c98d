/**
 * Findings from a ledger: every duty of the tables that was late or never done, every push nobody followed,
 * every breach on record, and organisations with findings on several roles. It reads events and folded
 * duties; whatever was not recorded is found from silence, never from what somebody later said.
 */
import { lateness, span, surelyBefore, type Lateness, type When } from "../../base/time.ts";
import type { Duty, Link } from "../duty/duty.ts";
import { samePost, type LedgerEvent, type Post } from "../event.ts";
import type { Context, Model } from "../loop.ts";
import type { DutyRule } from "../rule.ts";
import { above, answering } from "../select.ts";
import type { State } from "../state.ts";
import { raisedBeforeKnown } from "../duty/marks.ts";
import { alarmPost } from "../duty/transitions.ts";
import type { Finding, Means } from "./finding.ts";

export interface FindingsInput {
  readonly model: Model;
  readonly state: State;
  readonly duties: Iterable<Duty>;
  /** All events of the incident, in order of seq. */
  readonly events: readonly LedgerEvent[];
  readonly context: Context;
}

interface Work extends FindingsInput {
  readonly bySeq: ReadonlyMap<number, LedgerEvent>;
  readonly byDuty: ReadonlyMap<string, readonly LedgerEvent[]>;
  readonly byId: ReadonlyMap<string, Duty>;
}

export function findings(input: FindingsInput): Finding[] {
  const duties = [...input.duties];
  const byDuty = new Map<string, LedgerEvent[]>();
  for (const event of input.events) {
    const id = event.data["duty"];
    if (!event.type.startsWith("duty.") || typeof id !== "string") continue;
    const life = byDuty.get(id);
    if (life === undefined) byDuty.set(id, [event]);
    else life.push(event);
  }
  const work: Work = {
    ...input, byDuty, bySeq: new Map(input.events.map((event) => [event.seq, event])), byId: new Map(duties.map((duty) => [duty.id, duty])),
  };
  const found = [
    ...duties.flatMap((duty) => [missed(work, duty), ...duty.links.map((link) => unfollowed(work, duty, link))]),
    ...breaches(work),
  ].filter((finding) => finding !== null);
  const merged = merge(work, found);
  return [...merged, ...overloaded(work, merged), ...organisations(work, merged)].sort((a, b) => a.raisedAt - b.raisedAt);
}

/** Root facts behind an event: the events of commands, followed from effect to cause. */
function roots(work: Work, event: LedgerEvent | undefined): number[] {
  let current = event;
  while (current?.cause !== undefined) current = work.bySeq.get(current.cause);
  if (current === undefined) return [];
  const inner = current.data["duty"];
  if (current.type.startsWith("duty.") && current.actor.role === "clock" && typeof inner === "string") {
    const opened = work.byDuty.get(inner)?.[0];
    return opened === undefined || opened === event ? [] : dutyEvidence(work, inner);
  }
  return current.type.startsWith("duty.") && current.actor.role === "clock" ? [] : [current.seq];
}

/** What a duty's life rests on: the facts that opened, passed on, blocked and finished it. */
function dutyEvidence(work: Work, id: string): number[] {
  const seqs = new Set<number>();
  for (const event of work.byDuty.get(id) ?? []) {
    if (event.actor.role === "clock" && event.cause === undefined) continue;
    for (const seq of roots(work, event)) seqs.add(seq);
  }
  return [...seqs].sort((a, b) => a - b);
}

/** Who held it, and whom it was pending with, when it fell due: accepting by mere doing does not count back. */
function standing(work: Work, duty: Duty): { holder: Post; addressee: Post | null } {
  let holder = duty.asker;
  let addressee: Post | null = null;
  for (const event of work.byDuty.get(duty.id) ?? []) {
    if (event.type === "duty.opened") holder = event.data["holder"] as unknown as Post;
    if (event.type === "duty.offered") addressee = event.data["to"] as unknown as Post;
    if (event.type === "duty.declined" || event.type === "duty.recalled") addressee = null;
    if ((event.type === "duty.accepted" && event.data["implied"] !== true) || event.type === "duty.taken_over") {
      holder = event.data["post"] as unknown as Post;
      addressee = null;
    }
    if (event.type === "duty.overdue" || event.type === "duty.done") break;
  }
  return { holder, addressee };
}

function answerersOf(work: Work, duty: Duty, holder: Post, addressee: Post | null): Post[] {
  const org = addressee?.org ?? holder.org;
  const roles = answering(work.state, org, duty.kind);
  if (roles.length > 0) return roles.map((role) => ({ org, role }));
  if (addressee !== null) return [addressee];
  return duty.unassigned ? [] : [holder];
}

function meansOf(work: Work, duty: Duty): Means[] {
  const asksUpwards = (kind: string): boolean => work.model.rules.get(kind)?.opens.some((trigger) => trigger.on === "duty.blocked") === true;
  return [...work.byId.values()].filter((other) => other.serves === duty.id && asksUpwards(other.kind)).map((resource) => {
    const block = (work.byDuty.get(duty.id) ?? []).find((event) => event.type === "duty.blocked" && event.seq <= Number(resource.id.slice(1)));
    return {
      what: (block?.data["missing"] as string[] | undefined) ?? [], askedAt: resource.start, of: resource.holder,
      answered: resource.done?.at ?? null,
    };
  });
}

/** The first harm the duty should have prevented, after it fell due. */
function harmOf(work: Work, duty: Duty, rule: DutyRule): LedgerEvent | null {
  if (rule.harm === undefined || duty.due === null) return null;
  const opened = Number(duty.id.slice(1));
  const cause = work.bySeq.get(opened)?.cause ?? 0;
  const group = duty.subject.startsWith("org:") ? duty.subject.slice(4) : null;
  return work.events.find((event) =>
    rule.harm!.includes(event.type) && event.seq > cause && event.occurred.latest >= duty.due!.earliest &&
    (group === null ? event.about.includes(duty.subject) : event.data["group"] === group)) ?? null;
}

/** When it was done: as its life says, else as late news said after it had lapsed (a paper form, a phone off-line). */
function doneAt(work: Work, duty: Duty, rule: DutyRule): When | null {
  const { done, closed } = duty;
  if (done !== null || closed === null) return done?.at ?? null;
  const told = work.events.find((event) =>
    event.seq > closed.seq && event.about.includes(duty.subject) && !surelyBefore(event.occurred, duty.start) && !surelyBefore(closed.at, event.occurred)
    && rule.moves.some((move) => move.as === "done" && move.on === event.type));
  return told?.occurred ?? null;
}

function missed(work: Work, duty: Duty): Finding | null {
  const rule = work.model.rules.get(duty.kind);
  if (rule === undefined || rule.finding === null || duty.due === null) return null;
  const overdue = duty.overdue === null ? null : work.bySeq.get(duty.overdue)!;
  const timing = duty.done?.timing;
  if (overdue === null && timing !== "late" && timing !== "possibly-late") return null;
  const harm = harmOf(work, duty, rule);
  if (rule.onlyWithHarm === true && harm === null) return null;
  let late: Lateness | null = null;
  const done = doneAt(work, duty, rule);
  if (done !== null) {
    late = lateness(duty.due, done);
    if (late.certainty === "none") return null;
  } else if (harm !== null) late = lateness(duty.due, harm.occurred);
  const { holder, addressee } = standing(work, duty);
  const raised = overdue ?? work.bySeq.get(duty.done!.seq)!;
  return {
    kind: rule.finding, duty: duty.kind, clause: duty.citation === null ? null : duty.citation.clause, holder,
    missedBy: answerersOf(work, duty, holder, addressee), due: duty.due, done, late,
    certainty: late?.certainty === "possible" ? "possible" : "certain", raisedAt: raised.learned,
    raisedTo: (raised.data["to"] as unknown as Post | undefined) ?? duty.asker,
    evidence: [...new Set([...dutyEvidence(work, duty.id), ...(harm === null ? [] : [harm.seq])])].sort((a, b) => a - b),
    means: meansOf(work, duty), mark: markOf(work, duty), subjects: [duty.subject],
  };
}

/** Whether the duty itself was opened by an alarm that later news took the ground from. */
function markOf(work: Work, duty: Duty): Finding["mark"] {
  const opened = work.bySeq.get(Number(duty.id.slice(1)));
  const alarm = opened?.cause === undefined ? undefined : work.bySeq.get(opened.cause);
  const about = alarm?.data["duty"];
  if (alarm === undefined || typeof about !== "string" || !alarm.type.startsWith("duty.")) return null;
  return raisedBeforeKnown(about, work.byDuty.get(about) ?? []).includes(alarm.seq) ? "raised-before-known" : null;
}

/** Passed down, and the asker recorded neither receipt nor check before its clock ran out. */
function unfollowed(work: Work, duty: Duty, link: Link): Finding | null {
  const rule = work.model.rules.get(duty.kind);
  if (rule?.finding === null || rule === undefined || link.looks.length > 0 || rule.watched !== true) return null;
  const silence = (work.byDuty.get(duty.id) ?? []).find((event) =>
    (event.type === "duty.offer_expired" && event.seq > link.seq) || (event.type === "duty.follow_up_silent" && event.data["link"] === link.seq));
  if (silence === undefined) return null;
  const roles = answering(work.state, link.post.org, "follow-up");
  const pushed = work.bySeq.get(link.seq);
  return {
    kind: "follow_up_missing", duty: "follow-up", clause: "push.receipt", holder: link.post,
    missedBy: roles.length > 0 ? roles.map((role) => ({ org: link.post.org, role })) : [link.post],
    due: pushed === undefined ? link.due : pushed.data["due"] as unknown as When, done: null, late: null, certainty: "certain",
    raisedAt: silence.learned, raisedTo: silence.data["to"] as unknown as Post,
    evidence: [...new Set([...roots(work, pushed), ...(duty.done === null ? [] : roots(work, work.bySeq.get(duty.done.seq)))])],
    means: meansOf(work, duty), mark: null, subjects: [duty.subject],
  };
}

function breaches(work: Work): Finding[] {
  const recorded = work.events.filter((event) => event.type === "breach.recorded" && typeof event.data["finding"] === "string");
  const replaced = new Set(recorded.map((event) => event.data["replaces"]).filter((seq) => typeof seq === "number")
    .map((seq) => work.bySeq.get(seq)?.command));
  return recorded.filter((event) => !replaced.has(event.command) || event.data["replaces"] !== undefined).map((event) => {
    const first = typeof event.data["replaces"] === "number" ? work.bySeq.get(event.data["replaces"]) : undefined;
    const facts = [first, event].filter((fact) => fact !== undefined).map((fact) => work.events.find((other) => other.command === fact.command)!.seq);
    return {
      kind: String(event.data["finding"]), duty: String(event.data["duty"] ?? event.data["code"]), clause: null,
      holder: event.data["holder"] as unknown as Post, missedBy: event.data["answerable"] as unknown as Post[],
      due: null, done: null, late: null, certainty: "certain" as const, raisedAt: first?.learned ?? event.learned,
      raisedTo: event.data["to"] as unknown as Post, evidence: facts, means: [], mark: null, subjects: (event.data["subjects"] as string[] | undefined) ?? [],
    };
  });
}

/** The outside fact an event came from; several commands may come from one. */
function factKey(work: Work, seq: number): string {
  return work.bySeq.get(seq)?.source ?? String(seq);
}

function sameAnswer(work: Work, a: Finding, b: Finding): boolean {
  return a.kind === b.kind && a.duty === b.duty && a.mark === b.mark && a.missedBy.length === b.missedBy.length &&
    a.missedBy.every((post, index) => samePost(post, b.missedBy[index]!)) &&
    (a.holder === null) === (b.holder === null) && (a.holder === null || samePost(a.holder, b.holder!)) &&
    a.evidence.some((seq) => b.evidence.some((other) => factKey(work, other) === factKey(work, seq)));
}

/** One lapse at several sites by the same post from the same facts is one finding. */
function merge(work: Work, found: readonly Finding[]): Finding[] {
  const merged: Finding[] = [];
  for (const finding of found) {
    const index = merged.findIndex((other) => sameAnswer(work, other, finding));
    const other = merged[index];
    if (other === undefined) {
      merged.push(finding);
      continue;
    }
    const dues = [other.due, finding.due].filter((due) => due !== null);
    merged[index] = {
      ...other, due: span(dues), done: other.done === null || finding.done === null ? null : span([other.done, finding.done]),
      late: worse(other.late, finding.late), raisedAt: Math.min(other.raisedAt, finding.raisedAt),
      certainty: other.certainty === "certain" || finding.certainty === "certain" ? "certain" : "possible",
      evidence: [...new Set([...other.evidence, ...finding.evidence])].sort((a, b) => a - b), means: [...other.means, ...finding.means],
      subjects: [...new Set([...other.subjects, ...finding.subjects])],
    };
  }
  return merged;
}

function worse(a: Lateness | null, b: Lateness | null): Lateness | null {
  if (a === null || b === null) return a ?? b;
  return a.most >= b.most ? a : b;
}

function within(state: State, org: string, top: string): boolean {
  let current: string | undefined = org;
  for (let steps = 0; current !== undefined && steps < 32; steps++) {
    if (current === top) return true;
    current = above(state, current);
  }
  return false;
}

/**
 * A post late in several lines of work at once, each of which the map gives it: whoever shared the work out is told,
 * from the hour the second line fell behind. Lines are loops; what the post had asked for comes along.
 */
function overloaded(work: Work, found: readonly Finding[]): Finding[] {
  const lineOf = (duty: string): string | undefined => work.model.loops.find((loop) => loop.duties.some((rule) => rule.kind === duty))?.name;
  const posts = found.flatMap((finding) => finding.missedBy).filter((post, index, all) => all.findIndex((other) => samePost(other, post)) === index);
  return posts.flatMap((post) => {
    const own = found.filter((finding) => lineOf(finding.duty) !== undefined && finding.missedBy.some((other) => samePost(other, post)) && answering(work.state, post.org, finding.duty).includes(post.role));
    const began = new Map<string, number>();
    for (const finding of own) {
      const line = lineOf(finding.duty)!;
      began.set(line, Math.min(began.get(line) ?? Infinity, finding.raisedAt));
    }
    if (began.size < 2) return [];
    return [{
      kind: "role_overloaded", duty: "leadership", clause: null, holder: post, missedBy: [post], due: null, done: null, late: null, certainty: "certain" as const,
      raisedAt: [...began.values()].sort((a, b) => a - b)[1]!, raisedTo: alarmPost(work.state, above(work.state, post.org), work.context),
      evidence: [...new Set(own.flatMap((finding) => finding.evidence))].sort((a, b) => a - b), means: own.flatMap((finding) => finding.means), mark: null,
      subjects: [...new Set(own.flatMap((finding) => finding.subjects))],
    }];
  });
}

/** Organisations with findings on several of their roles, summed up once for the level above them. */
function organisations(work: Work, found: readonly Finding[]): Finding[] {
  const orgs = new Set(work.events.filter((event) => event.type === "responsibility.assigned" && event.data["duty"] === "leadership").map((event) => String(event.data["org"])));
  const byParent = new Map<string, { orgs: string[]; findings: Finding[] }>();
  for (const org of orgs) {
    const own = found.filter((finding) => finding.missedBy.some((post) => within(work.state, post.org, org)));
    const roles = new Set(own.flatMap((finding) => finding.missedBy.filter((post) => within(work.state, post.org, org)).map((post) => post.role)));
    if (roles.size < 2) continue;
    const parent = above(work.state, org) ?? work.context.commandPost.org;
    const entry = byParent.get(parent) ?? { orgs: [], findings: [] };
    byParent.set(parent, { orgs: [...entry.orgs, org], findings: [...entry.findings, ...own] });
  }
  return [...byParent].map(([parent, entry]) => {
    const said = work.events.filter((event) => event.type === "statement.recorded" && (event.data["about"] as string[] | undefined)?.some((name) => entry.orgs.some((org) => name.startsWith(org))));
    return {
      kind: "organisation_level", duty: "leadership", clause: null, holder: alarmPost(work.state, parent, work.context),
      missedBy: entry.orgs.flatMap((org) => answering(work.state, org, "leadership").map((role) => ({ org, role }))),
      due: null, done: null, late: null, certainty: "certain" as const,
      raisedAt: [...entry.findings].sort((a, b) => a.raisedAt - b.raisedAt)[1]?.raisedAt ?? entry.findings[0]!.raisedAt,
      raisedTo: alarmPost(work.state, parent, work.context),
      evidence: [...new Set([...entry.findings.flatMap((finding) => finding.evidence), ...said.map((event) => event.seq)])].sort((a, b) => a - b),
      means: [], mark: null, subjects: entry.orgs.map((org) => `org:${org}`),
    };
  });
}

