/**
 * Whose list a duty is on, the same in every store: its holder's, and beside the holder whoever must accept
 * it, follows it up, or has been asked to verify it.
 */
import { isOpen, type Duty } from "../engine/duty/duty.ts";
import { samePost, type Post } from "../engine/event.ts";
import { assert } from "../base/refusal.ts";
import type { DutyQuery } from "./contract.ts";

/** Posts with something to do on it besides the holder, each once. */
export function postsBeside(duty: Duty): readonly Post[] {
  const posts: Post[] = [];
  const add = (post: Post): void => {
    if (!posts.some((known) => samePost(known, post))) posts.push(post);
  };
  if (duty.offer !== null) add(duty.offer.to);
  for (const link of duty.links) add(link.post);
  if (duty.done !== null && duty.verifier !== null) add(duty.verifier);
  return posts;
}

export function dutyNumber(id: string): number {
  const number = Number(id.slice(1));
  assert(id.startsWith("D") && Number.isSafeInteger(number), `${id} is no duty's id`);
  return number;
}

/** A duty's id as a sender may have typed it; undefined when no duty can have it. */
export function dutyNumberIn(text: string): number | undefined {
  return /^D[1-9][0-9]{0,14}$/.test(text) ? Number(text.slice(1)) : undefined;
}

/** Whether a duty answers a query; `orgsUnder` are the organisations at and below `query.under`. */
export function matches(duty: Duty, query: DutyQuery, orgsUnder: ReadonlySet<string> | null): boolean {
  const open = isOpen(duty);
  if (query.incident !== undefined && duty.incident !== query.incident) return false;
  if (query.open !== undefined && query.open !== open) return false;
  if (query.overdue !== undefined && query.overdue !== (open && duty.overdue !== null)) return false;
  if (query.kind !== undefined && duty.kind !== query.kind) return false;
  if (query.subject !== undefined && duty.subject !== query.subject) return false;
  if (query.batch !== undefined && duty.batch !== query.batch) return false;
  if (query.statuses !== undefined && !query.statuses.includes(duty.status)) return false;
  if (orgsUnder !== null && !orgsUnder.has(duty.holder.org)) return false;
  return concerns(duty, query);
}

function concerns(duty: Duty, { org, role }: DutyQuery): boolean {
  if (org === undefined && role === undefined) return true;
  return [duty.holder, ...postsBeside(duty)].some((post) => (org === undefined || post.org === org) && (role === undefined || post.role === role));
}

/** Where a page of duties ended: `D12` within one incident, `incident/D12` across several. */
export function pageMark(after: string, incident: string | undefined): { incident: string; seq: number } | null {
  const slash = after.lastIndexOf("/");
  const from = slash >= 0 ? after.slice(0, slash) : incident;
  const seq = dutyNumberIn(after.slice(slash + 1));
  return from === undefined || seq === undefined ? null : { incident: from, seq };
}

/** A duty without a deadline comes after all that have one. */
export const NO_DEADLINE = Number.MAX_SAFE_INTEGER;

/** Overdue first, newest first, or oldest first; ties by incident and number, in the same direction. */
export function compareDuties(sort: NonNullable<DutyQuery["sort"]>): (a: Duty, b: Duty) => number {
  const key = (duty: Duty): number => (sort === "due" ? duty.due?.latest ?? NO_DEADLINE : duty.openedAt);
  const sign = sort === "opened" ? -1 : 1;
  return (a, b) =>
    sign * (key(a) - key(b) || (a.incident < b.incident ? -1 : a.incident > b.incident ? 1 : 0) || dutyNumber(a.id) - dutyNumber(b.id));
}
