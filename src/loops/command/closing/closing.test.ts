// The daily close: owed for each day with people to place, counted from the contacts, carried over by name, raised when missed.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, COUNTY, DISTRICT, findContacts, fullMeasure, SITE, tryCity } from "../../trial-city.ts";
import { model } from "../../index.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
/** 08:00 of the 24th in the city. */
const T = Date.UTC(2021, 8, 24);
const MIDNIGHT = T + 16 * HOUR;
const DAY_24 = { org: "city", day: "2021-09-24", explained: {} };

function waiting(...contacts: readonly string[]): Trial {
  const trial = tryCity(PACK, T);
  findContacts(trial, ...contacts);
  return trial;
}

function lawful(trial: Trial): void {
  expect(audit({
    events: trial.simulation.events, incident: "trial", commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()], packs: new Map([[PACK.hash, PACK]]),
    duties: trial.simulation.state.allDuties(), until: trial.simulation.now(), punctual: true,
  })).toEqual([]);
}

const closing = (trial: Trial) => trial.duty("day.close");

describe("the duty to close the day", () => {
  test("opens with the first person to place, at the command post, due at 24:00 by the clause", () => {
    const trial = waiting("P1", "P2");
    expect(closing(trial)).toMatchObject({ subject: "closing:city", holder: COMMAND, unassigned: false, due: { earliest: MIDNIGHT, latest: MIDNIGHT }, citation: { clause: "daily-close.at" } });
    expect(trial.said("duty.opened").filter((event) => event.data["kind"] === "day.close")).toHaveLength(1);
    trial.wait(15 * HOUR);
    expect(trial.said("duty.reminded").some((event) => event.data["kind"] === "day.close")).toBe(true);
    lawful(trial);
  });

  test("nobody to place, nothing to close", () => {
    const trial = tryCity(PACK, T);
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "general" });
    expect(() => closing(trial)).toThrow("no duty");
  });

  test("missed, it is an alarm, and no word stands in for the count", () => {
    const trial = waiting("P1");
    const { id } = closing(trial);
    expect(trial.code(COMMAND, "duty.done", { duty: id, note: "closed" })).toBe("needs-the-record");
    trial.wait(17 * HOUR);
    const [overdue] = trial.said("duty.overdue").filter((event) => event.data["kind"] === "day.close");
    expect(overdue).toMatchObject({ occurred: { latest: MIDNIGHT }, data: { to: COMMAND } });
    lawful(trial);
  });
});

describe("closing it", () => {
  test("[SM-239] everybody placed: to place less placed is zero, and the next day owes nothing", () => {
    const trial = waiting("P1", "P2");
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.wait(HOUR);
    trial.tell(COUNTY, "transfer.report-placed", { contact: "P2" });
    trial.wait(14 * HOUR);
    trial.tell(COMMAND, "day.close", DAY_24);
    expect(trial.simulation.state.thing("day-close:city/2021-09-24")!.state).toMatchObject({ toPlace: 2, placed: 2, carriedOver: 0, waiting: [] });
    expect(closing(trial).status).toBe("verified");
    trial.wait(2 * DAY);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).not.toContain("day.close");
    lawful(trial);
  });

  test("who was ruled out and came in later, by an order of their own, was not waiting for it", () => {
    const trial = waiting("P1", "P2");
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P1", reason: "another person" });
    trial.wait(HOUR);
    trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", 5 * DAY));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1", "P2"] });
    trial.wait(HOUR);
    trial.tell(COMMAND, "day.close", DAY_24);
    expect(trial.simulation.state.thing("day-close:city/2021-09-24")!.state).toMatchObject({ toPlace: 1, placed: 1, waiting: [] });
    lawful(trial);
  });

  test("who is carried over is named with a reason, and the next day is owed at once", () => {
    const trial = waiting("P1", "P2", "P3");
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    trial.tell(DISTRICT, "contact.rule-out", { contact: "P3", reason: "another person" });
    expect(trial.code(COMMAND, "day.close", DAY_24)).toBe("carry-over-unexplained");
    expect(trial.code(COMMAND, "day.close", { ...DAY_24, explained: { P2: "in hospital", P1: "?" } })).toBe("explained-nobody-waits");
    trial.wait(15 * HOUR);
    trial.tell(COMMAND, "day.close", { ...DAY_24, explained: { P2: "in hospital" } });
    expect(trial.said("day.closed")[0]!.data).toMatchObject({ toPlace: 2, placed: 1, carriedOver: 1, waiting: ["P2"] });
    expect(closing(trial)).toMatchObject({ status: "open", due: { earliest: MIDNIGHT + DAY, latest: MIDNIGHT + DAY } });
    trial.wait(10 * HOUR);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P2"] });
    trial.tell(COMMAND, "day.close", { ...DAY_24, day: "2021-09-25" });
    expect(trial.said("day.closed")[1]!.data).toMatchObject({ toPlace: 1, placed: 1, carriedOver: 0 });
    lawful(trial);
  });

  test("closed late, the day counts what was known to belong to it and no later placement", () => {
    const trial = waiting("P1", "P2");
    trial.wait(20 * HOUR);
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    findContacts(trial, "P4");
    // Learned after midnight, and it was before: P2 does not wait.
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P2"] }, { at: MIDNIGHT - HOUR });
    trial.tell(COMMAND, "day.close", { ...DAY_24, explained: { P1: "arrived in the night" } });
    expect(trial.said("day.closed")[0]!.data).toMatchObject({ toPlace: 2, placed: 1, waiting: ["P1"], settles: true });
    // The day after is owed as well, for P1 and P4.
    trial.tell(COMMAND, "day.close", { ...DAY_24, day: "2021-09-25", explained: { P4: "no room" } });
    expect(trial.said("day.closed")[1]!.data).toMatchObject({ toPlace: 2, placed: 1, waiting: ["P4"] });
    expect(trial.code(COMMAND, "day.close", { ...DAY_24, day: "2021-09-26" })).toBe("day-to-come");
    lawful(trial);
  });

  test("figures somebody types are held against the count: refused, or a breach on record", () => {
    const trial = waiting("P1");
    const claimed = { ...DAY_24, toPlace: 1, placed: 1 };
    expect(trial.code(COMMAND, "day.close", claimed)).toBe("figures-contradict-ledger");
    trial.tell(COMMAND, "day.close", claimed, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["figures-contradict-ledger", "carry-over-unexplained"]);
    expect(trial.said("day.closed")[0]!.data).toMatchObject({ toPlace: 1, placed: 0, carriedOver: 1, stated: { toPlace: 1, placed: 1 } });
    expect(trial.code(COMMAND, "day.close", { ...DAY_24, toPlace: 1, placed: 0, explained: { P1: "no room" } })).toBe("accepted");
    expect(trial.code(COMMAND, "day.close", { ...DAY_24, org: "Z" })).toBe("unknown-organisation");
    lawful(trial);
  });

  test("a unit closes its own: whom it and those below it found", () => {
    const trial = waiting("P1");
    trial.tell({ org: "B", role: "transfer_head" }, "contact.find", { contact: "P2", class: "close" });
    trial.tell(DISTRICT, "day.close", { ...DAY_24, org: "A", explained: { P1: "no room" } });
    expect(trial.said("day.closed")[0]!.data).toMatchObject({ toPlace: 1, waiting: ["P1"], settles: false });
    expect(closing(trial).status).toBe("open");
  });
});
