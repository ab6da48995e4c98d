/**
 * Check-ins at crowded places. The names stay with the place; the ledger knows a batch by its times, its number, its
 * digest and until when it may be kept, who asked for it for which case, and that it is gone.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

/** Ways of checking in; some of them without a phone. */
export const WAYS_IN = ["code", "card", "paper", "spoken"] as const;
export const WITHOUT_PHONE: readonly string[] = ["card", "paper", "spoken"];

export interface VenueView extends ThingState {
  readonly venue: string;
  readonly org: string;
  readonly ways: readonly string[];
}

export interface BatchView extends ThingState {
  readonly batch: string;
  readonly venue: string;
  readonly from: When;
  readonly until: When;
  readonly count: number;
  readonly digest: string;
  readonly deleteBy: When;
  readonly deletedAt: When | null;
  readonly asked: readonly { readonly case: string; readonly by: Post; readonly at: When }[];
}

export const venueRef = (venue: string): Ref => ref("venue", venue);
export const batchRef = (batch: string): Ref => ref("check-ins", batch);

const foldVenue: Kind["fold"] = (state, event) =>
  event.type === "venue.registered" ? { ...event.data, status: "registered" } : state !== undefined && event.type === "venue.ended" ? { ...state, status: "ended" } : state;

function foldBatch(state: BatchView | undefined, event: LedgerEvent): BatchView | undefined {
  if (event.type === "check-ins.kept") return { ...dataOf<object>(event), status: "sealed", asked: [], deletedAt: null } as unknown as BatchView;
  if (state === undefined) return state;
  switch (event.type) {
    case "check-ins.asked": return { ...state, asked: [...state.asked, { case: dataOf<{ case: string }>(event).case, by: event.actor, at: event.occurred }] };
    case "check-ins.deleted": return { ...state, status: "deleted", deletedAt: event.occurred };
    default: return state;
  }
}

export interface KeptRow {
  readonly batch: string;
  readonly venue: string;
  readonly count: number;
  readonly deleteBy: When;
  readonly overdueMs: Ms;
}

/** Batches still kept, the longest overdue first. */
export function stillKept(batches: readonly Thing[], now: Ms): readonly KeptRow[] {
  return batches.map((one) => one.state as BatchView).filter((one) => one.deletedAt === null)
    .map((one) => ({ batch: one.batch, venue: one.venue, count: one.count, deleteBy: one.deleteBy, overdueMs: Math.max(0, now - one.deleteBy.latest) }))
    .toSorted((a, b) => b.overdueMs - a.overdueMs || a.deleteBy.latest - b.deleteBy.latest || (a.batch < b.batch ? -1 : 1));
}

/** Batches that may hold somebody who was there at a time: for tracing, and for nothing else. */
export function batchesAt(batches: readonly Thing[], venue: string, when: When): readonly string[] {
  return batches.map((one) => one.state as BatchView).filter((one) => one.venue === venue && one.deletedAt === null && one.from.earliest <= when.latest && one.until.latest >= when.earliest).map((one) => one.batch).toSorted();
}

const VENUE = { key: "venue", title: zhEn("场所", "Place"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  { kind: "venue", title: zhEn("登记来访的场所", "Place with check-ins"), scope: "incident", fold: foldVenue, columns: [{ key: "org", title: zhEn("单位", "Organisation"), type: "text" }] },
  {
    kind: "check-ins", title: zhEn("来访登记批次", "Batch of check-ins"), scope: "incident", fold: foldBatch as Kind["fold"],
    columns: [
      VENUE, { key: "from", title: zhEn("自", "From"), type: "when" }, { key: "until", title: zhEn("至", "Until"), type: "when" }, { key: "count", title: zhEn("条数", "Entries"), type: "number" },
      { key: "deleteBy", title: zhEn("应删除", "To be deleted by"), type: "when" }, { key: "deletedAt", title: zhEn("已删除", "Deleted"), type: "when" },
    ],
  },
];
