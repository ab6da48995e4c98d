/**
 * Folds a whole ledger again and compares what comes out with the tables, row by row. Both sides are read in
 * pages of one snapshot, so that writing may go on meanwhile; what is held in memory is the folded state
 * alone, never the ledger. The next page is on its way while one is folded.
 */
import type { ClientBase, Pool } from "pg";
import type { Duty } from "../../engine/duty/duty.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import { differenceAt } from "../deep-difference.ts";
import { kindNamed, SLOTS, slotsOf, slotText } from "../thing-columns.ts";
import { dutyFrom } from "./duty-body.ts";
import { eventOf, EVENT_COLUMNS, THING_COLUMNS, thingOf, type EventRow, type ThingRow } from "./rows.ts";

const PAGE = 5000;
/** Sentences at most; a table that is wrong everywhere needs no list of everything. */
const MOST_DIFFERENCES = 200;

/** Each difference between an incident's ledger and its tables as a sentence; empty when they agree. */
export async function rebuildAndCompare(pool: Pool, model: Model, incident: string, city: string): Promise<readonly string[]> {
  const client = await pool.connect();
  try {
    await client.query("begin transaction isolation level repeatable read read only");
    const found = noDifferences();
    const state = createState(model, { city });
    await foldLedger(client, incident, state, found);
    await compareThings(client, model, incident, state, found);
    await compareDuties(client, incident, state, found);
    await client.query("commit");
    client.release();
    return found.sentences;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

export interface Differences {
  readonly sentences: string[];
  add(sentence: string): void;
}

export function noDifferences(): Differences {
  const sentences: string[] = [];
  return {
    sentences,
    add(sentence) {
      if (sentences.length < MOST_DIFFERENCES) sentences.push(sentence);
    },
  };
}

async function page<Row>(client: ClientBase, name: string, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await client.query({ name, text, values, rowMode: "array" });
  return rows as unknown as Row[];
}

export async function foldLedger(client: ClientBase, incident: string, state: MemoryState, found: Differences): Promise<void> {
  const next = (after: number): Promise<EventRow[]> =>
    page(client, "fold events", `select ${EVENT_COLUMNS} from ledger where incident = $1 and seq > $2 order by seq limit ${PAGE}`, [incident, after]);
  let expected = 1;
  let learned = 0;
  for (let coming = next(0); ;) {
    const rows = await coming;
    if (rows.length === PAGE) coming = next(rows.at(-1)![1]);
    for (const row of rows) {
      const event = eventOf(row);
      if (event.seq !== expected) found.add(`${incident}: event ${expected} is missing; the next one there is ${event.seq}.`);
      if (event.learned < learned) found.add(`${incident}: event ${event.seq} was learned before the one in front of it.`);
      expected = event.seq + 1;
      learned = event.learned;
      state.apply(event);
    }
    if (rows.length < PAGE) break;
  }
  const [head] = await page<[number, number]>(client, "fold head", "select head, learned from incident where id = $1", [incident]);
  if (head?.[0] !== expected - 1) found.add(`${incident}: its head says ${head?.[0]}, its last event is ${expected - 1}.`);
}

async function compareThings(client: ClientBase, model: Model, incident: string, state: MemoryState, found: Differences): Promise<void> {
  const left = new Map<string, Thing>();
  for (const thing of state.allThings()) left.set(thing.ref, thing);
  const slots = Array.from({ length: SLOTS }, (_, index) => `c${index + 1}`).join(", ");
  for (let [kind, id] = ["", ""]; ;) {
    const rows: [...ThingRow, string, ...(string | null)[]][] = await page(
      client, "fold things", `select ${THING_COLUMNS}, status, ${slots} from thing where incident = $1 and (kind, id) > ($2, $3) order by kind, id limit ${PAGE}`, [incident, kind, id],
    );
    for (const row of rows) {
      const stored = thingOf(row.slice(0, 4) as unknown as ThingRow);
      const folded = left.get(stored.ref);
      left.delete(stored.ref);
      if (folded === undefined) found.add(`${stored.ref} is in the table; no event of ${incident} makes it.`);
      else compare(stored.ref, folded, stored, found);
      const declared = slotsOf(kindNamed(model, row[0])).map((column) => slotText(column, stored.state));
      const kept = row.slice(5).map((value) => value ?? "");
      if (row[4] !== stored.state.status || declared.some((value, index) => kept[index] !== value)) found.add(`${stored.ref}: its list columns do not show its state.`);
    }
    if (rows.length < PAGE) break;
    [kind, id] = [rows.at(-1)![0], rows.at(-1)![1]];
  }
  for (const thing of left.values()) found.add(`${thing.ref} follows from the events of ${incident}; it is not in the table.`);
}

async function compareDuties(client: ClientBase, incident: string, state: MemoryState, found: Differences): Promise<void> {
  const left = new Map<string, Duty>();
  for (const duty of state.allDuties()) left.set(duty.id, duty);
  const ticks = await readTicks(client, incident, found);
  for (let seq = 0; ;) {
    const rows: [number, string][] = await page(
      client, "fold duties", `select seq, body from duty where incident = $1 and seq > $2 order by seq limit ${PAGE}`, [incident, seq],
    );
    for (const [number, body] of rows) {
      const stored = dutyFrom(body);
      const folded = left.get(stored.id);
      left.delete(stored.id);
      if (folded === undefined) found.add(`Duty ${stored.id} is in the table; no event of ${incident} opens it.`);
      else compare(`Duty ${stored.id}`, folded, stored, found);
      const at = ticks.get(number) ?? null;
      ticks.delete(number);
      if (at !== stored.nextTick) found.add(`Duty ${stored.id}: the clock would look at it at ${at}, not at ${stored.nextTick}.`);
    }
    if (rows.length < PAGE) break;
    seq = rows.at(-1)![0];
  }
  for (const [seq, at] of ticks) found.add(`The clock would look at duty D${seq} at ${at}; there is no such duty.`);
  for (const duty of left.values()) found.add(`Duty ${duty.id} follows from the events of ${incident}; it is not in the table.`);
}

/** When the clock would look at each duty. */
async function readTicks(client: ClientBase, incident: string, found: Differences): Promise<Map<number, number>> {
  const ticks = new Map<number, number>();
  for (let [at, seq] = [-1, 0]; ;) {
    const rows: [number, number][] = await page(
      client, "fold ticks", `select at, seq from tick where incident = $1 and (at, seq) > ($2, $3) order by at, seq limit ${PAGE}`, [incident, at, seq],
    );
    for (const row of rows) {
      [at, seq] = row;
      if (ticks.has(seq)) found.add(`The clock would look at duty D${seq} twice, at ${ticks.get(seq)} and at ${at}.`);
      ticks.set(seq, at);
    }
    if (rows.length < PAGE) return ticks;
  }
}

function compare(name: string, folded: unknown, stored: unknown, found: Differences): void {
  const at = differenceAt(folded, stored);
  if (at !== null) found.add(`${name} differs at ${at}: the ledger gives ${show(folded, at)}, the table ${show(stored, at)}.`);
}

function show(value: unknown, path: string): string {
  let part = value;
  for (const step of path === "the whole" ? [] : path.split(".")) part = (part as Record<string, unknown> | null | undefined)?.[step];
  return (JSON.stringify(part) ?? "nothing").slice(0, 120);
}
