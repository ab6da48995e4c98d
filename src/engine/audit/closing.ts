/**
 * The auditor's own count of a closed day: from what the ledger said of each person, never from their folded
 * state. A published figure must be what its events give (law 11).
 */
import { dayStart, nextDay, type Zone } from "../../base/civil.ts";
import type { When } from "../../base/time.ts";
import type { LedgerEvent, Post } from "../event.ts";

interface Person {
  owed: When | null;
  placed: When | null;
}

export type Placing = Map<string, Person>;

interface Closed {
  readonly org?: string;
  readonly day?: string;
  readonly window?: When;
  readonly placed?: number;
  readonly toPlace?: number;
  readonly carriedOver?: number;
}

/** Takes one event in; for a day that was closed, says where its figures are not what the ledger gives. */
export function recount(persons: Placing, event: LedgerEvent, input: { readonly incident: string; readonly commandPost: Post; readonly zone?: Zone }): string[] {
  if (event.incident !== input.incident) return [];
  if (event.type === "day.closed") return differences(persons, event.data as Closed, input);
  const owes = event.type === "contact.found" || event.type === "contact.received";
  if (!owes && event.type !== "person.arrived" && event.type !== "contact.placed" && event.type !== "contact.ruled_out") return [];
  for (const about of event.about.filter((one) => one.startsWith("contact:"))) {
    const person = persons.get(about) ?? { owed: null, placed: null };
    persons.set(about, person);
    if (owes) {
      if (event.data["needsPlacement"] === true && (person.owed === null || person.placed !== null)) Object.assign(person, { owed: event.occurred, placed: null });
    } else if (event.type === "contact.ruled_out") {
      if (person.placed === null) person.owed = null;
    } else if (event.type === "contact.placed" || person.placed === null) person.placed = event.occurred;
  }
  return [];
}

function differences(persons: Placing, { org, day, window, ...said }: Closed, { commandPost, zone }: { readonly commandPost: Post; readonly zone?: Zone }): string[] {
  if (window === undefined) return ["a day was closed, and nobody says from when to when it lasted"];
  if (zone !== undefined && day !== undefined && (window.earliest !== dayStart(zone, day) || window.latest !== dayStart(zone, nextDay(day)))) return [`${day} is not the day that was counted`];
  if (org !== commandPost.org) return [];
  let placed = 0;
  let waiting = 0;
  for (const { owed, placed: there } of persons.values()) {
    // Known to belong to this day or to one before it.
    if (owed === null || owed.earliest >= window.latest || owed.latest > window.latest) continue;
    if (there === null || there.latest > window.latest) waiting++;
    else if (there.latest > window.earliest || there.earliest >= window.earliest) placed++;
  }
  const own = { toPlace: placed + waiting, placed, carriedOver: waiting };
  return Object.entries(own).flatMap(([figure, count]) => (said[figure as keyof typeof own] === count ? [] : [`${String(day)} was closed with ${figure} ${String(said[figure as keyof typeof own])}; the ledger counts ${count}`]));
}
