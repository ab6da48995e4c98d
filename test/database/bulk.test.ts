// Rows written in the server's own binary form come back as they were: every kind of value, texts of every
// length and script, numbers of every size, lists of none and many.

import { afterAll, beforeAll, expect, test } from "vitest";
import fc from "fast-check";
import pg from "pg";
import { encodeRows, insertFrom, type Bulk } from "../../src/store/postgres/bulk.ts";

interface Sample {
  readonly text: string;
  readonly texts: readonly string[];
  readonly number: number | null;
  readonly truth: boolean;
}

const SAMPLES: Bulk<Sample> = { table: "sample", keys: 0, columns: [
  { name: "text", type: "text", of: (row) => row.text },
  { name: "texts", type: "texts", of: (row) => row.texts },
  { name: "number", type: "bigint", of: (row) => row.number },
  { name: "truth", type: "boolean", of: (row) => row.truth },
] };

let client: pg.Client;
let types: Map<string, number>;

beforeAll(async () => {
  client = new pg.Client(process.env["DATABASE_URL"]);
  await client.connect();
  await client.query("create temporary table sample (text text, texts text[], number bigint, truth boolean, place serial)");
  await client.query("create type pg_temp.sample_row as (text text, texts text[], number bigint, truth boolean)");
  types = new Map([["sample", (await client.query("select 'pg_temp.sample_row'::regtype::oid as oid")).rows[0].oid as number]]);
});
afterAll(() => client.end());

async function roundTrip(rows: readonly Sample[]): Promise<Sample[]> {
  await client.query("truncate sample");
  await client.query(insertFrom(SAMPLES, "$1"), [encodeRows(SAMPLES, rows, types)]);
  const { rows: back } = await client.query("select text, texts, number, truth from sample order by place");
  return back.map((row) => ({ text: row.text ?? "", texts: row.texts, number: row.number === null ? null : Number(row.number), truth: row.truth }));
}

const word = fc.string({ unit: fc.oneof(fc.constantFrom("a", "é", "接", "🚑", " ", "\"", "{", "\\", ","), fc.string({ minLength: 1, maxLength: 1, unit: "grapheme-ascii" })), maxLength: 120 })
  .filter((text) => !text.includes("\0"));

test("whatever a row holds", async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.record({ text: word, texts: fc.array(word, { maxLength: 4 }), number: fc.option(fc.maxSafeInteger()), truth: fc.boolean() }), { maxLength: 12 }),
    async (rows) => {
      expect(await roundTrip(rows)).toEqual(rows);
    },
  ), { numRuns: 60 });
});

test("more than the buffer held before", async () => {
  const rows = Array.from({ length: 900 }, (_, index) => ({ text: "接触者".repeat(100) + index, texts: ["x".repeat(49), "é".repeat(48)], number: -1 - index, truth: index % 2 === 0 }));
  expect(await roundTrip(rows)).toEqual(rows);
});
