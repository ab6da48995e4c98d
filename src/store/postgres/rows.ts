/**
 * Rows to nouns and back: how an event, a thing, a duty and a receipt lie in their tables. Owns the column
 * lists, so that writing and reading cannot drift apart.
 */
import type { ClientBase, Pool } from "pg";
import { idOf, kindOf, ref, type Ref } from "../../base/ids.ts";
import type { Ms } from "../../base/time.ts";
import { isOpen, type Duty } from "../../engine/duty/duty.ts";
import { postText, type JsonObject, type LedgerEvent } from "../../engine/event.ts";
import type { Model, Thing, ThingState } from "../../engine/loop.ts";
import { dutyNumber, postsBeside } from "../duty-posts.ts";
import { indexedPlace, kindNamed, SLOTS, slotsOf, slotText } from "../thing-columns.ts";
import type { Bulk, BulkColumn, RowTypes } from "./bulk.ts";
import { dutyBody } from "./duty-body.ts";

/** Parts the things an event is about, on their way out of the table. */
const LIST_SEPARATOR = "\u001e";

export const EVENT_COLUMNS = `incident, seq, type, occurred_earliest, occurred_latest, learned, actor_org, actor_role, by,
  array_to_string(about, E'\\x1e') as about, data, command, cause, source`;

/** A row of `EVENT_COLUMNS`, read as an array. */
export type EventRow = [string, number, string, number, number, number, string, string, string | null, string, string, string, number | null, string | null];

export function eventOf(row: EventRow): LedgerEvent {
  const [incident, seq, type, earliest, latest, learned, org, role, by, about, data, command, cause, source] = row;
  return {
    incident, seq, type, occurred: { earliest, latest }, learned, actor: { org, role },
    about: about === "" ? [] : (about.split(LIST_SEPARATOR) as Ref[]), data: JSON.parse(data) as JsonObject, command,
    ...(by === null ? {} : { by }), ...(cause === null ? {} : { cause }), ...(source === null ? {} : { source }),
  };
}

export const EVENTS: Bulk<LedgerEvent> = { table: "ledger", keys: 2, columns: [
  { name: "incident", type: "text", of: (event) => event.incident },
  { name: "seq", type: "bigint", of: (event) => event.seq },
  { name: "type", type: "text", of: (event) => event.type },
  { name: "occurred_earliest", type: "bigint", of: (event) => event.occurred.earliest },
  { name: "occurred_latest", type: "bigint", of: (event) => event.occurred.latest },
  { name: "learned", type: "bigint", of: (event) => event.learned },
  { name: "actor_org", type: "text", of: (event) => event.actor.org },
  { name: "actor_role", type: "text", of: (event) => event.actor.role },
  { name: "by", type: "text", of: (event) => event.by ?? null },
  { name: "about", type: "texts", of: (event) => event.about },
  { name: "data", type: "text", of: (event) => JSON.stringify(event.data) },
  { name: "command", type: "text", of: (event) => event.command },
  { name: "cause", type: "bigint", of: (event) => event.cause ?? null },
  { name: "source", type: "text", of: (event) => event.source ?? null },
] };

export type ThingRow = [string, string, number, string];
export const THING_COLUMNS = "kind, id, version, state";

export function thingOf([kind, id, version, state]: ThingRow): Thing {
  return { ref: ref(kind, id), version, state: JSON.parse(state) as ThingState };
}

/** A thing and the ledger it belongs to. */
export interface PlacedThing {
  readonly ledger: string;
  readonly thing: Thing;
}

