// The simple pass and the reasons, without a solver: rules kept on drawn questions, and each reason on a small one.
import { describe, expect, test } from "vitest";
import { seededRng } from "../../../base/rng.ts";
import { HOUR } from "../../../base/time.ts";
import { faults, worth } from "./plan.ts";
import { matching } from "./propose.ts";
import { build, read } from "./program.ts";
import { partiesOf, urgency, type Question, type Traveller, type Vehicle } from "./question.ts";
import { trialQuestion } from "./trial-question.ts";
import type { WhyCode } from "./reasons.ts";

const person = (contact: string, more: Partial<Traveller> = {}): Traveller =>
  ({ contact, class: "close", due: 0, household: null, wheelchair: false, stretcher: false, dependant: false, carer: null, ...more });
const car = (vehicle: string, seats: number, more: Partial<Vehicle> = {}): Vehicle =>
  ({ vehicle, org: "B", seats, wheelchairs: 0, stretchers: 0, promisedTo: null, dirty: null, out: null, ...more });
const room = (name: string, more: object = {}) => ({ room: name, site: "S1", beds: 1, barrierFree: false, classes: null, ...more });

const ASKED: Question = {
  departAt: 0, doublingMs: 4 * HOUR, travellers: [person("P1")], placed: [], sites: [{ site: "S1", missing: [] }], rooms: [room("R1")], vehicles: [car("V1", 4)], teams: [{ team: "K1", org: "B" }],
};
const asked = (more: Partial<Question>): Question => ({ ...ASKED, ...more });

describe("parties", () => {
  test("a household of one class travels together; a carer and a child of another household as well", () => {
    const parties = partiesOf(asked({ travellers: [person("A", { household: "H" }), person("B", { household: "H" }), person("C", { household: "H", class: "secondary" }), person("D", { carer: "A", dependant: true })] }));
    expect(parties.map((party) => party.people.map((one) => one.contact))).toEqual([["A", "B", "D"], ["C"]]);
    expect(parties[0]!.units.map((unit) => unit.people)).toEqual([["A", "D"], ["B"]]);
  });

  test("a deadline four hours earlier counts for twice as much", () => {
    expect([-8, -4, 0, 4, 8].map((hour) => urgency(hour * HOUR, ASKED))).toEqual([256, 128, 64, 32, 16]);
  });
});

test("[SM-235] on drawn questions no plan of the simple pass breaks a rule, and everybody left has a reason", () => {
  const rng = seededRng(7).stream("matching");
  for (let round = 0; round < 150; round++) {
    const question = trialQuestion(rng, { people: 1 + rng.below(30), rooms: rng.below(30), vehicles: rng.below(6), teams: rng.below(5), sites: 1 + rng.below(3) });
    const found = matching(question, null);
    const parties = partiesOf(question);
    expect(faults(question, parties, found.trips)).toEqual([]);
    const named = [...found.trips.flatMap((trip) => trip.contacts), ...found.waiting.flatMap((one) => one.contacts)];
    expect(named.toSorted()).toEqual(question.travellers.map((one) => one.contact).toSorted());
    expect(found.by).toBe("simple-pass");
  }
});

test("whatever a solver says that breaks a rule, or is worth less, is not taken", () => {
  const question = asked({ travellers: [person("P1"), person("P2")], rooms: [room("R1")] });
  const built = build(question, partiesOf(question));
  const lies = built.program.cost.map(() => 1);
  const both = matching(question, { values: lies, bound: 0, proved: true });
  expect(both.by).toBe("simple-pass");
  expect(both.trips.flatMap((trip) => trip.contacts)).toEqual(["P1"]);
  const nothing = matching(question, { values: built.program.cost.map(() => 0), bound: 0, proved: true });
  expect(nothing.trips).toHaveLength(1);
  expect(read(built, [], question)).toEqual([]);
});

