/** Reading things and duties: one by its name, lists by declared columns, by posts, by place; and counts. */
import type pg from "pg";
import { kindOf, idOf, type Ref } from "../../base/ids.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import { postText } from "../../engine/event.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import type { DutyCount, DutyQuery, ThingQuery } from "../contract.ts";
import { dutyNumberIn, NO_DEADLINE, pageMark } from "../duty-posts.ts";
import { columnText, indexed, indexedPlace, isUnkept, kindNamed, slotOf } from "../thing-columns.ts";
import { dutyFrom } from "./duty-body.ts";
import { THING_COLUMNS, thingOf, type ThingRow } from "./rows.ts";

/** The conditions of a statement and their parameters, in step. */
interface Filter {
  readonly values: unknown[];
  readonly conditions: string[];
  add(condition: (position: string) => string, value: unknown): void;
}

function newFilter(): Filter {
  const values: unknown[] = [];
  const conditions: string[] = [];
  return {
    values, conditions,
    add(condition, value) {
      values.push(value);
      conditions.push(condition(`$${values.length}`));
    },
  };
}

async function rowsOf<Row>(pool: pg.Pool, text: string, values: unknown[]): Promise<Row[]> {
  const { rows } = await pool.query({ text, values, rowMode: "array" });
  return rows as unknown as Row[];
}

function limited(limit: number | undefined): string {
  return limit === undefined ? "" : ` limit ${Math.max(0, Math.trunc(limit))}`;
}

/** The ledger a kind's things lie in, for whoever asks from an incident. */
async function ledgerOf(pool: pg.Pool, model: Model, incident: string, kind: string): Promise<string> {
  if (model.kinds.get(kind)?.scope !== "city") return incident;
  const rows = await rowsOf<[string]>(pool, "select city from incident where id = $1", [incident]);
  return rows[0]?.[0] ?? incident;
}

/** The place path of an organisation; a name nobody has registered is taken as a path itself. */
async function pathOf(pool: pg.Pool, city: string, org: string): Promise<string> {
  const rows = await rowsOf<[string | null]>(pool, "select place from thing where incident = $1 and kind = 'org' and id = $2", [city, org]);
  return indexedPlace(rows[0]?.[0] ?? org);
}

const AT_OR_BELOW = (at: string): string => `(place = ${at} or (place >= ${at} || '/' and place < ${at} || '0'))`;

export async function readThing(pool: pg.Pool, model: Model, incident: string, reference: Ref): Promise<Thing | undefined> {
  const ledger = await ledgerOf(pool, model, incident, kindOf(reference));
  const rows = await rowsOf<ThingRow>(pool, `select ${THING_COLUMNS} from thing where incident = $1 and kind = $2 and id = $3`, [
    ledger, kindOf(reference), idOf(reference),
  ]);
  return rows[0] === undefined ? undefined : thingOf(rows[0]);
}

/** Things of one kind in the order of their ids; all of them when no limit is named. */
export async function readThings(pool: pg.Pool, model: Model, query: ThingQuery): Promise<readonly Thing[]> {
  const kind = kindNamed(model, query.kind);
  const ledger = await ledgerOf(pool, model, query.incident, query.kind);
  const filter = newFilter();
  filter.add((at) => `incident = ${at}`, ledger);
  filter.add((at) => `kind = ${at}`, query.kind);
  const wanted = Object.entries(query.where ?? {});
  for (const [key, value] of wanted) {
    const slot = slotOf(kind, key);
    if (isUnkept(kind, key)) continue;
    if (value === "") filter.conditions.push(`${slot} is null`);
    else filter.add((at) => `${slot} = ${at}`, key === "place" ? indexedPlace(value) : indexed(value));
  }
  if (query.under !== undefined) {
    filter.add(AT_OR_BELOW, await pathOf(pool, await ledgerOf(pool, model, query.incident, "org"), query.under));
  }
  if (query.after !== undefined) filter.add((at) => `id > ${at}`, query.after);
  const rows = await rowsOf<ThingRow>(
    pool, `select ${THING_COLUMNS} from thing where ${filter.conditions.join(" and ")} order by id${limited(query.limit)}`, filter.values,
  );
  // The index holds the beginning of a long text; the rest is compared here.
  return rows.map(thingOf).filter((thing) => wanted.every(([key, value]) => columnText(thing.state, key) === value));
}

export async function readDuty(pool: pg.Pool, incident: string, id: string): Promise<Duty | undefined> {
  const seq = dutyNumberIn(id);
  if (seq === undefined) return undefined;
  const rows = await rowsOf<[string]>(pool, "select body from duty where incident = $1 and seq = $2", [incident, seq]);
  return rows[0] === undefined ? undefined : dutyFrom(rows[0][0]);
}

