/** The receipt of an accepted command, worded the same in every store and at every retry. */
import type { LedgerEvent } from "../engine/event.ts";
import type { Receipt } from "./contract.ts";

/** The incident's own events first, then those in the city's ledger, each in their order. */
export function receiptFor(command: string, incident: string, events: readonly LedgerEvent[]): Receipt {
  const line = ({ incident: ledger, seq, type }: LedgerEvent): Receipt["events"][number] => ({ incident: ledger, seq, type });
  const own = events.filter((event) => event.incident === incident);
  const shared = own.length === events.length ? [] : events.filter((event) => event.incident !== incident);
  return { command, events: [...own, ...shared].map(line), repeated: false };
}
