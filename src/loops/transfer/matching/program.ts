/**
 * The matching as an integer program, and a plan read back from its solution. Parties that differ only in their
 * deadline are counted, not named: the solver says how many of a sort ride, and the oldest of them do. Vehicles
 * that are alike are kept apart, because a household is never split between two of them.
 *
 * Columns: ride[v,s,c] (vehicle v makes a trip to site s with class c), carry[t,v,s] (parties of sort t on it),
 * room[s,n,k] (rooms of kind k at s given to need n), served[t,i] (the i-th oldest party of sort t is moved).
 */
import { byText, isUsable, takes, type FreeRoom, type Party, type Question, type Unit, type Vehicle } from "./question.ts";
import { NEAR, SERVED, TRIP, waste, type Trip } from "./plan.ts";

export interface Row {
  readonly lower: number;
  readonly upper: number;
  readonly columns: number[];
  readonly values: number[];
}

/** Maximise cost · x, with every row's sum between its bounds. */
export interface IntegerProgram {
  readonly cost: number[];
  readonly upper: number[];
  readonly integer: boolean[];
  readonly rows: Row[];
}

interface Sort {
  readonly parties: Party[];
  readonly like: Party;
  /** How many rooms of each need one party takes. */
  readonly needs: ReadonlyMap<string, number>;
}

interface Carry { readonly column: number; readonly sort: Sort; readonly vehicle: Vehicle; readonly site: string }
interface Given { readonly column: number; readonly site: string; readonly need: string; readonly rooms: readonly FreeRoom[] }

export interface Built {
  readonly program: IntegerProgram;
  readonly carries: readonly Carry[];
  readonly given: readonly Given[];
  readonly sorts: readonly Sort[];
}

const needOf = (party: Party, unit: Unit): string => `${party.class} ${unit.people.length} ${unit.barrierFree ? "barrier-free" : "any"}`;

function sortsOf(parties: readonly Party[]): Sort[] {
  const sorts = new Map<string, Sort>();
  for (const party of parties) {
    if (party.alone.length > 0) continue;
    const needs = new Map<string, number>();
    for (const unit of party.units) if (unit.joins === null) needs.set(needOf(party, unit), (needs.get(needOf(party, unit)) ?? 0) + 1);
    const key = JSON.stringify([party.class, party.people.length, party.wheelchairs, party.stretchers, party.only, party.near, [...needs].sort((a, b) => byText(a[0], b[0]))]);
    const sort = sorts.get(key);
    if (sort === undefined) sorts.set(key, { parties: [party], like: party, needs });
    else sort.parties.push(party);
  }
  // Among parties alike the one that counts most rides first; what is equal goes by deadline, then by name.
  for (const sort of sorts.values()) sort.parties.sort((a, b) => b.weight - a.weight || a.due - b.due || byText(a.id, b.id));
  return [...sorts.values()];
}

/** Rooms of one site that are the same to everybody. */
function kindsOf(rooms: readonly FreeRoom[]): FreeRoom[][] {
  const kinds = new Map<string, FreeRoom[]>();
  for (const room of rooms.toSorted((a, b) => byText(a.room, b.room))) {
    const key = `${room.beds} ${room.barrierFree} ${room.classes === null ? "" : room.classes.toSorted(byText).join(",")}`;
    kinds.set(key, [...(kinds.get(key) ?? []), room]);
  }
  return [...kinds.values()];
}

