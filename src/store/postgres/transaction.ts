/**
 * One transaction of the writer: the heads of the ledgers it may write are locked first, in the order of
 * their names so that two writers never wait for each other; everything decided is written and committed in
 * one go. All statements of a step are sent at once and answered together.
 */
import type { ClientBase } from "pg";
import { assert } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import { isShared } from "../city-things.ts";
import { arrayOf, joinTexts, textsAt, type Bulk } from "./bulk.ts";
import { insertDuties, insertEvents, insertReceipts, insertTicks, type PlacedThing, type ReceiptRow } from "./rows.ts";

export interface Head {
  readonly seq: number;
  /** When its last event was learned. */
  readonly learned: Ms;
}

export type Heads = ReadonlyMap<string, Head>;

/** Opens the transaction and locks; resolves with where the ledgers stand. */
export async function lockHeads(client: ClientBase, ledgers: readonly string[]): Promise<Heads> {
  const [, locked] = await Promise.all([
    client.query("begin"),
    client.query<[string, number, number]>({
      name: "lock heads",
      text: `select id, head, learned from incident where id = any(${textsAt(1)}) order by id for update`,
      values: [joinTexts(ledgers)],
      rowMode: "array",
    }),
  ]);
  const rows = locked.rows as unknown as [string, number, number][];
  assert(rows.length === new Set(ledgers).size, `a ledger of ${ledgers.join(", ")} has no head`);
  return new Map(rows.map(([id, seq, learned]) => [id, { seq, learned }]));
}

export interface Written {
  readonly events: readonly LedgerEvent[];
  readonly things: readonly Thing[];
  readonly duties: readonly Duty[];
  readonly receipts: readonly ReceiptRow[];
}

/** The rows of things, each in the ledger it belongs to. */
export function placeThings(model: Model, incident: string, city: string, things: readonly Thing[]): PlacedThing[] {
  return things.map((thing) => ({ ledger: isShared(model, thing) ? city : incident, thing }));
}

/** Sends the rows without waiting; the promise settles when the server has taken them. */
export function writeRows(client: ClientBase, insertThings: Bulk<PlacedThing>, things: readonly PlacedThing[], written: Written): Promise<unknown> {
  const statements = [
    ...insertEvents.statements(written.events),
    ...insertThings.statements(things),
    ...insertDuties.statements(written.duties),
    ...insertTicks.statements(written.duties),
    ...insertReceipts.statements(written.receipts),
  ];
  return Promise.all(statements.map((statement) => client.query(statement)));
}

/** Where ledgers stand after these events. */
export function headsAfter(heads: Heads, events: readonly LedgerEvent[]): Map<string, Head> {
  const after = new Map(heads);
  for (const event of events) after.set(event.incident, { seq: event.seq, learned: event.learned });
  return after;
}

/** Moves the heads and commits: when this resolves, everything is on disk. */
export async function commit(client: ClientBase, before: Heads, after: Heads): Promise<void> {
  const moved = [...after].filter(([ledger, head]) => before.get(ledger)!.seq !== head.seq);
  const [, ended] = await Promise.all([
    client.query({
      name: "move heads",
      text: `update incident i set head = u.head, learned = u.learned
        from unnest(${textsAt(1)}, $2::bigint[], $3::bigint[]) as u(id, head, learned) where i.id = u.id`,
      values: [joinTexts(moved.map(([ledger]) => ledger)), arrayOf(moved.map(([, head]) => head.seq)), arrayOf(moved.map(([, head]) => head.learned))],
    }),
    client.query("commit"),
  ]);
  // A transaction in which something failed answers “rollback” to a commit, without an error of its own.
  assert(ended.command === "COMMIT", "the server did not commit");
}
