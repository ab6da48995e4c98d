// Areas: clean days counted as the pack counts them, an area opened on its day and an alarm two hours after it,
// and nobody shut in before food, doctor and telephone are somebody's accepted duty.
import { describe, expect, test } from "vitest";
import { isoIn, wholeDay } from "../../base/civil.ts";
import { at, DAY, HOUR, MINUTE, type Ms } from "../../base/time.ts";
import { packOf, type Trial } from "../../engine/trial.ts";
import { RANKS } from "../command/alarms/events.ts";
import { COMMAND } from "../trial-city.ts";
import { all, area, day, draw, drawing, found, HEAD, infect, lawful, register, SIGNER, tryArea, until, ZONE } from "./trial-area.ts";
import { communityZero, releases, streakOf, within } from "./views.ts";
import eighth from "../../../packs/cn-covid-8.json" with { type: "json" };
import ninth from "../../../packs/cn-covid-9.json" with { type: "json" };
import twenty from "../../../packs/cn-covid-20m.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import measles from "../../../packs/measles.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../packs/firebreak-testing.json" with { type: "json" };

const included = { includes: ["firebreak-duties", "firebreak-rights", "firebreak-testing"] };
const EIGHTH = packOf({ ...eighth, ...included }, duties, rights, testing);
const NINTH = packOf({ ...ninth, ...included }, duties, rights, testing);
const TWENTY = packOf(twenty, { ...ninth, ...included }, duties, rights, testing);
const MEASLES = packOf({ ...measles, ...included }, duties, rights, testing);

const iso = (ms: Ms): string => isoIn(ZONE, ms);

describe("thirty areas", () => {
  const names = Array.from({ length: 30 }, (_, index) => `hamlet-${index + 1}`);
  function thirty(): Trial {
    const trial = tryArea(EIGHTH, day("2021-11-09"));
    for (const name of names) {
      register(trial, name, "hamlet");
      infect(trial, name, `case-${name}`, "2021-11-08");
      draw(trial, name, "medium");
    }
    return trial;
  }

  test("[SM-282] [SM-301] [SM-109] come down by one decision at 00:00 of the 23rd, proposed by one post and signed by another", () => {
    const trial = thirty();
    until(trial, day("2021-11-23") - MINUTE);
    expect(trial.code(HEAD, "area.propose", { areas: names })).toBe("count-not-complete");
    until(trial, day("2021-11-23"));
    trial.tell(HEAD, "area.propose", { areas: names });
    expect(trial.code(HEAD, "area.sign", { areas: names, decision: "D-2" })).toBe("not-the-signer");
    expect(trial.code(SIGNER, "area.sign", { areas: names, decision: "D-2" })).toBe("watch-without-end");
    trial.tell(SIGNER, "area.sign", { areas: names, decision: "D-2", watchUntil: at(day("2021-11-30")) });
    expect(trial.said("area.downgraded").map((event) => iso((event.data["effective"] as { latest: Ms }).latest))).toEqual(names.map(() => "2021-11-23T00:00:00+08:00"));
    expect(area(trial, "hamlet-7")).toMatchObject({ level: "low", formerly: "medium", lowered: { countFrom: "2021-11-09", countThrough: "2021-11-22" } });
    expect(area(trial, "hamlet-7")["notice"]).toEqual({
      zh: "自2021-11-23 00:00起，hamlet-7由中风险调整为低风险（D-2）。2021-11-09至2021-11-22连续14天无新增。监测至2021-11-30 00:00。",
      en: "From 2021-11-23 00:00 hamlet-7 changes from medium risk to low risk (D-2). 14 days in a row without a new case, 2021-11-09 to 2021-11-22. Watched until 2021-11-30 00:00.",
    });
    for (const name of names) trial.tell(HEAD, "area.reopen", { area: name });
    expect(releases(all(trial), trial.simulation.now())).toEqual([]);
    trial.wait(DAY);
    expect(trial.said("duty.overdue").filter((event) => event.data["kind"] === "area.release")).toEqual([]);
    lawful(trial);
  });

  test("[SM-283] the day each comes down is known from the start, and the list runs from the nearest", () => {
    const trial = thirty();
    infect(trial, "hamlet-3", "late", "2021-11-08", { case: "n1" });
    trial.wait(2 * DAY);
    infect(trial, "hamlet-3", "n2", "2021-11-10");
    const rows = releases(all(trial), trial.simulation.now());
    expect(rows).toHaveLength(30);
    expect(rows[0]).toMatchObject({ forecast: day("2021-11-23"), daysLeft: 12, overdueMs: 0 });
    expect(rows.at(-1)).toMatchObject({ area: "hamlet-3", forecast: day("2021-11-25") });
    lawful(trial);
  });
});

