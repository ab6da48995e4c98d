/**
 * What is asked of the matching: who waits, what is free, and from when. People become parties that travel and
 * stay together; nothing here knows where the facts come from. Times are plain instants, for ordering only.
 */
import type { Ms } from "../../../base/time.ts";

/** Somebody who waits to be moved. */
export interface Traveller {
  readonly contact: string;
  /** Class of risk; one trip and one room never mix two. */
  readonly class: string;
  /** Deadline of the transfer; without one, when the person was found. */
  readonly due: Ms;
  readonly household: string | null;
  readonly wheelchair: boolean;
  readonly stretcher: boolean;
  /** Needs somebody along: a child, or a person who cannot be alone. */
  readonly dependant: boolean;
  /** The person who cares for them and shares the room, or `staff`. */
  readonly carer: string | null;
}

export interface FreeRoom {
  readonly room: string;
  readonly site: string;
  /** Beds not yet promised. */
  readonly beds: number;
  readonly barrierFree: boolean;
  /** Classes the room is kept for; null when for any. */
  readonly classes: readonly string[] | null;
}

export interface Shelter {
  readonly site: string;
  /** What it still lacks; empty when it may receive people. */
  readonly missing: readonly string[];
}

export interface Vehicle {
  readonly vehicle: string;
  readonly org: string;
  /** People it takes in all, wheelchair and stretcher places among them. */
  readonly seats: number;
  readonly wheelchairs: number;
  readonly stretchers: number;
  /** Trip it is promised to; null when free. */
  readonly promisedTo: string | null;
  /** Since when it waits to be disinfected without anybody at it, or until when somebody is; null when clean. */
  readonly dirty: { readonly until: Ms | null } | null;
  /** Out of service, with the reason; null when it runs. */
  readonly out: string | null;
}

export interface Team {
  readonly team: string;
  readonly org: string;
}

/** Where somebody of the household, or the carer, already is. */
export interface Placed {
  readonly contact: string;
  readonly household: string | null;
  readonly class: string;
  readonly site: string;
  readonly room: string | null;
  /** Beds left in that room. */
  readonly bedsLeft: number;
}

export interface Question {
  /** When the trips would leave. */
  readonly departAt: Ms;
  /** A deadline this much earlier counts for twice as much. */
  readonly doublingMs: Ms;
  readonly travellers: readonly Traveller[];
  readonly placed: readonly Placed[];
  readonly rooms: readonly FreeRoom[];
  readonly sites: readonly Shelter[];
  readonly vehicles: readonly Vehicle[];
  readonly teams: readonly Team[];
}

/** People of a party who share one room: one alone, or a carer with those cared for. */
export interface Unit {
  readonly people: readonly string[];
  readonly barrierFree: boolean;
  /** Room of a carer who is there already. */
  readonly joins: string | null;
}

/** People of one household and one class: one trip, one site. */
export interface Party {
  readonly id: string;
  readonly class: string;
  readonly people: readonly Traveller[];
  readonly units: readonly Unit[];
  readonly due: Ms;
  readonly weight: number;
  readonly wheelchairs: number;
  readonly stretchers: number;
  /** The only site it can go to: a carer is there already. */
  readonly only: string | null;
  /** Site where the rest of the household is: preferred. */
  readonly near: string | null;
  /** Dependants nobody was named for: not proposed before a person decides (G-19). */
  readonly alone: readonly string[];
}

export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const DOUBLINGS = 6;

/** What leaving one person waiting costs: 1 to 4096, doubling as the deadline comes nearer. */
export function urgency(due: Ms, question: Pick<Question, "departAt" | "doublingMs">): number {
  const doublings = Math.max(-DOUBLINGS, Math.min(DOUBLINGS, (question.departAt - due) / question.doublingMs));
  return Math.max(1, Math.round(2 ** DOUBLINGS * 2 ** doublings));
}

