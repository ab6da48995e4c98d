// Transfer: room, vehicle and team matched and never promised twice, in one incident or in two; signed for.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, HOUR } from "../../base/time.ts";
import type { JsonObject, LedgerEvent, Post } from "../../engine/event.ts";
import { handle, type Outcome } from "../../engine/handle.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { citySetup, COMMAND, COUNTY, DISTRICT, findContacts, SITE, SITE2, tryCity } from "../trial-city.ts";
import type { Bookable } from "./views.ts";
import covid from "../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);

const plan = (trip: string, rooms: Record<string, string>, more: object = {}) => ({ trip, contacts: Object.keys(rooms), site: "S1", rooms, vehicle: "V1", team: "K1", departAt: at(T + HOUR), ...more });

function city(...contacts: string[]): Trial {
  const trial = tryCity(PACK, T);
  findContacts(trial, ...contacts);
  return trial;
}

const promised = (state: MemoryState, ref: `${string}:${string}`): string | null => (state.thing(ref)!.state as Bookable).claimedBy;
const all = (trial: Trial): (string | null)[] => (["room:R1", "room:R2", "vehicle:V1", "team:K1"] as const).map((ref) => promised(trial.simulation.state, ref));

describe("matching before departure", () => {
  test("promises room, vehicle and team together, and counts as the plan of each transfer", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1", P2: "R2" }));
    expect(all(trial)).toEqual(["P1", "P2", "T1", "T1"]);
    expect(trial.duty("contact.transfer", "contact:P1").planned).toEqual(at(T));
    expect(trial.said("room.claimed")[0]!.data).toEqual({ by: "P1", incident: "trial" });
  });

  test.each<[string, object]>([
    ["unknown-site", plan("T1", { P1: "R1" }, { site: "S9" })],
    ["unknown-contact", plan("T1", { P9: "R1" })],
    ["no-room-named", plan("T1", { P1: "R1" }, { contacts: ["P1", "P2"] })],
    ["unknown-room", plan("T1", { P1: "R9" })],
    ["room-elsewhere", plan("T1", { P1: "Q1" })],
    ["unknown-vehicle", plan("T1", { P1: "R1" }, { vehicle: "V9" })],
    ["unknown-team", plan("T1", { P1: "R1" }, { team: "K9" })],
    ["too-few-seats", plan("T1", { P1: "R1", P2: "R2", P3: "R3" })],
    ["site-not-ready", plan("T1", { P1: "Q1" }, { site: "S2" })],
    ["already-promised", plan("T1", { P1: "R1", P2: "R1" })],
  ])("%s: nothing is promised", (code, data) => {
    const trial = city("P1", "P2", "P3");
    expect(trial.code(COUNTY, "transfer.plan", data)).toBe(code);
    expect(all(trial)).toEqual([null, null, null, null]);
  });

  test.each<[string, object]>([
    ["the room", plan("T2", { P2: "R1" }, { vehicle: "V2", team: "K2" })],
    ["the vehicle", plan("T2", { P2: "R2" }, { team: "K2" })],
    ["the team", plan("T2", { P2: "R2" }, { vehicle: "V2" })],
  ])("%s promised to one trip is refused to another, and taken all the same is a breach", (_, second) => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    expect(trial.code(COUNTY, "transfer.plan", plan("T1", { P2: "R2" }))).toBe("trip-exists");
    expect(trial.code(COUNTY, "transfer.plan", second)).toBe("already-promised");
    trial.tell(COUNTY, "transfer.plan", second, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["already-promised"]);
  });
});

test("a person's own room is no second promise when another trip is planned for them", () => {
  const trial = city("P1");
  trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
  expect(trial.code(COUNTY, "transfer.plan", plan("T2", { P1: "R1" }, { vehicle: "V2", team: "K2" }))).toBe("accepted");
});

