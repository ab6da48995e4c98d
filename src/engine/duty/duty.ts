/**
 * A duty: one thing owed, by one holder, to one asker, about one subject, by a time, under one clause of one
 * pack. This file owns its shape and the names of its events; `fold.ts` builds it, `transitions.ts` moves it.
 */
import type { Ref } from "../../base/ids.ts";
import type { Ms, When } from "../../base/time.ts";
import type { Post } from "../event.ts";

export type DutyStatus =
  | "open" // held, not yet begun
  | "started"
  | "blocked"
  | "done" // the doer says so; not closed until a second party has verified it
  | "verified"
  | "lapsed"
  | "withdrawn";

export const CLOSED: ReadonlySet<DutyStatus> = new Set(["verified", "lapsed", "withdrawn"]);

/** The rule behind a clock (law 6): pack, clause and the event that started it. */
export interface Citation {
  readonly pack: string;
  readonly hash: string;
  readonly clause: string;
  /** Seq of the event whose time starts the clock. */
  readonly startedBy: number;
}

/** A push under way: the sender holds the duty until `to` accepts (law 2). */
export interface Offer {
  readonly to: Post;
  readonly from: Post;
  readonly at: When;
  readonly seq: number;
  /** When receipt is due; overdue it goes up, not away. */
  readonly due: When;
  readonly expired: boolean;
}

/** The asker's side after passing down (law 4): keeps its own clock until verification closes it. */
export interface Link {
  readonly post: Post;
  /** To whom it was passed. */
  readonly to: Post;
  readonly since: When;
  readonly seq: number;
  /** Next follow-up due. */
  readonly due: When;
  /** Seqs of receipts, plans and checks recorded since the push. */
  readonly looks: readonly number[];
  /** Times the follow-up clock ran out in silence. */
  readonly silences: number;
}

export interface Block {
  readonly since: When;
  readonly missing: readonly string[];
  readonly seq: number;
  /** Whether it had been begun when it was blocked: where it goes back to. */
  readonly begun?: boolean;
}

export interface Done {
  readonly at: When;
  readonly learned: Ms;
  readonly by: Post;
  readonly person?: string;
  readonly seq: number;
  /** Done in time, learned after the deadline: `reported-late` is not `late` (law 7). */
  readonly timing: "in-time" | "late" | "possibly-late" | "reported-late" | "no-clock";
}

export interface Duty {
  /** `D` + seq of the opening event. */
  readonly id: string;
  readonly incident: string;
  readonly kind: string;
  readonly subject: Ref;
  readonly asker: Post;
  readonly holder: Post;
  /** True when the responsibility map named nobody and the incident's command holds it. */
  readonly unassigned: boolean;
  readonly status: DutyStatus;
  readonly citation: Citation | null;
  readonly start: When;
  readonly due: When | null;
  readonly openedAt: Ms;
  readonly offer: Offer | null;
  readonly accepted: When | null;
  readonly links: readonly Link[];
  readonly handOns: number;
  readonly block: Block | null;
  /** Milliseconds spent blocked in closed blocks, counted at the resource's holder, not here. */
  readonly blockedMs: Ms;
  readonly planned: When | null;
  readonly done: Done | null;
  readonly closed: { readonly at: When; readonly learned: Ms; readonly by: Post; readonly seq: number; readonly reason?: string } | null;
  /** Verification asked of this post by this time, once done. */
  readonly verifyDue: When | null;
  readonly verifier: Post | null;
  /** Duty this one serves (a resource duty serves the blocked one). */
  readonly serves: string | null;
  /** Order or batch this duty came from, for roll-ups. */
  readonly batch: string | null;
  readonly watched: boolean;
  /** Reminder before the deadline; null once given or when there is no clock. */
  readonly remindAt: Ms | null;
  readonly warned: boolean;
  /** Seq of the overdue event, once raised. */
  readonly overdue: number | null;
  /** How many levels above have been told: above the holder, or above whoever owes the check once it is reported done. */
  readonly level: number;
  readonly nextEscalation: Ms | null;
  readonly rejections: number;
  /** When the clock must look at it next; null when nothing can fall due. */
  readonly nextTick: Ms | null;
  readonly version: number;
}

/** Events of a duty's life. Each is about `duty:<id>`; `data` shapes are in `fold.ts`. */
export const DUTY_EVENTS = [
  "duty.opened", "duty.offered", "duty.accepted", "duty.declined", "duty.recalled", "duty.started", "duty.planned",
  "duty.looked", "duty.blocked", "duty.unblocked", "duty.done", "duty.rejected", "duty.verified", "duty.lapsed",
  "duty.withdrawn", "duty.taken_over", "duty.evidence_kept",
  "duty.reminded", "duty.warned", "duty.overdue", "duty.offer_expired", "duty.follow_up_silent", "duty.escalated",
] as const;

export type DutyEventType = (typeof DUTY_EVENTS)[number];

export function isOpen(duty: Duty): boolean {
  return !CLOSED.has(duty.status);
}

export function dutyRef(id: string): Ref {
  return `duty:${id}`;
}
