// Marks of a time axis at local midnights, also where clocks change, and its scale.

import { describe, expect, it } from "vitest";
import { dayStart } from "../../base/civil.ts";
import { DAY, HOUR } from "../../base/time.ts";
import { scaleOf, ticksOf } from "./axis.ts";

const ZONE = "Asia/Shanghai";
const start = dayStart(ZONE, "2021-09-24");

describe("ticksOf", () => {
  it("stands on local midnights", () => {
    const ticks = ticksOf(ZONE, start + HOUR, start + 4 * DAY, 8, "en");
    expect(ticks.map(({ text }) => text)).toEqual(["12:00", "25 Sep", "12:00", "26 Sep", "12:00", "27 Sep", "12:00", "28 Sep"]);
    expect(ticks.filter(({ day }) => day)).toHaveLength(4);
  });

  it("takes whole days over weeks, and never more than fit", () => {
    for (const days of [3, 20, 100, 900]) {
      const ticks = ticksOf(ZONE, start, start + days * DAY, 10, "zh");
      expect(ticks.length).toBeLessThanOrEqual(11);
      expect(ticks.length).toBeGreaterThan(1);
    }
    expect(ticksOf(ZONE, start, start + 3 * DAY, 4, "zh")[0]!.text).toBe("9月24日");
  });

  it("keeps midnights where the clock is changed", () => {
    const dst = dayStart("Europe/Berlin", "2022-03-27");
    const days = ticksOf("Europe/Berlin", dst - DAY, dst + 2 * DAY, 14, "en").filter(({ day }) => day);
    expect(days.map(({ text }) => text)).toEqual(["26 Mar", "27 Mar", "28 Mar", "29 Mar"]);
  });
});

describe("scaleOf", () => {
  it("has whole milliseconds for bounds, whatever room was added around them", () => {
    const scale = scaleOf(start - 0.4, start + DAY + 0.3, 500, 10);
    expect([scale.from, scale.to]).toEqual([start - 1, start + DAY + 1]);
    expect(ticksOf(ZONE, scale.from, scale.to, 6, "en").length).toBeGreaterThan(2);
  });

  it("maps and clips", () => {
    const scale = scaleOf(0, 100, 120, 10);
    expect([-5, 0, 50, 100, 200].map(scale.x)).toEqual([10, 10, 60, 110, 110]);
  });
});
