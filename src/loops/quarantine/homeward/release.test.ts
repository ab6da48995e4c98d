// From the check before release to the door and the days at home: nobody released too early, nobody kept too long, nobody between two.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../../base/time.ts";
import { audit } from "../../../engine/audit/audit.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import type { ContactView } from "../../cases/views.ts";
import { model } from "../../index.ts";
import { COMMAND, COMMUNITY, COUNTY, DISTRICT, fullMeasure, SITE, SUBDISTRICT } from "../../trial-city.ts";
import { gateState } from "../gate/views.ts";
import { homeRecords } from "../home/views.ts";
import type { MeasureView } from "../stay/views.ts";
import { exposedContacts, inStay, midnight, orderUntilRules, SERVICES, TESTER, tryStay } from "../trial-stay.ts";
import { unsigned, type HomewardView } from "./views.ts";
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import care from "../../../../packs/firebreak-care.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import quarantine from "../../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import rounds from "../../../../packs/firebreak-testing.json" with { type: "json" };
import testing from "../../../../packs/cn-testing.json" with { type: "json" };

const BLOCKS = ["firebreak-duties", "firebreak-rights", "firebreak-care", "cn-quarantine", "cn-testing"];
const EIGHTH = packOf({ ...covid8, includes: BLOCKS }, duties, rights, care, quarantine, testing);
const NINTH = packOf({ ...covid9, includes: BLOCKS }, duties, rights, care, quarantine, testing);

const contact = (trial: Trial, name = "P1"): ContactView => trial.simulation.state.thing(`contact:${name}`)!.state as ContactView;
const measure = (trial: Trial, id = "M1"): MeasureView => trial.simulation.state.thing(`measure:${id}`)!.state as MeasureView;
const things = (trial: Trial, kind: string) => [...trial.simulation.state.allThings()].filter(({ ref }) => ref.startsWith(`${kind}:`));
const overdue = (trial: Trial): unknown[] => trial.said("duty.overdue").map((event) => event.data["kind"]);
const until = (trial: Trial, instant: number): void => trial.wait(instant - trial.simulation.now());

function lawful(trial: Trial): void {
  trial.wait(0);
  const { state, events } = trial.simulation;
  const { pack, zone } = trial.simulation.context();
  expect(audit({ events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]), duties: state.allDuties(), until: trial.simulation.now(), punctual: true, zone })).toEqual([]);
}

const eighth = (): Trial => inStay(EIGHTH, midnight("2021-10-01") + 9 * HOUR, "2021-09-18");
const ninth = (): Trial => inStay(NINTH, midnight("2022-07-17") + 9 * HOUR, "2022-07-10");

function sampled(trial: Trial, part: string, more: object = {}): void {
  trial.tell(TESTER, "release.sample", { measure: "M1", part, ...more });
}
function negative(trial: Trial, part: string): void {
  trial.tell(TESTER, "release.result", { measure: "M1", part, result: "negative" });
}

/** Two samples by two reagents in two laboratories, and the belongings. */
function passed(trial: Trial): void {
  sampled(trial, "person-sample-1", { lab: "L1", reagent: "X" });
  sampled(trial, "person-sample-2", { lab: "L2", reagent: "Y" });
  sampled(trial, "belongings-environment", { lab: "L1" });
  for (const part of ["person-sample-1", "person-sample-2", "belongings-environment"]) negative(trial, part);
}

