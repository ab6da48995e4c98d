// The solver's plans: every rule kept, the best there is on small questions tried out by force, the same answer
// twice, oldest first among people alike, and in a thread as in none.
import { describe, expect, test } from "vitest";
import { seededRng } from "../base/rng.ts";
import { HOUR } from "../base/time.ts";
import { add, everything, roomsFor, tripsOf } from "../loops/transfer/matching/greedy.ts";
import { faults, worth, type Trip } from "../loops/transfer/matching/plan.ts";
import { build, read } from "../loops/transfer/matching/program.ts";
import { matching, programOf } from "../loops/transfer/matching/propose.ts";
import { carries, isUsable, partiesOf, type FreeRoom, type Party, type Question } from "../loops/transfer/matching/question.ts";
import { trialQuestion } from "../loops/transfer/matching/trial-question.ts";
import { solveNow } from "./highs.ts";
import { LIMITS, solve } from "./matching.ts";

/** The most any plan can be worth: every party left, or put on every vehicle to every site, every choice of rooms. */
function byForce(question: Question): number {
  const parties = partiesOf(question);
  const vehicles = question.vehicles.filter((vehicle) => isUsable(vehicle, question.departAt));
  const ready = question.sites.filter((site) => site.missing.length === 0).map((site) => site.site);
  let best = 0;
  const rides = new Map<string, { site: string; class: string; parties: Party[]; rooms: Record<string, string> }>();
  const roomChoices = (party: Party, site: string, free: readonly FreeRoom[]): Record<string, string>[] => {
    const choose = (index: number, used: ReadonlySet<string>): Record<string, string>[] => {
      const unit = party.units[index];
      if (unit === undefined) return [{}];
      return free.filter((room) => room.site === site && !used.has(room.room) && roomsFor({ ...party, units: [unit] }, [room]) !== null)
        .flatMap((room) => choose(index + 1, new Set([...used, room.room])).map((rest) => ({ ...Object.fromEntries(unit.people.map((name) => [name, room.room])), ...rest })));
    };
    return choose(0, new Set());
  };
  const visit = (index: number, free: readonly FreeRoom[]): void => {
    const party = parties[index];
    if (party === undefined) {
      const trips: Trip[] = [...rides].map(([vehicle, ride], at) => ({
        vehicle, team: question.teams[at]!.team, site: ride.site, class: ride.class, departAt: question.departAt, contacts: ride.parties.flatMap((one) => one.people.map((person) => person.contact)), rooms: ride.rooms,
      }));
      if (faults(question, parties, trips).length === 0) best = Math.max(best, worth(question, parties, trips));
      return;
    }
    visit(index + 1, free);
    if (party.alone.length > 0) return;
    for (const vehicle of vehicles) for (const site of ready) {
      const ride = rides.get(vehicle.vehicle);
      if (ride === undefined ? rides.size >= question.teams.length : ride.site !== site || ride.class !== party.class) continue;
      const aboard = [...(ride?.parties ?? []), party];
      const sum = (of: (one: Party) => number): number => aboard.reduce((total, one) => total + of(one), 0);
      if (!carries(vehicle, sum((one) => one.people.length), sum((one) => one.wheelchairs), sum((one) => one.stretchers))) continue;
      for (const rooms of roomChoices(party, site, free)) {
        const used = new Set(Object.values(rooms));
        rides.set(vehicle.vehicle, { site, class: party.class, parties: aboard, rooms: { ...ride?.rooms, ...rooms } });
        visit(index + 1, free.filter((room) => !used.has(room.room)));
        if (ride === undefined) rides.delete(vehicle.vehicle);
        else rides.set(vehicle.vehicle, ride);
      }
    }
  };
  visit(0, question.rooms);
  return best;
}

async function solved(question: Question, exact = true): Promise<Trip[]> {
  const parties = partiesOf(question);
  const built = build(question, parties);
  if (built.program.cost.length === 0) return [];
  const { values } = await solveNow(built.program, LIMITS, exact);
  return values === null ? [] : read(built, values, question);
}

describe("the solver's plan", () => {
  test("[SM-235] is the best there is, wherever all plans can be tried", async () => {
    const rng = seededRng(11).stream("force");
    let beyondSimple = 0;
    for (let round = 0; round < 25; round++) {
      const question = trialQuestion(rng, { people: 3 + rng.below(3), rooms: 2 + rng.below(3), vehicles: 1 + rng.below(2), teams: 1 + rng.below(2), sites: 1 + rng.below(2) });
      const parties = partiesOf(question);
      const trips = await solved(question);
      expect(faults(question, parties, trips)).toEqual([]);
      expect(worth(question, parties, trips)).toBe(byForce(question));
      const left = everything(question);
      for (const party of parties) add(left, party);
      if (worth(question, parties, tripsOf(left, question)) < worth(question, parties, trips)) beyondSimple++;
    }
    expect(beyondSimple).toBeGreaterThan(0);
  }, 120_000);

  test("[SM-235] keeps every rule on larger questions, is never worth less than the simple pass, and is the same twice", async () => {
    const rng = seededRng(12).stream("large");
    for (let round = 0; round < 4; round++) {
      const question = trialQuestion(rng, { people: 25 + rng.below(25), rooms: 20 + rng.below(25), vehicles: 3 + rng.below(4), teams: 2 + rng.below(4), sites: 2 });
      const parties = partiesOf(question);
      const first = await solveNow(programOf(question), LIMITS);
      const found = matching(question, first);
      expect(faults(question, parties, found.trips)).toEqual([]);
      expect(found.worth).toBeGreaterThanOrEqual(found.simpleWorth);
      expect(matching(question, await solveNow(programOf(question), LIMITS))).toEqual(found);
    }
  }, 120_000);

  test("when means are scarce the oldest deadline goes first among people alike", async () => {
    const rng = seededRng(13).stream("oldest");
    for (let round = 0; round < 10; round++) {
      const drawn = trialQuestion(rng, { people: 20, rooms: 8, vehicles: 2, teams: 2, sites: 2 });
      const question = { ...drawn, travellers: drawn.travellers.map((one) => ({ ...one, household: null, carer: null, dependant: false, wheelchair: false, stretcher: false })) };
      const found = matching(question, await solveNow(programOf(question), LIMITS, true));
      const moved = new Set(found.trips.flatMap((trip) => trip.contacts));
      for (const riskClass of ["close", "secondary"]) {
        const queue = question.travellers.filter((one) => one.class === riskClass).sort((a, b) => a.due - b.due || (a.contact < b.contact ? -1 : 1));
        const gone = queue.map((one) => moved.has(one.contact));
        expect(gone.lastIndexOf(true)).toBe(gone.filter(Boolean).length - 1);
      }
    }
  }, 120_000);
});

test("in a thread of its own the answer is the same; without time the simple pass stands", async () => {
  const question = trialQuestion(seededRng(14).stream("thread"), { people: 30, rooms: 25, vehicles: 4, teams: 4, sites: 2 });
  const program = programOf(question);
  expect(matching(question, await solve(program))).toEqual(matching(question, await solveNow(program, LIMITS)));
  const hurried = matching(question, await solve(program, { nodes: 0, seconds: 0 }));
  expect(hurried.proved).toBe(false);
  expect(hurried.trips.length).toBeGreaterThan(0);
  expect(await solve({ cost: [], upper: [], integer: [], rows: [] })).toBeNull();
  expect(matching({ ...question, departAt: HOUR }, null).by).toBe("simple-pass");
}, 120_000);
