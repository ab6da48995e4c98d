/**
 * A database of its own for each bench, inside the PostgreSQL that DATABASE_URL names; dropped afterwards. Also
 * counts what the server did: how often it made the write-ahead log durable, and how much it wrote to it.
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { assert, bug, isRefusal } from "../../src/base/refusal.ts";
import type { Command } from "../../src/engine/loop.ts";
import { model } from "../../src/loops/index.ts";
import type { Store } from "../../src/store/contract.ts";
import { openPostgresStore } from "../../src/store/postgres/store.ts";
import { CITY, COMMAND, type City, type Draft } from "./city.ts";
import { PACK, shippedPacks, ZONE } from "./packs.ts";

export interface BenchDatabase {
  readonly url: string;
  /** For questions about the server; one connection. */
  readonly session: pg.Client;
  drop(): Promise<void>;
}

export async function makeDatabase(): Promise<BenchDatabase> {
  const server = process.env["DATABASE_URL"];
  assert(server !== undefined, "DATABASE_URL names the PostgreSQL to measure on");
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const outer = new pg.Client({ connectionString: server });
  await outer.connect();
  await outer.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const session = new pg.Client({ connectionString: url.href });
  await session.connect();
  return {
    url: url.href,
    session,
    async drop() {
      await session.end();
      await outer.query(`drop database ${name} with (force)`);
      await outer.end();
    },
  };
}

export async function openStore(url: string): Promise<Store> {
  const store = await openPostgresStore(url, { model, packs: await shippedPacks() });
  assert(!isRefusal(store), "the store does not open");
  return store;
}

/** The live city the benches write into, with everything in it, or empty. */
export async function createCity(store: Store, city: City | null, now: number): Promise<void> {
  const created = await store.createIncident({ id: CITY, title: "Bench", mode: "live", zone: ZONE, city: CITY, pack: PACK, commandPost: COMMAND }, now);
  assert(!isRefusal(created), "the city does not begin");
  // One after the other: an organisation lies below one that must be there already.
  let sent = 0;
  for (const draft of city?.drafts ?? []) await submit(store, draft, `city/${++sent}`, now);
}

/** Sends one command that must be accepted; the numbers and types of its events. */
export async function submit(store: Store, draft: Draft, id: string, now: number): Promise<readonly { readonly seq: number; readonly type: string }[]> {
  const command: Command = { id, incident: CITY, ...draft };
  const receipt = await store.submit(command, now);
  if (isRefusal(receipt)) bug(`refused: ${JSON.stringify(receipt)} for ${JSON.stringify(command)}`);
  return receipt.events;
}

export interface LogCounts {
  /** Times a session waited for the log to reach the disk. */
  readonly bySessions: number;
  /** By anybody, the server's own background processes among them. */
  readonly byAll: number;
  readonly bytes: number;
}

/** A session at rest reports what it did within ten seconds, hence the wait. */
export async function logCounts(session: pg.Client): Promise<LogCounts> {
  await pause(11_000);
  const { rows: [version] } = await session.query<{ major: number }>("select current_setting('server_version_num')::int / 10000 as major");
  // PostgreSQL 18 counts log writes by kind of process; before that there is one sum.
  const { rows: [counts] } = await session.query<{ sessions: string; all: string; bytes: string }>(
    version!.major >= 18
      ? `select (select sum(fsyncs) from pg_stat_io where object = 'wal' and backend_type = 'client backend') as sessions,
           (select sum(fsyncs) from pg_stat_io where object = 'wal') as all, (select wal_bytes from pg_stat_wal) as bytes`
      : "select wal_sync as sessions, wal_sync as all, wal_bytes as bytes from pg_stat_wal",
  );
  return { bySessions: Number(counts!.sessions), byAll: Number(counts!.all), bytes: Number(counts!.bytes) };
}
