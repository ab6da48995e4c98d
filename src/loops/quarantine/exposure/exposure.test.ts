// People together inside a site, or one of them infected: a possible exposure of everybody there, decided on by name.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { findings } from "../../../engine/findings/findings.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import type { AttendanceView } from "../../areas/gatherings/views.ts";
import { untested } from "../../areas/gatherings/views.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY, COUNTY, DISTRICT, SITE } from "../../trial-city.ts";
import type { MeasureView } from "../stay/views.ts";
import { exposedContacts, midnight, orderUntilRules, TESTER, tryStay } from "../trial-stay.ts";
import { circleOf } from "./views.ts";
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../../packs/cn-testing.json" with { type: "json" };

const BLOCKS = ["firebreak-duties", "firebreak-rights", "cn-quarantine", "cn-testing"];
const EIGHTH = packOf({ ...covid8, includes: BLOCKS }, duties, rights, quarantine, testing);
const NINTH = packOf({ ...covid9, includes: BLOCKS }, duties, rights, quarantine, testing);
const T = midnight("2022-07-12");

const measure = (trial: Trial, id: string): MeasureView => trial.simulation.state.thing(`measure:${id}`)!.state as MeasureView;
const overdue = (trial: Trial): unknown[] => trial.said("duty.overdue").map((event) => event.data["kind"]);

function lawful(trial: Trial): void {
  trial.wait(0);
  const { state, events } = trial.simulation;
  const { pack, zone } = trial.simulation.context();
  expect(audit({ events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]), duties: state.allDuties(), until: trial.simulation.now(), punctual: true, zone })).toEqual([]);
}

/** Three residents, one to a room, on the floors named. */
function residents(pack = NINTH, floors: readonly number[] = [1, 2, 5]): Trial {
  const trial = tryStay(pack, T);
  exposedContacts(trial, "2022-07-10", "close", "P1", "P2", "P3");
  for (const [index, floor] of floors.entries()) trial.tell(COUNTY, "room.register", { room: `R${index + 1}`, site: "S1", capacity: 1, floor });
  for (const number of [1, 2, 3]) {
    trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, `M${number}`, `P${number}`, { exposed: "2022-07-10" }));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: [`P${number}`], rooms: { [`P${number}`]: `R${number}` } });
  }
  trial.wait(2 * DAY);
  return trial;
}

const gather = (trial: Trial, attendees: readonly string[] = ["P1", "P2"]): void => {
  trial.tell(SITE, "site-gathering.report", { gathering: "G1", site: "S1", place: "lobby", attendees, cause: "meals for everybody at once" });
};

