/**
 * Fills the writer's working state from the tables: what commands are likely to need, read ahead in one round
 * trip, and whatever a decider then found missing. It runs after the heads are locked, so what it reads
 * cannot change before the batch is written. A thing already held is never read again over newer news.
 */
import type { ClientBase, QueryConfig } from "pg";
import { isRef, kindOf, ref, type Ref } from "../../base/ids.ts";
import { CLOSED, type Duty } from "../../engine/duty/duty.ts";
import type { Command, Model } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import type { Wanted } from "../../engine/state.ts";
import { dutyNumberIn } from "../duty-posts.ts";
import { columnText, indexed, slotOf } from "../thing-columns.ts";
import { arrayOf, eachOf, joinTexts, textsAt } from "./bulk.ts";
import { dutyFrom } from "./duty-body.ts";
import { THING_COLUMNS, thingOf, type ThingRow } from "./rows.ts";

/** The tree of organisations is walked by almost every decision: read whole, unless it is larger than this. */
const MOST_ORGANISATIONS = 20_000;

/**
 * What is not open, by status: to say `open` would let a planner without statistics walk one of the indexes of
 * open duties, which look empty to it, instead of the one by subject.
 */
const CLOSED_ONES = `array[${[...CLOSED].map((status) => `'${status}'`).join(", ")}]`;

/** State loaded for one incident; right only while both ledgers stand where `heads` says. */
export interface Working {
  readonly incident: string;
  readonly city: string;
  readonly state: MemoryState;
  /** Keys of what is loaded, present or not. */
  readonly held: Set<string>;
  heads: ReadonlyMap<string, number>;
  organisations: "unread" | "whole" | "too-many";
}

export function emptyWorking(model: Model, incident: string, city: string): Working {
  return { incident, city, state: createState(model, { partial: true, city }), held: new Set(), heads: new Map(), organisations: "unread" };
}

function keyOf(wanted: Wanted): string {
  switch (wanted.what) {
    case "thing": return `t ${wanted.ref}`;
    case "duty": return `d ${wanted.id}`;
    case "open-duties": return `o ${wanted.subject}`;
    case "things": return `l ${wanted.kind} ${wanted.column} ${wanted.value}`;
  }
}

export function holds(working: Working, wanted: Wanted): boolean {
  return working.held.has(keyOf(wanted));
}

/** Remembers duties written since, so that an older row is never put over them. */
export function holdDuties(working: Working, duties: readonly Duty[]): void {
  for (const duty of duties) working.held.add(keyOf({ what: "duty", id: duty.id }));
}

/** What a command will probably ask for, told from its declared needs and the names in its data. */
export function likelyWants(model: Model, command: Command): Wanted[] {
  const found = new Map<string, Wanted>();
  const add = (wanted: Wanted): void => void found.set(keyOf(wanted), wanted);
  const about = (text: string): void => {
    if (!isRef(text)) return;
    if (kindOf(text) === "duty") add({ what: "duty", id: text.slice(5) });
    else if (model.kinds.has(kindOf(text))) add({ what: "thing", ref: text });
    else return;
    if (model.kinds.get(kindOf(text))?.scope !== "city") add({ what: "open-duties", subject: text });
  };
  const named = (kind: string, value: unknown): void => {
    if (typeof value === "string") about(ref(kind, value));
    else if (typeof value === "object" && value !== null) for (const each of Object.values(value)) if (typeof each === "string") about(ref(kind, each));
  };
  for (const need of model.commands.get(command.type)?.needs?.(command.data) ?? []) about(need);
  for (const [key, value] of Object.entries(command.data)) {
    if (typeof value === "string") about(value);
    const kind = key === "duty" || model.kinds.has(key) ? key : key.endsWith("s") ? key.slice(0, -1) : "";
    if (kind === "duty" || model.kinds.has(kind)) named(kind, value);
  }
  for (const seen of Object.keys(command.expects ?? {})) about(seen);
  return [...found.values()];
}

/** What moves with a duty: its subject, what else is owed about that, and what is owed about the duty itself. */
export function wantsOfDuty(duty: Duty): Wanted[] {
  const wants: Wanted[] = [{ what: "open-duties", subject: duty.subject }, { what: "open-duties", subject: ref("duty", duty.id) }];
  if (!duty.subject.startsWith("duty:")) wants.push({ what: "thing", ref: duty.subject });
  return wants;
}

/** Loads what is wanted and not held yet. Sends everything at once; resolves when all of it is in the state. */
export async function load(client: ClientBase, model: Model, working: Working, wanted: readonly Wanted[]): Promise<void> {
  const things: Ref[] = [];
  const duties: Wanted[] = [];
  const subjects: Ref[] = [];
  const queries: Promise<void>[] = [];
  for (const want of wanted) {
    const key = keyOf(want);
    if (working.held.has(key)) continue;
    working.held.add(key);
    if (want.what === "thing") things.push(want.ref);
    else if (want.what === "duty") duties.push(want);
    else if (want.what === "open-duties") subjects.push(want.subject);
    else queries.push(loadList(client, model, working, want));
  }
  if (working.organisations === "unread" && model.kinds.has("org")) queries.unshift(loadOrganisations(client, working));
  queries.push(loadThings(client, model, working, things), loadDuties(client, working, duties), loadOpen(client, working, subjects));
  await Promise.all(queries);
}

async function rowsOf<Row>(client: ClientBase, query: QueryConfig): Promise<Row[]> {
  const { rows } = await client.query({ ...query, rowMode: "array" });
  return rows as unknown as Row[];
}

