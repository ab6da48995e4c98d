/** Which duties a batch of events touches; all the board needs to know of an event. */
import type { LedgerEvent } from "../api-types.ts";

const PREFIX = "duty:";

export function touchedDuties(events: readonly LedgerEvent[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const event of events) {
    for (const ref of event.about) if (ref.startsWith(PREFIX)) ids.add(ref.slice(PREFIX.length));
  }
  return ids;
}
