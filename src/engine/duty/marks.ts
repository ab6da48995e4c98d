/**
 * Late news and alarms: what was raised while nobody knew yet that the thing had been done in time. Such alarms
 * stay, as everything does; they are marked wherever they are shown, and so is what rests on them.
 */
import type { When } from "../../base/time.ts";
import type { LedgerEvent } from "../event.ts";

/** Alarms that say the deadline has passed; an offer nobody took was not taken, whatever was done later. */
const TOO_SOON: ReadonlySet<string> = new Set(["duty.warned", "duty.overdue", "duty.escalated"]);

/**
 * Numbers of the alarms of one duty that rang before it was known that it had been done in time. Takes its events
 * in order; those of other duties among them are passed over.
 */
export function raisedBeforeKnown(duty: string, events: readonly LedgerEvent[]): number[] {
  const life = events.filter((event) => event.about.includes(`duty:${duty}`));
  const opened = life.find((event) => event.type === "duty.opened");
  const due = opened?.data["due"] as When | null | undefined;
  if (due === null || due === undefined) return [];
  const rejected = life.findLast((event) => event.type === "duty.rejected")?.seq ?? 0;
  const told = life.find((event) => event.seq > rejected && saysDone(event) && event.occurred.latest <= due.earliest && event.learned > due.latest);
  const overdue = life.find((event) => TOO_SOON.has(event.type) && event.type !== "duty.escalated")?.seq ?? Infinity;
  if (told === undefined) return [];
  return life.filter((event) => TOO_SOON.has(event.type) && event.seq >= overdue && event.seq < told.seq).map((event) => event.seq);
}

/** Reported done, or kept as evidence that it was. */
function saysDone(event: LedgerEvent): boolean {
  return event.type === "duty.done" || (event.type === "duty.evidence_kept" && event.data["what"] === "duty.done");
}