function unitsOf(people: readonly Traveller[], question: Question): { units: Unit[]; only: string | null; alone: string[] } {
  const here = new Map(people.map((person) => [person.contact, person]));
  const there = new Map(question.placed.map((placed) => [placed.contact, placed]));
  const cared = new Map<string, Traveller[]>();
  const joins = new Map<string, Traveller[]>();
  const alone: string[] = [];
  let only: string | null = null;
  for (const person of people) {
    const carer = person.carer;
    if (carer !== null && here.has(carer) && carer !== person.contact && here.get(carer)!.carer === null) {
      cared.set(carer, [...(cared.get(carer) ?? []), person]);
    } else if (carer !== null && typeof there.get(carer)?.room === "string" && there.get(carer)!.class === person.class && there.get(carer)!.bedsLeft > (joins.get(there.get(carer)!.room!)?.length ?? 0)) {
      const { room, site } = there.get(carer)!;
      joins.set(room!, [...(joins.get(room!) ?? []), person]);
      only ??= site;
    } else {
      if (person.dependant && carer !== "staff") alone.push(person.contact);
      cared.set(person.contact, cared.get(person.contact) ?? []);
    }
  }
  const units = [...cared].map(([first, rest]): Unit => {
    const together = [here.get(first)!, ...rest];
    return { people: together.map((person) => person.contact), barrierFree: together.some((person) => person.wheelchair || person.stretcher), joins: null };
  });
  for (const [room, rest] of joins) units.push({ people: rest.map((person) => person.contact), barrierFree: false, joins: room });
  return { units: units.sort((a, b) => b.people.length - a.people.length || byText(a.people[0]!, b.people[0]!)), only, alone };
}

/** Groups that travel and stay together: one household, or a carer with those cared for, of one class. */
function groupsOf(people: readonly Traveller[]): Traveller[][] {
  const sameClass = new Map(people.map((person) => [`${person.class} ${person.contact}`, person]));
  const groups = new Map<Traveller, Traveller[]>(people.map((person) => [person, [person]]));
  const households = new Map<string, Traveller>();
  const join = (a: Traveller, b: Traveller): void => {
    const [first, second] = [groups.get(a)!, groups.get(b)!];
    if (first === second) return;
    first.push(...second);
    for (const person of second) groups.set(person, first);
  };
  for (const person of people) {
    if (person.household !== null) {
      const key = `${person.class} ${person.household}`;
      const first = households.get(key);
      if (first === undefined) households.set(key, person);
      else join(first, person);
    }
    const carer = person.carer === null ? undefined : sameClass.get(`${person.class} ${person.carer}`);
    if (carer !== undefined) join(carer, person);
  }
  return [...new Set(groups.values())];
}

const oldestFirst = (a: Traveller, b: Traveller): number => a.due - b.due || byText(a.contact, b.contact);

/** Everybody who waits, as parties; oldest deadline first. */
export function partiesOf(question: Question): Party[] {
  return groupsOf(question.travellers.toSorted(oldestFirst)).map((group): Party => {
    const people = group.toSorted(oldestFirst);
    const { units, only, alone } = unitsOf(people, question);
    const first = people[0]!;
    const households = new Set(people.map((person) => person.household).filter((household) => household !== null));
    const near = question.placed.find((placed) => placed.household !== null && households.has(placed.household) && placed.class === first.class)?.site ?? null;
    return {
      id: first.contact, class: first.class, people, units, due: first.due, weight: people.reduce((sum, person) => sum + urgency(person.due, question), 0),
      wheelchairs: people.filter((person) => person.wheelchair).length, stretchers: people.filter((person) => person.stretcher).length, only, near, alone,
    };
  }).sort((a, b) => a.due - b.due || byText(a.id, b.id));
}

/** Vehicles that can leave at the time asked for. */
export function isUsable(vehicle: Vehicle, departAt: Ms): boolean {
  return vehicle.promisedTo === null && vehicle.out === null && (vehicle.dirty === null || (vehicle.dirty.until !== null && vehicle.dirty.until <= departAt));
}

export function carries(vehicle: Vehicle, people: number, wheelchairs: number, stretchers: number): boolean {
  return vehicle.seats >= people && vehicle.wheelchairs >= wheelchairs && vehicle.stretchers >= stretchers;
}

export function takes(room: FreeRoom, unit: Unit, contactClass: string): boolean {
  return room.beds >= unit.people.length && (!unit.barrierFree || room.barrierFree) && (room.classes === null || room.classes.includes(contactClass));
}
