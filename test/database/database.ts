// A fresh schema in the test run's database for each test file that asks, and its removal afterwards. The
// database itself comes from the run's set-up (embedded, or an operator's by DATABASE_URL).

import pg from "pg";
import { isRefusal, refusalLine } from "../../src/base/refusal.ts";
import { model } from "../../src/loops/index.ts";
import type { Store } from "../../src/store/contract.ts";
import { openPostgresStore } from "../../src/store/postgres/store.ts";
import { packs } from "./town.ts";

export interface Schema {
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
  const name = `test_${process.pid}_${++made}`;
  const admin = new pg.Client(database);
  await admin.connect();
  await admin.query(`create schema ${name}`);
  await admin.query(`set search_path to ${name}`);
  const address = new URL(database);
  address.searchParams.set("options", `-c search_path=${name}`);
  const opened: Store[] = [];
  return {
    url: address.href,
    async open() {
      const store = await openPostgresStore(address.href, { model, packs });
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
