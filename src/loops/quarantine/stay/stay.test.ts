// A stay by the edition: laid down on arrival, tested on its days, ended on time, moved by a named decision only.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY, DISTRICT, fullMeasure, SITE, SITE2 } from "../../trial-city.ts";
import { exposedContacts, inStay, midnight, orderUntilRules, SERVICES, TESTER, tryStay, wholeDayOf } from "../trial-stay.ts";
import { rulesOf } from "./rules.ts";
import { dueForRelease, editionEffects, remaining, type MeasureView, type TestDayView } from "./views.ts";
import covid20 from "../../../../packs/cn-covid-20m.json" with { type: "json" };
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import testing from "../../../../packs/cn-testing.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const BLOCKS = ["firebreak-duties", "firebreak-rights", "cn-quarantine", "cn-testing"];
const EIGHTH = packOf({ ...covid8, includes: BLOCKS }, duties, rights, quarantine, testing);
const NINTH = packOf({ ...covid9, includes: BLOCKS }, duties, rights, quarantine, testing);
const TWENTY = packOf({ ...covid20 }, { ...covid9, includes: BLOCKS }, duties, rights, quarantine, testing);
const ARRIVED = midnight("2021-09-28") + 9 * HOUR;

const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter(({ ref }) => ref.startsWith(`${kind}:`));
const measure = (trial: Trial, id = "M1"): MeasureView => trial.simulation.state.thing(`measure:${id}`)!.state as MeasureView;
const kindsOf = (trial: Trial, type: string): unknown[] => trial.said(type).map((event) => event.data["kind"]);

function lawful(trial: Trial): void {
  trial.wait(0);
  const { state, events } = trial.simulation;
  const pack = trial.simulation.context().pack;
  expect(audit({ events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]), duties: state.allDuties(), until: trial.simulation.now(), punctual: true })).toEqual([]);
}

describe("laid down on arrival", () => {
  test("[SM-169] the person's record holds order, end, room, days before arrival and every test day; what had passed is shown and made up once", () => {
    const trial = inStay(EIGHTH, ARRIVED, "2021-09-18");
    expect(measure(trial)).toMatchObject({ status: "in-force", edition: "cn-covid-8", daysBefore: 9, caredBy: "h1", end: at(midnight("2021-10-03")), plannedEnd: at(midnight("2021-10-03")) });
    expect(things(trial, "test-day").map(({ ref, state }) => [ref, (state as TestDayView).due.latest])).toEqual([
      ["test-day:M1/central-0", ARRIVED + DAY], ["test-day:M1/central-14", midnight("2021-10-03")],
    ]);
    expect(trial.said("stay.planned")[0]!.data["passed"]).toEqual([1, 4, 7]);
    expect(trial.duty("stay.test")).toMatchObject({ holder: TESTER, asker: DISTRICT, citation: { clause: "contact.test-days" }, due: at(midnight("2021-10-03")) });
    lawful(trial);
  });

  test("an order without a known exposure is laid down once somebody names it; until then it is owed", () => {
    const trial = tryStay(NINTH, midnight("2022-07-12"));
    trial.tell(DISTRICT, "contact.find", { contact: "P1", class: "close", home: "A1c" });
    trial.tell(DISTRICT, "measure.order", fullMeasure(trial, "M1", "P1", 5 * DAY));
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(trial.duty("stay.plan")).toMatchObject({ holder: DISTRICT, citation: { clause: "stay.plan" } });
    expect(trial.code(DISTRICT, "stay.plan", { measure: "M1" })).toBe("no-last-exposure");
    trial.tell(DISTRICT, "stay.plan", { measure: "M1", lastExposure: wholeDayOf("2022-07-10") });
    expect(trial.duty("stay.plan").status).toBe("verified");
    expect(measure(trial).edition).toBe("cn-covid-9");
    lawful(trial);
  });

  test("on an incomplete report nothing is invented; completed, it is laid down", () => {
    const trial = tryStay(NINTH, midnight("2022-07-12"));
    exposedContacts(trial, "2022-07-10", "close", "P1");
    trial.tell(DISTRICT, "measure.order", { measure: "M1", contact: "P1" }, { reported: true });
    trial.tell(SITE, "arrival.record", { site: "S1", contacts: ["P1"] });
    expect(measure(trial).edition).toBeNull();
    expect(trial.code(DISTRICT, "stay.plan", { measure: "M1" })).toBe("measure-not-complete");
    const { contact: _, ...rest } = orderUntilRules(trial, "M1", "P1", { exposed: "2022-07-10" }) as { contact: string };
    trial.tell(DISTRICT, "measure.complete", rest);
    expect(measure(trial)).toMatchObject({ edition: "cn-covid-9", complete: true });
    lawful(trial);
  });

  test("nobody is ordered to stay longer than the rules; reported, it is a breach", () => {
    const trial = tryStay(NINTH, midnight("2022-07-12"));
    exposedContacts(trial, "2022-07-10", "close", "P1");
    const longer = { ...orderUntilRules(trial, "M1", "P1", { exposed: "2022-07-10" }), end: at(midnight("2022-07-20")) };
    expect(trial.code(DISTRICT, "measure.order", longer)).toBe("longer-than-rules");
    trial.tell(DISTRICT, "measure.order", longer, { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["longer-than-rules"]);
  });

  test("moved to another site, that one tests from now on and the first owes nothing more", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    trial.wait(2 * HOUR);
    trial.tell(SITE2, "arrival.record", { site: "S2", contacts: ["P1"] });
    expect(measure(trial).caredBy).toBe("h2");
    const open = things(trial, "test-day").filter(({ state }) => state.status === "due");
    expect(open.map(({ state }) => state["org"])).toEqual(["h2", "h2", "h2", "h2", "h2"]);
    expect([...trial.simulation.state.allDuties()].filter((duty) => duty.kind.startsWith("stay.test") && duty.holder.org === "h1" && duty.status === "open")).toEqual([]);
    lawful(trial);
  });
});