describe("[SM-291] the check before release", () => {
  test("is owed early enough: samples 14 hours before the end, results 2 hours before; the missing one is the authority's", () => {
    const trial = eighth();
    const end = midnight("2021-10-03");
    expect(trial.duty("release.sample")).toMatchObject({ holder: TESTER, due: at(end - 14 * HOUR), citation: { clause: "test.result.release" } });
    expect(trial.duty("release.gate")).toMatchObject({ holder: DISTRICT, due: at(end - 2 * HOUR), citation: { clause: "release.gate.by" } });
    until(trial, end - HOUR);
    expect(overdue(trial)).toEqual(expect.arrayContaining(["release.sample", "release.gate"]));
    expect(overdue(trial)).not.toContain("person.release");
    // At its end it ends, with or without the check: the breach is the authority's, not the person's.
    until(trial, end);
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(measure(trial).status).toBe("ended");
    expect(trial.said("breach.recorded").at(-1)!.data).toMatchObject({ code: "released-without-check", answerable: [DISTRICT] });
    lawful(trial);
  });

  test("two samples by two reagents and the belongings, all negative: passed by itself, and nothing is raised", () => {
    const trial = eighth();
    expect(measure(trial).parts).toEqual(["person-sample-1", "person-sample-2", "belongings-environment"]);
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("release-gate-open");
    passed(trial);
    expect(trial.duty("release.sample").status).toBe("verified");
    expect(trial.duty("release.gate").status).toBe("verified");
    expect(trial.duty("person.release").planned).not.toBeNull();
    expect(measure(trial).gatePassed).toBe(true);
    until(trial, midnight("2021-10-03"));
    expect(overdue(trial)).not.toContain("release.gate");
    trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).not.toContain("released-without-check");
    lawful(trial);
  });

  test("[SM-055] [SM-057] passed on a tube found false later, it is to be decided again, and names that tube alone", () => {
    const pack = packOf({ ...covid8, includes: [...BLOCKS, "firebreak-testing"] }, duties, rights, care, quarantine, testing, rounds);
    const trial = inStay(pack, midnight("2021-10-01") + 9 * HOUR, "2021-09-18");
    trial.tell(COMMAND, "round.open", { round: "R1", area: "A", scope: "release samples", start: at(trial.simulation.now()), targetEnd: at(trial.simulation.now() + DAY), poolSize: 1, purpose: "release" });
    trial.tell(COMMAND, "point.open", { round: "R1", point: "P1", org: "A1", planned: 10, start: at(trial.simulation.now()), end: at(trial.simulation.now() + DAY), samplers: ["s1", "s2"] });
    trial.tell(COMMAND, "lab.register", { lab: "L1", org: "B", tubesPerDay: 240, poolSizes: [1], accredited: true });
    for (const [part, tube, sampler] of [["person-sample-1", "t1", "s1"], ["person-sample-2", "t2", "s2"]] as const) {
      trial.tell(SUBDISTRICT, "tube.collect", { tube, point: "R1/P1", sampler, members: ["P1"], swabs: 1 });
      sampled(trial, part, { tube, lab: tube === "t1" ? "L1" : "L2", reagent: tube });
      trial.tell(SUBDISTRICT, "tubes.pick-up", { tubes: [tube], lab: "L1" });
      trial.tell(COUNTY, "tubes.receive", { tubes: [tube], lab: "L1" });
      const now = trial.simulation.now();
      trial.tell(COUNTY, "tube.result", { tube, result: "negative", controlCt: 24, run: "r1", well: tube, runStart: at(now), runEnd: at(now) });
    }
    sampled(trial, "belongings-environment", { lab: "L1" });
    for (const part of ["person-sample-1", "person-sample-2", "belongings-environment"]) negative(trial, part);
    expect(measure(trial).gatePassed).toBe(true);
    trial.tell(COMMAND, "tester.doubt", { of: "sampler", subject: "s2", why: "was not there" });
    expect(trial.said("decision.to_repeat").map((event) => [event.data["decision"], event.data["org"], event.data["tubes"]])).toEqual([["measure:M1", "A", ["t2"]]]);
    expect(trial.duty("decision.repeat", "repeat:measure/M1").status).toBe("open");
    lawful(trial);
  });

  test("the same reagent twice is one test; the same laboratory twice is shown", () => {
    const trial = eighth();
    sampled(trial, "person-sample-1", { lab: "L1", reagent: "X" });
    sampled(trial, "person-sample-2", { lab: "L1", reagent: "X" });
    sampled(trial, "belongings-environment");
    for (const part of ["person-sample-1", "person-sample-2", "belongings-environment"]) negative(trial, part);
    expect(measure(trial).gatePassed).toBe(false);
    expect(gateState(measure(trial), EIGHTH)).toMatchObject({ missing: ["different-reagents"], sameLaboratory: true });
    sampled(trial, "person-sample-2", { lab: "L1", reagent: "Y" });
    negative(trial, "person-sample-2");
    expect(trial.said("release.prepared").at(-1)!.data).toMatchObject({ sameLaboratory: true });
  });

  test.each([
    ["not-sampled-yet", "release.result", { part: "person-sample-1", result: "negative" }],
    ["part-not-asked", "release.sample", { part: "person-sample" }],
  ])("%s", (code, type, data) => {
    expect(eighth().code(TESTER, type, { measure: "M1", ...data })).toBe(code);
  });

  test("one tube is not two samples, and a positive person is not released", () => {
    const trial = eighth();
    sampled(trial, "person-sample-1", { tube: "K1", reagent: "X" });
    expect(trial.code(TESTER, "release.sample", { measure: "M1", part: "person-sample-2", tube: "K1" })).toBe("tube-used-twice");
    trial.tell(TESTER, "release.result", { measure: "M1", part: "person-sample-1", result: "positive" });
    until(trial, midnight("2021-10-03"));
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("release-gate-positive");
  });

  test("9th edition: person, belongings and room once each; a positive item holds only until infection of the person is excluded", () => {
    const trial = ninth();
    for (const part of ["person-sample", "belongings", "environment"]) sampled(trial, part);
    negative(trial, "person-sample");
    negative(trial, "belongings");
    trial.tell(TESTER, "release.result", { measure: "M1", part: "environment", result: "positive" });
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("release-item-positive");
    trial.wait(HOUR);
    sampled(trial, "person-sample");
    negative(trial, "person-sample");
    expect(measure(trial).gatePassed).toBe(true);
    expect(trial.code(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY })).toBe("accepted");
  });

  test("a secondary contact is released when the own tests and the contact's first two are negative", () => {
    const trial = inStay(NINTH, midnight("2022-07-12"), "2022-07-10");
    exposedContacts(trial, "2022-07-11", "secondary", "Q1");
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
    trial.tell(DISTRICT, "measure.order", orderUntilRules(trial, "H1", "Q1", { exposed: "2022-07-11", class: "secondary", phase: "home-isolation", ofContact: "P1", services: SERVICES }));
    trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
    const done = (post: typeof TESTER, name: string): void => {
      trial.tell(post, "test-day.sample", { test: name });
      trial.tell(post, "test-day.result", { test: name, result: "negative" });
    };
    for (const day of [1, 4, 7]) done(COMMUNITY, `H1/home-isolation-${day}`);
    expect(trial.code(DISTRICT, "person.release", { measure: "H1", handedTo: COMMUNITY })).toBe("release-gate-open");
    for (const day of [2, 3]) done(TESTER, `M1/central-${day}`);
    expect(trial.code(DISTRICT, "person.release", { measure: "H1", handedTo: COMMUNITY })).toBe("accepted");
    lawful(trial);
  });
});