export function thingRows(model: Model): Bulk<PlacedThing> {
  const slot = (index: number): BulkColumn<PlacedThing> => ({
    name: `c${index + 1}`,
    type: "text",
    of: ({ thing }) => {
      const column = slotsOf(kindNamed(model, kindOf(thing.ref)))[index];
      return column === undefined ? null : slotText(column, thing.state);
    },
  });
  return { table: "thing", keys: 3, columns: [
    { name: "incident", type: "text", of: ({ ledger }) => ledger },
    { name: "kind", type: "text", of: ({ thing }) => kindOf(thing.ref) },
    { name: "id", type: "text", of: ({ thing }) => idOf(thing.ref) },
    { name: "status", type: "text", of: ({ thing }) => thing.state.status },
    { name: "place", type: "text", of: ({ thing }) => indexedPlace(thing.state.place ?? "") },
    { name: "version", type: "bigint", of: ({ thing }) => thing.version },
    { name: "state", type: "text", of: ({ thing }) => JSON.stringify(thing.state) },
    ...Array.from({ length: SLOTS }, (_, index) => slot(index)),
  ] };
}

function otherOrgs(duty: Duty): string[] {
  return [...new Set(postsBeside(duty).map((post) => post.org))].filter((org) => org !== duty.holder.org);
}

export const DUTIES: Bulk<Duty> = { table: "duty", keys: 2, columns: [
  { name: "incident", type: "text", of: (duty) => duty.incident },
  { name: "seq", type: "bigint", of: (duty) => dutyNumber(duty.id) },
  { name: "kind", type: "text", of: (duty) => duty.kind },
  { name: "subject", type: "text", of: (duty) => duty.subject },
  { name: "holder_org", type: "text", of: (duty) => duty.holder.org },
  { name: "holder_role", type: "text", of: (duty) => duty.holder.role },
  { name: "beside", type: "texts", of: (duty) => postsBeside(duty).map(postText) },
  { name: "beside_orgs", type: "texts", of: otherOrgs },
  { name: "status", type: "text", of: (duty) => duty.status },
  { name: "open", type: "boolean", of: isOpen },
  { name: "offered", type: "boolean", of: (duty) => duty.offer !== null },
  { name: "overdue", type: "boolean", of: (duty) => duty.overdue !== null },
  { name: "opened", type: "bigint", of: (duty) => duty.openedAt },
  { name: "due_earliest", type: "bigint", of: (duty) => duty.due?.earliest ?? null },
  { name: "due_latest", type: "bigint", of: (duty) => duty.due?.latest ?? null },
  { name: "batch", type: "text", of: (duty) => duty.batch },
  { name: "body", type: "text", of: dutyBody },
] };

/** When the clock must look at a duty next. Found by its instant, so that one index does for it. */
export interface Tick {
  readonly incident: string;
  readonly duty: string;
  readonly at: Ms;
}

export const TICKS: Bulk<Tick> = { table: "tick", keys: 3, columns: [
  { name: "incident", type: "text", of: (tick) => tick.incident },
  { name: "seq", type: "bigint", of: (tick) => dutyNumber(tick.duty) },
  { name: "at", type: "bigint", of: (tick) => tick.at },
] };

export function tickOf({ incident, id, nextTick }: Duty): Tick[] {
  return nextTick === null ? [] : [{ incident, duty: id, at: nextTick }];
}

export interface ReceiptRow {
  readonly incident: string;
  readonly command: string;
  readonly digest: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly city_first: number | null;
  readonly city_last: number | null;
}

export const RECEIPTS: Bulk<ReceiptRow> = { table: "receipt", keys: 2, columns: [
  { name: "incident", type: "text", of: (row) => row.incident },
  { name: "command", type: "text", of: (row) => row.command },
  { name: "digest", type: "text", of: (row) => row.digest },
  { name: "first", type: "bigint", of: (row) => row.first },
  { name: "last", type: "bigint", of: (row) => row.last },
  { name: "city_first", type: "bigint", of: (row) => row.city_first },
  { name: "city_last", type: "bigint", of: (row) => row.city_last },
] };

/** The row types of this database; another schema has others. */
export async function readRowTypes(client: ClientBase | Pool): Promise<RowTypes> {
  const tables = [EVENTS.table, "thing", DUTIES.table, TICKS.table, RECEIPTS.table];
  const { rows } = await client.query<{ name: string; oid: number }>(
    "select t as name, (t || '_row')::regtype::oid as oid from unnest($1::text[]) t", [tables],
  );
  return new Map(rows.map(({ name, oid }) => [name, oid]));
}
