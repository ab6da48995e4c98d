/**
 * Fills the writer's working state from the tables: what commands are likely to need, read ahead in one round
 * trip, and whatever a decider then found missing. It runs while the heads are locked, so what it reads cannot
 * change before the batch is written, on whichever connection it is read.
 */
import type { ClientBase, QueryConfig } from "pg";
import { idOf, isRef, kindOf, ref } from "../../base/ids.ts";
import type { Ms } from "../../base/time.ts";
import { CLOSED, type Duty } from "../../engine/duty/duty.ts";
import type { Command, Model } from "../../engine/loop.ts";
import type { Wanted } from "../../engine/state.ts";
import { dutyNumberIn } from "../duty-posts.ts";
import { columnText, indexed, isUnkept, slotOf } from "../thing-columns.ts";
import { arrayOf, eachOf, joinTexts, textsAt } from "./look-up.ts";
import { dutyFrom } from "./duty-body.ts";
import { THING_COLUMNS, thingOf, type ThingRow } from "./rows.ts";
import { hold, holds, keyOf, putDuty, putThing, type Working } from "./working.ts";

/** The tree of organisations is walked by almost every decision: read whole, unless it is larger than this. */
const MOST_ORGANISATIONS = 20_000;

/**
 * What is not open, by status: to say `open` would let a planner without statistics walk one of the indexes of
 * open duties, which look empty to it, instead of the one by subject.
 */
const CLOSED_ONES = `array[${[...CLOSED].map((status) => `'${status}'`).join(", ")}]`;

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

type Of<What extends Wanted["what"]> = Extract<Wanted, { what: What }>;

/** Loads what is wanted and not held yet. Sends everything at once; resolves when all of it is in the state. */
export async function load(client: ClientBase, model: Model, working: Working, wanted: readonly Wanted[]): Promise<void> {
  const parts = { thing: [] as Of<"thing">[], duty: [] as Of<"duty">[], "open-duties": [] as Of<"open-duties">[], things: [] as Of<"things">[] };
  const waits: Promise<unknown>[] = [];
  const asked = new Set<string>();
  for (const want of wanted) {
    if (holds(working, want)) continue;
    const key = keyOf(want);
    if (asked.has(key)) continue;
    const coming = working.coming.get(key);
    if (coming !== undefined) waits.push(coming);
    else (parts[want.what] as Wanted[]).push(want);
    asked.add(key);
  }
  const start = <W extends Wanted>(wants: readonly W[], read: (wants: readonly W[]) => Promise<void>): void => {
    if (wants.length === 0) return;
    const reading = read(wants);
    const done = reading.finally(() => {
      for (const want of wants) working.coming.delete(keyOf(want));
    });
    for (const want of wants) working.coming.set(keyOf(want), done);
    waits.push(done);
  };
  if (working.organisations === "unread" && model.kinds.has("org")) waits.push(loadOrganisations(client, working));
  start(parts.thing, (wants) => loadThings(client, model, working, wants));
  start(parts.duty, (wants) => loadDuties(client, working, wants));
  start(parts["open-duties"], (wants) => loadOpen(client, working, wants));
  for (const want of parts.things) start([want], () => loadList(client, model, working, want));
  await Promise.all(waits);
}

async function rowsOf<Row>(client: ClientBase, query: QueryConfig): Promise<Row[]> {
  const { rows } = await client.query({ ...query, rowMode: "array" });
  return rows as unknown as Row[];
}

async function loadThings(client: ClientBase, model: Model, working: Working, wants: readonly Of<"thing">[]): Promise<void> {
  const refs = wants.map((want) => want.ref).filter((each) => model.kinds.has(kindOf(each)) && !(working.organisations === "whole" && kindOf(each) === "org"));
  if (refs.length > 0) {
    const ledgers = refs.map((each) => (model.kinds.get(kindOf(each))!.scope === "city" ? working.city : working.incident));
    const rows = await rowsOf<ThingRow>(client, {
      name: "load things",
      text: eachOf(`unnest(${textsAt(1)}, ${textsAt(2)}, ${textsAt(3)}) as u(incident, kind, id)`,
        `select ${THING_COLUMNS} from thing t where t.incident = u.incident and t.kind = u.kind and t.id = u.id`),
      values: [joinTexts(ledgers), joinTexts(refs.map(kindOf)), joinTexts(refs.map(idOf))],
    });
    for (const row of rows) putThing(working, thingOf(row));
  }
  for (const want of wants) hold(working, want);
}

