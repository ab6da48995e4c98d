/** Reading the ledger: by thing, by type, and by interval of either time axis; in the order of the ledger. */
import type pg from "pg";
import type { LedgerEvent } from "../../engine/event.ts";
import type { EventQuery } from "../contract.ts";
import { eventOf, EVENT_COLUMNS, type EventRow } from "./rows.ts";

/** Events that answer the query; all of them when it names no limit. */
export async function readEvents(pool: pg.Pool, query: EventQuery): Promise<readonly LedgerEvent[]> {
  const values: unknown[] = [query.incident, query.after ?? 0];
  const conditions = ["incident = $1", "seq > $2"];
  const where = (condition: (position: string) => string, value: unknown): void => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (query.types !== undefined) where((at) => `type = any(${at}::text[])`, query.types);
  if (query.learned?.from !== undefined) where((at) => `learned >= ${at}`, query.learned.from);
  if (query.learned?.to !== undefined) where((at) => `learned < ${at}`, query.learned.to);
  if (query.occurred?.from !== undefined) where((at) => `occurred_latest >= ${at}`, query.occurred.from);
  if (query.occurred?.to !== undefined) where((at) => `occurred_earliest < ${at}`, query.occurred.to);
  if (query.about !== undefined) where((at) => `about @> array[${at}]::text[]`, query.about);
  const order = query.newestFirst === true ? "desc" : "asc";
  const limit = query.limit === undefined ? "" : ` limit ${Math.max(0, Math.trunc(query.limit))}`;
  const found = `select seq from ledger where ${conditions.join(" and ")}`;
  const { rows } = await pool.query({ text: statement(found, order, limit, query), values, rowMode: "array" });
  return (rows as unknown as EventRow[]).map(eventOf);
}

/**
 * What is rare (the events of one thing, of a time) is found first and sorted then. Left to itself the
 * planner would rather walk the whole ledger in order, hoping to meet enough of them soon.
 */
function statement(found: string, order: string, limit: string, query: EventQuery): string {
  const rare = query.about !== undefined || query.learned !== undefined || query.occurred !== undefined;
  if (!rare) return `${found.replace("select seq", `select ${EVENT_COLUMNS}`)} order by seq ${order}${limit}`;
  return `with found as materialized (${found}), page as materialized (select seq from found order by seq ${order}${limit})
    select ${EVENT_COLUMNS} from ledger where incident = $1 and seq = any(array(select seq from page)) order by seq ${order}`;
}

/** The next events after a position, for subscribers and rebuilding. */
export async function readAfter(pool: pg.Pool, incident: string, after: number, limit: number): Promise<LedgerEvent[]> {
  const { rows } = await pool.query({
    name: "events after",
    text: `select ${EVENT_COLUMNS} from ledger where incident = $1 and seq > $2 order by seq limit $3`,
    values: [incident, after, limit],
    rowMode: "array",
  });
  return (rows as unknown as EventRow[]).map(eventOf);
}