/** Checked, the phase at home ordered, the trip planned: ready to leave at the end. */
function readyToLeave(): Trial {
  const trial = eighth();
  passed(trial);
  trial.tell(DISTRICT, "measure.order", { ...fullMeasure(trial, "H1", "P1", HOUR), start: at(midnight("2021-10-03")), end: at(midnight("2021-10-10")), phase: "home-monitoring" });
  trial.tell(DISTRICT, "homeward.plan", { trip: "T1", contacts: ["P1"], to: "A1c", vehicle: "V1", team: "K1", departAt: at(midnight("2021-10-03") + HOUR) });
  until(trial, midnight("2021-10-03"));
  trial.tell(DISTRICT, "person.release", { measure: "M1", handedTo: COMMUNITY });
  trial.wait(HOUR);
  return trial;
}

describe("[SM-292] [SM-293] the way home", () => {
  test("vehicle and crew are promised once, and the trip is arranged before the end or an alarm says so", () => {
    const trial = eighth();
    const plan = { trip: "T1", contacts: ["P1"], to: "A1c", vehicle: "V1", team: "K1", departAt: at(midnight("2021-10-03")) };
    expect(trial.duty("homeward.arrange")).toMatchObject({ holder: DISTRICT, due: at(midnight("2021-10-02") + 22 * HOUR) });
    expect(trial.code(DISTRICT, "homeward.plan", { ...plan, departAt: at(midnight("2021-10-02")) })).toBe("not-due-for-release");
    expect(trial.code(DISTRICT, "homeward.plan", { ...plan, to: "A2" })).toBe("nobody-answers");
    expect(trial.code(DISTRICT, "homeward.plan", { ...plan, vehicle: "V9" })).toBe("unknown-vehicle");
    trial.tell(DISTRICT, "homeward.plan", plan);
    expect(trial.duty("homeward.arrange").status).toBe("verified");
    expect(trial.code(DISTRICT, "homeward.plan", plan)).toBe("trip-exists");
    expect(trial.code(DISTRICT, "homeward.plan", { ...plan, trip: "T2", contacts: ["P1"] })).toBe("already-promised");
    const silent = eighth();
    until(silent, midnight("2021-10-03"));
    expect(overdue(silent)).toEqual(expect.arrayContaining(["homeward.arrange", "home.order"]));
    trial.tell(DISTRICT, "homeward.cancel", { trip: "T1", reason: "rain" });
    expect(trial.simulation.state.thing("vehicle:V1")!.state["claimedBy"]).toBeNull();
    lawful(trial);
  });

  test("the sender is responsible until the community signs at the door, and somebody always is", () => {
    const trial = readyToLeave();
    expect(contact(trial)).toMatchObject({ measure: "H1", custody: { org: "h1" } });
    trial.tell(SITE, "homeward.depart", { trip: "T1" });
    expect(contact(trial)).toMatchObject({ status: "going-home", custody: { org: "h1" } });
    expect(trial.duty("homecoming.sign")).toMatchObject({ holder: SITE, offer: { to: COMMUNITY }, citation: { clause: "handover.sign" } });
    expect(trial.code(SUBDISTRICT, "homecoming.sign", { trip: "T1", contact: "P1" })).toBe("not-the-receiver");
    expect(trial.code(COMMUNITY, "homecoming.sign", { trip: "T1", contact: "P9" })).toBe("unknown-contact");
    trial.wait(HOUR);
    trial.tell(COMMUNITY, "homecoming.sign", { trip: "T1", contact: "P1", condition: "well" });
    expect(trial.duty("homecoming.sign")).toMatchObject({ status: "verified", closed: { by: COMMUNITY } });
    expect(contact(trial)).toMatchObject({ status: "at-home", custody: { org: "A1c" }, site: null });
    expect(trial.duty("home.begin")).toMatchObject({ status: "verified", subject: "measure:H1" });
    expect(trial.simulation.state.thing("homeward:T1")!.state).toMatchObject({ status: "arrived", signed: ["P1"] });
    expect(unsigned(trial.simulation.state.thing("homeward:T1")!.state as HomewardView)).toEqual([]);
    expect(trial.simulation.state.thing("vehicle:V1")!.state["claimedBy"]).toBeNull();
    expect(trial.code(COMMUNITY, "homecoming.sign", { trip: "T1", contact: "P1" })).toBe("signed-already");
    lawful(trial);
  });

  test("nobody signs: an alarm, the sender still responsible", () => {
    const trial = readyToLeave();
    trial.tell(SITE, "homeward.depart", { trip: "T1" });
    trial.wait(5 * HOUR);
    expect(overdue(trial)).toContain("homecoming.sign");
    expect(contact(trial).custody).toMatchObject({ org: "h1" });
    lawful(trial);
  });

  test("nobody leaves before release; brought home in fact, it is recorded with its breach", () => {
    const trial = eighth();
    trial.tell(DISTRICT, "homeward.plan", { trip: "T1", contacts: ["P1"], to: "A1c", vehicle: "V1", team: "K1", departAt: at(midnight("2021-10-03")) });
    expect(trial.code(SITE, "homeward.depart", { trip: "T1" })).toBe("not-released-yet");
    trial.tell(COMMUNITY, "homecoming.sign", { contact: "P1" });
    expect(trial.said("breach.recorded").at(-1)!.data["code"]).toBe("not-released-yet");
    expect(contact(trial).custody).toMatchObject({ org: "A1c" });
  });
});

