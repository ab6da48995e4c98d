/**
 * Keeps the planner from walking whole incidents on a young database. PostgreSQL counts its tables about once
 * a minute; until then it plans for empty ones, where every index looks as good as any other, and keeps such
 * plans. So the writer has the tables counted itself as they grow from nothing; an old database is left alone.
 */
import type { Pool } from "pg";

/** Events written by this process at which the tables are looked at, each this many times the one before. */
const FIRST = 200;
const FACTOR = 4;
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
      // A count that fails is no loss: PostgreSQL makes its own before long.
      counting = counting.then(() => count(pool)).catch(() => undefined);
    },
    settled: () => counting,
  };
}

/** Each table by itself: a city may be set up, and counted, long before its first duty. */
const OUTGROWN = `select exists (
  select from unnest(array['ledger', 'thing', 'duty', 'tick', 'receipt']) t join pg_class c on c.oid = t::regclass
  where pg_relation_size(c.oid) > 3 * greatest(c.relpages, 1) * current_setting('block_size')::bigint) as outgrown`;

async function count(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ outgrown: boolean }>(OUTGROWN);
  if (rows[0]!.outgrown) await pool.query("analyze ledger, thing, duty, tick, receipt");
}
