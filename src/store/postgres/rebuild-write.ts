/**
 * Writes an incident's things, duties and ticks anew from its ledger, where a newer fold or a damaged table makes
 * them differ. The ledger's head is locked meanwhile; only rows that differ are written, in bounded batches, all
 * in one transaction; the ledger itself is never touched but for one event that says so, which also makes every
 * process forget what it keeps in memory. A ledger with a gap is refused: nothing can be made of it.
 */
import type { Pool, PoolClient } from "pg";
import { refuse, type Refusal } from "../../base/refusal.ts";
import { ref } from "../../base/ids.ts";
import { at, type Ms } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { Model } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import { REBUILT, type Incident, type Rebuilt, type RowChanges } from "../contract.ts";
import { differenceAt } from "../deep-difference.ts";
import { isShared } from "../city-things.ts";
import { deleteFrom, encodeRows, insertFrom, ROWS_AT_ONCE, updateFrom, type Bulk, type RowTypes } from "./bulk.ts";
import { dutyFrom } from "./duty-body.ts";
import { foldLedger, noDifferences } from "./rebuild.ts";
import { DUTIES, EVENTS, readRowTypes, thingRows, TICKS, type PlacedThing, type Tick } from "./rows.ts";

interface Desk {
  readonly client: PoolClient;
  readonly types: RowTypes;
  readonly incident: string;
}

/** The rows that differ, by what is to be done with them. */
interface Differing<Row> {
  readonly missing: Row[];
  readonly changed: Row[];
  readonly surplus: Row[];
}

export async function rebuildAndWrite(pool: Pool, model: Model, incident: Incident, now: Ms): Promise<Rebuilt | Refusal> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ head: string; learned: string }>("select head, learned from incident where id = $1 for update", [incident.id]);
    const found = noDifferences();
    const state = createState(model, { city: incident.city });
    await foldLedger(client, incident.id, state, found);
    if (found.sentences.length > 0) {
      await client.query("rollback");
      client.release();
      return refuse("ledger-incomplete", `The ledger of ${incident.id} is not whole: ${found.sentences[0]}`, { where: incident.id, fix: "Restore the ledger from a backup first; nothing can be rebuilt from a part of it." });
    }
    const desk: Desk = { client, types: await readRowTypes(client), incident: incident.id };
    const things = await rewrite(desk, thingRows(model), foldedThings(model, state, incident), await thingsThere(desk));
    const duties = await rewrite(desk, DUTIES, new Map([...state.allDuties()].map((duty) => [duty.id, duty])), await dutiesThere(desk));
    const ticks = await rewrite(desk, TICKS, foldedTicks(state), await ticksThere(desk));
    const rebuilt = { things, duties, ticks };
    if (total(rebuilt) > 0) await record(desk, incident, rebuilt, { head: Number(rows[0]!.head), learned: Number(rows[0]!.learned) }, now);
    await client.query("commit");
    client.release();
    return rebuilt;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const total = ({ things, duties, ticks }: Rebuilt): number => [things, duties, ticks].reduce((sum, { missing, changed, surplus }) => sum + missing + changed + surplus, 0);

function foldedThings(model: Model, state: MemoryState, { id, city }: Incident): Map<string, PlacedThing> {
  const own = [...state.allThings()].filter((thing) => id === city || !isShared(model, thing));
  return new Map(own.map((thing) => [thing.ref, { ledger: id, thing }]));
}

function foldedTicks(state: MemoryState): Map<string, Tick> {
  const waking = (duty: Duty): Tick[] => (duty.nextTick === null ? [] : [{ incident: duty.incident, duty: duty.id, at: duty.nextTick }]);
  return new Map([...state.allDuties()].flatMap(waking).map((tick) => [`${tick.duty} ${tick.at}`, tick]));
}

type There = AsyncIterable<{ readonly key: string; readonly row: Readonly<Record<string, unknown>> }>;

