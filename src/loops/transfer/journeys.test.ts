// Journeys: needs and carers, shared rooms, the proposal and what overtakes it, hops on the clock, clean vehicles.
import { describe, expect, test } from "vitest";
import { at, HOUR, MINUTE } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, COMMUNITY, COUNTY, DISTRICT, findContacts, SITE, tryCity } from "../trial-city.ts";
import { boardOf, custodyOf, lateTransfers, linesWithoutLead } from "./board.ts";
import { ask, proposal, type Present, type Proposal } from "./matching/views.ts";
import type { Bookable, TripView } from "./views.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import dutyPack from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, dutyPack, rights);
const T = Date.UTC(2021, 8, 24);
const plan = (trip: string, rooms: Record<string, string>, more: object = {}) => ({ trip, contacts: Object.keys(rooms), site: "S1", rooms, vehicle: "V1", team: "K1", departAt: at(T + HOUR), ...more });

function city(...contacts: string[]): Trial {
  const trial = tryCity(PACK, T);
  trial.tell(COMMAND, "room.register", { room: "F1", site: "S1", capacity: 3, barrierFree: true });
  findContacts(trial, ...contacts);
  return trial;
}

function present(trial: Trial): Present {
  const { state } = trial.simulation;
  const of = (kind: string) => [...state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
  return {
    incident: "trial", now: trial.simulation.now(), pack: PACK, transfers: [...state.allDuties()].filter((duty) => duty.kind === "contact.transfer"),
    things: { contact: of("contact"), passenger: of("passenger"), trip: of("trip"), site: of("site"), room: of("room"), vehicle: of("vehicle"), team: of("team") },
  };
}

const propose = (trial: Trial): Proposal => proposal(ask(present(trial)), null);
const room = (trial: Trial, id: string): Bookable => trial.simulation.state.thing(`room:${id}`)!.state as Bookable;
const trip = (trial: Trial, id: string): TripView => trial.simulation.state.thing(`trip:${id}`)!.state as TripView;


/** No law is broken in the ledger a test has made. */
function lawful({ simulation }: Trial): void {
  expect(audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]), packHash: PACK.hash,
    duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  })).toEqual([]);
}

describe("what a journey must take care of", () => {
  test("[SM-248] the person is told before departure; untold, whoever planned it is alarmed", () => {
    const told = city("P1");
    told.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    told.tell(COUNTY, "transfer.inform", { contacts: ["P1"], why: "close contact", where: "S1", howLong: "14 days", bring: "medicine", call: "12345", how: "phone", language: "zh" });
    told.wait(2 * HOUR);
    expect(told.duty("transfer.inform", "contact:P1").done).not.toBeNull();
    expect(told.simulation.state.thing("passenger:P1")!.state["informedAt"]).toEqual(at(T));
    const untold = city("P1");
    untold.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    untold.wait(2 * HOUR);
    expect(untold.duty("transfer.inform", "contact:P1").overdue).not.toBeNull();
    const off = city("P1");
    off.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    off.tell(COUNTY, "transfer.cancel", { trip: "T1", reason: "r" });
    expect(off.duty("transfer.inform", "contact:P1").status).toBe("lapsed");
  });

  test.each<[string, object, string]>([
    ["own-carer", { contact: "P1", carer: "P1" }, "passenger.describe"],
    ["unknown-contact", { contact: "P1", carer: "P9" }, "passenger.describe"],
    ["unknown-contact", { contact: "P9" }, "passenger.describe"],
    ["reason-missing", { contact: "P1", code: "other" }, "transfer.explain-delay"],
    ["not-the-holder", { contacts: ["P1"], missing: ["vehicle"] }, "transfer.request"],
    ["unknown-room", { rooms: ["R9"], classes: ["close"] }, "room.designate"],
    ["more-places-than-seats", { vehicle: "V9", org: "B", seats: 1, wheelchairs: 2 }, "vehicle.register"],
    ["unknown-vehicle", { vehicle: "V9" }, "vehicle.disinfect"],
    ["unknown-trip", { trip: "T9" }, "transfer.reach-gate"],
    ["nothing-proposed", { cancel: [], trips: [] }, "transfer.adopt"],
  ])("%s", (code, data, type) => {
    expect(city("P1").code(COUNTY, type, data)).toBe(code);
  });

  test("[SM-236] nobody who cannot be alone travels without a carer, no wheelchair in a car without the place, no two classes", () => {
    const trial = city("P1", "P2");
    trial.tell(COMMAND, "vehicle.register", { vehicle: "W1", org: "B", seats: 3, wheelchairs: 1 });
    trial.tell(DISTRICT, "contact.find", { contact: "P3", class: "secondary" });
    trial.tell(COMMUNITY, "passenger.describe", { contact: "P2", dependant: true, carer: "P1", wheelchair: true });
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P2: "R1" }, { vehicle: "W1" }))).toBe("without-carer");
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "F1", P2: "F1" }))).toBe("no-place-for-need");
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "R1", P3: "R2" }))).toBe("classes-mixed");
    trial.tell(COMMAND, "room.designate", { rooms: ["R1"], classes: ["secondary"] });
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }))).toBe("room-of-another-class");
    trial.tell(COMMAND, "vehicle.stop", { vehicle: "V1", reason: "brakes" });
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "R2" }))).toBe("vehicle-out-of-service");
    trial.tell(COMMAND, "vehicle.resume", { vehicle: "V1" });
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "R2" }))).toBe("accepted");
  });
});

