/**
 * What the auditor watches about things rather than duties: promises of rooms, vehicles and teams, the one
 * organisation responsible for a person, what a measure must carry, who may decide, and what the ledger may
 * not hold. It reads the loops' events by name and knows nothing of their folds.
 */
import { kindOf, type Ref } from "../../base/ids.ts";
import { DAY, type When } from "../../base/time.ts";
import type { LedgerEvent } from "../event.ts";
import type { ResolvedPack } from "../pack/types.ts";
import type { Life } from "./life.ts";

export interface Doubt {
  readonly law: number;
  readonly incident: string;
  readonly seq: number;
  readonly why: string;
  /** A breach recorded about this in the same command settles the doubt: it was reported, not ordered. */
  readonly about?: Ref;
}

interface Person {
  org: string | null;
  readonly measures: Set<string>;
}

interface Claim {
  readonly by: string;
  readonly where: string;
}

export interface Things {
  /** Who has the promise: the trip or person, and the incident it is of. */
  readonly promised: Map<Ref, Claim>;
  /** Everybody a room is promised to, and what rooms hold. */
  readonly sharing: Map<Ref, readonly string[]>;
  readonly beds: Map<Ref, number>;
  /** What was said of a person's household and carer, by this incident. */
  readonly households: Map<string, { readonly household?: unknown; readonly carer?: unknown }>;
  readonly trips: Map<string, readonly string[]>;
  readonly persons: Map<Ref, Person>;
  /** Since the last settling: which ledgers the command wrote, what it was about, and what it may have broken. */
  readonly wrote: Set<string>;
  readonly named: Set<string>;
  promises: { readonly about: Ref; readonly claim: Claim | null; readonly with?: readonly string[]; readonly event: LedgerEvent }[];
  readonly breaches: Set<unknown>;
  readonly touched: Map<Ref, LedgerEvent>;
  /** Measures in force and when they end; which of them are to be looked at when the command is settled. */
  readonly inForce: Map<Ref, When>;
  readonly ends: Map<Ref, LedgerEvent>;
  /** What each measure in force still lacks. */
  readonly lacking: Map<Ref, Set<string>>;
  doubts: Doubt[];
}

/** Event names this file reads, so that a test can hold them against the loops. */
export const READS = [
  "room.registered", "room.claimed", "room.shared", "room.freed", "passenger.described", "vehicle.claimed", "vehicle.freed", "team.claimed", "team.freed", "transfer.planned", "transfer.departed",
  "contact.found", "contact.received", "contact.held", "contact.placed", "contact.ruled_out", "person.arrived", "person.released",
  "measure.ordered", "measure.completed", "measure.support_accepted", "measure.extended", "measure.shortened", "homecoming.signed", "home.started", "breach.recorded", "order.issued",
] as const;

/** What confines a person must carry (law 8). */
const REQUIRED = ["legalBasis", "reason", "alternatives", "start", "review", "end", "notice", "support"] as const;
/** Decided by a named role, never written by the clock or by a table (law 10). */
const DECISIONS: ReadonlySet<string> = new Set(["measure.ordered", "measure.completed", "measure.extended", "measure.shortened", "order.issued", "duty.withdrawn"]);
const RECORDS_OF_CARE: ReadonlySet<string> = new Set(["measure.completed", "measure.support_accepted", "measure.extended"]);
const MACHINES: ReadonlySet<string> = new Set(["clock", "record", "sample"]);
const PERSONAL: ReadonlySet<string> = new Set(["contact", "case", "measure", "gathering"]);
const IDENTITY: ReadonlySet<string> = new Set(["name", "fullName", "phone", "email", "address", "idNumber", "birthDate"]);