describe("[SM-222] after release, [SM-294] [SM-305] under observation at home", () => {
  function home(): Trial {
    const trial = readyToLeave();
    trial.tell(SITE, "homeward.depart", { trip: "T1" });
    trial.tell(COMMUNITY, "homecoming.sign", { trip: "T1", contact: "P1" });
    return trial;
  }

  test("monitoring begins at the door with its own test days and end; each missed day is an alarm, each kept one is none", () => {
    const trial = home();
    expect(measure(trial, "H1")).toMatchObject({ status: "in-force", atHome: true, edition: "cn-covid-8", plannedEnd: at(midnight("2021-10-10")), caredBy: "A1c" });
    expect(things(trial, "test-day").filter(({ state }) => state["measure"] === "H1").map(({ state }) => state["day"])).toEqual([2, 7]);
    expect(trial.duty("stay.test-home")).toMatchObject({ holder: COMMUNITY, citation: { clause: "contact.test-days.home" } });
    expect(trial.duty("home.check")).toMatchObject({ holder: COMMUNITY, citation: { clause: "home.check" } });
    expect(() => trial.duty("home.door")).toThrow("no duty");
    trial.wait(20 * HOUR);
    trial.tell(COMMUNITY, "home.check", { measure: "H1", temperature: 36.5 });
    trial.wait(5 * HOUR);
    expect(overdue(trial)).not.toContain("home.check");
    expect(homeRecords(things(trial, "measure"), things(trial, "home-stay"), things(trial, "home"))).toEqual([
      { measure: "measure:H1", contact: "P1", phase: "home-monitoring", end: at(midnight("2021-10-10")), household: [], checks: 1, symptomatic: false, out: false },
    ]);
    trial.wait(DAY);
    expect(overdue(trial)).toContain("home.check");
    lawful(trial);
  });

  test("fever is answered within the half hour, and what is asked for becomes a need with its own clock to the door", () => {
    const trial = home();
    trial.tell(COMMUNITY, "home.check", { measure: "H1", temperature: 38.1, wants: [{ category: "medicine", items: { insulin: 1 } }] });
    expect(trial.duty("home.symptoms")).toMatchObject({ holder: COMMUNITY, due: at(trial.simulation.now() + 30 * MINUTE) });
    expect(trial.duty("need.medicine")).toMatchObject({ subject: "need:H1-1-1" });
    trial.tell(COMMUNITY, "home.answer-symptoms", { measure: "H1", done: "fever clinic told, sample taken" });
    expect(trial.duty("home.symptoms")).toMatchObject({ status: "done", verifier: DISTRICT });
    lawful(trial);
  });

  test("out for care by approval, person and vehicle; in an emergency at once, the papers after", () => {
    const trial = home();
    const leave = { measure: "H1", why: "dialysis", papers: ["community-approval"] };
    expect(trial.code(COMMUNITY, "home.leave-for-care", { ...leave, emergency: false })).toBe("exit-not-arranged");
    trial.tell(COMMUNITY, "home.leave-for-care", { ...leave, emergency: true });
    expect(trial.duty("home.complete-exit")).toMatchObject({ holder: COMMUNITY, citation: { clause: "measure.complete" } });
    trial.tell(COMMUNITY, "home.return", { measure: "H1" });
    trial.tell(COMMUNITY, "home.complete-exit", { measure: "H1", note: "approval no. 8" });
    expect(trial.duty("home.complete-exit").status).toBe("verified");
    trial.tell(COMMUNITY, "home.leave-for-care", { measure: "H1", emergency: false, why: "dialysis", papers: ["community-approval", "dedicated-person", "dedicated-vehicle", "closed-loop"] });
    lawful(trial);
  });

  test("at its end the person is free, and nothing of it goes on", () => {
    const trial = home();
    until(trial, midnight("2021-10-10"));
    trial.tell(DISTRICT, "person.release", { measure: "H1", handedTo: COMMUNITY });
    expect(contact(trial)).toMatchObject({ custody: null, measure: null });
    expect(trial.code(COMMUNITY, "home.check", { measure: "H1" })).toBe("not-at-home");
    expect([...trial.simulation.state.allDuties()].filter((duty) => duty.subject === "measure:H1" && ["open", "blocked"].includes(duty.status)).map((duty) => duty.kind)).toEqual([]);
    lawful(trial);
  });
});