describe("a room shared", () => {
  function family(): Trial {
    const trial = city("P1", "P2", "P3", "P4");
    for (const contact of ["P2", "P3", "P4"]) trial.tell(COMMUNITY, "passenger.describe", { contact, carer: "P1", household: "H1" });
    trial.tell(COMMUNITY, "passenger.describe", { contact: "P1", household: "H1" });
    trial.tell(COMMAND, "vehicle.register", { vehicle: "W1", org: "B", seats: 5 });
    return trial;
  }

  test("[SM-235] one household shares a room up to its beds; strangers do not", () => {
    const trial = family();
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P1: "F1", P2: "F1", P3: "F1", P4: "F1" }, { vehicle: "W1" }))).toBe("room-too-small");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "F1", P2: "F1" }, { vehicle: "W1" }));
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P1", claimedWith: ["P2"] });
    trial.tell(COUNTY, "transfer.plan", plan("T2", { P3: "F1" }, { team: "K2" }));
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P1", claimedWith: ["P2", "P3"] });
    findContacts(trial, "P9");
    expect(trial.code(COUNTY, "transfer.plan", plan("T3", { P9: "F1" }, { vehicle: "V2", team: "K2" }))).toBe("already-promised");
    lawful(trial);
  });

  test("arrived together unplanned, a household has one room; beyond its beds, or with a stranger, it is so and on record", () => {
    const trial = family();
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2"], rooms: { P1: "F1", P2: "F1" } });
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P1", claimedWith: ["P2"] });
    expect(trial.said("breach.recorded")).toEqual([]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P3", "P4"], rooms: { P3: "F1", P4: "F1" } });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["room-too-small"]);
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P1", claimedWith: ["P2", "P3", "P4"] });
    // Two move out of it at once: whoever stays keeps it.
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2"], rooms: { P1: "R1", P2: "R2" } });
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P3", claimedWith: ["P4"] });
    findContacts(trial, "P9");
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P9"], rooms: { P9: "R1" } });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["room-too-small", "already-promised"]);
    lawful(trial);
  });

  test("who stays keeps it, and the last to leave frees it", () => {
    const trial = family();
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "F1", P2: "F1", P3: "F1" }, { vehicle: "W1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2", "P3"], trip: "T1" });
    expect(trial.said("breach.recorded")).toEqual([]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: "R1" } });
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P2", claimedWith: ["P3"] });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P3"], rooms: { P3: "R2" } });
    expect(room(trial, "F1")).toMatchObject({ claimedBy: "P2", claimedWith: [] });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P2"], rooms: { P2: "R3" } });
    expect(room(trial, "F1")).toMatchObject({ claimedBy: null, status: "free" });
    lawful(trial);
  });
});

