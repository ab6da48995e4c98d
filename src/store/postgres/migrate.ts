/**
 * Brings a database to the shape this version of Firebreak knows: missing migrations run in order, each in a
 * transaction of its own, by one process at a time. A database newer than the program is refused. Also keeps
 * the slots of list columns in step with what the kinds declare now.
 */
import type { ClientBase, Pool } from "pg";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { Kind, Model } from "../../engine/loop.ts";
import { slotsOf } from "../thing-columns.ts";
import { encodeRows, updateFrom } from "./bulk.ts";
import { readRowTypes, THING_COLUMNS, thingOf, thingRows, type ThingRow } from "./rows.ts";
import { MIGRATIONS } from "./migrations/index.ts";

/** Advisory lock of whoever migrates: "firebrea" in ASCII, cut to a signed 64-bit number. */
const LOCK = "7379547885171797345";
const PAGE = 500;

/** Versions applied now, or the refusal of a database this program is too old for. */
export async function migrate(pool: Pool, model: Model): Promise<readonly number[] | Refusal> {
  const client = await pool.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    // A first start on a large database may take long; it is not to be cancelled half-way.
    await client.query("set statement_timeout = 0");
    const applied = await runMissing(client);
    if (!isRefusal(applied)) await keepSlots(client, model);
    return applied;
  } finally {
    // Ends the session, and with it the lock and the setting.
    client.release(true);
  }
}

async function runMissing(client: ClientBase): Promise<readonly number[] | Refusal> {
  await client.query("create table if not exists migration (version integer primary key, name text not null, applied bigint not null)");
  const { rows } = await client.query<{ version: number | null }>("select max(version) as version from migration");
  const current = rows[0]?.version ?? 0;
  const newest = MIGRATIONS.at(-1)!.version;
  if (current > newest) {
    return refuse("database-newer", `The database was written by a newer Firebreak (shape ${current}, this program knows ${newest}).`, {
      fix: "Start the newer version, or give this one another database.", params: { database: current, program: newest },
    });
  }
  const missing = MIGRATIONS.filter((migration) => migration.version > current);
  for (const { version, name, sql } of missing) {
    await inTransaction(client, async () => {
      await client.query(sql);
      await client.query("insert into migration values ($1, $2, (extract(epoch from now()) * 1000)::bigint)", [version, name]);
    });
  }
  return missing.map((migration) => migration.version);
}

async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query("begin");
  try {
    await work();
    await client.query("commit");
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  }
}

/** A kind that declares other columns than it did has its values put into the right slots, all or none. */
async function keepSlots(client: ClientBase, model: Model): Promise<void> {
  const { rows } = await client.query<{ kind: string; keys: string[] }>(
    "select kind, array_agg(key order by slot) as keys from kind_column group by kind",
  );
  const known = new Map(rows.map((row) => [row.kind, row.keys.join("\n")]));
  for (const kind of model.kinds.values()) {
    const keys = slotsOf(kind).map((column) => column.key);
    if ((known.get(kind.kind) ?? "") === keys.join("\n")) continue;
    await inTransaction(client, async () => {
      await moveValues(client, model, kind);
      await client.query("delete from kind_column where kind = $1", [kind.kind]);
      await client.query(
        "insert into kind_column (kind, slot, key) select $1, n, k from unnest($2::text[]) with ordinality as u(k, n)", [kind.kind, keys],
      );
    });
  }
}

async function moveValues(client: ClientBase, model: Model, kind: Kind): Promise<void> {
  const things = thingRows(model);
  const types = await readRowTypes(client);
  let [ledger, id] = ["", ""];
  for (;;) {
    const { rows } = await client.query({
      text: `select incident, ${THING_COLUMNS} from thing where kind = $1 and (incident, id) > ($2, $3) order by incident, id limit ${PAGE}`,
      values: [kind.kind, ledger, id], rowMode: "array",
    });
    const page = rows as unknown as [string, ...ThingRow][];
    const placed = page.map(([incident, ...row]) => ({ ledger: incident, thing: thingOf(row) }));
    if (placed.length > 0) await client.query(updateFrom(things, "$1"), [encodeRows(things, placed, types)]);
    if (page.length < PAGE) return;
    const last = page.at(-1)!;
    [ledger, id] = [last[0], last[2]];
  }
}
