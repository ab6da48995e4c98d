/**
 * The pool against the run's real PostgreSQL: how values come back, what a session is set to, and the
 * sentences for servers that cannot be used. Makes a database of its own and drops it.
 */
import { createServer } from "node:net";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressOf, databaseOutage } from "./database-outage.ts";
import { openPool } from "./pool.ts";

const base = process.env["DATABASE_URL"] ?? "";
const name = `pool_test_${process.pid}`;
const at = (database: string): string => Object.assign(new URL(base), { pathname: `/${database}` }).href;
const pools: pg.Pool[] = [];

async function open(url: string, options: Parameters<typeof openPool>[1] = {}): Promise<pg.Pool> {
  const pool = await openPool(url, options);
  pools.push(pool);
  return pool;
}

let admin: pg.Pool;
beforeAll(async () => {
  admin = await openPool(base, { max: 1 });
  await admin.query(`create database ${name} encoding 'UTF8' template template0`);
});
afterAll(async () => {
  for (const pool of pools) await pool.end();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.query(`drop database if exists ${name}_latin with (force)`);
  await admin.end();
});

describe("values", () => {
  it("of whole numbers come back as numbers, and never inexact", async () => {
    const pool = await open(at(name));
    const { rows } = await pool.query("select 1611072000000::bigint as at, array[1, null, 3]::bigint[] as many, count(*) as n from pg_am where false");
    expect(rows).toEqual([{ at: 1611072000000, many: [1, null, 3], n: 0 }]);
    await expect(pool.query("select 9007199254740993::bigint")).rejects.toThrow("bug: 9007199254740993");
    expect((await pool.query("select -9007199254740991::bigint as least")).rows).toEqual([{ least: Number.MIN_SAFE_INTEGER }]);
  });

  it("of days stay days; a time stamp is a bug of ours", async () => {
    const pool = await open(at(name));
    expect((await pool.query("select date '2021-01-20' as day")).rows).toEqual([{ day: "2021-01-20" }]);
    await expect(pool.query("select now()")).rejects.toThrow(/bug: .*bigint milliseconds/);
    await expect(pool.query("select localtimestamp")).rejects.toThrow(/bug: /);
    expect((await pool.query("select 1 as still")).rows).toEqual([{ still: 1 }]);
  });
});

describe("sessions", () => {
  it("commit to disk and see what others commit, whatever the database's defaults", async () => {
    await admin.query(`alter database ${name} set synchronous_commit = off`);
    await admin.query(`alter database ${name} set default_transaction_isolation = 'serializable'`);
    await admin.query(`alter database ${name} set timezone = 'Asia/Shanghai'`);
    const pool = await open(at(name), { statementTimeoutMs: 1234, applicationName: "pool test" });
    const { rows } = await pool.query(
      `select name, setting from pg_settings where name in
        ('synchronous_commit', 'default_transaction_isolation', 'TimeZone', 'statement_timeout', 'application_name')`,
    );
    expect(Object.fromEntries(rows.map((row) => [row.name, row.setting]))).toEqual({
      synchronous_commit: "on", default_transaction_isolation: "read committed", TimeZone: "UTC",
      statement_timeout: "1234", application_name: "pool test",
    });
    await admin.query(`alter database ${name} set synchronous_commit = local`);
    const strict = await open(at(name));
    expect((await strict.query("show synchronous_commit")).rows).toEqual([{ synchronous_commit: "local" }]);
    await admin.query(`alter database ${name} reset all`);
  });

  it("cut off while idle are replaced without a word", async () => {
    const pool = await open(at(name), { max: 1 });
    const [before] = (await pool.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    const gone = new Promise((resolve) => pool.once("remove", resolve));
    await admin.query("select pg_terminate_backend($1)", [before?.pid]);
    await gone;
    const [after] = (await pool.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    expect(after?.pid).not.toBe(before?.pid);
  });

  it("that run too long are cancelled", async () => {
    const pool = await open(at(name), { statementTimeoutMs: 20 });
    await expect(pool.query("select pg_sleep(60)")).rejects.toMatchObject({ code: "57014" });
  });
});

describe("a database that will not do", () => {
  it("is named when nobody answers", async () => {
    const port = await new Promise<number>((resolve) => {
      const listener = createServer().listen(0, "127.0.0.1", () => {
        const address = listener.address();
        listener.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
      });
    });
    const opening = openPool(`postgres://clerk:secret@127.0.0.1:${port}/city`);
    await expect(opening).rejects.toMatchObject({ code: "database-unreachable", message: `No database answers at 127.0.0.1:${port}/city.` });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("secret") });
  });

  it("is named when the password is wrong or the database missing", async () => {
    const wrong = Object.assign(new URL(base), { username: "no_such_clerk", password: "wrong" }).href;
    await expect(openPool(wrong)).rejects.toMatchObject({ code: "database-sign-in" });
    await expect(openPool(at("no_such_city"))).rejects.toMatchObject({ code: "database-missing", fix: expect.stringContaining("UTF8") });
  });

  it("is named when it is too old", async () => {
    const pool = await open(at(name));
    // A real server that says it is older: its own function is found before PostgreSQL's.
    await pool.query("create schema old; create function old.current_setting(text) returns text language sql as $$ select case $1 when 'server_version_num' then '140012' else pg_catalog.current_setting($1) end $$");
    await admin.query(`alter database ${name} set search_path = old, pg_catalog`);
    await expect(openPool(at(name))).rejects.toMatchObject({ code: "database-too-old", message: expect.stringMatching(/PostgreSQL 14; .* 15 or newer/) });
    await admin.query(`alter database ${name} reset all`);
    await (await open(at(name))).query("select 1");
  });

  it("is named when it cannot store Chinese", async () => {
    await admin.query(`create database ${name}_latin encoding 'LATIN1' locale 'C' template template0`);
    await expect(openPool(at(`${name}_latin`))).rejects.toMatchObject({ code: "database-encoding", message: expect.stringContaining("LATIN1") });
  });

  it("is named when the address is none", async () => {
    for (const url of ["", "city", "http://127.0.0.1/city", "postgres://a:b%@[::1"]) {
      await expect(openPool(url)).rejects.toMatchObject({ code: "database-url-invalid" });
    }
  });
});

describe("errors of a running pool", () => {
  it("are outages when the database is at fault, and nothing else is", async () => {
    const pool = await open(at(name), { max: 1 });
    const client = await pool.connect();
    client.on("error", () => undefined);
    const [me] = (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows;
    const cut = client.query("select pg_sleep(60)").catch((error: unknown) => error);
    await admin.query("select pg_terminate_backend($1)", [me?.pid]);
    expect(databaseOutage(await cut, base)).toMatchObject({ code: "database-unreachable" });
    client.release(true);
    const mistake = await pool.query("select nothing from nowhere").catch((error: unknown) => error);
    expect(databaseOutage(mistake, base)).toBeNull();
    expect(databaseOutage(Object.assign(new Error("could not extend file"), { code: "53100" }), base)).toMatchObject({ code: "disk-full" });
  });

  it("name host and database, never the password", () => {
    expect(addressOf("postgres://u:p@db.example:6432/city")).toBe("db.example:6432/city");
    expect(addressOf("postgres://u:p%@[::1")).not.toContain("p%");
    expect(addressOf("postgresql://u:p@/city?host=/run/postgresql")).toBe("/run/postgresql/city");
  });
});