const DUE = `coalesce(due_latest, ${NO_DEADLINE})`;

/** Duties that answer the query, by default in the order they were opened; all of them when no limit is named. */
export async function readDuties(pool: pg.Pool, query: DutyQuery): Promise<readonly Duty[]> {
  const filter = newFilter();
  if (query.incident !== undefined) filter.add((at) => `d.incident = ${at}`, query.incident);
  if (query.open !== undefined) filter.conditions.push(query.open ? "open" : "not open");
  if (query.overdue !== undefined) filter.conditions.push(query.overdue ? "open and overdue" : "not (open and overdue)");
  if (query.kind !== undefined) filter.add((at) => `kind = ${at}`, query.kind);
  if (query.subject !== undefined) filter.add((at) => `subject = ${at}`, query.subject);
  if (query.batch !== undefined) filter.add((at) => `batch = ${at}`, query.batch);
  if (query.statuses !== undefined) filter.add((at) => `status = any(${at}::text[])`, query.statuses);
  if (query.under !== undefined) addUnder(filter, query.under);
  addPost(filter, query);
  const sort = query.sort ?? "age";
  const key = sort === "due" ? DUE : "opened";
  const direction = sort === "opened" ? "desc" : "asc";
  if (query.after !== undefined && !addMark(filter, query.after, query.incident, key, direction)) return [];
  const where = filter.conditions.length === 0 ? "" : `where ${filter.conditions.join(" and ")}`;
  const order = [key, ...(query.incident === undefined ? ["d.incident"] : []), "seq"].map((column) => `${column} ${direction}`).join(", ");
  const rows = await rowsOf<[string]>(pool, `select body from duty d ${where} order by ${order}${limited(query.limit)}`, filter.values);
  return rows.map(([body]) => dutyFrom(body));
}

/** Held by an organisation at or below this one, in the tree of the incident's own city. */
function addUnder(filter: Filter, org: string): void {
  filter.add(
    (at) => `exists (
      select from incident i
      join thing top on top.incident = i.city and top.kind = 'org' and top.id = ${at}
      join thing o on o.incident = i.city and o.kind = 'org' and o.id = d.holder_org
        and (o.place = top.place or starts_with(o.place, top.place || '/'))
      where i.id = d.incident)`,
    org,
  );
}

function addPost(filter: Filter, { org, role }: DutyQuery): void {
  if (org !== undefined && role === undefined) {
    filter.add((at) => `(holder_org = ${at} or (beside_orgs <> '{}' and beside_orgs @> array[${at}]::text[]))`, org);
  } else if (org !== undefined && role !== undefined) {
    filter.values.push(org, role, postText({ org, role }));
    const [first, second, third] = [2, 1, 0].map((back) => `$${filter.values.length - back}`);
    filter.conditions.push(`(
      (holder_org = ${first} and (holder_role = ${second} or beside @> array[${third}]::text[]))
      or (beside_orgs <> '{}' and beside_orgs @> array[${first}]::text[] and beside @> array[${third}]::text[]))`);
  } else if (role !== undefined) {
    filter.add((at) => `(holder_role = ${at} or exists (select from unnest(beside) b where starts_with(b, ${at} || '@')))`, role);
  }
}

/** Goes on behind the duty a page ended with; false when there is no such duty. */
function addMark(filter: Filter, after: string, incident: string | undefined, key: string, direction: string): boolean {
  const mark = pageMark(after, incident);
  if (mark === null) return false;
  filter.values.push(mark.incident, mark.seq);
  const [from, seq] = [`$${filter.values.length - 1}`, `$${filter.values.length}`];
  filter.conditions.push(`(${key}, d.incident, seq) ${direction === "asc" ? ">" : "<"} (
    (select ${key} from duty where incident = ${from} and seq = ${seq}), ${from}, ${seq})`);
  return true;
}

export async function readDutyCounts(pool: pg.Pool, incident: string | undefined): Promise<readonly DutyCount[]> {
  const rows = await rowsOf<[string, string, number, number, number, number, number, number]>(
    pool,
    `select holder_org, kind, count(*), count(*) filter (where overdue), count(*) filter (where status = 'blocked'),
       count(*) filter (where offered), count(*) filter (where status = 'done'), min(opened)
     from duty where open ${incident === undefined ? "" : "and incident = $1"} group by 1, 2 order by 1, 2`,
    incident === undefined ? [] : [incident],
  );
  return rows.map(([org, kind, open, overdue, blocked, offered, done, oldest]) => ({ org, kind, open, overdue, blocked, offered, done, oldest }));
}
