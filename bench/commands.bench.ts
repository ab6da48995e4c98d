/**
 * Durable commands through the real server over HTTP, against the least a database can do for durability:
 * plain single-row inserts, each its own commit, on the same PostgreSQL, in turns with them. Server, load and
 * database share the machine.
 */
import { assert } from "../src/base/refusal.ts";
import type { Figure } from "../scripts/figure.ts";
import { LARGE, makeCity } from "./parts/city.ts";
import { createCity, logCounts, makeDatabase, openStore, type BenchDatabase, type LogCounts } from "./parts/database.ts";
import { median, percentile, rounds } from "./parts/numbers.ts";
import { startLoad, startServer, type Load, type Server } from "./parts/processes.ts";
import type { LoadOrder, LoadResult } from "./parts/load-process.ts";

export const title = "Durable commands over HTTP";

const CLIENTS = 64;
const MOST = Number.MAX_SAFE_INTEGER;

interface Bench {
  readonly database: BenchDatabase;
  readonly server: Server;
  readonly load: Load;
}

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const database = await makeDatabase();
  const store = await openStore(database.url);
  await createCity(store, makeCity(LARGE), Date.now());
  await store.close();
  const server = await startServer(database.url);
  const load = await startLoad();
  const bench = { database, server, load };
  try {
    await warmUp(bench, quick);
    return [...(await crowd(bench, quick)), ...(await alone(bench, quick))];
  } finally {
    await load.stop();
    await server.stop();
    await database.drop();
  }
}

function order(bench: Bench, what: LoadOrder["what"], clients: number, seconds: number, count = MOST): Promise<LoadResult> {
  return bench.load.run({ what, to: what === "insert" ? bench.database.url : bench.server.port, clients, seconds, count });
}

/** Fresh processes run uncompiled code: not what a server that has been up for a minute does. */
async function warmUp(bench: Bench, quick: boolean): Promise<void> {
  await order(bench, "find", CLIENTS, quick ? 2 : 6);
  await order(bench, "accept", CLIENTS, quick ? 1 : 4);
  await order(bench, "insert", CLIENTS, quick ? 1 : 3);
}

const rate = (result: LoadResult): number => result.done / result.seconds;

async function crowd(bench: Bench, quick: boolean): Promise<Figure[]> {
  const seconds = quick ? 2 : 5;
  const plain: number[] = [];
  const found: number[] = [];
  const accepted: number[] = [];
  const latencies: number[] = [];
  const cpu: number[] = [];
  for (let round = 0; round < (quick ? 3 : 7); round++) {
    plain.push(rate(await order(bench, "insert", CLIENTS, seconds)));
    const used = await bench.server.used();
    const find = await order(bench, "find", CLIENTS, seconds);
    cpu.push(((await bench.server.used()).cpuSeconds - used.cpuSeconds) / find.done * 1e6);
    found.push(rate(find));
    const accept = await order(bench, "accept", CLIENTS, seconds);
    accepted.push(rate(accept));
    for (const result of [find, accept]) for (const latency of result.latencies) latencies.push(latency);
  }
  return [
    { name: `plain inserts, ${CLIENTS} connections`, value: median(plain), unit: "/s", note: rounds(plain) },
    { name: `contact.find, ${CLIENTS} clients`, value: median(found), unit: "/s", note: rounds(found) },
    { name: `duty.accept, ${CLIENTS} clients`, value: median(accepted), unit: "/s", note: rounds(accepted) },
    { name: "contact.find to plain inserts", value: median(found.map((value, index) => value / plain[index]!)), unit: "×", target: { atLeast: 0.5 }, note: rounds(found.map((value, index) => value / plain[index]!)) },
    { name: "duty.accept to plain inserts", value: median(accepted.map((value, index) => value / plain[index]!)), unit: "×", target: { atLeast: 0.5 }, note: rounds(accepted.map((value, index) => value / plain[index]!)) },
    { name: `command p50, ${CLIENTS} clients`, value: percentile(latencies, 0.5), unit: "ms" },
    { name: `command p99, ${CLIENTS} clients`, value: percentile(latencies, 0.99), unit: "ms", target: { atMost: 60 }, note: `${latencies.length} commands, slowest ${Math.round(percentile(latencies, 1))} ms` },
    { name: "server's processor time, contact.find", value: median(cpu), unit: "µs", note: rounds(cpu) },
  ];
}

async function alone(bench: Bench, quick: boolean): Promise<Figure[]> {
  const count = quick ? 200 : 1000;
  const plain = await order(bench, "insert", 1, MOST, count);
  const before = await logCounts(bench.database.session);
  const find = await order(bench, "find", 1, MOST, count);
  // Less idle in between would leave some of it uncounted.
  const after = await logCounts(bench.database.session);
  assert(find.done === count, "every command was answered");
  return [
    { name: "one client: fsyncs a command", value: round3((after.bySessions - before.bySessions) / count), unit: "", target: { atMost: 1.01 }, note: syncNote(before, after, count) },
    { name: "one client: contact.find p50", value: percentile(find.latencies, 0.5), unit: "ms", note: `p99 ${percentile(find.latencies, 0.99).toPrecision(3)} ms` },
    { name: "one connection: plain insert p50", value: percentile(plain.latencies, 0.5), unit: "ms", note: `p99 ${percentile(plain.latencies, 0.99).toPrecision(3)} ms` },
  ];
}

const round3 = (value: number): number => Math.round(value * 1000) / 1000;

function syncNote(before: LogCounts, after: LogCounts, count: number): string {
  // Counting the tables for the planner, at 1,600, 12,800 … events, is a commit of its own.
  return `${after.bySessions - before.bySessions} of ${count}, the odd one for table statistics; ${after.byAll - before.byAll} with the server's own; ${Math.round((after.bytes - before.bytes) / count)} bytes of log each`;
}
