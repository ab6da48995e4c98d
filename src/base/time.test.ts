// Intervals: arithmetic, lateness in every order two intervals can lie in, and what is refused.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isRefusal } from "./refusal.ts";
import { at, between, elapsed, HOUR, hours, isPoint, lateness, plus, span, surelyBefore, type When } from "./time.ts";

const hour = (earliest: number, latest = earliest): When => ({ earliest: earliest * HOUR, latest: latest * HOUR });
const whenever = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.nat({ max: 1e9 })).map(([earliest, wide]) => ({ earliest, latest: earliest + wide }));

describe("lateness", () => {
  test.each([
    ["a point before a point", hour(12), hour(11), [0, 0], "none"],
    ["exactly on time", hour(12), hour(12), [0, 0], "none"],
    ["a point after a point", hour(12), hour(15), [3, 3], "certain"],
    ["a day's interval of due, done the day after", hour(12, 36), hour(60), [24, 48], "certain"],
    ["done inside the due interval", hour(12, 36), hour(20), [0, 8], "possible"],
    ["done at the due interval's end", hour(12, 36), hour(36), [0, 24], "possible"],
    ["done at its very start", hour(12, 36), hour(12), [0, 0], "none"],
    ["both intervals, apart", hour(12, 36), hour(40, 50), [4, 38], "certain"],
    ["both intervals, overlapping", hour(12, 36), hour(30, 50), [0, 38], "possible"],
    ["an interval of done that ends when due begins", hour(12, 36), hour(2, 12), [0, 0], "none"],
    ["an interval of done around a due point", hour(12), hour(10, 13), [0, 1], "possible"],
  ] as const)("%s", (_, due, done, [least, most], certainty) => {
    expect(lateness(due, done)).toEqual({ least: least * HOUR, most: most * HOUR, certainty });
  });

  test("is never one false number: the true lateness of any pair inside lies between the bounds", () => {
    fc.assert(fc.property(whenever, whenever, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (due, done, a, b) => {
      const inside = (when: When, share: number): number => when.earliest + Math.round((when.latest - when.earliest) * share);
      const { least, most, certainty } = lateness(due, done);
      const truth = Math.max(0, inside(done, b) - inside(due, a));
      expect(truth).toBeGreaterThanOrEqual(least);
      expect(truth).toBeLessThanOrEqual(most);
      if (certainty === "none") expect(truth).toBe(0);
      if (certainty === "certain") expect(truth).toBeGreaterThan(0);
    }));
  });

  test("points give one number", () => {
    fc.assert(fc.property(fc.integer(), fc.integer(), (due, done) => {
      const { least, most } = lateness(at(due), at(done));
      expect(least).toBe(most);
    }));
  });
});

test("a deadline is as wide as what started it", () => {
  expect(plus(hour(0, 24), 12 * HOUR)).toEqual(hour(12, 36));
  fc.assert(fc.property(whenever, fc.nat(), (when, length) => {
    const due = plus(when, length);
    expect(due.latest - due.earliest).toBe(when.latest - when.earliest);
    expect(elapsed(when, due).least).toBeLessThanOrEqual(length);
    expect(elapsed(when, due).most).toBeGreaterThanOrEqual(length);
  }));
});

test("elapsed time is cut at zero, never negative", () => {
  expect(elapsed(hour(5, 8), hour(2, 6))).toEqual({ least: 0, most: HOUR });
  expect(elapsed(hour(5), hour(2))).toEqual({ least: 0, most: 0 });
});

test("surely before means apart; touching is not surely", () => {
  expect(surelyBefore(hour(1, 2), hour(3))).toBe(true);
  expect(surelyBefore(hour(1, 3), hour(3))).toBe(false);
  expect(surelyBefore(hour(4), hour(3))).toBe(false);
});

test("an interval upside down is refused, not turned round", () => {
  expect(between(1, 2)).toEqual({ earliest: 1, latest: 2 });
  expect(between(2, 1)).toMatchObject({ code: "interval-upside-down", fix: expect.any(String) });
  for (const bad of [Number.NaN, 0.5, Infinity, 2 ** 53]) expect(between(bad, bad)).toMatchObject({ code: "time-not-a-number" });
  expect(isRefusal(between(7, 7))).toBe(false);
});

test("spans, points, hours for output", () => {
  expect(span([])).toBeNull();
  expect(span([hour(3, 4), hour(1), hour(2, 9)])).toEqual(hour(1, 9));
  expect(isPoint(at(5))).toBe(true);
  expect(isPoint(hour(1, 2))).toBe(false);
  expect(hours(HOUR / 3)).toBe(0.33);
});