describe("tested on its days", () => {
  test("[SM-110] a missed test day is an alarm; sampled in time there is none, and the list shows what is left", () => {
    const missed = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    missed.wait(DAY);
    expect(kindsOf(missed, "duty.overdue")).toContain("stay.test");
    const kept = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    kept.tell(TESTER, "test-day.sample", { test: "M1/central-0" });
    kept.tell(TESTER, "test-day.sample", { test: "M1/central-2", tube: "K7", consent: "consented" });
    kept.wait(DAY);
    expect(kindsOf(kept, "duty.overdue").filter((kind) => String(kind).startsWith("stay."))).toEqual([]);
    expect(remaining(things(kept, "measure"), things(kept, "test-day"))).toEqual([
      { measure: "measure:M1", contact: "P1", phase: "central", caredBy: "h1", end: at(midnight("2022-07-18")), tests: ["test-day:M1/central-3", "test-day:M1/central-5", "test-day:M1/central-7"] },
    ]);
    lawful(kept);
  });

  test("a sample and its result are recorded as they were", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    expect(trial.code(TESTER, "test-day.result", { test: "M1/central-2", result: "negative" })).toBe("not-sampled-yet");
    expect(trial.code(TESTER, "test-day.sample", { test: "M1/central-2", consent: "compelled" })).toBe("compelled-without-basis");
    expect(trial.code(TESTER, "test-day.sample", { test: "M1/central-2", consent: "refused" })).toBe("sample-refused");
    expect(trial.code(TESTER, "test-day.sample", { test: "M9/central-2" })).toBe("unknown-test-day");
    trial.tell(TESTER, "test-day.sample", { test: "M1/central-2" });
    expect(trial.code(TESTER, "test-day.result", { test: "M1/central-2" })).toBe("no-result-yet");
    trial.tell(TESTER, "test-day.result", { test: "M1/central-2", result: "negative" });
    expect(trial.simulation.state.thing("test-day:M1/central-2")!.state.status).toBe("negative");
  });

  test("a positive contact puts whoever was found through them up for decision: reclassified, the stay is 7 + 3 from the own exposure", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    exposedContacts(trial, "2022-07-11", "secondary", "Q1");
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
    trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, "H1", "Q1", { exposed: "2022-07-11", class: "secondary", phase: "home-isolation", ofContact: "P1", services: SERVICES }));
    trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
    expect(trial.duty("stay.test-secondary")).toMatchObject({ holder: COMMUNITY, citation: { clause: "secondary.test-days" } });
    trial.tell(TESTER, "test-day.sample", { test: "M1/central-2" });
    trial.tell(TESTER, "test-day.result", { test: "M1/central-2", result: "positive" });
    expect(trial.duty("stay.reconsider")).toMatchObject({ subject: "measure:H1", holder: DISTRICT, due: at(midnight("2022-07-12") + 4 * HOUR) });
    trial.tell(DISTRICT, "stay.reclassify", { measure: "H1", class: "close", reason: "contact positive on day 2" });
    expect(trial.duty("stay.reconsider").done).not.toBeNull();
    expect(measure(trial, "H1").plannedEnd).toEqual(at(midnight("2022-07-22")));
    lawful(trial);
  });
});

