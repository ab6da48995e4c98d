/**
 * The worst minute of the clock: a hundred thousand duties fall due within it. All of them must go up one
 * level, each once, through the store's own clock on PostgreSQL; what was raised is counted in the ledger.
 */
import { assert } from "../src/base/refusal.ts";
import { MINUTE } from "../src/base/time.ts";
import type { Figure } from "../scripts/figure.ts";
import { CITY } from "./parts/city.ts";
import { createCity, makeDatabase, openStore, type BenchDatabase } from "./parts/database.ts";
import { median, rounds, stopwatch } from "./parts/numbers.ts";
import { makeLedger } from "./parts/processes.ts";
import { START } from "./parts/run.ts";

export const title = "The clock in its worst minute";

interface Round {
  readonly seconds: number;
  /** Processor time of this process, which decides while PostgreSQL writes. */
  readonly own: number;
  readonly raised: number;
  readonly twice: number;
}

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const count = quick ? 20_000 : 100_000;
  const measured: Round[] = [];
  for (let round = 0; round < (quick ? 1 : 3); round++) measured.push(await once(count));
  const seconds = measured.map((round) => round.seconds);
  return [
    { name: "duties falling due in one minute", value: count, unit: "" },
    { name: "until the last was raised", value: median(seconds), unit: "s", target: { atMost: (5 * count) / 100_000 }, note: rounds(seconds) },
    { name: "raised", value: count / median(seconds), unit: "/s", note: `${median(measured.map((round) => (round.own / count) * 1e6)).toPrecision(3)} µs of our own processor time each` },
    { name: "not raised, or raised twice", value: Math.max(...measured.map((round) => Math.abs(count - round.raised) + round.twice)), unit: "", target: { atMost: 0 } },
  ];
}

async function once(count: number): Promise<Round> {
  const database = await makeDatabase();
  const store = await openStore(database.url);
  try {
    await createCity(store, null, START);
    const { now, events } = await makeLedger(database.url, "holds", count);
    const cpu = process.cpuUsage();
    const watch = stopwatch();
    const steps = await store.runClock(now + MINUTE);
    const seconds = watch();
    const { user, system } = process.cpuUsage(cpu);
    assert(steps === count && (await store.runClock(now + MINUTE)) === 0, `the clock took ${steps} steps for ${count} duties`);
    return { seconds, own: (user + system) / 1e6, ...(await raised(database, events)) };
  } finally {
    await store.close();
    await database.drop();
  }
}

/** Duties raised since, and how often more than once. */
async function raised(database: BenchDatabase, after: number): Promise<{ raised: number; twice: number }> {
  const { rows: [row] } = await database.session.query<{ raised: string; times: string }>(
    "select count(distinct data::json ->> 'duty') as raised, count(*) as times from ledger where incident = $1 and seq > $2 and type = 'duty.overdue'", [CITY, after],
  );
  return { raised: Number(row!.raised), twice: Number(row!.times) - Number(row!.raised) };
}
