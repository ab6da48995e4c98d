// The way up: a case reported once is felt by every area it lies in, raises a proposal with its evidence, and a
// drawing wider than the rules' unit takes two people.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, fullMeasure } from "../../trial-city.ts";
import { ABOVE, all, area, day, draw, drawing, found, HEAD, infect, lawful, MAYOR, register, SIGNER, tryArea, until, ZONE } from "../trial-area.ts";
import { communityZero, streakOf } from "../views.ts";
import eighth from "../../../../packs/cn-covid-8.json" with { type: "json" };
import ninth from "../../../../packs/cn-covid-9.json" with { type: "json" };
import twenty from "../../../../packs/cn-covid-20m.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };
import pools from "../../../../packs/cn-testing.json" with { type: "json" };
import testing from "../../../../packs/firebreak-testing.json" with { type: "json" };

const included = { includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing", "cn-testing"] };
const EIGHTH = packOf({ ...eighth, ...included }, duties, rights, testing, pools);
const NINTH = packOf({ ...ninth, ...included }, duties, rights, testing, pools);
const TWENTY = packOf(twenty, { ...ninth, ...included }, duties, rights, testing, pools);

const T = day("2022-08-02");
const ROUNDS: Post = { org: "A", role: "head" };
const TOWN: Post = { org: "A1", role: "sampling_head" };
const LAB: Post = { org: "lab1", role: "lab_head" };
const TRACER: Post = { org: "A", role: "tracing_deputy" };

function nested(pack = NINTH): Trial {
  const trial = tryArea(pack, T);
  register(trial, "D", "district");
  register(trial, "C1", "compound", "D");
  register(trial, "B3", "building", "C1");
  register(trial, "B4", "building", "C1");
  return trial;
}
const report = (trial: Trial, name: string, more: object = {}, when?: number): void =>
  void trial.tell(TRACER, "case.report", { case: name, class: "confirmed", area: "B3", ...more }, when === undefined ? {} : { at: when });
const clean = (trial: Trial, name: string, cutOff: number) => streakOf(all(trial), name, { classes: ["confirmed", "asymptomatic"], found: "community", cutOff, knownAt: trial.simulation.now(), since: "2022-07-25" }, ZONE);

describe("a case, reported once", () => {
  test("[SM-028] is classed as found under quarantine or not by what is on record of the person, and only the latter moves an area", () => {
    const trial = nested();
    trial.tell(TRACER, "contact.find", { contact: "P1", class: "close", home: "A1c" });
    trial.tell({ org: "A", role: "transfer_desk" }, "measure.order", fullMeasure(trial, "M1", "P1", 7 * DAY));
    report(trial, "K1", { contact: "P1" });
    report(trial, "K2", { contact: "P2", area: "B4" });
    expect(trial.simulation.state.thing("case:K1")!.state).toMatchObject({ found: "quarantine", area: "B3" });
    expect(trial.simulation.state.thing("case:K2")!.state).toMatchObject({ found: "community", area: "B4" });
    expect(communityZero(all(trial), ["B3", "B4", "C1"], "2022-08-02", "2022-08-02", T + DAY, ZONE).map((row) => [row.area, row.zero, row.quarantine])).toEqual([["B3", true, ["K1"]], ["B4", false, []], ["C1", false, ["K1"]]]);
    expect(trial.said("area.upgrade_proposed").map((event) => event.data["raise"])).toEqual([expect.objectContaining({ cases: ["K2"] })]);
    lawful(trial);
  });

  test("[SM-076] told late, or told again of another area, it moves every count it lies in and is counted once", () => {
    const trial = nested();
    draw(trial, "C1", "high");
    until(trial, T + 5 * DAY);
    expect(clean(trial, "C1", T + 5 * DAY).days).toBe(13);
    report(trial, "K1", {}, T + 2 * DAY);
    expect(clean(trial, "C1", T + 5 * DAY)).toMatchObject({ days: 2, restartedBy: ["K1"] });
    expect(area(trial, "C1").forecast).toEqual(at(T + 10 * DAY));
    register(trial, "C2", "compound", "D");
    report(trial, "K1", { area: "C2" }, T + 2 * DAY);
    expect(clean(trial, "C1", T + 5 * DAY).restartedBy).toEqual([]);
    expect(clean(trial, "D", T + 5 * DAY).restartedBy).toEqual(["K1"]);
    expect(trial.code(TRACER, "case.report", { case: "K9", class: "confirmed", area: "nowhere" })).toBe("unknown-area");
    lawful(trial);
  });
});

describe("a proposed raise", () => {
  test("[SM-279] names the rules' smallest unit, level, clause and cases, is the signer's to decide, and silence is heard", () => {
    const trial = nested();
    report(trial, "K1");
    expect(area(trial, "C1").raise).toEqual({ to: "high", from: null, clause: "risk.high.definition", cases: ["K1"], warnings: [] });
    expect(area(trial, "D").raise).toBeNull();
    expect(trial.duty("area.decide", "area:C1")).toMatchObject({ holder: SIGNER, due: at(T + 4 * HOUR) });
    trial.wait(4 * HOUR);
    expect(found(trial).map((one) => [one.kind, one.duty, one.clause, one.holder])).toEqual([["deadline_missed", "area.decide", "area.decide", SIGNER]]);
    lawful(trial);
  });

  test("drawn in time it is done; kept with a reason too; a level as high asks for nothing", () => {
    const trial = nested();
    report(trial, "K1");
    draw(trial, "C1", "high", { reason: "lifts are shared" });
    expect(trial.duty("area.decide").done).not.toBeNull();
    // A case of this very instant is counted: the area is not clean since the beginning of time.
    expect(area(trial, "C1").forecast).toEqual(at(T + 8 * DAY));
    report(trial, "K2", { area: "B4" });
    expect(trial.said("area.upgrade_proposed")).toHaveLength(1);
    const kept = nested();
    report(kept, "K1");
    kept.tell(SIGNER, "area.keep", { area: "C1", reason: "found on arrival", decision: "D-7" });
    expect(kept.duty("area.decide").done).not.toBeNull();
    expect(area(kept, "C1")).toMatchObject({ raise: null, level: null });
    lawful(trial);
  });

  test("cn-covid-8: by confirmed cases within fourteen days, and over fifty a cluster is left to people", () => {
    const trial = tryArea(EIGHTH, T);
    register(trial, "V", "hamlet");
    report(trial, "S1", { class: "asymptomatic", area: "V" });
    expect(area(trial, "V").raise).toBeNull();
    report(trial, "K0", { area: "V" });
    expect(area(trial, "V").raise).toMatchObject({ to: "medium", clause: "risk.medium.definition", warnings: [] });
    for (let number = 1; number <= 50; number++) report(trial, `K${number}`, { area: "V" });
    expect(area(trial, "V").raise).toMatchObject({ to: "medium", warnings: ["cluster-to-judge"] });
  });
});

describe("a drawing", () => {
  test("[SM-279] wider than the cases lie needs a reason", () => {
    const trial = nested();
    report(trial, "K1");
    expect(trial.code(SIGNER, "area.draw", drawing("C1", "high"))).toBe("narrower-would-do");
    report(trial, "K2", { area: "B4" });
    draw(trial, "C1", "high");
    expect(area(trial, "C1")).toMatchObject({ level: "high", closed: true });
  });

  test("[SM-279] wider than the rules' unit binds nobody until a second person has signed", () => {
    const trial = nested(TWENTY);
    trial.tell(SIGNER, "area.draw", drawing("C1", "high", { reason: "spread unclear" }));
    expect(area(trial, "C1")).toMatchObject({ level: null, closed: false, status: "to-countersign" });
    expect(trial.duty("area.countersign")).toMatchObject({ holder: MAYOR, asker: SIGNER, due: at(T + 2 * HOUR) });
    expect(trial.code(SIGNER, "area.countersign", { area: "C1", agreed: true, decision: "D-2" })).toBe("self-verification");
    expect(trial.code(HEAD, "area.countersign", { area: "C1", agreed: true, decision: "D-2" })).toBe("not-the-signer");
    trial.tell(MAYOR, "area.countersign", { area: "C1", agreed: true, decision: "D-2" });
    expect(area(trial, "C1")).toMatchObject({ level: "high", closed: true, wide: true, signedBy: SIGNER, secondBy: MAYOR, waiting: null });
    expect(trial.duty("area.countersign").closed).not.toBeNull();
    expect(trial.code(MAYOR, "area.countersign", { area: "C1", agreed: true, decision: "D-2" })).toBe("nothing-to-countersign");
    lawful(trial);
  });

  test("not agreed, it is not drawn; reported as drawn already, the second signature stays owed", () => {
    const trial = nested(TWENTY);
    trial.tell(SIGNER, "area.draw", drawing("C1", "high", { reason: "spread unclear" }));
    trial.tell(MAYOR, "area.countersign", { area: "C1", agreed: false, decision: "draw B3" });
    expect(area(trial, "C1")).toMatchObject({ level: null, closed: false, status: "routine", waiting: null });
    const told = nested(TWENTY);
    told.tell(SIGNER, "area.draw", drawing("C1", "high"), { reported: true });
    expect(told.said("breach.recorded").map((event) => event.data["code"])).toEqual(["wider-than-unit"]);
    expect(area(told, "C1")).toMatchObject({ level: "high", closed: true });
    told.wait(2 * HOUR);
    expect(found(told).map((one) => [one.duty, one.holder])).toEqual([["area.countersign", MAYOR]]);
    told.tell(MAYOR, "area.countersign", { area: "C1", agreed: true, decision: "D-2" });
    expect(area(told, "C1").waiting).toBeNull();
    lawful(told);
  });

  test("where nobody else is named to sign, it says so", () => {
    const trial = tryArea(TWENTY, T);
    trial.tell(COMMAND, "responsibility.assign", { org: "city", duty: "area.sign", roles: ["duty_officer"] });
    trial.tell(COMMAND, "area.register", { area: "Z", unit: "compound", org: "city" });
    expect(trial.code(COMMAND, "area.draw", drawing("Z", "high", { reason: "r" }))).toBe("no-second-signer");
    // What is reported has happened: it is on record with its breach, and anybody else may sign beside it.
    trial.tell(COMMAND, "area.draw", drawing("Z", "high", { reason: "r" }), { reported: true });
    expect(trial.said("breach.recorded").map((event) => event.data["code"])).toEqual(["no-second-signer"]);
    expect(area(trial, "Z")).toMatchObject({ level: "high", waiting: { second: null } });
    expect(trial.code(COMMAND, "area.countersign", { area: "Z", agreed: true, decision: "D-2" })).toBe("self-verification");
    trial.tell(ABOVE, "area.countersign", { area: "Z", agreed: true, decision: "D-2" });
    expect(area(trial, "Z").waiting).toBeNull();
    lawful(trial);
  });
});

describe("a round of testing", () => {
  /** A round of the compound on the last day of its count, one person in each of two tubes. */
  function round(): Trial {
    const trial = nested();
    const { wait } = trial;
    for (const [org, duty, role] of [["A1", "point.sampling", "sampling_head"], ["A1", "tube.deliver", "courier_head"]] as const) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
    trial.tell(COMMAND, "org.register", { org: "lab1", level: "laboratory", parent: "city" });
    trial.tell(COMMAND, "lab.register", { lab: "L1", org: "lab1", tubesPerDay: 240, poolSizes: [1, 5, 10], accredited: true });
    infect(trial, "B3", "K1", "2022-08-01");
    draw(trial, "C1", "high", { reason: "lifts are shared" });
    until(trial, T + 6 * DAY);
    const now = trial.simulation.now();
    trial.tell(ROUNDS, "round.open", { round: "R1", area: "A", scope: "C1", start: at(now), targetEnd: at(now + 10 * HOUR), poolSize: 10, covers: ["C1"] });
    trial.tell(ROUNDS, "point.open", { round: "R1", point: "P1", org: "A1", planned: 3, start: at(now), end: at(now + 8 * HOUR), samplers: ["s1"], slotMinutes: 30, oneWay: true, riskLane: true });
    trial.tell(ROUNDS, "should-list.build", { round: "R1", registers: [{ name: "police", rows: ["a", "b", "c"].map((person) => ({ person, household: `h-${person}`, org: "A1c" })) }] });
    collect(trial, "T1", ["a", "b"]);
    collect(trial, "T2", ["c"]);
    trial.tell(LAB, "tubes.receive", { tubes: ["T1", "T2"], lab: "L1" });
    wait(4 * HOUR);
    trial.tell(TOWN, "point.finish", { point: "R1/P1", sampled: 3 });
    trial.tell(ROUNDS, "round.close", { round: "R1" });
    return trial;
  }
  const collect = (trial: Trial, tube: string, members: readonly string[], more: object = {}): void =>
    void trial.tell(TOWN, "tube.collect", { tube, point: "R1/P1", sampler: "s1", members, swabs: members.length, ...more });
  const result = (trial: Trial, tube: string, outcome: string): void => {
    const now = trial.simulation.now();
    trial.tell(LAB, "tube.result", { tube, result: outcome, controlCt: 24, run: "r1", well: tube, runStart: at(now - HOUR), runEnd: at(now) });
  };
  const asks = (trial: Trial): string => trial.code(HEAD, "area.propose", { areas: ["C1"] });

  test("[SM-055] [SM-109] found false after the area came down on it, who signed for the area has to decide again", () => {
    const trial = round();
    for (const tube of ["T1", "T2"]) result(trial, tube, "negative");
    until(trial, T + 7 * DAY);
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    trial.tell(SIGNER, "area.sign", { areas: ["C1"], decision: "D-2" });
    const repeats = (): unknown[] => trial.said("decision.to_repeat").map((event) => [event.data["decision"], event.data["org"]]);
    expect(repeats()).toEqual([]);
    trial.tell(COMMAND, "tester.doubt", { of: "sampler", subject: "s1", why: "never was at the point" });
    expect(repeats()).toContainEqual(["area:C1", "A1"]);
    expect(trial.duty("decision.repeat", "repeat:area/C1").status).toBe("open");
    lawful(trial);
  });

  test("[SM-109] is the area's last round without being entered twice: pending it waits, all negative it is proposed", () => {
    const trial = round();
    result(trial, "T1", "negative");
    until(trial, T + 7 * DAY);
    expect(asks(trial)).toBe("pools-pending");
    result(trial, "T2", "negative");
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    expect(area(trial, "C1").proposal).toMatchObject({ to: "medium", round: "R1" });
    lawful(trial);
  });

  test("a pool positive holds it until its members are cleared; a member confirmed stops it", () => {
    const trial = round();
    result(trial, "T2", "negative");
    result(trial, "T1", "positive");
    until(trial, T + 7 * DAY);
    expect(asks(trial)).toBe("pools-pending");
    for (const [tube, person] of [["X1", "a"], ["X2", "b"]] as const) {
      collect(trial, tube, [person], { retestOf: "T1" });
      trial.tell(LAB, "tubes.receive", { tubes: [tube], lab: "L1" });
      trial.wait(2 * HOUR);
      result(trial, tube, "negative");
    }
    expect(asks(trial)).toBe("accepted");
  });

  test("with somebody of the list untested it is no full round", () => {
    const trial = round();
    trial.tell(ROUNDS, "person.add-on-spot", { round: "R1", person: "d", household: "h-d", org: "A1c" });
    for (const tube of ["T1", "T2"]) result(trial, tube, "negative");
    until(trial, T + 7 * DAY);
    expect(asks(trial)).toBe("final-round-missing");
  });

  test("found positive between proposal and signature, it is not signed", () => {
    const trial = round();
    for (const tube of ["T1", "T2"]) result(trial, tube, "negative");
    until(trial, T + 7 * DAY);
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    collect(trial, "T3", ["a"]);
    expect(trial.code(SIGNER, "area.sign", { areas: ["C1"], decision: "D-2" })).toBe("pools-pending");
  });
});