describe("freeing", () => {
  test("a cancelled trip frees what it was promised; its duties to sign lapse", () => {
    const trial = city("P1");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    trial.tell(COUNTY, "transfer.cancel", { trip: "T1", reason: "breakdown" });
    expect(all(trial)).toEqual([null, null, null, null]);
    expect(trial.duty("handover.sign").status).toBe("lapsed");
    expect(trial.code(COUNTY, "transfer.cancel", { trip: "T1", reason: "r" })).toBe("trip-over");
    expect(trial.code(COUNTY, "transfer.cancel", { trip: "T9", reason: "r" })).toBe("unknown-trip");
  });

  test("an arrival frees vehicle and team and keeps the room; told twice, it frees nothing of the next trip", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(all(trial)).toEqual(["P1", null, null, null]);
    trial.tell(COUNTY, "transfer.plan", plan("T2", { P2: "R2" }));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(all(trial)).toEqual(["P1", "P2", "T2", "T2"]);
  });

  test("a trip whose vehicle was taken over frees it for nobody when it is cancelled", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.plan", plan("T2", { P2: "R2" }, { team: "K2" }), { reported: true });
    trial.tell(COUNTY, "transfer.cancel", { trip: "T1", reason: "r" });
    expect(all(trial)).toEqual([null, "P2", "T2", null]);
  });

  test("put into another room than planned, a person has that one and leaves the first", () => {
    const trial = city("P1", "P2");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], rooms: { P1: "R2" } });
    expect(all(trial)).toEqual([null, "P1", null, null]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(all(trial)).toEqual([null, "P1", null, null]);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P2"], rooms: { P2: "R2" } });
    expect(trial.said("breach.recorded").at(-1)!.data).toMatchObject({ code: "already-promised", subjects: ["room:R2"] });
  });
});

describe("hand-over has two sides", () => {
  function departed(): Trial {
    const trial = city("P1");
    trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    trial.tell(COUNTY, "transfer.depart", { trip: "T1", arriveBy: at(T + 2 * HOUR) });
    return trial;
  }

  test("the sender holds it until the site signs for the people", () => {
    const trial = departed();
    expect(trial.duty("handover.sign")).toMatchObject({ holder: COUNTY, offer: { to: SITE }, due: at(T + 2 * HOUR) });
    expect(trial.simulation.state.thing("contact:P1")!.state).toMatchObject({ status: "in-transit", custody: { org: "B" } });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(trial.duty("handover.sign")).toMatchObject({ status: "verified", closed: { by: SITE } });
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "verified" });
  });

  test("the sender's own word of arrival closes nothing", () => {
    const trial = departed();
    trial.tell(COUNTY, "arrival.record", { site: "S1", contacts: ["P1"], trip: "T1" });
    expect(trial.duty("handover.sign").closed).toBeNull();
    expect(trial.duty("contact.transfer")).toMatchObject({ status: "done", closed: null });
  });

  test("a trip departs once, and only one that was planned; without a time it is due by the clause", () => {
    const trial = departed();
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T1" })).toBe("trip-not-planned");
    expect(trial.code(COUNTY, "transfer.depart", { trip: "T9" })).toBe("unknown-trip");
    const other = city("P1");
    other.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
    other.tell(COUNTY, "transfer.depart", { trip: "T1" });
    expect(other.duty("handover.sign").due).toEqual(at(T + 4 * HOUR));
  });

  test("what is placed, is placed somewhere known", () => {
    expect(city("P1").code(COUNTY, "transfer.report-placed", { contact: "P1", site: "S9" })).toBe("unknown-site");
  });
});

test.each([["vehicle.register", { vehicle: "V9", org: "Z", seats: 2 }], ["team.register", { team: "K9", org: "Z" }]])("%s needs an organisation that exists", (type, data) => {
  expect(city().code(COMMAND, type, data)).toBe("unknown-organisation");
});

/** Two incidents on one city: what one writes into the city's ledger, the other reads from it. */
function twoIncidents() {
  const states = new Map(["X", "Y"].map((incident) => [incident, createState(model, { city: "town" })]));
  const positions = new Map([["town", 1], ["X", 1], ["Y", 1]]);
  let sent = 0;
  const send = (incident: string, type: string, data: object, actor: Post = COUNTY, reported = false): Outcome => {
    const outcome = handle(model, states.get(incident)!, { id: `c${++sent}`, type, incident, actor, data: data as JsonObject, reported }, { incident, city: "town", now: T + sent, pack: PACK, zone: "Asia/Shanghai", commandPost: COMMAND }, positions);
    const shared: readonly LedgerEvent[] = outcome.ok ? outcome.events.filter((event) => event.incident === "town") : [];
    for (const [other, state] of states) if (other !== incident) for (const event of shared) state.apply(event);
    return outcome;
  };
  for (const { type, data } of citySetup()) send("X", type, data, COMMAND);
  for (const incident of ["X", "Y"]) for (const contact of ["P1", "P2"]) send(incident, "contact.find", { contact, class: "close" }, DISTRICT);
  return { send, states };
}

