/**
 * A plan of trips: its worth, and whether it keeps every rule. The same two functions judge what the solver
 * says, what the simple pass says and what tests try by brute force; a plan that breaks a rule is never shown.
 */
import type { Ms } from "../../../base/time.ts";
import { byText, carries, isUsable, takes, type FreeRoom, type Party, type Question } from "./question.ts";

export interface Trip {
  readonly vehicle: string;
  readonly team: string;
  readonly site: string;
  readonly class: string;
  readonly departAt: Ms;
  readonly contacts: readonly string[];
  /** Person → room. */
  readonly rooms: Readonly<Record<string, string>>;
}

/** Costs of a plan, in thousandths of leaving one person of the least urgency waiting. */
export const SERVED = 1000;
export const NEAR = 300;
export const TRIP = 20;
export const BED = 1;
export const BARRIER_FREE = 2;

/** What is wasted by putting `people` persons into a room. */
export function waste(room: Pick<FreeRoom, "beds" | "barrierFree">, people: number, barrierFree: boolean): number {
  return BED * (room.beds - people) + (room.barrierFree && !barrierFree ? BARRIER_FREE : 0);
}

export function worth(question: Question, parties: readonly Party[], trips: readonly Trip[]): number {
  const rooms = new Map(question.rooms.map((room) => [room.room, room]));
  const tripOf = new Map(trips.flatMap((trip) => trip.contacts.map((contact) => [contact, trip] as const)));
  let worth = trips.length === 0 ? 0 : -TRIP * trips.length;
  for (const party of parties) {
    const trip = tripOf.get(party.id);
    if (trip === undefined) continue;
    worth += SERVED * party.weight + (party.near === trip.site ? NEAR : 0);
    for (const unit of party.units) {
      const room = unit.joins === null ? rooms.get(trip.rooms[unit.people[0]!]!) : undefined;
      if (room !== undefined) worth -= waste(room, unit.people.length, unit.barrierFree);
    }
  }
  return worth;
}

/** Every rule a plan breaks, as sentences; none for a plan that may be shown. */
export function faults(question: Question, parties: readonly Party[], trips: readonly Trip[]): string[] {
  const found: string[] = [];
  const once = (names: readonly string[], what: string): void => {
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    if (twice.length > 0) found.push(`${what} taken twice: ${[...new Set(twice)].sort(byText).join(", ")}`);
  };
  once(trips.map((trip) => trip.vehicle), "vehicle");
  once(trips.map((trip) => trip.team), "team");
  once(trips.flatMap((trip) => trip.contacts), "person");
  for (const trip of trips) found.push(...tripFaults(question, parties, trip));
  const byRoom = new Map<string, string>();
  for (const party of parties) {
    const trip = trips.find((candidate) => candidate.contacts.includes(party.id));
    for (const unit of party.units) {
      const room = trip?.rooms[unit.people[0]!];
      if (room === undefined || unit.joins !== null) continue;
      if (byRoom.has(room)) found.push(`room ${room} given to ${byRoom.get(room)} and to ${unit.people[0]}`);
      byRoom.set(room, unit.people[0]!);
    }
  }
  return found;
}

function tripFaults(question: Question, parties: readonly Party[], trip: Trip): string[] {
  const found: string[] = [];
  const vehicle = question.vehicles.find((candidate) => candidate.vehicle === trip.vehicle);
  const aboard = parties.filter((party) => party.people.some((person) => trip.contacts.includes(person.contact)));
  const count = (of: (party: Party) => number): number => aboard.reduce((sum, party) => sum + of(party), 0);
  if (vehicle === undefined || !isUsable(vehicle, trip.departAt)) found.push(`${trip.vehicle} cannot leave then`);
  else if (!carries(vehicle, trip.contacts.length, count((party) => party.wheelchairs), count((party) => party.stretchers))) found.push(`${trip.vehicle} is over its capacity`);
  if (!question.teams.some((team) => team.team === trip.team)) found.push(`${trip.team} is not free`);
  if (question.sites.find((site) => site.site === trip.site)?.missing.length !== 0) found.push(`${trip.site} is not ready`);
  for (const party of aboard) {
    if (party.class !== trip.class) found.push(`${party.id} is of class ${party.class}, the trip of ${trip.class}`);
    if (party.only !== null && party.only !== trip.site) found.push(`${party.id} goes apart from a carer`);
    if (party.alone.length > 0) found.push(`${party.alone.join(", ")} would travel alone`);
    if (!party.people.every((person) => trip.contacts.includes(person.contact))) found.push(`the household of ${party.id} is parted`);
    for (const unit of party.units) {
      const names = [...new Set(unit.people.map((person) => trip.rooms[person]))];
      const room = question.rooms.find((candidate) => candidate.room === names[0]);
      if (names.length !== 1) found.push(`${unit.people.join(", ")} are put into different rooms`);
      else if (unit.joins !== null) { if (names[0] !== unit.joins) found.push(`${unit.people[0]} is not with the carer`); }
      else if (room === undefined || room.site !== trip.site || !takes(room, unit, party.class)) found.push(`${names[0] ?? "no room"} does not take ${unit.people.join(", ")}`);
    }
  }
  return found;
}