describe("[SM-196] a gathering inside a site", () => {
  test("is a possible exposure: who was there is tested within a day, and the missing are named", () => {
    const trial = residents();
    gather(trial);
    expect(trial.simulation.state.thing("gathering:G1")!.state.status).toBe("recorded");
    expect(trial.duty("attendance.test")).toMatchObject({ holder: TESTER, due: at(trial.simulation.now() + DAY) });
    trial.tell(TESTER, "attendance.test", { gathering: "G1", tested: ["P1"] });
    trial.wait(DAY);
    expect(overdue(trial)).toContain("attendance.test");
    expect(untested(trial.simulation.state.thing("attendance:G1")!.state as AttendanceView)).toEqual(["P2"]);
    lawful(trial);
  });

  test("is dispersed and its cause removed within the half hour; done, nothing is raised", () => {
    for (const eased of [false, true]) {
      const trial = residents();
      gather(trial);
      expect(trial.duty("site-gathering.ease")).toMatchObject({ holder: SITE, due: at(trial.simulation.now() + 30 * MINUTE) });
      if (eased) trial.tell(SITE, "site-gathering.ease", { gathering: "G1", cause: "one meal time", done: "meals to the door, by room" });
      trial.wait(HOUR);
      expect(overdue(trial).includes("site-gathering.ease")).toBe(!eased);
      lawful(trial);
    }
  });

  test("is found as such, with who was to time the site's services", () => {
    const trial = residents();
    gather(trial);
    const { state, events } = trial.simulation;
    const found = findings({ model, state, duties: state.allDuties(), events, context: trial.simulation.context() }).filter((one) => one.kind === "gathering_in_quarantine");
    expect(found).toMatchObject([{ duty: "site.slots", missedBy: [{ org: "B", role: "hotel_lead" }] }]);
  });

  test("proposes to count each stay again, and only a decision by name does; declined, nobody stays longer", () => {
    const trial = residents();
    gather(trial);
    const before = measure(trial, "M1").end;
    expect(measure(trial, "M1").recount).toMatchObject({ end: at(midnight("2022-07-22")), why: "gathering" });
    expect(measure(trial, "M3").recount).toBeNull();
    expect(trial.duty("stay.recount", "measure:M1")).toMatchObject({ holder: DISTRICT, due: at(trial.simulation.now() + 4 * HOUR) });
    trial.tell(DISTRICT, "stay.decide-recount", { measure: "M1", recount: false, reason: "all negative, masks worn", decision: "D-1" });
    expect(measure(trial, "M1")).toMatchObject({ end: before, recount: null });
    expect(trial.duty("stay.recount", "measure:M1").done).not.toBeNull();
    trial.tell(DISTRICT, "stay.decide-recount", { measure: "M2", recount: true, reason: "sat beside a case", decision: "D-2" });
    expect(measure(trial, "M2").end).toEqual(at(midnight("2022-07-22")));
    expect(trial.said("measure.extended")[0]!.data).toMatchObject({ measure: "M2", reason: "sat beside a case", decision: "D-2" });
    expect(trial.duty("person.release", "measure:M2")).toMatchObject({ status: "open", due: at(midnight("2022-07-22")) });
    expect(trial.code(DISTRICT, "stay.decide-recount", { measure: "M3", recount: true, reason: "r", decision: "d" })).toBe("no-recount-proposed");
    lawful(trial);
  });

  test("a recount of an order that is not complete says what it still lacks, and lays no stay down", () => {
    const trial = tryStay(NINTH, T);
    exposedContacts(trial, "2022-07-10", "close", "P1");
    trial.tell(DISTRICT, "measure.order", { ...orderUntilRules(trial, "M1", "P1", { exposed: "2022-07-10" }), supportAccepted: undefined }, { reported: true });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.wait(2 * DAY);
    gather(trial, ["P1"]);
    trial.tell(DISTRICT, "stay.decide-recount", { measure: "M1", recount: true, reason: "sat beside a case", decision: "D-2" });
    expect(trial.said("measure.extended")[0]!.data).toMatchObject({ incomplete: ["support accepted"], complete: false });
    expect(trial.said("stay.planned")).toEqual([]);
    lawful(trial);
    trial.tell(COMMUNITY, "measure.accept-support", { measure: "M1" });
    expect(measure(trial, "M1")).toMatchObject({ complete: true, edition: "cn-covid-9", end: at(midnight("2022-07-22")) });
    lawful(trial);
  });

  test("is recorded at a site that exists, once", () => {
    const trial = residents();
    gather(trial, []);
    expect(trial.code(SITE, "site-gathering.report", { gathering: "G1", site: "S1", place: "lobby", attendees: [] })).toBe("gathering-exists");
    expect(trial.code(SITE, "site-gathering.report", { gathering: "G2", site: "S9", place: "lobby", attendees: [] })).toBe("unknown-site");
    expect(trial.code(SITE, "site-gathering.ease", { gathering: "G9", cause: "c", done: "d" })).toBe("unknown-site-gathering");
  });
});

describe("[SM-290] [SM-221] an infection inside", () => {
  test("asks for the circle of rooms; by the 8th edition's local rule the floor and one above and below start again, if so decided", () => {
    const trial = residents(EIGHTH);
    const test1 = [...trial.simulation.state.allThings()].map(({ ref }) => ref).find((one) => one.startsWith("test-day:M1/central-"))!.slice("test-day:".length);
    trial.tell(TESTER, "test-day.sample", { test: test1 });
    trial.tell(TESTER, "test-day.result", { test: test1, result: "positive" });
    expect(trial.duty("site-infection.circle")).toMatchObject({ subject: "site:S1", holder: COUNTY, due: at(trial.simulation.now() + 4 * HOUR) });
    trial.tell(COUNTY, "site-infection.record", { infection: "I1", site: "S1", found: "person", infected: "P1" });
    expect(trial.duty("site-infection.circle").status).toBe("verified");
    expect(trial.simulation.state.thing("site-infection:I1")!.state).toMatchObject({ people: ["P2"] });
    expect(measure(trial, "M2").recount).toMatchObject({ end: at(midnight("2022-07-29")), why: "infection-inside" });
    expect(measure(trial, "M3").recount).toBeNull();
    lawful(trial);
  });

  test("outside the rooms it is the whole site; where the rules have no such rule nobody is counted again", () => {
    const trial = residents(EIGHTH);
    const rooms = trial.simulation.state.things("room", "site", "S1");
    expect(circleOf(EIGHTH, rooms, "environment-outside-room", null)).toMatchObject({ restartDays: 14, rooms: ["room:R1", "room:R2", "room:R3"] });
    expect(circleOf(EIGHTH, rooms, "person", 5)).toMatchObject({ rooms: ["room:R3"] });
    expect(circleOf(NINTH, rooms, "person", 1)).toBeNull();
    const ninth = residents(NINTH);
    ninth.tell(COUNTY, "site-infection.record", { infection: "I1", site: "S1", found: "person", infected: "P1" });
    expect(ninth.said("stay.recount_proposed")).toEqual([]);
    expect(ninth.code(COUNTY, "site-infection.record", { infection: "I2", site: "S9", found: "person" })).toBe("unknown-site");
  });
});