test("the checker sees each rule broken", () => {
  const question = asked({ travellers: [person("P1", { household: "H" }), person("P2", { household: "H" }), person("P3", { class: "secondary" })], rooms: [room("R1"), room("R2", { classes: ["secondary"] })], vehicles: [car("V1", 1, { dirty: { until: null } })] });
  const parties = partiesOf(question);
  const trip = { vehicle: "V1", team: "K9", site: "S1", class: "close", departAt: 0, contacts: ["P1", "P3"], rooms: { P1: "R2", P3: "R2" } };
  expect(faults(question, parties, [trip]).join("; ")).toMatch(/cannot leave.*K9 is not free.*parted.*does not take.*class secondary/);
  expect(faults(question, parties, [trip, trip])).toContain("vehicle taken twice: V1");
  expect(worth(question, parties, [])).toBe(0);
});

describe("[SM-156] why somebody waits: the one reason that binds", () => {
  test.each<[WhyCode, Partial<Question>]>([
    ["no-room-of-class", { rooms: [] }],
    ["no-room-of-class", { rooms: [room("R1", { classes: ["secondary"] })] }],
    ["site-not-ready", { sites: [{ site: "S1", missing: ["manager post"] }] }],
    ["no-barrier-free-room", { travellers: [person("P1", { wheelchair: true })], vehicles: [car("V1", 4, { wheelchairs: 1 })] }],
    ["no-wheelchair-vehicle", { travellers: [person("P1", { wheelchair: true })], rooms: [room("R1", { barrierFree: true })] }],
    ["no-stretcher-vehicle", { travellers: [person("P1", { stretcher: true })], rooms: [room("R1", { barrierFree: true })] }],
    ["vehicle-under-disinfection", { vehicles: [car("V1", 4, { dirty: { until: HOUR } })] }],
    ["vehicle-promised", { vehicles: [car("V1", 4, { promisedTo: "T1" })] }],
    ["vehicle-promised", { vehicles: [car("V1", 4, { out: "flat tyre" })] }],
    ["no-team-free", { teams: [] }],
    ["no-carer-named", { travellers: [person("P1", { dependant: true })] }],
    ["household-does-not-fit", { travellers: [person("P1", { household: "H" }), person("P2", { household: "H" })] }],
    ["household-does-not-fit", { travellers: [person("P1"), person("P2", { dependant: true, carer: "P1" })], rooms: [room("R1"), room("R2")] }],
    ["household-does-not-fit", { travellers: [person("P1", { household: "H" }), person("P2", { household: "H" })], rooms: [room("R1"), room("R2")], vehicles: [car("V1", 1)] }],
  ])("%s", (code, more) => {
    const found = matching(asked(more), null);
    expect(found.trips).toEqual([]);
    expect(found.waiting.map((one) => one.why.code)).toEqual([code]);
  });

  test("what went to others is said to be so, and a vehicle that will be clean is named with its time", () => {
    const two = { travellers: [person("P1", { due: -HOUR }), person("P2")] };
    const reason = (more: Partial<Question>) => matching(asked({ ...two, ...more }), null).waiting.map(({ contacts, why }) => [contacts[0], why.code, why.about, why.until]);
    expect(reason({})).toEqual([["P2", "room-given-earlier", null, null]]);
    const rooms = [room("R1"), room("R2")];
    expect(reason({ rooms, vehicles: [car("V1", 1)] })).toEqual([["P2", "vehicle-given-earlier", null, null]]);
    expect(reason({ rooms, vehicles: [car("V1", 1), car("V2", 1)] })).toEqual([["P2", "no-team-free", null, null]]);
    expect(reason({ rooms, vehicles: [car("V1", 1), car("V2", 1, { dirty: { until: HOUR } })] })).toEqual([["P2", "vehicle-under-disinfection", "V2", HOUR]]);
  });

  test("nobody waits where all is there, and a child joins the parent who is at the site already", () => {
    expect(matching(ASKED, null).waiting).toEqual([]);
    const child = asked({
      travellers: [person("P2", { dependant: true, carer: "P1" })], rooms: [room("R2", { site: "S2" })], sites: [{ site: "S1", missing: [] }, { site: "S2", missing: [] }],
      placed: [{ contact: "P1", household: null, class: "close", site: "S1", room: "R1", bedsLeft: 1 }],
    });
    expect(matching(child, null).trips).toMatchObject([{ site: "S1", rooms: { P2: "R1" } }]);
  });
});
