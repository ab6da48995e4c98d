/**
 * Keeps the planner from walking whole incidents on a young database. PostgreSQL counts its tables about once
 * a minute; until then it plans for empty ones, where every index looks as good as any other, and keeps such
 * plans. So the writer has the tables counted itself as they grow from nothing; an old database is left alone.
 */
import type { Pool } from "pg";

/** Events written by this process at which the tables are looked at, each this many times the one before. */
const FIRST = 200;
const FACTOR = 8;
const LAST = 1_000_000;

export interface Statistics {
  /** So many events were written; starts a count when it is time for one. */
  wrote(events: number): void;
  /** Resolves when no count is under way. */
  settled(): Promise<void>;
}

export function keepStatistics(pool: Pool): Statistics {
  let written = 0;
  let next = FIRST;
  let counting: Promise<void> = Promise.resolve();
  return {
    wrote(events) {
      written += events;
      if (written < next || next > LAST) return;
      while (next <= written) next *= FACTOR;
      const soFar = written;
      // A count that fails is no loss: PostgreSQL makes its own before long.
      counting = counting.then(() => count(pool, soFar)).catch(() => undefined);
    },
    settled: () => counting,
  };
}

async function count(pool: Pool, written: number): Promise<void> {
  const { rows } = await pool.query<{ known: number }>("select reltuples as known from pg_class where oid = 'ledger'::regclass");
  if ((rows[0]?.known ?? 0) < written) await pool.query("analyze ledger, thing, duty, tick, receipt");
}
