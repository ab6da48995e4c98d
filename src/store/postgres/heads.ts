/** Where ledgers stand: the number of their last event, and when it was learned. */
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent } from "../../engine/event.ts";

export interface Head {
  readonly seq: number;
  /** When its last event was learned. */
  readonly learned: Ms;
}

export type Heads = ReadonlyMap<string, Head>;

/** Where ledgers stand after these events. */
export function headsAfter(heads: Heads, events: readonly LedgerEvent[]): Map<string, Head> {
  const after = new Map(heads);
  for (const event of events) after.set(event.incident, { seq: event.seq, learned: event.learned });
  return after;
}

/** The heads that stand elsewhere than before. */
export function moved(before: Heads, after: Heads): Heads {
  return new Map([...after].filter(([ledger, head]) => before.get(ledger)!.seq !== head.seq));
}
