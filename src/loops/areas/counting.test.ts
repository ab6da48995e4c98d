// Clean days counted as each pack counts them, and asked again as they were known at a time: the rules' own vectors.
import { describe, expect, test } from "vitest";
import { dayStart, parseInstant, wholeDay } from "../../base/civil.ts";
import { assert, isRefusal } from "../../base/refusal.ts";
import { at, DAY, HOUR, MINUTE, type Ms } from "../../base/time.ts";
import { packOf } from "../../engine/trial.ts";
import { streak, verdict, widerThanRules, type CaseReport, type Counted, type StreakQuestion } from "./counting.ts";
import eighth from "../../../packs/cn-covid-8.json" with { type: "json" };
import ninth from "../../../packs/cn-covid-9.json" with { type: "json" };
import twenty from "../../../packs/cn-covid-20m.json" with { type: "json" };

const EIGHTH = packOf({ ...eighth, includes: [] });
const NINTH = packOf({ ...ninth, includes: [] });
const TWENTY = packOf(twenty, { ...ninth, includes: [] });

const ZONE = "Asia/Shanghai";
const day = (text: string): Ms => dayStart(ZONE, text);
const instant = (text: string): Ms => {
  const found = parseInstant(text);
  assert(!isRefusal(found), text);
  return found;
};

const report = (name: string, on: string, more: Partial<CaseReport> = {}): CaseReport => ({ case: name, area: "x", class: "confirmed", found: "community", occurred: wholeDay(ZONE, on), learned: day(on) + DAY, ...more });
const question = (cutOff: string, more: Partial<StreakQuestion> = {}): StreakQuestion => ({ scope: null, classes: ["confirmed", "asymptomatic"], found: "community", cutOff: day(cutOff), knownAt: day(cutOff), since: "2021-11-01", ...more });
const counted = (level: string, cases: readonly CaseReport[], more: Partial<Counted> = {}): Counted => ({ area: "x", level, formerly: null, since: at(day("2021-11-05")), cases, rounds: [], ...more });
const NEGATIVE = { round: "R", held: wholeDay(ZONE, "2021-11-22"), complete: true, pending: 0, positive: 0, learned: instant("2021-11-22T22:00:00+08:00") };

describe("a streak", () => {
  test("[SM-271] [SM-272] [SM-076] counts whole local days to a stated cut-off", () => {
    expect(streak([report("a", "2021-11-15")], question("2021-11-23"), ZONE)).toMatchObject({ days: 7, from: "2021-11-16", through: "2021-11-22" });
    expect(streak([report("a", "2021-11-18")], question("2021-11-23"), ZONE)).toMatchObject({ days: 4, from: "2021-11-19", restartedBy: ["a"] });
    expect(streak([report("a", "2021-11-18")], question("2021-12-02"), ZONE)).toMatchObject({ days: 13, from: "2021-11-19", through: "2021-12-01" });
    // One minute before midnight the last day is not whole.
    expect(streak([report("a", "2021-11-18")], question("2021-12-02", { cutOff: day("2021-12-02") - MINUTE }), ZONE)).toMatchObject({ days: 12, through: "2021-11-30" });
  });

  test("[SM-076] a case back-dated later changes the figure, and what was known then can still be asked", () => {
    const late = report("b", "2021-11-20", { learned: instant("2021-11-24T09:00:00+08:00") });
    const cases = [report("a", "2021-11-15"), late];
    expect(streak(cases, question("2021-11-23"), ZONE).days).toBe(7);
    expect(streak(cases, question("2021-11-23", { knownAt: day("2021-11-25") }), ZONE)).toMatchObject({ days: 2, restartedBy: ["b"] });
  });

  test("[SM-028] only what is found outside quarantine breaks it, only the classes asked for, and the rest is shown", () => {
    const cases = [report("a", "2021-11-10"), report("q", "2021-11-20", { found: "quarantine" }), report("s", "2021-11-18", { class: "asymptomatic" })];
    expect(streak(cases, question("2021-11-23", { classes: ["confirmed"] }), ZONE)).toMatchObject({ days: 12, notCounted: ["s"] });
    expect(streak(cases, question("2021-11-23"), ZONE).days).toBe(4);
    expect(streak(cases, question("2021-11-23", { found: null }), ZONE).days).toBe(2);
  });

  test("a case whose day is not certain counts at its latest and is named", () => {
    const cases = [report("a", "2021-11-15", { occurred: { earliest: day("2021-11-14"), latest: day("2021-11-16") } })];
    expect(streak(cases, question("2021-11-23"), ZONE)).toMatchObject({ days: 7, uncertain: ["a"] });
  });
});