function putThings(working: Working, rows: readonly ThingRow[], evenIfHeld: ReadonlySet<string> | null = null): void {
  for (const row of rows) {
    const thing = thingOf(row);
    const key = keyOf({ what: "thing", ref: thing.ref });
    if (working.held.has(key) && evenIfHeld?.has(key) !== true) continue;
    working.held.add(key);
    working.state.putThing(thing);
  }
}

async function loadThings(client: ClientBase, model: Model, working: Working, refs: readonly Ref[]): Promise<void> {
  const asked = refs.filter((each) => model.kinds.has(kindOf(each)) && !(working.organisations === "whole" && kindOf(each) === "org"));
  if (asked.length > 0) {
    const ledgers = asked.map((each) => (model.kinds.get(kindOf(each))!.scope === "city" ? working.city : working.incident));
    const rows = await rowsOf<ThingRow>(client, {
      name: "load things",
      text: eachOf(`unnest(${textsAt(1)}, ${textsAt(2)}, ${textsAt(3)}) as u(incident, kind, id)`,
        `select ${THING_COLUMNS} from thing t where t.incident = u.incident and t.kind = u.kind and t.id = u.id`),
      values: [joinTexts(ledgers), joinTexts(asked.map(kindOf)), joinTexts(asked.map((each) => each.slice(each.indexOf(":") + 1)))],
    });
    putThings(working, rows, new Set(asked.map((each) => keyOf({ what: "thing", ref: each }))));
  }
  for (const each of refs) working.state.loaded({ what: "thing", ref: each });
}

async function loadOrganisations(client: ClientBase, working: Working): Promise<void> {
  working.organisations = "too-many";
  const rows = await rowsOf<ThingRow>(client, {
    name: "load organisations",
    text: `select ${THING_COLUMNS} from thing where incident = $1 and kind = 'org' limit ${MOST_ORGANISATIONS + 1}`,
    values: [working.city],
  });
  if (rows.length > MOST_ORGANISATIONS) return;
  working.organisations = "whole";
  putThings(working, rows, new Set(rows.map((row) => keyOf({ what: "thing", ref: ref("org", row[1]) }))));
}

async function loadList(client: ClientBase, model: Model, working: Working, want: Extract<Wanted, { what: "things" }>): Promise<void> {
  const kind = model.kinds.get(want.kind);
  if (kind !== undefined) {
    const slot = slotOf(kind, want.column);
    const values = [kind.scope === "city" ? working.city : working.incident, want.kind];
    const rows = await rowsOf<ThingRow>(client, {
      name: `load things ${want.value === "" ? "without" : "by"} ${slot}`,
      text: `select ${THING_COLUMNS} from thing where incident = $1 and kind = $2 and ${slot} ${want.value === "" ? "is null" : "= $3"}`,
      values: want.value === "" ? values : [...values, indexed(want.value)],
    });
    putThings(working, rows.filter((row) => columnText(row[3], want.column) === want.value));
  }
  working.state.loaded(want);
}

async function loadDuties(client: ClientBase, working: Working, wants: readonly Wanted[]): Promise<void> {
  const numbers = wants.flatMap((want) => (want.what === "duty" ? (dutyNumberIn(want.id) ?? []) : []));
  if (numbers.length > 0) {
    const rows = await rowsOf<[unknown]>(client, {
      name: "load duties",
      text: eachOf("unnest($2::bigint[]) as u(seq)", "select body from duty d where d.incident = $1 and d.seq = u.seq"),
      values: [working.incident, arrayOf(numbers)],
    });
    for (const [body] of rows) working.state.putDuty(dutyFrom(body));
  }
  for (const want of wants) working.state.loaded(want);
}

async function loadOpen(client: ClientBase, working: Working, subjects: readonly Ref[]): Promise<void> {
  if (subjects.length > 0) {
    const rows = await rowsOf<[unknown]>(client, {
      name: "load open duties",
      text: eachOf(`unnest(${textsAt(2)}) as u(subject)`, `select body from duty d where d.incident = $1 and d.subject = u.subject and d.status <> all(${CLOSED_ONES})`),
      values: [working.incident, joinTexts(subjects)],
    });
    for (const [body] of rows) {
      const duty = dutyFrom(body);
      const key = keyOf({ what: "duty", id: duty.id });
      if (working.held.has(key)) continue;
      working.held.add(key);
      working.state.putDuty(duty);
    }
  }
  for (const subject of subjects) working.state.loaded({ what: "open-duties", subject });
}

/** Duties whose clock has run out, in the order in which it did; one more than `limit` when there are more. */
export async function loadDue(client: ClientBase, working: Working, until: number, limit: number): Promise<Duty[]> {
  const due = await rowsOf<[number, number, unknown]>(client, {
    name: "load due",
    text: eachOf("(select seq, at from tick where incident = $1 and at is not null and at <= $2 order by at, seq limit $3) as u",
      "select u.at, u.seq, d.body from duty d where d.incident = $1 and d.seq = u.seq"),
    values: [working.incident, until, limit + 1],
  });
  due.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return due.map(([, seq, body]) => {
    const held = working.held.has(keyOf({ what: "duty", id: `D${seq}` })) ? working.state.duty(`D${seq}`) : undefined;
    if (held !== undefined) return held;
    const duty = dutyFrom(body);
    holdDuties(working, [duty]);
    working.state.putDuty(duty);
    return duty;
  });
}