describe("a proposal", () => {
  test("[SM-235] [SM-156] is taken over whole by one command, and says why the others wait", () => {
    const trial = city("P1", "P2", "P3", "P4", "P5");
    trial.tell(COMMUNITY, "passenger.describe", { contact: "P5", wheelchair: true });
    const found = propose(trial);
    expect(found.waiting.map(({ contacts, why }) => [contacts, why.code])).toEqual([[["P5"], "no-wheelchair-vehicle"]]);
    expect(found.waiting[0]!.duties).toEqual([trial.duty("contact.transfer", "contact:P5").id]);
    trial.tell(COUNTY, "transfer.adopt", found.adopt);
    expect(trial.said("transfer.planned").flatMap((event) => event.data["contacts"])).toEqual(["P1", "P2", "P3", "P4"]);
    expect(trial.duty("contact.transfer", "contact:P1").planned).not.toBeNull();
    expect(propose(trial).adopt.trips).toEqual([]);
    lawful(trial);
  });

  test("one that no longer fits is refused whole, and nothing is promised", () => {
    const trial = city("P1", "P2", "P3", "P4");
    const found = propose(trial);
    expect(found.adopt.trips).toHaveLength(2);
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }, { vehicle: found.adopt.trips[1]!.vehicle }));
    expect(trial.code(COUNTY, "transfer.adopt", found.adopt)).toBe("already-promised");
    expect(trial.said("transfer.planned")).toHaveLength(1);
    const twice = { cancel: [], trips: [found.adopt.trips[0]!, { ...found.adopt.trips[0]!, trip: "other" }] };
    expect(trial.code(COUNTY, "transfer.adopt", twice)).toBe("named-twice");
  });

  test.each<[string, (trial: Trial) => void]>([
    ["person-not-to-move", (trial) => trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "not there" })],
    ["site-not-ready", (trial) => trial.tell(COMMAND, "site.close", { site: "S1", reason: "fire" })],
    ["vehicle-lost", (trial) => trial.tell(COMMAND, "vehicle.stop", { vehicle: "V1", reason: "brakes" })],
    ["room-lost", (trial) => trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P3"], rooms: { P3: "R1" } })],
  ])("[SM-235] a plan overtaken (%s) is marked, does not leave, and its people are planned anew", (code, happens) => {
    const trial = city("P1", "P2", "P3");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1", P2: "R2" }));
    expect(propose(trial).overtaken).toEqual([]);
    happens(trial);
    const found = propose(trial);
    expect(found.overtaken.map((one) => [one.trip, one.code])).toEqual([["T1", code]]);
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T1" })).toBe("trip-overtaken");
    expect(found.adopt.cancel.map((one) => one.trip)).toEqual(["T1"]);
    trial.tell(COUNTY, "transfer.adopt", found.adopt);
    expect(trip(trial, "T1").status).toBe("cancelled");
    const anew = found.adopt.trips.flatMap((one) => one.contacts);
    expect(anew.includes("P2")).toBe(code !== "site-not-ready");
    expect(found.waiting.map((one) => one.why.code)).toEqual(code === "site-not-ready" ? ["site-not-ready", "site-not-ready", "site-not-ready"] : code === "vehicle-lost" ? ["vehicle-given-earlier"] : []);
    expect(propose(trial).overtaken).toEqual([]);
    lawful(trial);
  });
});