describe("the rules' own vectors", () => {
  test("[SM-281] cn-covid-8: medium, last confirmed on 8 November, is proposed from 23 November 00:00 and not earlier", () => {
    const medium = counted("medium", [report("a", "2021-11-08")]);
    const end = instant("2021-11-23T00:00:00+08:00");
    expect(verdict(medium, EIGHTH, ZONE, end - 1)).toEqual({ ready: false, why: "days", forecast: end });
    expect(verdict(medium, EIGHTH, ZONE, end)).toMatchObject({ ready: true, proposal: { to: "low", effective: end, countFrom: "2021-11-09", countThrough: "2021-11-22", warnings: [] } });
  });

  test("[SM-281] cn-covid-8: an asymptomatic infection on the 15th leaves it, with a warning", () => {
    const medium = counted("medium", [report("a", "2021-11-08"), report("s", "2021-11-15", { class: "asymptomatic" })]);
    expect(verdict(medium, EIGHTH, ZONE, day("2021-11-23"))).toMatchObject({ ready: true, proposal: { effective: day("2021-11-23"), warnings: ["other-class"], notCounted: ["s"] } });
  });

  test("[SM-109] cn-covid-9: the same restarts a high-risk area; medium on the 23rd after a negative round, low on the 26th", () => {
    const high = counted("high", [report("a", "2021-11-08"), report("s", "2021-11-15", { class: "asymptomatic" })]);
    expect(verdict(high, NINTH, ZONE, day("2021-11-23"))).toMatchObject({ ready: false, why: "round-missing" });
    const step = verdict({ ...high, rounds: [NEGATIVE] }, NINTH, ZONE, day("2021-11-23"));
    expect(step).toMatchObject({ ready: true, proposal: { to: "medium", countFrom: "2021-11-16", effective: day("2021-11-23"), round: "R" } });
    const medium = counted("medium", high.cases, { formerly: "high", since: at(day("2021-11-23")) });
    expect(verdict(medium, NINTH, ZONE, day("2021-11-26") - 1)).toMatchObject({ ready: false, forecast: day("2021-11-26") });
    expect(verdict(medium, NINTH, ZONE, day("2021-11-26"))).toMatchObject({ ready: true, proposal: { to: "low", effective: day("2021-11-26") } });
  });

  test("[SM-109] cn-covid-9: seven clean days with one pending pool are no proposal, until it is resolved", () => {
    const high = counted("high", [report("a", "2021-11-15")]);
    expect(verdict({ ...high, rounds: [{ ...NEGATIVE, complete: false, pending: 1 }] }, NINTH, ZONE, day("2021-11-23"))).toMatchObject({ ready: false, why: "round-pending" });
    expect(verdict({ ...high, rounds: [{ ...NEGATIVE, positive: 1 }] }, NINTH, ZONE, day("2021-11-23"))).toMatchObject({ ready: false, why: "round-positive" });
    const resolved = day("2021-11-23") + 5 * HOUR;
    expect(verdict({ ...high, rounds: [{ ...NEGATIVE, learned: resolved }] }, NINTH, ZONE, resolved)).toMatchObject({ ready: true, proposal: { effective: resolved } });
  });

  test("a round after the last day moves the instant to the 00:00 after it; one before it does not serve", () => {
    const high = counted("high", [report("a", "2021-11-15")]);
    const on = (text: string) => ({ ...NEGATIVE, held: wholeDay(ZONE, text), learned: day(text) + 20 * HOUR });
    expect(verdict({ ...high, rounds: [on("2021-11-21")] }, NINTH, ZONE, day("2021-11-23"))).toMatchObject({ why: "round-missing" });
    expect(verdict({ ...high, rounds: [on("2021-11-24")] }, NINTH, ZONE, day("2021-11-24") + 21 * HOUR)).toMatchObject({ ready: false, forecast: day("2021-11-25") });
  });

  test("[SM-279] the unit the rules name is the widest without a reason", () => {
    expect([widerThanRules(TWENTY, "compound"), widerThanRules(TWENTY, "building"), widerThanRules(NINTH, "compound"), widerThanRules(EIGHTH, "hamlet"), widerThanRules(EIGHTH, "city")]).toEqual([true, false, false, false, true]);
  });
});
