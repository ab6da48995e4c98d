/**
 * The simple pass: oldest deadline first, each party into the first trip under way it fits, or onto the smallest
 * vehicle that will do. It is what a careful clerk does by hand, what the solver starts from, and what is left
 * when the solver has no time.
 */
import { byText, carries, isUsable, takes, type FreeRoom, type Party, type Question, type Vehicle } from "./question.ts";
import { NEAR, waste, type Trip } from "./plan.ts";

export interface Open {
  readonly vehicle: Vehicle;
  readonly team: string;
  readonly site: string;
  readonly class: string;
  readonly parties: Party[];
  readonly rooms: Record<string, string>;
}

/** What is still to be had while a plan is being made. */
export interface Left {
  readonly rooms: Map<string, FreeRoom[]>;
  readonly vehicles: Vehicle[];
  readonly teams: { team: string; org: string }[];
  readonly open: Open[];
}

export function everything(question: Question): Left {
  const ready = new Set(question.sites.filter((site) => site.missing.length === 0).map((site) => site.site));
  const rooms = new Map<string, FreeRoom[]>([...ready].sort(byText).map((site) => [site, []]));
  for (const room of question.rooms.toSorted((a, b) => a.beds - b.beds || Number(a.barrierFree) - Number(b.barrierFree) || byText(a.room, b.room))) rooms.get(room.site)?.push(room);
  const size = (vehicle: Vehicle): number => vehicle.seats * 100 + vehicle.wheelchairs * 10 + vehicle.stretchers;
  return {
    rooms, open: [], teams: question.teams.toSorted((a, b) => byText(a.team, b.team)),
    vehicles: question.vehicles.filter((vehicle) => isUsable(vehicle, question.departAt)).sort((a, b) => size(a) - size(b) || byText(a.vehicle, b.vehicle)),
  };
}

/** Rooms for every unit of a party at one site, the least wasteful first; null when they do not suffice. */
export function roomsFor(party: Party, free: readonly FreeRoom[]): { rooms: Record<string, string>; used: Set<string>; wasted: number } | null {
  const rooms: Record<string, string> = {};
  const used = new Set<string>();
  let wasted = 0;
  // Units that few rooms take choose first: barrier-free ones, then large ones.
  for (const unit of party.units.toSorted((a, b) => Number(b.barrierFree) - Number(a.barrierFree) || b.people.length - a.people.length)) {
    let chosen: FreeRoom | undefined;
    for (const room of unit.joins === null ? free : []) {
      if (used.has(room.room) || !takes(room, unit, party.class)) continue;
      if (chosen === undefined || waste(room, unit.people.length, unit.barrierFree) < waste(chosen, unit.people.length, unit.barrierFree)) chosen = room;
    }
    if (unit.joins === null && chosen === undefined) return null;
    if (chosen !== undefined) {
      used.add(chosen.room);
      wasted += waste(chosen, unit.people.length, unit.barrierFree);
    }
    for (const person of unit.people) rooms[person] = unit.joins ?? chosen!.room;
  }
  return { rooms, used, wasted };
}

export function fits(open: Open, party: Party): boolean {
  const all = [...open.parties, party];
  const sum = (of: (party: Party) => number): number => all.reduce((total, one) => total + of(one), 0);
  return open.class === party.class && carries(open.vehicle, sum((one) => one.people.length), sum((one) => one.wheelchairs), sum((one) => one.stretchers));
}

/** Adds a party to what is under way, or leaves everything as it was and says false. */
export function add(left: Left, party: Party): boolean {
  if (party.alone.length > 0) return false;
  const sites = [...left.rooms.keys()].filter((site) => party.only === null || party.only === site)
    .map((site) => ({ site, found: roomsFor(party, left.rooms.get(site)!) }))
    .filter((choice) => choice.found !== null)
    .sort((a, b) => a.found!.wasted - (a.site === party.near ? NEAR : 0) - b.found!.wasted + (b.site === party.near ? NEAR : 0) || byText(a.site, b.site));
  const joined = sites.map(({ site }) => left.open.find((open) => open.site === site && fits(open, party))).find((open) => open !== undefined);
  const trip = joined ?? start(left, party, sites[0]?.site);
  if (trip === undefined) return false;
  const { rooms, used } = sites.find((choice) => choice.site === trip.site)!.found!;
  trip.parties.push(party);
  Object.assign(trip.rooms, rooms);
  left.rooms.set(trip.site, left.rooms.get(trip.site)!.filter((room) => !used.has(room.room)));
  return true;
}

function start(left: Left, party: Party, site: string | undefined): Open | undefined {
  const vehicle = left.vehicles.find((candidate) => carries(candidate, party.people.length, party.wheelchairs, party.stretchers));
  if (site === undefined || vehicle === undefined || left.teams.length === 0) return undefined;
  left.vehicles.splice(left.vehicles.indexOf(vehicle), 1);
  const own = left.teams.findIndex((team) => team.org === vehicle.org);
  const [team] = left.teams.splice(Math.max(0, own), 1);
  const trip: Open = { vehicle, team: team!.team, site, class: party.class, parties: [], rooms: {} };
  left.open.push(trip);
  return trip;
}

/** What a plan leaves, and its trips as they could still be filled up. */
export function after(question: Question, parties: readonly Party[], trips: readonly Trip[]): Left {
  const left = everything(question);
  for (const trip of trips) {
    const vehicle = left.vehicles.find((candidate) => candidate.vehicle === trip.vehicle)!;
    const aboard = new Set(trip.contacts);
    const used = new Set(Object.values(trip.rooms));
    left.vehicles.splice(left.vehicles.indexOf(vehicle), 1);
    left.teams.splice(left.teams.findIndex((team) => team.team === trip.team), 1);
    left.rooms.set(trip.site, left.rooms.get(trip.site)!.filter((room) => !used.has(room.room)));
    left.open.push({ vehicle, team: trip.team, site: trip.site, class: trip.class, parties: parties.filter((party) => aboard.has(party.id)), rooms: { ...trip.rooms } });
  }
  return left;
}

export function tripsOf(left: Left, question: Question): Trip[] {
  return left.open.map((open) => ({
    vehicle: open.vehicle.vehicle, team: open.team, site: open.site, class: open.class, departAt: question.departAt,
    contacts: open.parties.flatMap((party) => party.people.map((person) => person.contact)), rooms: open.rooms,
  }));
}

export function greedy(question: Question, parties: readonly Party[]): Trip[] {
  const left = everything(question);
  for (const party of parties) add(left, party);
  return tripsOf(left, question);
}
