// The workshop's own arithmetic: how a run is counted, how a figure is judged, and which seed is used. A
// runner that counts wrong makes every other test worthless.

import { describe, expect, test } from "vitest";
import { reaches, table } from "../../scripts/figure.ts";
import { seedOfRun, USUAL_SEED } from "../../scripts/seed.ts";
import { counted } from "../../scripts/test.ts";

const report = (numPassedTests: number, numFailedTests: number): string => JSON.stringify({ numPassedTests, numFailedTests, numPendingTests: 2 });

describe("counting a run", () => {
  test("takes the runner's own numbers", () => {
    expect(counted(0, report(7, 0))).toEqual({ passed: 7, failed: 0, skipped: 2 });
    expect(counted(1, report(7, 3))).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });

  test("a bad end without a failed test is a failure", () => {
    expect(counted(1, report(7, 0)).failed).toBe(1);
    expect(counted(0, null).failed).toBe(1);
    expect(counted(0, "{}").failed).toBe(1);
  });
});

describe("judging a figure", () => {
  test("at least, at most, and neither", () => {
    expect(reaches({ name: "rate", value: 5, unit: "/s", target: { atLeast: 5 } })).toBe(true);
    expect(reaches({ name: "rate", value: 4.9, unit: "/s", target: { atLeast: 5 } })).toBe(false);
    expect(reaches({ name: "delay", value: 60, unit: "ms", target: { atMost: 60 } })).toBe(true);
    expect(reaches({ name: "delay", value: 61, unit: "ms", target: { atMost: 60 } })).toBe(false);
    expect(reaches({ name: "size", value: 61, unit: "MB" })).toBe(true);
  });

  test("a missed target is written so", () => {
    const rows = table([{ name: "ratio", value: 0.456, unit: "", target: { atLeast: 0.5 } }]).split("\n");
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatch(/^\| ratio +\| 0\.456 +\| ≥ 0\.500 MISSED \|/);
  });
});

describe("seed", () => {
  test("is the usual one unless another is asked for", () => {
    expect(seedOfRun({})).toBe(USUAL_SEED);
    expect(seedOfRun({ FIREBREAK_SEED: "42" })).toBe(42);
  });

  test("must be a whole number", () => {
    expect(() => seedOfRun({ FIREBREAK_SEED: "tomorrow" })).toThrow("whole number");
  });
});