describe("overdue release", () => {
  function clean(): Trial {
    const trial = tryArea(TWENTY, day("2022-11-20"));
    register(trial, "C1", "compound");
    register(trial, "C1-3", "building", "C1");
    infect(trial, "C1-3", "P1", "2022-11-19");
    draw(trial, "C1-3", "high");
    return trial;
  }

  test("[SM-283] clean for five days and still closed six hours later: an alarm as loud as of a late transfer, and a finding", () => {
    const trial = clean();
    until(trial, day("2022-11-25") + 6 * HOUR);
    const alarms = trial.said("duty.overdue");
    expect(alarms[0]).toMatchObject({ learned: day("2022-11-25") + 2 * HOUR, data: { kind: "area.release", to: { org: "A", role: "commander" }, clause: "release.overdue" } });
    expect(RANKS["duty.overdue"]).toBe("emergency");
    expect(found(trial).find((one) => one.duty === "area.release")).toMatchObject({ kind: "deadline_missed", clause: "release.overdue", holder: HEAD });
    expect(releases(all(trial), trial.simulation.now())[0]).toMatchObject({ area: "C1-3", overdueMs: 6 * HOUR });
    lawful(trial);
  });

  test("its honest twin: round, proposal, signature, open at once; nothing is raised", () => {
    const trial = clean();
    until(trial, day("2022-11-24") + 20 * HOUR);
    trial.tell(HEAD, "area.round", { area: "C1-3", round: "R5", complete: true, pending: 0, positive: 0 });
    until(trial, day("2022-11-25"));
    trial.tell(HEAD, "area.propose", { areas: ["C1-3"] });
    trial.wait(10 * MINUTE);
    trial.tell(SIGNER, "area.sign", { areas: ["C1-3"], decision: "D-2", watchUntil: at(day("2022-12-02")) });
    // A signature is not an open gate.
    expect(trial.duty("area.release").done).toBeNull();
    trial.wait(20 * MINUTE);
    trial.tell(HEAD, "area.reopen", { area: "C1-3" });
    expect(trial.duty("area.release")).toMatchObject({ status: "done" });
    trial.tell({ org: "A", role: "head" }, "duty.verify", { duty: trial.duty("area.release").id, note: "walked in" });
    expect(trial.duty("area.release").closed).not.toBeNull();
    until(trial, day("2022-11-25") + 6 * HOUR);
    expect(trial.said("duty.overdue")).toEqual([]);
    expect(found(trial)).toEqual([]);
    lawful(trial);
  });

  test("nobody opens it by a word: not before the signature, and the duty does not end by saying so", () => {
    const trial = clean();
    expect(trial.code(HEAD, "area.reopen", { area: "C1-3" })).toBe("downgrade-unsigned");
    until(trial, day("2022-11-25") + HOUR);
    expect(trial.code(HEAD, "duty.done", { duty: trial.duty("area.release").id, note: "open" })).toBe("needs-the-record");
    expect(trial.code(SIGNER, "area.sign", { areas: ["C1-3"], decision: "D-2" })).toBe("nothing-proposed");
  });

  test("[SM-111] after release it is looked at until a date, and the date passing in silence is heard", () => {
    const trial = clean();
    until(trial, day("2022-11-25"));
    trial.tell(HEAD, "area.round", { area: "C1-3", round: "R5", held: wholeDay(ZONE, "2022-11-24"), complete: true, pending: 0, positive: 0 });
    trial.tell(HEAD, "area.propose", { areas: ["C1-3"] });
    trial.tell(SIGNER, "area.sign", { areas: ["C1-3"], decision: "D-2", watchUntil: at(day("2022-12-02")) });
    trial.tell(HEAD, "area.reopen", { area: "C1-3" });
    trial.tell(HEAD, "area.watch", { area: "C1-3", found: "20 samples, all negative", last: false });
    expect(trial.duty("area.watch")).toMatchObject({ holder: HEAD, due: at(day("2022-12-02")), done: null });
    until(trial, day("2022-12-02"));
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toContain("area.watch");
    trial.tell(HEAD, "area.watch", { area: "C1-3", found: "nothing", last: true });
    expect(trial.duty("area.watch").done).not.toBeNull();
    lawful(trial);
  });
});

