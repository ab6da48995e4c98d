/**
 * The rows of an incident's time line: which events are facts people recorded, which the engine's own alarms,
 * which the rest of a duty's life; and the stretch of time they span. Pure.
 */
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent, Post } from "../api-types.ts";

export type RowKind = "fact" | "alarm" | "duty" | "setup";

const ALARMS: ReadonlySet<string> = new Set([
  "duty.reminded", "duty.warned", "duty.overdue", "duty.offer_expired", "duty.follow_up_silent", "duty.escalated", "breach.recorded",
]);
/** What an incident stands on rather than what happened in it. */
const SETUP: ReadonlySet<string> = new Set([
  "org.registered", "responsibility.assigned", "deputy.assigned", "post.registered", "roster.set", "site.registered", "room.registered", "vehicle.registered",
  "team.registered", "lab.registered",
]);

export function rowKind(event: Pick<LedgerEvent, "type">): RowKind {
  if (ALARMS.has(event.type)) return "alarm";
  if (SETUP.has(event.type)) return "setup";
  return event.type.startsWith("duty.") || event.type.startsWith("alarm.") ? "duty" : "fact";
}

export function alarmTo(event: LedgerEvent): Post | null {
  const to = event.data["to"];
  return rowKind(event) === "alarm" && typeof to === "object" && to !== null && "org" in to && "role" in to ? (to as unknown as Post) : null;
}

export interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
}

export function stretchOf(events: readonly LedgerEvent[]): Stretch | null {
  if (events.length === 0) return null;
  let from = Infinity;
  let to = -Infinity;
  for (const event of events) {
    from = Math.min(from, event.occurred.earliest, event.learned);
    to = Math.max(to, event.occurred.latest, event.learned);
  }
  return { from, to };
}

/** Seqs in their order, without doubles: events read again after a break do not appear twice. */
export function mergeEvents(known: readonly LedgerEvent[], more: readonly LedgerEvent[]): LedgerEvent[] {
  const bySeq = new Map(known.map((event) => [event.seq, event]));
  for (const event of more) bySeq.set(event.seq, event);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