describe("[SM-208] stay in, service comes to the door", () => {
  function isolating(more: object = {}): readonly [Trial, object] {
    const trial = tryStay(NINTH, midnight("2022-07-12"));
    exposedContacts(trial, "2022-07-11", "secondary", "Q1");
    return [trial, { ...orderUntilRules(trial, "H1", "Q1", { exposed: "2022-07-11", class: "secondary", phase: "home-isolation", services: SERVICES }), ...more }];
  }

  test("no isolation at home without somebody for each service, or in a home that does not suit", () => {
    const [trial, order] = isolating();
    expect(trial.code(DISTRICT, "measure.order", order)).toBe("home-unsuitable");
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["no-shared-air", "hand-over-table"], household: ["R1", "R2"] });
    expect(trial.simulation.state.thing("home:Q1")!.state).toMatchObject({ status: "unsuitable", unmet: ["own-room"], household: ["R1", "R2"] });
    expect(trial.code(DISTRICT, "measure.order", order)).toBe("home-unsuitable");
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
    expect(trial.code(DISTRICT, "measure.order", { ...order, services: { food: COMMUNITY } })).toBe("service-unowned");
    expect(trial.code(DISTRICT, "measure.order", order)).toBe("accepted");
    expect(trial.said("capacity.short")).toEqual([]);
    expect(trial.code(COMMUNITY, "home.begin", { measure: "M9" })).toBe("unknown-measure");
    trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
    expect(trial.code(COMMUNITY, "home.begin", { measure: "H1" })).toBe("begun-already");
  });

  test("a stay at home that nobody takes on is an alarm, and the issuer still holds it; taken on in time, there is none", () => {
    for (const begun of [false, true]) {
      const [trial, order] = isolating();
      trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
      trial.tell(DISTRICT, "measure.order", order);
      expect(trial.duty("home.begin")).toMatchObject({ holder: DISTRICT, offer: { to: COMMUNITY }, due: at(trial.simulation.now() + 4 * HOUR) });
      if (begun) trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
      trial.wait(5 * HOUR);
      expect(overdue(trial).includes("home.begin")).toBe(!begun);
      expect(contact(trial, "Q1").custody).toMatchObject({ org: begun ? "A1c" : "A" });
      lawful(trial);
    }
  });

  test("each day served is quiet, a day without is an alarm to the support holder's level", () => {
    const [trial, order] = isolating();
    trial.tell(COMMUNITY, "home.assess", { contact: "Q1", met: ["own-room", "no-shared-air"] });
    trial.tell(DISTRICT, "measure.order", order);
    trial.tell(COMMUNITY, "home.begin", { measure: "H1" });
    expect(trial.duty("home.door")).toMatchObject({ holder: COMMUNITY, citation: { clause: "home.door" } });
    trial.wait(20 * HOUR);
    trial.tell(COMMUNITY, "home.serve", { measure: "H1", services: ["food", "waste"] });
    trial.wait(5 * HOUR);
    expect(overdue(trial)).not.toContain("home.door");
    trial.wait(DAY);
    expect(overdue(trial)).toContain("home.door");
    lawful(trial);
  });
});
