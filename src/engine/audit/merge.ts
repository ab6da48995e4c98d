/**
 * Puts an incident's ledger and its city's back into the order they were written in: each ledger keeps its own
 * order, and what one command wrote stands together, the city's part first, since tables react to it.
 */
import type { LedgerEvent } from "../event.ts";

/** Runs of events of one command, in the order of their ledger. */
function byCommand(events: Iterable<LedgerEvent>): LedgerEvent[][] {
  const runs: LedgerEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.command === event.command) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** Both ledgers whole. Commands of the city's other incidents are placed by when they were learned. */
export function writtenOrder(city: Iterable<LedgerEvent>, incident: Iterable<LedgerEvent>): LedgerEvent[] {
  const cityRuns = byCommand(city);
  const ownRuns = byCommand(incident);
  const shared = new Set(ownRuns.map((run) => run[0]!.command));
  const merged: LedgerEvent[] = [];
  let c = 0;
  const takeCity = (): void => {
    for (const event of cityRuns[c++]!) merged.push(event);
  };
  const isOwn = (run: readonly LedgerEvent[]): boolean => shared.has(run[0]!.command);
  for (const own of ownRuns) {
    const { command, learned } = own[0]!;
    const meets = cityRuns.findIndex((run, index) => index >= c && (run[0]!.command === command || run[0]!.learned > learned || isOwn(run)));
    const until = meets < 0 ? cityRuns.length : meets;
    while (c < until) takeCity();
    if (cityRuns[c]?.[0]?.command === command) takeCity();
    for (const event of own) merged.push(event);
  }
  while (c < cityRuns.length) takeCity();
  return merged;
}