export function build(question: Question, parties: readonly Party[]): Built {
  const program: IntegerProgram = { cost: [], upper: [], integer: [], rows: [] };
  const column = (cost: number, upper: number, integer = true): number => {
    program.integer.push(integer);
    program.upper.push(upper);
    return program.cost.push(cost) - 1;
  };
  const row = (lower: number, upper: number): Row => {
    const added: Row = { lower, upper, columns: [], values: [] };
    program.rows.push(added);
    return added;
  };
  const put = (into: Row, col: number, value: number): void => { into.columns.push(col); into.values.push(value); };
  const sorts = sortsOf(parties);
  const classes = [...new Set(sorts.map((sort) => sort.like.class))].sort(byText);
  const sites = question.sites.filter((site) => site.missing.length === 0).map((site) => site.site).sort(byText);
  const vehicles = question.vehicles.filter((vehicle) => isUsable(vehicle, question.departAt)).sort((a, b) => byText(a.vehicle, b.vehicle));
  const crews = row(0, question.teams.length);
  const served = sorts.map((sort) => {
    const moved = row(0, 0);
    for (const party of sort.parties) put(moved, column(SERVED * party.weight, 1, false), -1);
    return moved;
  });
  const demand = new Map<string, Row>();
  const carriesOut: Carry[] = [];
  for (const vehicle of vehicles) {
    const once = row(0, 1);
    for (const site of sites) for (const riskClass of classes) {
      const fitting = sorts.filter(({ like }) => like.class === riskClass && (like.only === null || like.only === site)
        && vehicle.seats >= like.people.length && vehicle.wheelchairs >= like.wheelchairs && vehicle.stretchers >= like.stretchers);
      if (fitting.length === 0) continue;
      const ride = column(-TRIP, 1);
      put(once, ride, 1);
      put(crews, ride, 1);
      const limits: [number, (party: Party) => number][] = [[vehicle.seats, (party) => party.people.length]];
      if (fitting.some(({ like }) => like.wheelchairs > 0)) limits.push([vehicle.wheelchairs, (party) => party.wheelchairs]);
      if (fitting.some(({ like }) => like.stretchers > 0)) limits.push([vehicle.stretchers, (party) => party.stretchers]);
      const rows = limits.map(([most, of]) => {
        const limit = row(-Infinity, 0);
        put(limit, ride, -most);
        return { limit, of };
      });
      for (const sort of fitting) {
        const carry = column(sort.like.near === site ? NEAR : 0, Math.min(sort.parties.length, Math.floor(vehicle.seats / sort.like.people.length)));
        carriesOut.push({ column: carry, sort, vehicle, site });
        for (const { limit, of } of rows) if (of(sort.like) > 0) put(limit, carry, of(sort.like));
        put(served[sorts.indexOf(sort)]!, carry, 1);
        for (const [need, count] of sort.needs) {
          const key = `${site}|${need}`;
          if (!demand.has(key)) demand.set(key, row(-Infinity, 0));
          put(demand.get(key)!, carry, count);
        }
      }
    }
  }
  const given = sites.flatMap((site) => roomColumns(question, site, sorts, demand, { column, row, put }));
  return { program, carries: carriesOut, given, sorts };
}

interface Pen {
  readonly column: (cost: number, upper: number, integer?: boolean) => number;
  readonly row: (lower: number, upper: number) => Row;
  readonly put: (into: Row, column: number, value: number) => void;
}

function roomColumns(question: Question, site: string, sorts: readonly Sort[], demand: ReadonlyMap<string, Row>, pen: Pen): Given[] {
  const units = new Map(sorts.flatMap(({ like }) => like.units.filter((unit) => unit.joins === null).map((unit) => [needOf(like, unit), { unit, class: like.class }] as const)));
  const given: Given[] = [];
  for (const rooms of kindsOf(question.rooms.filter((room) => room.site === site))) {
    const stock = pen.row(0, rooms.length);
    for (const [need, { unit, class: riskClass }] of units) {
      const wanted = demand.get(`${site}|${need}`);
      if (wanted === undefined || !takes(rooms[0]!, unit, riskClass)) continue;
      const column = pen.column(-waste(rooms[0]!, unit.people.length, unit.barrierFree), rooms.length);
      pen.put(stock, column, 1);
      pen.put(wanted, column, -1);
      given.push({ column, site, need, rooms });
    }
  }
  return given;
}

/** The plan a solution stands for: the oldest of each sort ride, rooms and teams go by name. */
export function read(built: Built, values: ArrayLike<number>, question: Question): Trip[] {
  const whole = (column: number): number => Math.round(values[column] ?? 0);
  const taken = new Map<readonly FreeRoom[], number>();
  const rooms = new Map<string, string[]>();
  for (const { column, site, need, rooms: kind } of built.given) {
    const from = taken.get(kind) ?? 0;
    taken.set(kind, from + whole(column));
    const key = `${site}|${need}`;
    rooms.set(key, [...(rooms.get(key) ?? []), ...kind.slice(from, from + whole(column)).map((room) => room.room)]);
  }
  const queue = new Map(built.sorts.map((sort) => [sort, [...sort.parties]]));
  const aboard = new Map<string, { vehicle: Vehicle; site: string; parties: Party[] }>();
  for (const { column, sort, vehicle, site } of built.carries) {
    for (let count = whole(column); count > 0; count--) {
      const party = queue.get(sort)!.shift();
      if (party === undefined) return [];
      const key = `${vehicle.vehicle}|${site}|${party.class}`;
      if (!aboard.has(key)) aboard.set(key, { vehicle, site, parties: [] });
      aboard.get(key)!.parties.push(party);
    }
  }
  const teams = question.teams.toSorted((a, b) => byText(a.team, b.team));
  return [...aboard.values()].flatMap(({ vehicle, site, parties }): Trip[] => {
    const [team] = teams.splice(Math.max(0, teams.findIndex((candidate) => candidate.org === vehicle.org)), 1);
    if (team === undefined) return [];
    const given: Record<string, string> = {};
    for (const party of parties) for (const unit of party.units) {
      const room = unit.joins ?? rooms.get(`${site}|${needOf(party, unit)}`)?.shift();
      for (const person of unit.people) if (room !== undefined) given[person] = room;
    }
    return [{ vehicle: vehicle.vehicle, team: team.team, site, class: parties[0]!.class, departAt: question.departAt, contacts: parties.flatMap((party) => party.people.map((person) => person.contact)), rooms: given }];
  });
}
