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

/**
 * Both ledgers whole. Commands of the city's other incidents are placed by when they were learned; within one
 * millisecond the ledgers do not say which came first, and the city's is taken to.
 */
export function writtenOrder(city: Iterable<LedgerEvent>, incident: Iterable<LedgerEvent>): LedgerEvent[] {
  const cityRuns = byCommand(city);
  const ownRuns = byCommand(incident);
  const shared = new Set(ownRuns.map((run) => run[0]!.command));
  const merged: LedgerEvent[] = [];
  const add = (run: readonly LedgerEvent[]): void => {
    for (const event of run) merged.push(event);
  };
  let next = 0;
  for (const own of ownRuns) {
    const { command, learned } = own[0]!;
    for (; next < cityRuns.length; next++) {
      const run = cityRuns[next]!;
      if (run[0]!.learned > learned || shared.has(run[0]!.command)) break;
      add(run);
    }
    if (cityRuns[next]?.[0]?.command === command) add(cityRuns[next++]!);
    add(own);
  }
  for (const run of cityRuns.slice(next)) add(run);
  return merged;
}
