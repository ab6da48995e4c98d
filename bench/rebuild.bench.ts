/**
 * Everything again from the ledger alone: all things and duties folded from a long ledger, first without any
 * store, then streamed out of PostgreSQL, beside the bare reading of the same rows; and the store's own
 * rebuild, which also compares every row. The memory it takes is what the state takes, never the ledger.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type pg from "pg";
import { assert } from "../src/base/refusal.ts";
import { createState, type MemoryState } from "../src/engine/memory-state.ts";
import { model } from "../src/loops/index.ts";
import { openPool } from "../src/store/pool.ts";
import { readAfter } from "../src/store/postgres/read-events.ts";
import { EVENT_COLUMNS } from "../src/store/postgres/rows.ts";
import type { Figure } from "../scripts/figure.ts";
import { CITY } from "./parts/city.ts";
import { createCity, makeDatabase, openStore } from "./parts/database.ts";
import { median, rounds, stopwatch } from "./parts/numbers.ts";
import { makeLedger } from "./parts/processes.ts";
import { START } from "./parts/run.ts";

export const title = "Rebuilding everything from the ledger";

const PAGE = 5000;
const MIB = 2 ** 20;

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const database = await makeDatabase();
  const store = await openStore(database.url);
  const pool = await openPool(database.url, { max: 2 });
  try {
    await createCity(store, null, START);
    await withoutLists(database.session);
    const made = await makeLedger(database.url, "lives", quick ? 100_000 : 1_000_000);
    const bytes = await ledgerBytes(database.session);
    const times = quick ? 3 : 3;
    const bare: number[] = [];
    const rebuilt: number[] = [];
    const compared: number[] = [];
    let memory: Memory = { peakHeap: 0, peakResident: 0, stateHeap: 0 };
    for (let round = 0; round < times; round++) {
      bare.push(made.events / (await readBare(pool)));
      const { seconds, ...used } = await rebuild(pool, made.things, made.duties);
      rebuilt.push(made.events / seconds);
      memory = used;
      const watch = stopwatch();
      const differences = await store.rebuildAndCompare(CITY);
      compared.push(made.events / watch());
      assert(differences.length === 0, `the rebuilt state differs: ${differences.slice(0, 3).join(" ")}`);
    }
    return figures(made.events, { folded: made.folded, bare, rebuilt, compared }, memory, bytes, `${made.things} things, ${made.duties} duties`);
  } finally {
    await pool.end();
    await store.close();
    await database.drop();
  }
}

interface Memory {
  readonly peakHeap: number;
  readonly peakResident: number;
  /** What the finished state alone keeps. */
  readonly stateHeap: number;
}

interface Rates {
  readonly folded: readonly number[];
  readonly bare: readonly number[];
  readonly rebuilt: readonly number[];
  readonly compared: readonly number[];
}

function figures(events: number, rates: Rates, memory: Memory, bytes: number, made: string): Figure[] {
  const ratios = rates.rebuilt.map((value, index) => value / rates.bare[index]!);
  const mib = (value: number): string => `${Math.round(value / MIB)} MiB`;
  return [
    { name: "events in the ledger", value: events, unit: "", note: `${made}; ${mib(bytes)} on disk` },
    { name: "folding alone, in memory", value: median(rates.folded), unit: "events/s", target: { atLeast: 100_000 }, note: `${rates.folded.length} parts, slowest ${Math.round(Math.min(...rates.folded))}` },
    { name: "bare reading from PostgreSQL", value: median(rates.bare), unit: "events/s", note: rounds(rates.bare) },
    { name: "rebuilt from PostgreSQL", value: median(rates.rebuilt), unit: "events/s", target: { atLeast: 100_000 }, note: rounds(rates.rebuilt) },
    { name: "rebuilt to bare reading", value: median(ratios), unit: "×", note: rounds(ratios) },
    { name: "rebuilt and every row compared", value: median(rates.compared), unit: "events/s", note: rounds(rates.compared) },
    { name: "peak heap while rebuilding", value: Math.round(memory.peakHeap / MIB), unit: "MiB", note: `${mib(memory.stateHeap)} of it the finished state; resident ${mib(memory.peakResident)} with Node itself` },
  ];
}

/** Reading by number needs no other index, and filling them is not what is measured. */
async function withoutLists(session: pg.Client): Promise<void> {
  const { rows } = await session.query<{ name: string }>(
    "select indexrelid::regclass::text as name from pg_index where not indisprimary and indrelid in ('ledger'::regclass, 'thing'::regclass, 'duty'::regclass, 'tick'::regclass)",
  );
  for (const { name } of rows) await session.query(`drop index ${name}`);
}

async function ledgerBytes(session: pg.Client): Promise<number> {
  const { rows: [row] } = await session.query<{ bytes: string }>("select pg_table_size('ledger') as bytes");
  return Number(row!.bytes);
}

/** The same statement, page by page, every value left as the text the server sent. Seconds. */
async function readBare(pool: pg.Pool): Promise<number> {
  const asText = { getTypeParser: () => (text: string) => text };
  const next = (after: number) => pool.query({
    name: "bare events", text: `select ${EVENT_COLUMNS} from ledger where incident = $1 and seq > $2 order by seq limit $3`,
    values: [CITY, after, PAGE], rowMode: "array", types: asText as unknown as pg.CustomTypesConfig,
  });
  const watch = stopwatch();
  for (let coming = next(0); ;) {
    const { rows } = await coming;
    if (rows.length < PAGE) return watch();
    coming = next(Number((rows.at(-1) as unknown as string[])[1]));
  }
}

async function rebuild(pool: pg.Pool, things: number, duties: number): Promise<Memory & { seconds: number }> {
  const collect = garbageCollector();
  collect();
  const before = process.memoryUsage().heapUsed;
  let peakHeap = 0;
  let peakResident = 0;
  const watch = stopwatch();
  const state = await fold(pool, () => {
    const { heapUsed, rss } = process.memoryUsage();
    peakHeap = Math.max(peakHeap, heapUsed - before);
    peakResident = Math.max(peakResident, rss);
  });
  const seconds = watch();
  assert([...state.allThings()].length === things && [...state.allDuties()].length === duties, "everything is there again");
  collect();
  const stateHeap = process.memoryUsage().heapUsed - before;
  return { seconds, peakHeap, peakResident, stateHeap };
}

/** As the store does it: the next page is on its way while one is folded. */
async function fold(pool: pg.Pool, onPage: () => void): Promise<MemoryState> {
  const state = createState(model, { city: CITY });
  for (let coming = readAfter(pool, CITY, 0, PAGE); ;) {
    const events = await coming;
    if (events.length === PAGE) coming = readAfter(pool, CITY, events.at(-1)!.seq, PAGE);
    for (const event of events) state.apply(event);
    onPage();
    if (events.length < PAGE) return state;
  }
}

function garbageCollector(): () => void {
  setFlagsFromString("--expose-gc");
  return runInNewContext("gc") as () => void;
}