async function loadOrganisations(client: ClientBase, working: Working): Promise<void> {
  working.organisations = "too-many";
  const rows = await rowsOf<ThingRow>(client, {
    name: "load organisations",
    text: `select ${THING_COLUMNS} from thing where incident = $1 and kind = 'org' limit ${MOST_ORGANISATIONS + 1}`,
    values: [working.city],
  });
  if (rows.length > MOST_ORGANISATIONS) return;
  for (const row of rows) putThing(working, thingOf(row));
  working.organisations = "whole";
}

async function loadList(client: ClientBase, model: Model, working: Working, want: Of<"things">): Promise<void> {
  const kind = model.kinds.get(want.kind);
  if (kind !== undefined) {
    const slot = slotOf(kind, want.column);
    const values = [kind.scope === "city" ? working.city : working.incident, want.kind];
    const [name, condition] = isUnkept(kind, want.column) ? ["of a kind", ""] : want.value === "" ? [`without ${slot}`, `and ${slot} is null`] : [`by ${slot}`, `and ${slot} = $3`];
    const rows = await rowsOf<ThingRow>(client, {
      name: `load things ${name}`,
      text: `select ${THING_COLUMNS} from thing where incident = $1 and kind = $2 ${condition}`,
      values: condition.endsWith("$3") ? [...values, indexed(want.value)] : values,
    });
    for (const thing of rows.map(thingOf)) if (columnText(thing.state, want.column) === want.value) putThing(working, thing);
  }
  hold(working, want);
}

async function loadDuties(client: ClientBase, working: Working, wants: readonly Of<"duty">[]): Promise<void> {
  const numbers = wants.flatMap((want) => dutyNumberIn(want.id) ?? []);
  if (numbers.length > 0) {
    const rows = await rowsOf<[string]>(client, {
      name: "load duties",
      text: eachOf("unnest($2::bigint[]) as u(seq)", "select body from duty d where d.incident = $1 and d.seq = u.seq"),
      values: [working.incident, arrayOf(numbers)],
    });
    for (const [body] of rows) putDuty(working, dutyFrom(body));
  }
  for (const want of wants) hold(working, want);
}

async function loadOpen(client: ClientBase, working: Working, wants: readonly Of<"open-duties">[]): Promise<void> {
  const rows = await rowsOf<[string]>(client, {
    name: "load open duties",
    text: eachOf(`unnest(${textsAt(2)}) as u(subject)`, `select body from duty d where d.incident = $1 and d.subject = u.subject and d.status <> all(${CLOSED_ONES})`),
    values: [working.incident, joinTexts(wants.map((want) => want.subject))],
  });
  for (const [body] of rows) putDuty(working, dutyFrom(body));
  for (const want of wants) hold(working, want);
}

/** A duty whose clock runs out, and when. */
export interface Due {
  readonly at: Ms;
  readonly id: string;
}

/** What runs out by an instant, in that order, behind a place in the order; the duties are loaded too. */
export async function loadDue(client: ClientBase, model: Model, working: Working, until: Ms, limit: number, after: Due | null = null): Promise<Due[]> {
  const rows = await rowsOf<[Ms, number]>(client, {
    name: "load due",
    text: `select at, seq from tick where incident = $1 and at <= $2 and (at, seq) > ($4, $5) order by at, seq limit $3`,
    values: [working.incident, until, limit, after?.at ?? -1, after === null ? 0 : dutyNumberIn(after.id)],
  });
  const due = rows.map(([at, seq]) => ({ at, id: `D${seq}` }));
  await load(client, model, working, due.map(({ id }) => ({ what: "duty", id })));
  await load(client, model, working, due.flatMap(({ id }) => wantsOfTick(working.state.duty(id)!)));
  return due;
}

/** Only the watched ones have duties about them; organisations are in the state already. */
function wantsOfTick(duty: Duty): Wanted[] {
  const orgs = [duty.holder.org, ...(duty.offer === null ? [] : [duty.offer.to.org])];
  return [
    ...(duty.watched ? [{ what: "open-duties", subject: ref("duty", duty.id) } as const] : []),
    ...orgs.flatMap((org): Wanted[] => [{ what: "thing", ref: ref("org", org) }, ...(duty.watched ? [{ what: "open-duties", subject: ref("org", org) } as const] : [])]),
  ];
}
