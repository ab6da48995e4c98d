// Lengths of stay and test days by edition: the vectors of the published rules, in half-open local days.
import { describe, expect, test } from "vitest";
import { isRefusal } from "../../../base/refusal.ts";
import { dayStart, parseInstant, wholeDay } from "../../../base/civil.ts";
import { at, type When } from "../../../base/time.ts";
import { packOf } from "../../../engine/trial.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { daysBefore, phaseOf, planStay, rulesOf, splitTests, type StayRules } from "./rules.ts";
import covid10 from "../../../../packs/cn-covid-10m.json" with { type: "json" };
import covid20 from "../../../../packs/cn-covid-20m.json" with { type: "json" };
import covid8 from "../../../../packs/cn-covid-8.json" with { type: "json" };
import covid9 from "../../../../packs/cn-covid-9.json" with { type: "json" };
import ebola from "../../../../packs/ebola.json" with { type: "json" };
import measles from "../../../../packs/measles.json" with { type: "json" };

const ZONE = "+08:00";
const bare = (file: object): object => ({ ...file, includes: [] });
const EIGHTH = packOf(bare(covid8));
const NINTH = packOf(bare(covid9));
const TWENTY = packOf(bare(covid20), bare(covid9));
const TEN = packOf(bare(covid10), bare(covid20), bare(covid9));
const midnight = (day: string): When => at(dayStart(ZONE, day));
const exposed = (day: string): When => wholeDay(ZONE, day);

function rules(pack: ResolvedPack, contactClass = "close"): StayRules {
  const found = rulesOf(pack, contactClass);
  if (isRefusal(found)) throw new Error(found.message);
  return found;
}

describe("test vectors of the editions", () => {
  test("[SM-169] 8th edition: 14 + 7 from the last exposure, and the days before placement are shown", () => {
    const plan = planStay(rules(EIGHTH), ZONE, exposed("2021-09-18"));
    // Last central day 2 October, last home day 9 October.
    expect(plan.phases).toEqual([
      { phase: "central", from: midnight("2021-09-19"), end: midnight("2021-10-03") },
      { phase: "home-monitoring", from: midnight("2021-10-03"), end: midnight("2021-10-10") },
    ]);
    expect(plan.tests.map(({ phase, day, due }) => [phase, day, due.latest])).toEqual([
      ["central", 1, dayStart(ZONE, "2021-09-20")], ["central", 4, dayStart(ZONE, "2021-09-23")], ["central", 7, dayStart(ZONE, "2021-09-26")], ["central", 14, dayStart(ZONE, "2021-10-03")],
      ["home-monitoring", 2, dayStart(ZONE, "2021-10-05")], ["home-monitoring", 7, dayStart(ZONE, "2021-10-10")],
    ]);
    const placed = at(parseInstant("2021-09-28T09:00:00+08:00") as number);
    expect(daysBefore(plan, ZONE, placed)).toBe(9);
    expect(splitTests(plan, "central", placed.latest)).toMatchObject({ passed: [{ day: 1 }, { day: 4 }, { day: 7 }], coming: [{ day: 14 }] });
  });

  test.each([
    ["cn-covid-8", EIGHTH, "secondary", [["central", 7]], [1, 4, 7]],
    ["cn-covid-9", NINTH, "close", [["central", 7], ["home-monitoring", 3]], [1, 2, 3, 5, 7, 3]],
    ["cn-covid-9", NINTH, "secondary", [["home-isolation", 7]], [1, 4, 7]],
    ["cn-covid-20m", TWENTY, "close", [["central", 5], ["home-isolation", 3]], [1, 2, 3, 5, 1, 3]],
    ["cn-covid-10m", TEN, "close", [["home-isolation", 5]], [5]],
    ["cn-covid-8", EIGHTH, "general", [], []],
  ] as const)("%s: %o contacts", (_, pack, contactClass, phases, tests) => {
    const plan = planStay(rules(pack, contactClass), ZONE, exposed("2022-11-12"));
    expect(plan.phases.map(({ phase, from, end }) => [phase, (end.latest - from.latest) / 86_400_000])).toEqual(phases);
    expect(plan.tests.map((one) => one.day)).toEqual(tests);
  });

  test("under the 9th edition a secondary contact who becomes a close contact stays 7 + 3 from the own last exposure", () => {
    const plan = planStay(rules(NINTH, "close"), ZONE, exposed("2022-07-10"));
    expect(plan.phases.map(({ end }) => end)).toEqual([midnight("2022-07-18"), midnight("2022-07-21")]);
  });

  test("a class the rules do not have is refused", () => {
    expect(rulesOf(TWENTY, "secondary")).toMatchObject({ code: "class-not-in-pack" });
  });

  test("measles: from day 5 to day 21, at home", () => {
    const plan = planStay(rules(packOf(bare(measles))), ZONE, exposed("2025-03-06"));
    // Last day 27 March.
    expect(plan).toMatchObject({ phases: [{ phase: "home-isolation", from: midnight("2025-03-11"), end: midnight("2025-03-28") }], tests: [] });
  });

  test("Ebola: 21 days watched, nobody confined", () => {
    const plan = planStay(rules(packOf(bare(ebola))), ZONE, exposed("2025-05-01"));
    expect(plan.phases).toEqual([{ phase: "home-monitoring", from: midnight("2025-05-02"), end: midnight("2025-05-23") }]);
    expect(phaseOf(plan, "central")).toBeUndefined();
  });

  test("an exposure known to two days gives an end that is an interval, never one false day", () => {
    const plan = planStay(rules(NINTH), ZONE, { earliest: dayStart(ZONE, "2022-07-10"), latest: dayStart(ZONE, "2022-07-12") });
    expect(plan.phases[0]!.end).toEqual({ earliest: dayStart(ZONE, "2022-07-18"), latest: dayStart(ZONE, "2022-07-19") });
  });
});
