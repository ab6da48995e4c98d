/**
 * What a transaction writes, as few statements: the rows of all tables travel together and are put in by one
 * statement, whose form depends only on which tables have any. What is there already is updated, what is new
 * inserted; the working state knows which, because it has read or written all it changes.
 */
import type { QueryConfig } from "pg";
import { assert } from "../../base/refusal.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Model } from "../../engine/loop.ts";
import { isShared } from "../city-things.ts";
import { deleteFrom, encodeRows, insertFrom, ROWS_AT_ONCE, updateFrom, type Bulk, type RowTypes } from "./bulk.ts";
import type { Heads } from "./heads.ts";
import { arrayOf, joinTexts, textsAt } from "./look-up.ts";
import { DUTIES, EVENTS, RECEIPTS, thingRows, TICKS, type PlacedThing, type ReceiptRow, type Tick } from "./rows.ts";
import { tickInTable, wroteDuty, wroteThing, type Working } from "./working.ts";

/** What one part of a transaction writes. */
export interface Written {
  readonly events: readonly LedgerEvent[];
  readonly receipts: readonly ReceiptRow[];
  /** With the last part of a transaction: ledgers that move, and where to; and what the transaction is called. */
  readonly end: { readonly heads: Heads; readonly name: string } | null;
}

/** What a session calls the last transaction of it that moved a head and committed; one that fails unsays it. */
export const LAST_COMMITTED = "firebreak.last_committed";

/** For a transaction that moves no head: it is called this when it commits. */
export function sayCommitted(name: string): QueryConfig {
  return { name: "say committed", text: `select set_config('${LAST_COMMITTED}', $1, false)`, values: [name] };
}

interface Step<Row> {
  readonly bulk: Bulk<Row>;
  readonly sql: (parameter: string) => string;
}

type Rows = readonly { readonly step: Step<never>; readonly rows: readonly never[] }[];

export interface Scribe {
  /** Statements that write what has changed in the state since the last call, and these events and receipts. */
  statements(working: Working, written: Written, onDuty?: (duty: Duty) => void): QueryConfig[];
}

export const MOVE_HEADS = (first: number): string => `update incident i set head = u.head, learned = u.learned
  from unnest(${textsAt(first)}, $${first + 1}::bigint[], $${first + 2}::bigint[]) as u(id, head, learned) where i.id = u.id
  returning set_config('${LAST_COMMITTED}', $${first + 3}, false)`;

export function headValues(heads: Heads, name: string): string[] {
  const stand = [...heads.values()];
  return [joinTexts([...heads.keys()]), arrayOf(stand.map((head) => head.seq)), arrayOf(stand.map((head) => head.learned)), name];
}

export function createScribe(model: Model, types: RowTypes): Scribe {
  const things = thingRows(model);
  const insert = <Row>(bulk: Bulk<Row>): Step<Row> => ({ bulk, sql: (parameter) => insertFrom(bulk, parameter) });
  const update = <Row>(bulk: Bulk<Row>): Step<Row> => ({ bulk, sql: (parameter) => updateFrom(bulk, parameter) });
  const remove = <Row>(bulk: Bulk<Row>): Step<Row> => ({ bulk, sql: (parameter) => deleteFrom(bulk, parameter) });
  const steps = {
    events: insert(EVENTS), newThings: insert(things), things: update(things), newDuties: insert(DUTIES), duties: update(DUTIES),
    oldTicks: remove(TICKS), ticks: insert(TICKS), receipts: insert(RECEIPTS),
  };
  const texts = new Map<string, string>();
  return {
    statements(working, { events, receipts, end }, onDuty) {
      const changed = takeChanged(model, working, onDuty);
      const rows = [
        { step: steps.events, rows: events }, { step: steps.newThings, rows: changed.newThings }, { step: steps.things, rows: changed.things },
        { step: steps.newDuties, rows: changed.newDuties }, { step: steps.duties, rows: changed.duties },
        { step: steps.oldTicks, rows: changed.oldTicks }, { step: steps.ticks, rows: changed.ticks }, { step: steps.receipts, rows: receipts },
      ] as unknown as Rows;
      const most = Math.max(0, ...rows.map((part) => part.rows.length));
      const statements: QueryConfig[] = [];
      for (let from = 0; from < most; from += ROWS_AT_ONCE) {
        const part = most <= ROWS_AT_ONCE ? rows : rows.map(({ step, rows: all }) => ({ step, rows: all.slice(from, from + ROWS_AT_ONCE) }));
        statements.push(statementOf(texts, types, part, from + ROWS_AT_ONCE >= most ? end : null));
      }
      return statements;
    },
  };
}

/** One statement for the tables that have rows. Its text is made once for each choice of tables. */
function statementOf(texts: Map<string, string>, types: RowTypes, parts: Rows, end: Written["end"]): QueryConfig {
  const moves = end !== null && end.heads.size > 0;
  let name = moves ? "write and move " : "write ";
  const values: unknown[] = [];
  for (const { step, rows } of parts) {
    name += rows.length > 0 ? "1" : "0";
    if (rows.length > 0) values.push(encodeRows(step.bulk, rows, types));
  }
  let text = texts.get(name);
  if (text === undefined) {
    const inner = parts.filter(({ rows }) => rows.length > 0).map(({ step }, index) => step.sql(`$${index + 1}`));
    const last = moves ? MOVE_HEADS(values.length + 1) : inner.pop()!;
    text = `${inner.length > 0 ? "with " : ""}${inner.map((sql, index) => `w${index + 1} as (${sql})`).join(", ")} ${last}`;
    texts.set(name, text);
  }
  if (moves) values.push(...headValues(end.heads, end.name));
  return { name, text, values };
}

interface Changed {
  readonly newThings: PlacedThing[];
  readonly things: PlacedThing[];
  readonly newDuties: Duty[];
  readonly duties: Duty[];
  readonly oldTicks: Tick[];
  readonly ticks: Tick[];
}

/** What has changed in the state, parted into what its tables have and what they have not. */
function takeChanged(model: Model, working: Working, onDuty: ((duty: Duty) => void) | undefined): Changed {
  const changed: Changed = { newThings: [], things: [], newDuties: [], duties: [], oldTicks: [], ticks: [] };
  const { things, duties } = working.state.takeDirty();
  for (const thing of things) {
    const placed = { ledger: isShared(model, thing) ? working.city : working.incident, thing };
    (wroteThing(working, thing.ref) ? changed.things : changed.newThings).push(placed);
  }
  for (const duty of duties) {
    const before = tickInTable(working, duty.id);
    (before === undefined ? changed.newDuties : changed.duties).push(duty);
    if (duty.nextTick !== (before ?? null)) {
      const { incident, id, nextTick } = duty;
      if (before !== undefined && before !== null) changed.oldTicks.push({ incident, duty: id, at: before });
      if (nextTick !== null) changed.ticks.push({ incident, duty: id, at: nextTick });
    }
    assert(duty.incident === working.incident, "a duty lies in the ledger of its incident");
    wroteDuty(working, duty);
    onDuty?.(duty);
  }
  return changed;
}