describe("late news", () => {
  test("[SM-109] a back-dated case voids the proposal and moves the day", () => {
    const trial = tryArea(EIGHTH, day("2021-11-09"));
    register(trial, "V", "hamlet");
    infect(trial, "V", "P1", "2021-11-08");
    draw(trial, "V", "medium");
    until(trial, day("2021-11-23"));
    trial.tell(HEAD, "area.propose", { areas: ["V"] });
    infect(trial, "V", "P2", "2021-11-20");
    expect(area(trial, "V")).toMatchObject({ status: "at-risk", proposal: null, forecast: at(day("2021-12-05")) });
    expect(trial.code(SIGNER, "area.sign", { areas: ["V"], decision: "D-2" })).toBe("nothing-proposed");
    expect(trial.duty("area.release")).toMatchObject({ done: null, due: at(day("2021-12-05") + 2 * HOUR) });
    lawful(trial);
  });

  test("[SM-076] a case that breaks a count already signed is a question for the signer, with a clock", () => {
    const trial = tryArea(EIGHTH, day("2021-11-09"));
    register(trial, "V", "hamlet");
    infect(trial, "V", "P1", "2021-11-08");
    draw(trial, "V", "medium");
    until(trial, day("2021-11-23"));
    trial.tell(HEAD, "area.propose", { areas: ["V"] });
    trial.tell(SIGNER, "area.sign", { areas: ["V"], decision: "D-2", watchUntil: at(day("2021-11-30")) });
    trial.tell(HEAD, "area.reopen", { area: "V" });
    trial.wait(DAY);
    infect(trial, "V", "P2", "2021-11-20");
    expect(trial.duty("area.reconsider")).toMatchObject({ holder: SIGNER, due: at(day("2021-11-24") + 4 * HOUR) });
    // The level does not move by itself.
    expect(area(trial, "V").level).toBe("low");
    trial.tell(SIGNER, "area.keep", { area: "V", reason: "found on arrival, never went home", decision: "D-3" });
    expect(trial.duty("area.reconsider").done).not.toBeNull();
    lawful(trial);
  });

  test("cn-covid-9: two steps, each its own duty; a case between them begins the second anew", () => {
    const trial = tryArea(NINTH, day("2022-08-02"));
    register(trial, "C1", "compound");
    infect(trial, "C1", "P1", "2022-08-01");
    draw(trial, "C1", "high");
    until(trial, day("2022-08-09"));
    trial.tell(HEAD, "area.round", { area: "C1", round: "R7", held: wholeDay(ZONE, "2022-08-08"), complete: true, pending: 0, positive: 0 });
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    trial.tell(SIGNER, "area.sign", { areas: ["C1"], decision: "D-2" });
    expect(area(trial, "C1")).toMatchObject({ level: "medium", formerly: "high", closed: true, forecast: at(day("2022-08-12")) });
    trial.wait(DAY);
    infect(trial, "C1", "P2", "2022-08-09");
    expect(area(trial, "C1").forecast).toEqual(at(day("2022-08-13")));
    until(trial, day("2022-08-13"));
    trial.tell(HEAD, "area.propose", { areas: ["C1"] });
    trial.tell(SIGNER, "area.sign", { areas: ["C1"], decision: "D-3", watchUntil: at(day("2022-08-20")) });
    trial.tell(HEAD, "area.reopen", { area: "C1" });
    expect(area(trial, "C1")).toMatchObject({ level: "low", closed: false });
    lawful(trial);
  });
});