/** A table's rows of the incident in pages by their key. */
async function* paged(desk: Desk, table: string, keys: readonly string[], keyOf: (row: Record<string, unknown>) => string): There {
  let after: unknown[] | null = null;
  for (;;) {
    const from: string = after === null ? "" : ` and (${keys.join(", ")}) > (${keys.map((_, index) => `$${index + 2}`).join(", ")})`;
    const { rows }: { rows: Record<string, unknown>[] } = await desk.client.query(
      `select * from ${table} where incident = $1${from} order by ${keys.join(", ")} limit ${ROWS_AT_ONCE}`, [desk.incident, ...(after ?? [])],
    );
    for (const row of rows) yield { key: keyOf(row), row };
    if (rows.length < ROWS_AT_ONCE) return;
    after = keys.map((key) => rows.at(-1)![key]);
  }
}

const thingsThere = async (desk: Desk): Promise<There> => paged(desk, "thing", ["kind", "id"], (row) => ref(String(row["kind"]), String(row["id"])));
const dutiesThere = async (desk: Desk): Promise<There> => paged(desk, "duty", ["seq"], (row) => `D${String(row["seq"])}`);
const ticksThere = async (desk: Desk): Promise<There> => paged(desk, "tick", ["at", "seq"], (row) => `D${String(row["seq"])} ${String(row["at"])}`);

/** Brings a table's rows to what was folded, in batches of bounded size; says how many it took. */
async function rewrite<Row>(desk: Desk, bulk: Bulk<Row>, folded: Map<string, Row>, there: There): Promise<RowChanges> {
  const count = { missing: 0, changed: 0, surplus: 0 };
  const waiting: Differing<Row> = { missing: [], changed: [], surplus: [] };
  const flush = async (least: number): Promise<void> => {
    for (const [what, sql] of [["surplus", deleteFrom], ["changed", updateFrom], ["missing", insertFrom]] as const) {
      const rows = waiting[what];
      if (rows.length === 0 || rows.length < least) continue;
      count[what] += rows.length;
      await desk.client.query({ text: sql(bulk, "$1"), values: [encodeRows(bulk, rows, desk.types)] });
      rows.length = 0;
    }
  };
  for await (const { key, row } of there) {
    const wanted = folded.get(key);
    folded.delete(key);
    if (wanted === undefined) waiting.surplus.push(keyed(bulk, row));
    else if (bulk.columns.some(({ name, of }) => differs(name, of(wanted), row[name]))) waiting.changed.push(wanted);
    await flush(ROWS_AT_ONCE);
  }
  for (const row of folded.values()) {
    waiting.missing.push(row);
    await flush(ROWS_AT_ONCE);
  }
  await flush(1);
  return count;
}

/** Texts that hold JSON are compared by what they say, numbers as the driver gives them. */
function differs(column: string, wanted: unknown, stored: unknown): boolean {
  if (column === "state" || column === "body") return typeof stored !== "string" || differenceAt(JSON.parse(String(wanted)), JSON.parse(stored)) !== null;
  if (Array.isArray(wanted) || Array.isArray(stored)) return JSON.stringify(wanted) !== JSON.stringify(stored);
  return String(wanted ?? "") !== String(stored ?? "");
}

/** A row of the table as the nouns its key columns are read from; only its key is ever used. */
function keyed<Row>({ table }: Bulk<Row>, row: Readonly<Record<string, unknown>>): Row {
  const incident = String(row["incident"]);
  const id = `D${String(row["seq"])}`;
  switch (table) {
    case "thing": return { ledger: incident, thing: { ref: ref(String(row["kind"]), String(row["id"])), version: 0, state: { status: "" } } } as Row;
    case "tick": return { incident, duty: id, at: Number(row["at"]) } as Row;
    default: return { ...dutyFrom(String(row["body"])), incident, id } as Row;
  }
}

async function record(desk: Desk, incident: Incident, rebuilt: Rebuilt, { head, learned }: { head: number; learned: Ms }, now: Ms): Promise<void> {
  const when = Math.max(now, learned);
  const { things, duties, ticks } = rebuilt;
  const event = {
    incident: incident.id, seq: head + 1, type: REBUILT, occurred: at(when), learned: when, actor: incident.commandPost, about: [], command: `rebuild:${head + 1}`,
    data: { things: { ...things }, duties: { ...duties }, ticks: { ...ticks } },
  };
  await desk.client.query({ text: insertFrom(EVENTS, "$1"), values: [encodeRows(EVENTS, [event], desk.types)] });
  await desk.client.query("update incident set head = $2, learned = $3 where id = $1", [incident.id, head + 1, when]);
}
