// The stores under test. Each PostgreSQL one gets a fresh schema in the run's database, removed afterwards;
// the database itself comes from the run's set-up (embedded, or an operator's by DATABASE_URL).

import pg from "pg";
import { isRefusal, refusalLine } from "../../src/base/refusal.ts";
import { model } from "../../src/loops/index.ts";
import type { Store } from "../../src/store/contract.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";
import { openPostgresStore } from "../../src/store/postgres/store.ts";
import { incidentNamed, packs, settle, START } from "./town.ts";

export interface Opened {
  readonly store: Store;
  /** A further store on the same data, as another server process would have; memory has only the one. */
  another(): Promise<Store>;
  close(): Promise<void>;
}

export interface Schema {
  /** Also what its stores' sessions are called in the server's list. */
  readonly name: string;
  /** Address of the database, with every session in this schema. */
  readonly url: string;
  open(): Promise<Store>;
  /** One statement in the schema, past the store. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

let made = 0;

export async function freshSchema(): Promise<Schema> {
  const database = process.env["DATABASE_URL"];
  if (database === undefined) throw new Error("The test run's set-up has not started a database.");
  const name = `test_${process.pid}_${Date.now().toString(36)}_${++made}`;
  const admin = new pg.Client(database);
  await admin.connect();
  await admin.query(`create schema ${name}`);
  await admin.query(`set search_path to ${name}`);
  const address = new URL(database);
  address.searchParams.set("options", `-c search_path=${name}`);
  const opened: Store[] = [];
  return {
    name,
    url: address.href,
    async open() {
      const store = await openPostgresStore(address.href, { model, packs, pool: { applicationName: name } });
      if (isRefusal(store)) throw new Error(refusalLine(store));
      opened.push(store);
      return store;
    },
    async query<Row extends object>(text: string, values: unknown[] = []) {
      const { rows } = await admin.query<Row>(text, values);
      return rows;
    },
    async drop() {
      await Promise.all(opened.map((store) => store.close()));
      await admin.query(`drop schema ${name} cascade`);
      await admin.end();
    },
  };
}

async function openMemory(): Promise<Opened> {
  const store = createMemoryStore({ model, packs });
  return { store, another: async () => store, close: () => store.close() };
}

async function openPostgres(): Promise<Opened> {
  const schema = await freshSchema();
  return { store: await schema.open(), another: () => schema.open(), close: () => schema.drop() };
}

export const STORES: readonly (readonly [string, () => Promise<Opened>])[] = [["memory", openMemory], ["PostgreSQL", openPostgres]];

/** A new incident with the town registered in its own ledger; resolves with its id. */
export async function begin(store: Store, id: string, rooms?: number): Promise<string> {
  const made = await store.createIncident(incidentNamed(id), START);
  if (isRefusal(made)) throw new Error(refusalLine(made));
  await settle(store, id, rooms);
  return id;
}