export function createThings(): Things {
  return { promised: new Map(), sharing: new Map(), beds: new Map(), households: new Map(), trips: new Map(), persons: new Map(), wrote: new Set(), named: new Set(), promises: [], breaches: new Set(), touched: new Map(), inForce: new Map(), ends: new Map(), lacking: new Map(), doubts: [] };
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** The organisation an event makes responsible for the person; undefined where it changes nobody's. */
function responsible(event: LedgerEvent, { org: before, measures }: Person): string | null | undefined {
  const { org, siteOrg, measure } = event.data;
  switch (event.type) {
    case "contact.found":
    case "contact.received":
    case "measure.ordered": return before ?? event.actor.org;
    case "contact.held": return text(org);
    case "transfer.departed": return event.actor.org;
    case "contact.placed": return text(siteOrg) ?? event.actor.org;
    case "person.arrived": return text(siteOrg);
    case "home.started": return text(org);
    case "contact.ruled_out": return measures.size === 0 ? null : undefined;
    // Signed for at the door: the community's, while any measure lasts.
    case "homecoming.signed": return measures.size === 0 ? null : text(org);
    // Only with the last measure does the person become free of everybody.
    case "person.released": return [...measures].every((one) => one === measure) ? null : undefined;
    default: return undefined;
  }
}

export function watch(things: Things, event: LedgerEvent, pack: ResolvedPack | undefined): void {
  things.wrote.add(event.incident);
  const doubt = (law: number, why: string, about?: Ref): void => {
    things.doubts.push({ law, incident: event.incident, seq: event.seq, why, ...(about === undefined ? {} : { about }) });
  };
  for (const about of event.about) {
    things.named.add(about.slice(about.indexOf(":") + 1));
    if (kindOf(about) === "contact") custody(things, event, about, doubt);
  }
  promise(things, event);
  if (event.type === "measure.ordered") ordered(things, event, pack, doubt);
  if (event.type === "measure.extended" || event.type === "measure.shortened") {
    const { measure, end, reason, decision } = event.data;
    if (text(reason) === null || text(decision) === null) doubt(8, `${event.type} without a new reasoned decision`);
    endsAt(things, `measure:${String(measure)}`, end as unknown as When, event);
  }
  if (RECORDS_OF_CARE.has(event.type)) completed(things, event, doubt);
  if (event.type === "person.released") {
    things.inForce.delete(`measure:${String(event.data["measure"])}`);
    things.lacking.delete(`measure:${String(event.data["measure"])}`);
  }
  if (DECISIONS.has(event.type) && (event.cause !== undefined || MACHINES.has(event.actor.role))) doubt(10, `${event.type} was decided by no named role`);
  if (event.about.some((about) => PERSONAL.has(kindOf(about)))) {
    const key = Object.keys(event.data).find((candidate) => IDENTITY.has(candidate));
    if (key !== undefined) doubt(13, `${event.type} carries ${key} of a person`);
  }
  if (event.type === "breach.recorded") {
    for (const about of [...event.about, ...(Array.isArray(event.data["subjects"]) ? event.data["subjects"] : [])]) things.breaches.add(about);
  }
}

function custody(things: Things, event: LedgerEvent, about: Ref, doubt: (law: number, why: string, about?: Ref) => void): void {
  const person = things.persons.get(about) ?? { org: null, measures: new Set<string>() };
  things.persons.set(about, person);
  if (event.type === "contact.ruled_out" && person.measures.size > 0) doubt(1, `${about} was ruled out while under a measure`, about);
  const org = responsible(event, person);
  if (org !== undefined) person.org = org;
  const measure = String(event.data["measure"]);
  if (event.type === "measure.ordered") person.measures.add(measure);
  if (event.type === "person.released") person.measures.delete(measure);
  if (org !== undefined || event.type === "measure.ordered") things.touched.set(about, event);
}

function promise(things: Things, event: LedgerEvent): void {
  const { trip, contacts, contact, by, incident } = event.data;
  if (event.type === "transfer.planned" && Array.isArray(contacts)) things.trips.set(String(trip), contacts.map(String));
  if (event.type === "passenger.described") things.households.set(String(contact), { ...things.households.get(String(contact)), ...event.data });
  for (const about of event.about) {
    if (event.type === "room.registered") things.beds.set(about, Number(event.data["capacity"]));
    if (event.type === "room.shared") {
      const others = Array.isArray(event.data["with"]) ? event.data["with"].map(String) : [];
      things.promises.push({ about, claim: { by: String(by), where: String(incident) }, with: others, event });
    }
    if (event.type === `${kindOf(about)}.claimed`) things.promises.push({ about, claim: { by: String(by), where: String(incident) }, event });
    if (event.type === `${kindOf(about)}.freed`) things.promises.push({ about, claim: null, event });
  }
}

/** One household in one room, up to its beds: sharing is no second promise, going beyond it is. Who was there before is not judged again. */
function sharing({ beds, households }: Things, about: Ref, { by, where }: Claim, others: readonly string[], held: Claim | undefined, before: ReadonlySet<string>): string[] {
  const all = [by, ...others];
  const fresh = all.filter((name) => !before.has(name));
  const found = held?.by === by && held.where === where ? [] : [`${about} is shared with ${by}, who has it not`];
  if (others.length === 0 || fresh.length === 0) return found;
  const most = beds.get(about) ?? 1;
  if (all.length > most) found.push(`${about} is promised to ${all.length} people and has ${most} beds`);
  const one = (a: string, b: string): boolean => {
    const [first, second] = [households.get(a), households.get(b)];
    const home = first?.household;
    return first?.carer === b || second?.carer === a || (typeof home === "string" && home === second?.household);
  };
  const stranger = fresh.find((name) => all.some((other) => other !== name && !one(name, other)));
  if (stranger !== undefined) found.push(`${about} is shared by ${stranger} with people of another household`);
  return found;
}

/** Promises of one command, judged once it is known whose command it was and what else it was about. */
function promises(things: Things, incident: string, find: (law: number, event: LedgerEvent, why: string, about: Ref) => void): void {
  const own = things.wrote.has(incident);
  const named = new Set([...things.named].flatMap((id) => [id, ...(things.trips.get(id) ?? [])]));
  // Who was in a room that this command freed: some of them may stay.
  const left = new Map<Ref, readonly string[]>();
  for (const { about, claim, with: others, event } of things.promises) {
    const held = things.promised.get(about);
    const inside = things.sharing.get(about) ?? [];
    if (claim !== null && others !== undefined) {
      const before = new Set([...inside, ...(left.get(about) ?? [])]);
      if (claim.where === incident) for (const why of sharing(things, about, claim, others, held, before)) find(1, event, why, about);
      things.sharing.set(about, [claim.by, ...others]);
      continue;
    }
    if (claim === null) left.set(about, inside);
    things.sharing.set(about, claim === null ? [] : [claim.by]);
    if (claim === null) {
      // What another incident of the city frees must at least not be this one's.
      const mayFree = held === undefined || (own ? held.where === incident && named.has(held.by) : held.where !== incident);
      if (!mayFree) find(1, event, `${about} was freed for everybody while promised to ${held.by}`, about);
      things.promised.delete(about);
      continue;
    }
    // A claim of another incident is for that incident's audit: a breach would stand in its ledger.
    if (claim.where === incident && held !== undefined && (held.by !== claim.by || held.where !== claim.where)) {
      find(1, event, `${about} is promised to ${held.by} of ${held.where} and to ${claim.by} of ${claim.where}`, about);
    }
    things.promised.set(about, claim);
  }
}

function ordered(things: Things, event: LedgerEvent, pack: ResolvedPack | undefined, doubt: (law: number, why: string, about?: Ref) => void): void {
  const { measure, supportAccepted } = event.data;
  const start = event.data["start"] as When | undefined;
  const end = event.data["end"] as When | undefined;
  const about: Ref = `measure:${String(measure)}`;
  const missing: string[] = REQUIRED.filter((field) => (event.data[field] ?? "") === "");
  if (!missing.includes("support") && supportAccepted !== true) missing.push("support accepted");
  if (missing.length > 0) doubt(8, `issued without ${missing.join(", ")}`, about);
  if (event.data["complete"] !== (missing.length === 0)) doubt(8, "says of itself that it is complete, or is not, against its own fields");
  const most = pack?.clauses["measure.max-days"];
  if (start !== undefined && end !== undefined && typeof most?.value === "number" && end.latest - start.earliest > most.value * DAY) {
    doubt(8, `confines for more than ${most.value} days`, about);
  }
  things.lacking.set(about, new Set(missing));
  if (end !== undefined) endsAt(things, about, end, event);
}

/** What was missing and is recorded later: each takes its own gap away and no other. */
function completed(things: Things, event: LedgerEvent, doubt: (law: number, why: string, about?: Ref) => void): void {
  const about: Ref = `measure:${String(event.data["measure"])}`;
  const lacking = things.lacking.get(about);
  if (lacking === undefined) return;
  const before = lacking.size;
  if (event.type === "measure.completed") {
    for (const field of REQUIRED) if ((event.data[field] ?? "") !== "") lacking.delete(field);
    if (event.data["support"] !== undefined && event.data["supportAccepted"] !== true) lacking.add("support accepted");
    const end = event.data["end"] as When | undefined;
    if (end !== undefined) endsAt(things, about, end, event);
  } else lacking.delete(event.type === "measure.extended" ? "end" : "support accepted");
  if (before > 0 && event.data["complete"] !== (lacking.size === 0)) doubt(8, "says of itself that it is complete, or is not, against what has been recorded");
}

/** Completing the decision ended, by whatever word, and safeguards are still missing. */
export function lacksCare(things: Things, subject: Ref): readonly string[] {
  return [...things.lacking.get(subject) ?? []];
}

function endsAt(things: Things, measure: Ref, end: When, event: LedgerEvent): void {
  things.inForce.set(measure, end);
  things.ends.set(measure, event);
}

/** A duty about a measure ended: while it is in force, another must be due at its end. */
export function dutyEnded(things: Things, subject: Ref, event: LedgerEvent): void {
  if (things.inForce.has(subject)) things.ends.set(subject, event);
}

/** At the end of a command: what is still in doubt, and people left with nobody responsible. */
export function settle(things: Things, incident: string, openAbout: (subject: Ref) => readonly Life[], knownOrg: (org: string) => boolean): Doubt[] {
  const found = things.doubts;
  const find = (law: number, event: LedgerEvent, why: string, about?: Ref): void => {
    found.push({ law, incident: event.incident, seq: event.seq, why, ...(about === undefined ? {} : { about }) });
  };
  if (things.promises.length > 0) promises(things, incident, find);
  for (const [about, event] of things.touched) {
    const person = things.persons.get(about)!;
    if (person.org === null && person.measures.size > 0) find(1, event, `${about} is under a measure and nobody is responsible`);
    if (person.org !== null && !knownOrg(person.org)) find(1, event, `${about} is with ${person.org}, which is no organisation`);
  }
  for (const [about, event] of things.ends) {
    const end = things.inForce.get(about);
    const ending = openAbout(about).some((life) => life.due?.earliest === end?.earliest && life.due?.latest === end?.latest);
    if (end !== undefined && !ending) find(8, event, `${about} ends, and no duty to end it is due then`);
  }
  const settled = found.filter(({ about }) => about === undefined || !things.breaches.has(about));
  things.doubts = [];
  things.promises = [];
  for (const set of [things.wrote, things.named, things.breaches]) set.clear();
  things.touched.clear();
  things.ends.clear();
  return settled;
}
