// Lengths, ages and ranges in words; both ends of an uncertain one are kept.

import { describe, expect, it } from "vitest";
import { HOUR, MINUTE } from "../../base/time.ts";
import { showAge, showHours, showRange } from "./ranges.ts";

describe("showRange", () => {
  it("keeps both ends of an uncertain length", () => {
    expect(showRange(69 * HOUR, 93 * HOUR, "en")).toBe("69–93 h");
    expect(showRange(69 * HOUR, 93 * HOUR, "zh")).toBe("69–93小时");
    expect(showRange(0, 90 * MINUTE, "en")).toBe("0–90 min");
    expect(showRange(26 * HOUR, 26 * HOUR, "en")).toBe("1 d 2 h");
  });
});

describe("showAge", () => {
  it("keeps the largest unit", () => {
    expect([30_000, 59 * MINUTE, 10.6 * HOUR, 49 * HOUR].map((age) => showAge(age, "en"))).toEqual(["0 min", "59 min", "10 h", "2 d"]);
    expect(showAge(10.6 * HOUR, "zh")).toBe("10小时");
  });
});

describe("showHours", () => {
  it("shows a point as one number and a range as two", () => {
    expect(showHours([2.33, 2.33], "en")).toBe("2.3 h");
    expect(showHours([11, 35], "zh")).toBe("11–35小时");
  });
});
