/**
 * Makes a ledger by the real deciders and writes it, with the things and duties that follow from it, into the
 * database it is given: either the lives of many contacts, or many home holds that fall due in one minute. On
 * the way every part is folded again from a copy as it would come off a disk, which gives the speed of folding
 * alone. A process of its own: what it holds in memory is not counted as the store's.
 */
import type pg from "pg";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { createState } from "../../src/engine/memory-state.ts";
import { model } from "../../src/loops/index.ts";
import { openPool } from "../../src/store/pool.ts";
import { encodeRows, insertFrom, ROWS_AT_ONCE, type Bulk, type RowTypes } from "../../src/store/postgres/bulk.ts";
import { DUTIES, EVENTS, readRowTypes, thingRows, tickOf, TICKS } from "../../src/store/postgres/rows.ts";
import { MINUTE, type Ms } from "../../src/base/time.ts";
import { CITY, grid, LARGE, TRACER } from "./city.ts";
import { processorWatch } from "./numbers.ts";
import { benchPack } from "./packs.ts";
import { startRun, type Run } from "./run.ts";

/** What it says when it is done. */
export interface MadeLedger {
  readonly events: number;
  readonly things: number;
  readonly duties: number;
  /** Events folded per second of processor time, part by part. */
  readonly folded: readonly number[];
  /** Where the simulated clock stands. */
  readonly now: Ms;
}

const PART = 50_000;

async function write<Row>(client: pg.PoolClient, types: RowTypes, bulk: Bulk<Row>, rows: readonly Row[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await client.query(insertFrom(bulk, "$1"), [encodeRows(bulk, rows.slice(from, from + ROWS_AT_ONCE), types)]);
  }
}

/** Grows the run by a part; false when it is as long as was wanted. */
type Grow = (run: Run) => boolean;

function lives(wanted: number): Grow {
  return ({ simulation, nextGroup }) => {
    const target = Math.min(wanted, simulation.events.length + PART);
    while (simulation.events.length < target) nextGroup();
    return simulation.events.length < wanted;
  };
}

/** Contacts found evenly over one minute, each hold accepted at once; then the clock runs until the first falls due. */
function holds(wanted: number): Grow {
  let found = 0;
  return ({ simulation, send, city }) => {
    const first = found;
    const start = simulation.now();
    const instant = (index: number): Ms => Math.floor((index * MINUTE) / wanted);
    for (const target = Math.min(wanted, found + PART / 5); found < target; found++) {
      simulation.advance(start + instant(found) - instant(first));
      const home = city.communities[found % city.communities.length]!;
      const events = send({ type: "contact.find", actor: TRACER, data: { contact: `P${found}`, class: "close", home, case: "C1" } });
      send({ type: "duty.accept", actor: grid(home), data: { duty: `D${events.findLast((event) => event.type === "duty.opened")!.seq}` } });
    }
    if (found < wanted) return true;
    const due = [...simulation.state.allDuties()].flatMap((duty) => (duty.kind === "contact.home-hold" ? [duty.due!.latest] : []));
    simulation.advance(due.reduce((least, at) => Math.min(least, at)));
    return false;
  };
}

async function make(url: string, run: Run, grow: Grow): Promise<MadeLedger> {
  const pool = await openPool(url, { max: 1 });
  const client = await pool.connect();
  const types = await readRowTypes(client);
  const { events, state } = run.simulation;
  const again = createState(model, { city: CITY });
  const folded: number[] = [];
  await client.query("begin");
  for (let [from, more] = [0, true]; more; from = events.length) {
    more = grow(run);
    for (let begin = from; begin < events.length; begin += PART) {
      const part = events.slice(begin, begin + PART);
      const copy = JSON.parse(JSON.stringify(part)) as LedgerEvent[];
      const watch = processorWatch();
      for (const event of copy) again.apply(event);
      const seconds = watch();
      // The last few events are too few to time.
      if (copy.length > PART / 10) folded.push(copy.length / seconds);
      again.takeDirty();
      await write(client, types, EVENTS, part);
    }
  }
  const things = [...state.allThings()];
  const duties = [...state.allDuties()];
  await write(client, types, thingRows(model), things.map((thing) => ({ ledger: CITY, thing })));
  await write(client, types, DUTIES, duties);
  await write(client, types, TICKS, duties.flatMap(tickOf));
  await client.query("update incident set head = $1, learned = $2 where id = $3", [events.length, events.at(-1)!.learned, CITY]);
  await client.query("commit");
  client.release();
  await pool.query("vacuum analyze");
  await pool.end();
  return { events: events.length, things: things.length, duties: duties.length, folded, now: run.simulation.now() };
}

const [url, what, wanted] = process.argv.slice(2);
if (url === undefined) throw new Error("ledger-process needs the address of a database.");
const pack = await benchPack();
const made = what === "holds"
  ? await make(url, startRun(pack, LARGE), holds(Number(wanted)))
  : await make(url, startRun(pack), lives(Number(wanted)));
process.send?.({ made });
process.disconnect?.();
