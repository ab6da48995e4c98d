/**
 * The store in memory, for tests, replays on the command line and drills. Keeps the same contract as the one
 * in PostgreSQL and forgets everything when the process ends.
 */
import { idOf, kindOf } from "../../base/ids.ts";
import { assert, isRefusal, type Refusal } from "../../base/refusal.ts";
import { isOpen, type Duty } from "../../engine/duty/duty.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import { createState } from "../../engine/memory-state.ts";
import type { Packs } from "../../engine/pack/types.ts";
import { commandProblem, unknownIncident } from "../command-check.ts";
import type { DutyCount, DutyQuery, Incident, NewIncident, RowChanges, Store, ThingQuery } from "../contract.ts";
import { isShared } from "../city-things.ts";
import { differenceAt } from "../deep-difference.ts";
import { compareDuties, matches, pageMark } from "../duty-posts.ts";
import { contextOf, incidentExists, packFor, unknownCity } from "../incident-setting.ts";
import { withNotices } from "../notices.ts";
import { columnText, kindNamed, liesUnder, slotOf } from "../thing-columns.ts";
import { runDue } from "./clock.ts";
import { createLedger, follow, readEvents, take, type Ledger, type Neighbours } from "./ledger.ts";

const DEFAULT_BATCH = 5000;
const NONE: RowChanges = { missing: 0, changed: 0, surplus: 0 };

export interface MemoryStoreOptions {
  readonly model: Model;
  readonly packs: Packs;
}

interface Shelf extends MemoryStoreOptions {
  readonly ledgers: Map<string, Ledger>;
}

export function createMemoryStore(options: MemoryStoreOptions): Store {
  return withNotices(createBareStore(options), options.model);
}

/** Without telling other incidents of a city what one changed in it. */
export function createBareStore(options: MemoryStoreOptions): Store {
  const shelf: Shelf = { ...options, ledgers: new Map() };
  const find = (id: string): Ledger | undefined => shelf.ledgers.get(id);
  const closing = new AbortController();
  return {
    createIncident: async (incident, now) => create(shelf, incident, now),
    incidents: async () => [...shelf.ledgers.values()].map(incidentOf).sort((a, b) => (a.id < b.id ? -1 : 1)),
    incident: async (id) => (find(id) === undefined ? undefined : incidentOf(find(id)!)),
    async submit(command, now) {
      const problem = commandProblem(command);
      if (problem !== null) return problem;
      const ledger = find(command.incident);
      return ledger === undefined ? unknownIncident(command.incident) : take(ledger, neighboursOf(shelf, ledger), command, now);
    },
    events: async (query) => (find(query.incident) === undefined ? [] : readEvents(find(query.incident)!, query)),
    subscribe(incident, after, signal) {
      const ledger = find(incident);
      assert(ledger !== undefined, `nothing to follow: there is no incident ${incident}`);
      return follow(ledger, after, AbortSignal.any([signal, closing.signal]));
    },
    thing: async (incident, ref) => find(incident)?.state.thing(ref),
    things: async (query) => readThings(shelf, query),
    duty: async (incident, id) => find(incident)?.state.duty(id),
    duties: async (query) => readDuties(shelf, query),
    dutyCounts: async ({ incident }) => countDuties(shelf, incident),
    async runClock(now, limit = DEFAULT_BATCH, incident) {
      const chosen = [...shelf.ledgers.values()].filter(({ setting }) => (incident === undefined ? setting.incident.mode === "live" : setting.incident.id === incident));
      return chosen.reduce((steps, ledger) => steps + runDue(ledger, neighboursOf(shelf, ledger), now, limit), 0);
    },
    rebuildAndCompare: async (incident) => rebuild(shelf, incident),
    // What is folded as it is written cannot differ from its events.
    rebuild: async (incident) => (find(incident) === undefined ? unknownIncident(incident) : { things: NONE, duties: NONE, ticks: NONE }),
    close: async () => closing.abort(),
  };
}

function incidentOf({ setting, events }: Ledger): Incident {
  return { ...setting.incident, head: events.length };
}

function create(shelf: Shelf, incident: NewIncident, now: number): Incident | Refusal {
  const pack = packFor(incident, shelf.packs, now);
  if (isRefusal(pack)) return pack;
  const city = shelf.ledgers.get(incident.city);
  if (incident.city !== incident.id && city?.setting.incident.city !== incident.city) return unknownCity(incident.city);
  if (shelf.ledgers.has(incident.id)) return incidentExists(incident.id);
  const fixed = { ...incident, packHash: pack.hash };
  const ledger = createLedger(shelf.model, { incident: fixed, context: contextOf(fixed, pack) }, city);
  shelf.ledgers.set(incident.id, ledger);
  return incidentOf(ledger);
}

