/**
 * Makes a long ledger by the real deciders and writes it, with the things and duties that follow from it, into
 * the database it is given. On the way every part of it is folded again from a copy as it would come off a
 * disk, which gives the speed of folding alone. A process of its own: what it holds is not the rebuild's.
 */
import type pg from "pg";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { createState } from "../../src/engine/memory-state.ts";
import { model } from "../../src/loops/index.ts";
import { openPool } from "../../src/store/pool.ts";
import { insertDuties, insertEvents, insertThings, insertTicks } from "../../src/store/postgres/rows.ts";
import { CITY } from "./city.ts";
import { processorWatch } from "./numbers.ts";
import { benchPack } from "./packs.ts";
import { startRun } from "./run.ts";

/** What it says when it is done. */
export interface MadeLedger {
  readonly events: number;
  readonly things: number;
  readonly duties: number;
  /** Events folded per second of processor time, part by part. */
  readonly folded: readonly number[];
}

const PART = 50_000;

async function write(client: pg.PoolClient, statements: readonly pg.QueryConfig[]): Promise<void> {
  for (const statement of statements) await client.query(statement);
}

async function make(url: string, wanted: number): Promise<MadeLedger> {
  const pool = await openPool(url, { max: 1 });
  const client = await pool.connect();
  const run = startRun(await benchPack());
  const { events, state } = run.simulation;
  const again = createState(model, { city: CITY });
  const folded: number[] = [];
  await client.query("begin");
  for (let from = 0; from < wanted; ) {
    while (events.length < Math.min(wanted, from + PART)) run.nextGroup();
    const part = events.slice(from);
    from = events.length;
    const copy = JSON.parse(JSON.stringify(part)) as LedgerEvent[];
    const watch = processorWatch();
    for (const event of copy) {
      again.mark();
      again.apply(event);
    }
    folded.push(copy.length / watch());
    again.takeDirty();
    await write(client, insertEvents.statements(part));
  }
  const things = [...state.allThings()];
  const duties = [...state.allDuties()];
  await write(client, insertThings(model).statements(things.map((thing) => ({ ledger: CITY, thing }))));
  await write(client, [...insertDuties.statements(duties), ...insertTicks.statements(duties)]);
  await client.query("update incident set head = $1, learned = $2 where id = $3", [events.length, events.at(-1)!.learned, CITY]);
  await client.query("commit");
  client.release();
  await pool.query("vacuum analyze");
  await pool.end();
  return { events: events.length, things: things.length, duties: duties.length, folded };
}

const [url, wanted] = process.argv.slice(2);
if (url === undefined) throw new Error("ledger-process needs the address of a database.");
const made = await make(url, Number(wanted));
process.send?.({ made });
process.disconnect?.();
