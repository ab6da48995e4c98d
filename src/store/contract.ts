/**
 * What every store offers, in memory or in PostgreSQL; one suite tests both. The store takes commands in,
 * lets the engine decide, writes events, things, duties and receipts at once, and reads them back.
 */
import type { Zone } from "../base/civil.ts";
import type { Ref } from "../base/ids.ts";
import type { Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Duty, DutyStatus } from "../engine/duty/duty.ts";
import type { LedgerEvent, Post } from "../engine/event.ts";
import type { Command, Thing } from "../engine/loop.ts";

export type IncidentMode = "live" | "replay" | "drill";

export interface Incident {
  readonly id: string;
  readonly title: string;
  readonly mode: IncidentMode;
  readonly zone: Zone;
  /** The ledger of rooms, vehicles and organisations; its own id for replays and drills. */
  readonly city: string;
  readonly pack: string;
  readonly packHash: string;
  readonly commandPost: Post;
  /** Seq of its last event. */
  readonly head: number;
}

export type NewIncident = Omit<Incident, "head" | "packHash">;

/** What a sender gets for an accepted command; the same again when the same command is retried. */
export interface Receipt {
  readonly command: string;
  /** The events it caused: ledger and seq. */
  readonly events: readonly { readonly incident: string; readonly seq: number; readonly type: string }[];
  /** True when this was a retry answered from the record. */
  readonly repeated: boolean;
}

export interface EventQuery {
  readonly incident: string;
  readonly about?: Ref;
  readonly types?: readonly string[];
  /** Seq to start after; default 0. */
  readonly after?: number;
  /** Half-open `[from, to)` on when it was learned. */
  readonly learned?: { readonly from?: Ms; readonly to?: Ms };
  /** Events whose occurred interval overlaps `[from, to)`. */
  readonly occurred?: { readonly from?: Ms; readonly to?: Ms };
  readonly limit?: number;
  readonly newestFirst?: boolean;
}

export interface DutyQuery {
  readonly incident?: string;
  /** The organisation and everything below it. */
  readonly under?: string;
  /** Held by, offered to, or followed up by this organisation (and role). */
  readonly org?: string;
  readonly role?: string;
  readonly kind?: string;
  readonly subject?: Ref;
  readonly batch?: string;
  readonly statuses?: readonly DutyStatus[];
  readonly open?: boolean;
  /** Open, with the overdue event raised. */
  readonly overdue?: boolean;
  readonly sort?: "due" | "opened" | "age";
  readonly after?: string;
  readonly limit?: number;
}

export interface ThingQuery {
  readonly incident: string;
  readonly kind: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly under?: string;
  /** Id to start after. */
  readonly after?: string;
  readonly limit?: number;
}

export interface DutyCount {
  readonly org: string;
  readonly kind: string;
  readonly open: number;
  readonly overdue: number;
  readonly blocked: number;
  readonly offered: number;
  /** Reported done, waiting to be verified. */
  readonly done: number;
  /** Opening time of the oldest open one. */
  readonly oldest: Ms | null;
}

/** Rows that were not there, that said something else, and that nothing in the ledger makes. */
export interface RowChanges {
  readonly missing: number;
  readonly changed: number;
  readonly surplus: number;
}

/** What writing the tables anew has changed. */
export interface Rebuilt {
  readonly things: RowChanges;
  readonly duties: RowChanges;
  readonly ticks: RowChanges;
}

/** The event that says tables were written anew; nothing follows from it. */
export const REBUILT = "tables.rebuilt";

export interface Store {
  createIncident(incident: NewIncident, now: Ms): Promise<Incident | Refusal>;
  incidents(): Promise<readonly Incident[]>;
  incident(id: string): Promise<Incident | undefined>;
  /** Accepts or refuses one command; waits a few milliseconds for others of the incident and commits once. */
  submit(command: Command, now: Ms): Promise<Receipt | Refusal>;
  events(query: EventQuery): Promise<readonly LedgerEvent[]>;
  /** Every event after `after`, in order, none missed and none twice, until the signal aborts. */
  subscribe(incident: string, after: number, signal: AbortSignal): AsyncIterable<readonly LedgerEvent[]>;
  thing(incident: string, ref: Ref): Promise<Thing | undefined>;
  things(query: ThingQuery): Promise<readonly Thing[]>;
  duty(incident: string, id: string): Promise<Duty | undefined>;
  duties(query: DutyQuery): Promise<readonly Duty[]>;
  dutyCounts(query: { readonly incident?: string }): Promise<readonly DutyCount[]>;
  /**
   * Runs what has fallen due up to `now`, in batches of at most `limit` duties, in order; returns how many
   * steps it took. Safe with several workers. Only live incidents, unless one is named: replays and drills
   * have clocks of their own.
   */
  runClock(now: Ms, limit?: number, incident?: string): Promise<number>;
  /** Folds the whole ledger again and compares; each difference is a sentence. */
  rebuildAndCompare(incident: string): Promise<readonly string[]>;
  /** Writes the tables anew where they differ from what the ledger gives, while nobody else writes; says so in the ledger. */
  rebuild(incident: string, now: Ms): Promise<Rebuilt | Refusal>;
  close(): Promise<void>;
}