function neighboursOf({ model, ledgers }: Shelf, ledger: Ledger): Neighbours {
  const { city } = ledger.setting.incident;
  const others = [...ledgers.values()].filter((other) => other !== ledger && other.setting.incident.city === city);
  return { model, city: ledgers.get(city)!, others };
}

/** The place path of an organisation; a name nobody has registered is taken as a path itself. */
function pathOf(ledger: Ledger, org: string): string {
  return ledger.state.thing(`org:${org}`)?.state.place ?? org;
}

function readThings({ model, ledgers }: Shelf, { incident, kind: name, where = {}, under, after, limit = Infinity }: ThingQuery): readonly Thing[] {
  const kind = kindNamed(model, name);
  for (const key of Object.keys(where)) slotOf(kind, key);
  const ledger = ledgers.get(incident);
  if (ledger === undefined) return [];
  const top = under === undefined ? null : pathOf(ledger, under);
  return [...ledger.state.allThings()]
    .filter(({ ref, state }) =>
      kindOf(ref) === name && (after === undefined || idOf(ref) > after) && (top === null || liesUnder(state.place, top))
      && Object.entries(where).every(([key, value]) => columnText(state, key) === value))
    .sort((a, b) => (a.ref < b.ref ? -1 : 1))
    .slice(0, limit);
}

function orgsUnder(ledger: Ledger, org: string): Set<string> {
  const top = ledger.state.thing(`org:${org}`)?.state.place;
  const below = [...ledger.state.allThings()].filter(({ ref, state }) => top !== undefined && kindOf(ref) === "org" && liesUnder(state.place, top));
  return new Set(below.map(({ ref }) => idOf(ref)));
}

function readDuties({ ledgers }: Shelf, query: DutyQuery): readonly Duty[] {
  const chosen = query.incident === undefined ? [...ledgers.values()] : [ledgers.get(query.incident)].filter((ledger) => ledger !== undefined);
  const compare = compareDuties(query.sort ?? "age");
  const found = chosen.flatMap((ledger) => {
    const under = query.under === undefined ? null : orgsUnder(ledger, query.under);
    return [...ledger.state.allDuties()].filter((duty) => matches(duty, query, under));
  });
  found.sort(compare);
  if (query.after === undefined) return found.slice(0, query.limit);
  const mark = pageMark(query.after, query.incident);
  const last = mark === null ? undefined : ledgers.get(mark.incident)?.state.duty(`D${mark.seq}`);
  return last === undefined ? [] : found.filter((duty) => compare(duty, last) > 0).slice(0, query.limit);
}

function countDuties({ ledgers }: Shelf, incident: string | undefined): readonly DutyCount[] {
  const counts = new Map<string, { -readonly [Field in keyof DutyCount]: DutyCount[Field] }>();
  for (const ledger of ledgers.values()) {
    if (incident !== undefined && ledger.setting.incident.id !== incident) continue;
    for (const duty of ledger.state.allDuties()) {
      if (!isOpen(duty)) continue;
      const key = JSON.stringify([duty.holder.org, duty.kind]);
      const count = counts.get(key) ?? { org: duty.holder.org, kind: duty.kind, open: 0, overdue: 0, blocked: 0, offered: 0, done: 0, oldest: null };
      counts.set(key, count);
      count.open++;
      if (duty.overdue !== null) count.overdue++;
      if (duty.status === "blocked") count.blocked++;
      if (duty.offer !== null) count.offered++;
      if (duty.status === "done") count.done++;
      count.oldest = Math.min(count.oldest ?? Infinity, duty.openedAt);
    }
  }
  return [...counts.values()].sort((a, b) => (a.org === b.org ? (a.kind < b.kind ? -1 : 1) : a.org < b.org ? -1 : 1));
}

function rebuild({ model, ledgers }: Shelf, id: string): readonly string[] {
  const ledger = ledgers.get(id);
  if (ledger === undefined) return [`There is no incident ${id}.`];
  const own = ledger.setting.incident.city === id;
  const state = createState(model, { city: ledger.setting.context.city });
  for (const event of ledger.events) state.apply(event);
  const named = <T>(items: Iterable<T>, name: (item: T) => string, keep: (item: T) => boolean = () => true): Map<string, T> =>
    new Map([...items].filter(keep).map((item) => [name(item), item]));
  const mine = (thing: Thing): boolean => own || !isShared(model, thing);
  const pairs = [
    [named(state.allThings(), (thing) => thing.ref, mine), named(ledger.state.allThings(), (thing) => thing.ref, mine)],
    [named(state.allDuties(), (duty) => `Duty ${duty.id}`), named(ledger.state.allDuties(), (duty) => `Duty ${duty.id}`)],
  ] as const;
  return pairs.flatMap(([folded, kept]) =>
    [...new Set([...folded.keys(), ...kept.keys()])].flatMap((name) => {
      const at = differenceAt(folded.get(name), kept.get(name));
      return at === null ? [] : [`${name} differs at ${at} from what its events give.`];
    }));
}