describe("drawing", () => {
  test("[SM-279] a whole compound under the twenty measures needs a reason, and a level is one the rules have", () => {
    const trial = tryArea(TWENTY, day("2022-11-20"));
    register(trial, "C1", "compound");
    expect(trial.code(SIGNER, "area.draw", drawing("C1", "high"))).toBe("wider-than-unit");
    expect(trial.code(SIGNER, "area.draw", drawing("C1", "medium", { reason: "spread unclear" }))).toBe("level-not-in-pack");
    expect(trial.code(HEAD, "area.draw", drawing("C1", "high", { reason: "spread unclear" }))).toBe("not-the-signer");
    expect(trial.code(SIGNER, "area.draw", { ...drawing("C1", "high", { reason: "spread unclear" }), alternatives: undefined })).toBe("alternatives-missing");
    register(trial, "C1-3", "building", "C1");
    draw(trial, "C1-3", "high");
    expect(area(trial, "C1-3")).toMatchObject({ level: "high", wide: false, edition: { pack: "cn-covid-20m" }, signedBy: SIGNER, waiting: null });
  });

  test("a disease without risk levels draws none", () => {
    const trial = tryArea(MEASLES, day("2025-03-10"));
    register(trial, "C1", "compound");
    expect(trial.code(SIGNER, "area.draw", drawing("C1", "high"))).toBe("level-not-in-pack");
  });

  test("[SM-301] [SM-203] areas nest down to the building: a case counts for all it lies in, and community zero opens into cases", () => {
    const trial = tryArea(NINTH, day("2022-08-02"));
    register(trial, "D", "district");
    register(trial, "C1", "compound", "D");
    register(trial, "B3", "building", "C1");
    register(trial, "B4", "building", "C1");
    expect(trial.code(COMMAND, "area.register", { area: "X", unit: "district", parent: "B3", org: "A1" })).toBe("area-inside-out");
    expect(within(all(trial), "D").toSorted()).toEqual(["B3", "B4", "C1", "D"]);
    draw(trial, "C1", "high");
    expect(area(trial, "C1").forecast).toEqual(at(day("2022-08-10")));
    trial.wait(2 * DAY);
    infect(trial, "B3", "P1", "2022-08-03");
    infect(trial, "B4", "P2", "2022-08-03", { found: "quarantine" });
    expect(area(trial, "C1").forecast).toEqual(at(day("2022-08-11")));
    const question = { classes: ["confirmed"] as const, found: "community" as const, cutOff: day("2022-08-10"), knownAt: day("2022-08-10"), since: "2022-08-01" };
    expect(streakOf(all(trial), "B3", question, ZONE).days).toBe(6);
    expect(streakOf(all(trial), "B4", question, ZONE).days).toBe(9);
    expect(communityZero(all(trial), ["C1", "B4"], "2022-08-03", "2022-08-04", day("2022-08-05"), ZONE)).toEqual([
      { area: "C1", day: "2022-08-03", community: ["P1"], quarantine: ["P2"], zero: false }, { area: "C1", day: "2022-08-04", community: [], quarantine: [], zero: true },
      { area: "B4", day: "2022-08-03", community: [], quarantine: ["P2"], zero: true }, { area: "B4", day: "2022-08-04", community: [], quarantine: [], zero: true },
    ]);
    lawful(trial);
  });
});

test("[SM-080] [SM-300] a reopening step has conditions, a date and an owner, and is not reached while one is unmet", () => {
  const trial = tryArea(NINTH, day("2022-09-05"));
  register(trial, "C1", "compound");
  trial.tell(COMMAND, "reopening.plan", { reopening: "school", area: "C1", sector: "schools", conditions: ["low risk", "staff tested"], date: at(day("2022-09-12")), owner: HEAD });
  expect(trial.duty("reopening.reach")).toMatchObject({ holder: HEAD, due: at(day("2022-09-12")) });
  expect(trial.code(HEAD, "reopening.reach", { reopening: "school", met: ["low risk"] })).toBe("conditions-unmet");
  trial.tell(HEAD, "reopening.reach", { reopening: "school", met: ["low risk", "staff tested"] });
  expect(trial.duty("reopening.reach").done).not.toBeNull();
  lawful(trial);
});