test("a trip cancelled by a proposal leaves a shared room to whoever stays in it", () => {
  const trial = city("P1", "P2", "P3");
  for (const contact of ["P1", "P2"]) trial.tell(COMMUNITY, "passenger.describe", { contact, household: "H1" });
  trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "F1" }));
  trial.tell(COUNTY, "transfer.plan", plan("T2", { P2: "F1" }, { vehicle: "V2", team: "K2" }));
  trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "not there" });
  for (const name of ["R1", "R2", "R3"]) trial.tell(COMMAND, "room.designate", { rooms: [name], classes: ["secondary"] });
  const found = propose(trial);
  expect(found.overtaken.map((one) => one.trip)).toEqual(["T1"]);
  expect(found.adopt.trips).toEqual([]);
  const taken = { ...found.adopt, trips: [{ ...plan("T3", { P3: "F1" }), vehicle: "V1", team: "K1" }] };
  expect(trial.code(COUNTY, "transfer.adopt", taken)).toBe("already-promised");
  trial.tell(COUNTY, "transfer.adopt", found.adopt);
  expect(room(trial, "F1")).toMatchObject({ claimedBy: "P2", claimedWith: [] });
  lawful(trial);
});

describe("on the way", () => {
  test("[SM-238] each hop has planned and actual time, and waiting in the vehicle is measured and alarmed", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1", P2: "R2" }));
    expect(trial.code(COUNTY, "transfer.board", { trip: "T1", contacts: ["P3"] })).toBe("not-on-this-trip");
    trial.tell(COUNTY, "transfer.board", { trip: "T1", contacts: ["P1"] });
    trial.wait(31 * MINUTE);
    expect(trial.duty("transfer.leave").overdue).not.toBeNull();
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    expect(trial.duty("transfer.leave").closed).not.toBeNull();
    trial.wait(20 * MINUTE);
    trial.tell(COUNTY, "transfer.reach-gate", { trip: "T1" });
    trial.wait(31 * MINUTE);
    expect(trial.duty("transfer.admit")).toMatchObject({ holder: SITE });
    expect(trial.duty("transfer.admit").overdue).not.toBeNull();
    expect(boardOf(present(trial)).underWay.map((hops) => hops.inVehicle)).toEqual([{ P1: { least: 82 * MINUTE, most: 82 * MINUTE }, P2: { least: 51 * MINUTE, most: 51 * MINUTE } }]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2"], trip: "T1" });
    expect(trial.duty("transfer.admit").closed).not.toBeNull();
    expect(trip(trial, "T1")).toMatchObject({ departAt: at(T + HOUR), departedAt: at(T + 31 * MINUTE), gateAt: at(T + 51 * MINUTE), arrivedAt: at(T + 82 * MINUTE) });
    lawful(trial);
  });

  test("[SM-236] the checklist is gone through before leaving, or it is alarmed; a point it does not have is refused", () => {
    const trial = city("P1");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    expect(trial.code(COUNTY, "transfer.check", { trip: "T1", points: ["music"] })).toBe("no-such-point");
    trial.tell(COUNTY, "transfer.check", { trip: "T1", points: ["driver-protected", "seats-apart", "rest"] });
    expect(trial.duty("transfer.check").done).toBeNull();
    trial.tell(COUNTY, "transfer.check", { trip: "T1", points: ["luggage", "special-needs", "route", "disinfected"] });
    expect(trial.duty("transfer.check").done).not.toBeNull();
    const left = city("P1");
    left.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    left.wait(2 * HOUR);
    expect(left.duty("transfer.check").overdue).not.toBeNull();
  });

  test("[SM-236] a vehicle that carried people is disinfected before the next, or does not leave; left undone it is alarmed", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    trial.tell(COUNTY, "transfer.plan", plan("T2", { P2: "R2" }));
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T2" })).toBe("trip-overtaken");
    expect(boardOf(present(trial)).vehicles).toMatchObject({ promised: ["V1"], free: ["V2"] });
    trial.tell(COUNTY, "vehicle.disinfect", { vehicle: "V1" });
    expect(trial.duty("vehicle.disinfect").done).not.toBeNull();
    trial.wait(59 * MINUTE);
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T2" })).toBe("trip-overtaken");
    trial.wait(MINUTE);
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T2" })).toBe("accepted");
    trial.wait(6 * HOUR);
    expect(trial.duty("vehicle.disinfect")).toMatchObject({ status: "open", subject: "vehicle:V1" });
    expect(trial.duty("vehicle.disinfect").overdue).not.toBeNull();
    lawful(trial);
  });
});

