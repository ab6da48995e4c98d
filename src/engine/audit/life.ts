/**
 * One duty's life as the auditor holds it: how it opens, which clocks run, what each has still to say. The
 * moves are in `moves.ts`, the alarms in `rings.ts`.
 */
import type { Ms, When } from "../../base/time.ts";
import type { Done, Duty } from "../duty/duty.ts";
import type { LedgerEvent, Post } from "../event.ts";
import { lengthMs } from "../pack/clause.ts";
import type { ResolvedPack } from "../pack/types.ts";
import type { DutyRule } from "../rule.ts";
import { equal, postOf, type Register } from "./read.ts";

export type Life = { -readonly [Key in keyof Duty]: Duty[Key] } & {
  readonly rule: DutyRule | undefined;
  readonly pack: ResolvedPack | undefined;
  /** When anything about it was last learned; no alarm of it can be older. */
  touched: Ms;
  /** When a report of completion was last rejected; before that nobody owed a look. */
  rejectedAt: Ms;
};

export interface Alarm {
  readonly type: string;
  readonly at: Ms;
  readonly link?: number;
  readonly why?: string;
}

/** Reports a law as broken unless `holds`. */
export type Check = (law: number, holds: boolean, why: string) => void;

/** What events of a duty carry, read as it comes; a field that is not what it should be fails its check. */
export interface Told {
  readonly to?: Post;
  readonly alsoTo?: readonly Post[];
  readonly from?: Post;
  readonly by?: Post;
  readonly post?: Post;
  readonly holder?: Post;
  readonly holderOrg?: string;
  readonly unit?: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly watched?: boolean;
  readonly overdue?: boolean;
  readonly followerOrg?: string | null;
  readonly follower?: Post;
  readonly verifier?: Post;
  readonly due?: When;
  readonly nextDue?: When;
  readonly followUpDue?: When;
  readonly verifyDue?: When;
  readonly plannedAt?: When;
  readonly next?: Ms | null;
  readonly timing?: Done["timing"];
  readonly missing?: readonly string[];
  readonly level?: number;
  readonly link?: number;
  readonly why?: string;
  readonly how?: string;
  readonly reason?: string;
  readonly decision?: string;
  readonly decided?: boolean;
  readonly implied?: boolean;
}

export const NOBODY: Post = { org: "", role: "" };
export const NEVER: When = { earliest: NaN, latest: NaN };

export interface Move {
  readonly life: Life;
  readonly event: LedgerEvent;
  readonly data: Told;
  readonly register: Register;
  readonly check: Check;
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isRelease = (life: Life): boolean => /release|reopen/.test(life.kind);
/** Overdue release is the same alarm as any other, so its breach is named by its own law. */
export const lawOf = (life: Life, type: string): number =>
  type === "duty.offer_expired" ? 2 : type === "duty.follow_up_silent" ? 4 : isRelease(life) ? 9 : 7;

export function length(life: Life, clause: string): Ms {
  const known = life.pack?.clauses[clause];
  return life.pack === undefined || known === undefined || known.unit === "absent" ? NaN : lengthMs(life.pack, clause);
}

/** Whether a drawn sample lets this duty close unchecked: mixing of the number, as the pack's share asks. */
export function undrawn(life: Life): boolean {
  let mixed = Number(life.id.slice(1)) >>> 0;
  for (let round = 0; round < 2; round++) mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 >= Number(life.pack?.clauses["confirm.sample"]?.value);
}

export function openLife(event: LedgerEvent, rule: DutyRule | undefined, pack: ResolvedPack | undefined, register: Register, check: Check): Life {
  const data = event.data as unknown as Duty & { duty: string };
  const life: Life = {
    id: data.duty, incident: event.incident, kind: data.kind, subject: data.subject, asker: data.asker, holder: data.holder,
    unassigned: data.unassigned, status: "open", citation: data.citation, start: data.start, due: data.due, openedAt: event.learned,
    offer: null, accepted: null, links: [], handOns: 0, block: null, blockedMs: 0, planned: null, done: null, closed: null,
    verifyDue: null, verifier: null, serves: data.serves, batch: data.batch, watched: data.watched, remindAt: data.remindAt,
    warned: false, overdue: null, level: 0, nextEscalation: null, rejections: 0, nextTick: null, version: 1,
    rule, pack, touched: event.learned, rejectedAt: -Infinity,
  };
  check(12, life.id === `D${event.seq}`, `its id is not D${event.seq}`);
  check(12, rule !== undefined, `no table knows the kind ${life.kind}`);
  holderIsPost({ life, event, data: event.data as Told, register, check }, life.holder);
  check(1, postOf(life.asker) !== null, "its asker is not an organisation and a role");
  const { citation, due, start } = life;
  // A pack may say in so many words that it has no such rule: then there is no clock, and nothing to cite.
  const clauseless = rule === undefined || rule.clause === null || pack?.clauses[rule.clause]?.unit === "absent";
  if (clauseless) check(6, citation === null, "it cites a clause its table does not name, or its pack does not have");
  else {
    const cited = citation !== null && citation.clause === rule.clause && pack !== undefined && citation.pack === pack.id && citation.hash === pack.hash;
    check(6, cited && Object.hasOwn(pack.clauses, rule.clause), `it does not cite ${rule.clause} of a pack in force`);
    check(6, citation !== null && citation.startedBy >= 1 && citation.startedBy < event.seq, "no earlier event starts its clock");
  }
  if (due !== null) check(6, due.earliest <= due.latest, "its deadline is upside down");
  const remindAt = due === null ? null : due.earliest - length(life, "warning.lead");
  check(7, life.remindAt === (remindAt !== null && remindAt > start.latest ? remindAt : null), "its reminder is not at its time");
  return life;
}

export function holderIsPost({ event, register, check }: Move, holder: Post): void {
  const known = postOf(holder) !== null && (register.orgs.has(holder.org) || equal(holder, register.commandPost));
  check(1, known, `${event.type} makes it held by nobody known as an organisation and a role`);
}

/** Everything the clock has still to say about a duty, in no order. */
export function pending(life: Life): Alarm[] {
  if (life.closed !== null) return [];
  const alarms: Alarm[] = life.nextEscalation === null ? [] : [{ type: "duty.escalated", at: life.nextEscalation, why: "still-open" }];
  if (life.done !== null) return life.verifyDue === null ? alarms : [...alarms, { type: "duty.escalated", at: life.verifyDue.latest, why: "unverified" }];
  const { due, offer, remindAt } = life;
  if (remindAt !== null) alarms.push({ type: "duty.reminded", at: remindAt });
  if (due !== null && !life.warned && due.earliest < due.latest) alarms.push({ type: "duty.warned", at: due.earliest });
  if (due !== null && life.overdue === null) alarms.push({ type: "duty.overdue", at: due.latest });
  if (offer !== null && !offer.expired) alarms.push({ type: "duty.offer_expired", at: offer.due.latest });
  for (const link of life.links) {
    if (offer === null || offer.expired || offer.seq !== link.seq) alarms.push({ type: "duty.follow_up_silent", at: link.due.latest, link: link.seq });
  }
  return alarms;
}

export function nextTick(life: Life): Ms | null {
  const times = pending(life).map((alarm) => alarm.at);
  return times.length === 0 ? null : Math.min(...times);
}