describe("[SM-303] at its end", () => {
  test("the list of every morning names who is due, with what the check lacks, and the overdue first", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    const until = midnight("2022-07-19");
    expect(dueForRelease(things(trial, "measure"), midnight("2022-07-17"), until)).toEqual([
      { measure: "measure:M1", contact: "P1", end: at(midnight("2022-07-18")), overdue: false, missing: ["person-sample", "belongings", "environment"] },
    ]);
    expect(dueForRelease(things(trial, "measure"), midnight("2022-07-18") + 1, until)[0]!.overdue).toBe(true);
    expect(dueForRelease(things(trial, "measure"), midnight("2022-07-13"), midnight("2022-07-14"))).toEqual([]);
    trial.wait(midnight("2022-07-18") + 3 * HOUR - trial.simulation.now());
    expect(kindsOf(trial, "duty.overdue")).toEqual(expect.arrayContaining(["person.release", "release.gate", "release.sample"]));
  });
});

describe("an edition changes in mid-stay", () => {
  const NEW = { edition: "cn-covid-9", legalBasis: "No. 71", decision: "D-12", reason: "9th edition in force" };
  const LENGTHS = { close: { dayOne: 1, dayFrom: 1, centralDays: 7, homeDays: 3, homeKind: "home-monitoring", centralTests: [1, 2, 3, 5, 7], homeTests: [3] } };

  test("only a decision with its lengths moves people: a shorter stay applies at once, and each is named", () => {
    const trial = inStay(EIGHTH, midnight("2022-06-24"), "2022-06-22");
    trial.wait(4 * DAY);
    expect(measure(trial).end).toEqual(at(midnight("2022-07-07")));
    expect(trial.code(DISTRICT, "edition.adopt", NEW)).toBe("edition-lengths-missing");
    trial.tell(DISTRICT, "edition.adopt", { ...NEW, lengths: LENGTHS });
    expect(measure(trial)).toMatchObject({ end: at(midnight("2022-06-30")), edition: "cn-covid-9" });
    expect(trial.said("edition.adopted")[0]!.data).toMatchObject({ releasedEarlier: ["M1"], wouldBeLonger: [], decision: "D-12" });
    expect(trial.said("measure.shortened")[0]!.data).toMatchObject({ before: at(midnight("2022-07-07")), decision: "D-12" });
    expect(trial.duty("person.release")).toMatchObject({ status: "open", due: at(midnight("2022-06-30")) });
    expect(trial.duty("stay.test-edition")).toMatchObject({ due: at(midnight("2022-06-30")), citation: { clause: "edition.transition" } });
    lawful(trial);
  });

  test("nobody is held longer by it: they stay as ordered and are listed", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    const lengths = { close: { ...LENGTHS.close, centralDays: 14, centralTests: [1, 4, 7, 14] } };
    trial.tell(DISTRICT, "edition.adopt", { ...NEW, edition: "cn-covid-8", lengths });
    expect(measure(trial).end).toEqual(at(midnight("2022-07-18")));
    expect(trial.said("edition.adopted")[0]!.data).toMatchObject({ releasedEarlier: [], wouldBeLonger: ["M1"] });
    expect(trial.said("measure.shortened")).toEqual([]);
  });

  test("a class the new edition does not know ends with the decision", () => {
    const trial = tryStay(NINTH, midnight("2022-11-10"));
    exposedContacts(trial, "2022-11-09", "secondary", "Q1");
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
    trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, "H1", "Q1", { exposed: "2022-11-09", class: "secondary", phase: "home-isolation", services: SERVICES }));
    trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
    trial.wait(DAY);
    trial.tell(DISTRICT, "edition.adopt", { edition: "cn-covid-20m", legalBasis: "notice of 11 Nov", decision: "D-20", reason: "no secondary contacts any more", lengths: { close: LENGTHS.close } });
    expect(measure(trial, "H1").end).toEqual(at(midnight("2022-11-11")));
    expect(things(trial, "test-day").filter(({ state }) => state.status === "due")).toEqual([]);
    trial.wait(1);
    expect(kindsOf(trial, "duty.overdue")).toContain("person.release");
    lawful(trial);
  });

  test("what it would mean for each is shown before anybody decides", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    const people = (lengths: ReturnType<typeof rulesOf>) => [{ measure: "measure:M1" as const, view: measure(trial), lastExposure: wholeDayOf("2022-07-10"), rules: "kind" in lengths ? null : lengths }];
    expect(editionEffects(people(rulesOf(TWENTY, "close")), "Asia/Shanghai")).toEqual([
      { measure: "measure:M1", contact: "P1", before: at(midnight("2022-07-18")), after: at(midnight("2022-07-16")), effect: "earlier" },
    ]);
    expect(editionEffects(people(rulesOf(EIGHTH, "close")), "Asia/Shanghai")[0]!.effect).toBe("later");
    expect(editionEffects(people(rulesOf(TWENTY, "secondary")), "Asia/Shanghai")[0]).toMatchObject({ after: null, effect: "ends" });
  });
});