describe("the desk", () => {
  test("[SM-167] the unit that holds a transfer asks for bed or vehicle, and the level above owes the answer at once", () => {
    const trial = city("P1");
    trial.tell(DISTRICT, "transfer.request", { contacts: ["P1"], missing: ["vehicle"], note: "both cars out" });
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "blocked", block: { missing: ["vehicle"] } });
    expect(trial.duty("resource.provide")).toMatchObject({ holder: { org: "city" }, serves: trial.duty("contact.transfer").id });
    lawful(trial);
  });

  test("[SM-133] who is late is listed with the reason given, and with none where none was", () => {
    const trial = city("P1", "P2", "P3");
    trial.wait(13 * HOUR);
    trial.tell(DISTRICT, "transfer.explain-delay", { contact: "P1", code: "no-vehicle" });
    const late = lateTransfers(present(trial), present(trial).transfers);
    expect(late.map(({ contact, reason, by }) => [contact, reason?.code ?? null, by.least])).toEqual([["P1", "no-vehicle", HOUR], ["P2", null, HOUR], ["P3", null, HOUR]]);
    expect(lateTransfers(present(city("P1")), present(city("P1")).transfers)).toEqual([]);
  });

  test("[SM-168] [SM-156] people, rooms, vehicles, teams and sites stand side by side, each number a list", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    expect(boardOf(present(trial))).toMatchObject({
      people: { waiting: ["P2"], planned: ["P1"], onTheWay: [], late: [] }, rooms: { free: ["R2", "R3", "Q1", "F1"], promised: ["R1"] },
      vehicles: { free: ["V2"], promised: ["V1"], toDisinfect: [], outOfService: [] }, teams: { free: ["K2"], promised: ["K1"] },
      sites: { ready: ["S1"], notReady: [{ site: "S2", lacks: ["manager post", "medical post", "security post", "cleaning post", "certified layout", "opening"] }] },
    });
  });

  test("[SM-126] who is responsible for each person is known at every step, without a gap", () => {
    const trial = city("P1");
    const now = () => custodyOf(present(trial).things.contact).map(({ status, org }) => [status, org]);
    expect(now()).toEqual([["found", "A"]]);
    trial.tell(COMMUNITY, "contact.hold", { contact: "P1", note: "at home" });
    expect(now()).toEqual([["held-at-home", "A1c"]]);
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    expect(now()).toEqual([["in-transit", "B"]]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(now()).toEqual([["in-quarantine", "h1"]]);
  });

  test("[SM-220] sender and receiver see the same hand-over: the sender's until the receiver signs", () => {
    const trial = city("P1");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    expect(trial.duty("handover.sign")).toMatchObject({ holder: COUNTY, offer: { to: SITE } });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(trial.duty("handover.sign").status).toBe("verified");
  });

  test("[SM-135] a work line without a lead unit is shown until somebody leads it, and since when", () => {
    const trial = city();
    const lines = () => linesWithoutLead(PACK, [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("workline:")));
    expect(lines()).toContain("contact-transfer");
    trial.tell(COMMAND, "workline.assign", { workline: "contact-transfer", org: "B" });
    expect(lines()).not.toContain("contact-transfer");
    expect(trial.simulation.state.thing("workline:contact-transfer")!.state).toMatchObject({ org: "B", at: at(T) });
  });
});
