// The database's shape: made from nothing, once, by however many processes start together; refused when it is
// newer than the program; list columns moved when a kind declares others; indexes used where it matters.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import type { Model } from "../../src/engine/loop.ts";
import { model } from "../../src/loops/index.ts";
import { MIGRATIONS } from "../../src/store/postgres/migrations/index.ts";
import { openPostgresStore } from "../../src/store/postgres/store.ts";
import { begin, freshSchema, type Schema } from "./stores.ts";
import { packs } from "./town.ts";

let schema: Schema;
beforeEach(async () => {
  schema = await freshSchema();
});
afterEach(() => schema.drop());

describe("migrations", () => {
  test("run once when three processes start together, and not again", async () => {
    const stores = await Promise.all([schema.open(), schema.open(), schema.open()]);
    expect(stores).toHaveLength(3);
    const rows = await schema.query<{ version: number; name: string }>("select version, name from migration order by version");
    expect(rows).toEqual(MIGRATIONS.map(({ version, name }) => ({ version, name })));
    await schema.open();
    expect(await schema.query("select version from migration")).toHaveLength(rows.length);
  });

  test("are refused, with a way out, when the database is newer than the program", async () => {
    await schema.open();
    await schema.query("insert into migration values (9001, 'from the future', 0)");
    const refusal = await openPostgresStore(schema.url, { model, packs });
    expect(refusal).toMatchObject({ kind: "refusal", code: "database-newer", fix: expect.stringMatching(/newer version/) });
  });

  test("keep a city within what several machines can hold: the incident in every unique key, no table pointing to another", async () => {
    await schema.open();
    const keys = await schema.query<{ table: string; definition: string }>(
      `select c.conrelid::regclass::text as table, pg_get_constraintdef(c.oid) as definition
       from pg_constraint c where c.connamespace = (select oid from pg_namespace where nspname = $1) and c.contype in ('p', 'u', 'f', 'x')`, [schema.name],
    );
    // Small tables that every machine would hold a copy of, and the incident itself.
    const everywhere = new Set(["migration", "pack", "kind_column", "incident"]);
    expect(keys.filter(({ definition }) => definition.startsWith("FOREIGN"))).toEqual([]);
    expect(keys.filter(({ table, definition }) => !everywhere.has(table) && !definition.includes("(incident,"))).toEqual([]);
    expect(keys.map(({ table }) => table)).toEqual(expect.arrayContaining(["ledger", "thing", "duty", "tick", "receipt"]));
    expect(await schema.query("select 1 from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1", [schema.name])).toEqual([]);
  });
});

test("a database of the first shape is brought to this one with all it holds", async () => {
  await schema.query(MIGRATIONS[0]!.sql);
  await schema.query("create table migration (version integer primary key, name text not null, applied bigint not null)");
  await schema.query("insert into migration values (1, 'ledger', 0)");
  const said = '{"b":  1, "a": ["接触者", null]}';
  await schema.query(`insert into ledger values ('old', 1, 'old.said', 1, 2, 3, 'city', 'head', null, '{contact:P1}', $1, 'c1', null, null)`, [said]);
  await schema.query("insert into tick values ('old', 1, null), ('old', 2, 77), ('old', 3, 77)");
  await schema.open();
  expect(await schema.query("select data, data::json ->> 'b' as b from ledger")).toEqual([{ data: said, b: "1" }]);
  expect(await schema.query("select seq, at from tick order by seq")).toEqual([{ seq: "2", at: "77" }, { seq: "3", at: "77" }]);
  expect(await schema.query("select version from migration")).toHaveLength(MIGRATIONS.length);
});

test("a kind that declares other columns than before has its values moved into their slots", async () => {
  const store = await schema.open();
  const incident = await begin(store, "moved", 3);
  await store.close();
  const room = model.kinds.get("room")!;
  const turned: Model = { ...model, kinds: new Map([...model.kinds, ["room", { ...room, columns: [...room.columns].reverse() }]]) };
  const later = await openPostgresStore(schema.url, { model: turned, packs });
  if (isRefusal(later)) throw new Error(later.message);
  expect(await later.things({ incident, kind: "room", where: { site: "hotel" } })).toHaveLength(3);
  expect(await later.rebuildAndCompare(incident)).toEqual([]);
  await later.close();
  const back = await schema.open();
  expect(await back.things({ incident, kind: "room", where: { site: "hotel" } })).toHaveLength(3);
});

test("the ledger is only ever added to", async () => {
  const { readdirSync, readFileSync } = await import("node:fs");
  const folder = new URL("../../src/store/postgres/", import.meta.url);
  const texts = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, "utf8"));
  expect(texts.length).toBeGreaterThan(10);
  expect(texts.filter((text) => /\b(update\s+(only\s+)?ledger|delete\s+from\s+(only\s+)?ledger|truncate\b[^;]*ledger)/i.test(text))).toEqual([]);
});