const codeOf = (outcome: Outcome): string => (outcome.ok ? "accepted" : outcome.refusal.code);

describe("two incidents share one city", () => {
  test("a trip or a person of the same name in the other incident is another, and gets nothing of this one's", () => {
    const { send, states } = twoIncidents();
    expect(codeOf(send("X", "transfer.plan", plan("T1", { P1: "R1" })))).toBe("accepted");
    expect(codeOf(send("Y", "transfer.plan", plan("T1", { P1: "R1" })))).toBe("already-promised");
    expect(codeOf(send("Y", "transfer.plan", plan("T1", { P1: "R1" }, { vehicle: "V2", team: "K2" })))).toBe("already-promised");
    expect(codeOf(send("Y", "transfer.plan", plan("T1", { P1: "R2" }, { vehicle: "V2", team: "K2" })))).toBe("accepted");
    send("Y", "transfer.cancel", { trip: "T1", reason: "r" });
    expect(promised(states.get("Y")!, "vehicle:V1")).toBe("T1");
    expect(promised(states.get("X")!, "vehicle:V2")).toBeNull();
  });

  test("whatever both plan, cancel and receive: never two promises of one thing", () => {
    const act = fc.record({ incident: fc.constantFrom("X", "Y"), what: fc.constantFrom("plan", "plan", "depart", "cancel", "arrive"), trip: fc.constantFrom("T1", "T2"), who: fc.constantFrom("P1", "P2"), room: fc.constantFrom("R1", "R2"), means: fc.constantFrom("1", "2") });
    fc.assert(fc.property(fc.array(act, { maxLength: 16 }), (acts) => {
      const { send, states } = twoIncidents();
      const held = new Map<string, string>();
      for (const { incident, what, trip, who, room, means } of acts) {
        const outcome = {
          plan: () => send(incident, "transfer.plan", plan(trip, { [who]: room }, { vehicle: `V${means}`, team: `K${means}` })), depart: () => send(incident, "transfer.depart", { trip }),
          cancel: () => send(incident, "transfer.cancel", { trip, reason: "r" }), arrive: () => send(incident, "arrival.record", { site: "S1", contacts: [who], trip }, SITE),
        }[what]();
        for (const event of outcome.ok ? outcome.events : []) {
          const [about] = event.about;
          if (event.type.endsWith(".claimed")) {
            const claim = `${String(event.data["incident"])}/${String(event.data["by"])}`;
            const breach = outcome.ok && outcome.events.some((other) => other.type === "breach.recorded" && other.about.includes(about!));
            if (!breach) expect(held.get(about!) ?? claim).toBe(claim);
            held.set(about!, claim);
          } else if (event.type.endsWith(".freed")) {
            expect(held.get(about!)).toMatch(new RegExp(`^${incident}/`));
            held.delete(about!);
          }
        }
        for (const ref of ["room:R1", "room:R2", "vehicle:V1", "vehicle:V2", "team:K1", "team:K2"] as const) expect(states.get("X")!.thing(ref)!.state).toEqual(states.get("Y")!.thing(ref)!.state);
      }
    }), { numRuns: 60 });
  });
});

test("people brought to another site than planned are with that site, and the room kept for them is free", () => {
  const trial = city("P1");
  trial.tell(COUNTY, "transfer.plan", plan("T1", { P1: "R1" }));
  trial.tell(COUNTY, "transfer.depart", { trip: "T1" });
  trial.tell(SITE2, "arrival.record", { site: "S2", contacts: ["P1"], trip: "T1" });
  expect(trial.simulation.state.thing("contact:P1")!.state).toMatchObject({ site: "S2", room: null, custody: { org: "h2" } });
  expect(all(trial)).toEqual([null, null, null, null]);
});
