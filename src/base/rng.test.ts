// Streams: the same seed and name give the same numbers for ever, a new stream moves no other, no value is favoured.
import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRng, type Stream } from "./rng.ts";

const draws = (stream: Stream, count: number): number[] => Array.from({ length: count }, () => stream.next());

test("known values stay what they are", () => {
  // Worked out a second time from the published algorithm in another language.
  expect(draws(seededRng(1).stream("contacts/household"), 4)).toEqual([1774329670, 335673780, 905340950, 215592741]);
  expect(draws(seededRng("1").stream("contacts/household"), 4)).toEqual(draws(seededRng(1).stream("contacts/household"), 4));
});

test("streams are independent: drawing from one, or asking for another, moves none", () => {
  fc.assert(fc.property(fc.integer(), fc.string(), fc.string(), fc.nat({ max: 50 }), (seed, one, other, skipped) => {
    const alone = draws(seededRng(seed).stream(one), 5);
    const rng = seededRng(seed);
    const first = rng.stream(one);
    draws(rng.stream(other), skipped);
    expect(draws(first, 5)).toEqual(alone);
    if (one !== other) expect(draws(rng.stream(other), 5)).not.toEqual(alone);
    expect(draws(seededRng(seed + 1).stream(one), 5)).not.toEqual(alone);
  }));
});

test("a name is not the end of the seed", () => {
  expect(draws(seededRng("1a").stream("b"), 4)).not.toEqual(draws(seededRng("1").stream("ab"), 4));
});

test("draws keep to their bounds", () => {
  fc.assert(fc.property(fc.integer(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, bound) => {
    const stream = seededRng(seed).stream("bounds");
    for (let i = 0; i < 20; i++) {
      const whole = stream.below(bound);
      expect(Number.isInteger(whole) && whole >= 0 && whole < bound).toBe(true);
      const unit = stream.unit();
      expect(unit >= 0 && unit < 1).toBe(true);
    }
  }));
  const stream = seededRng(1).stream("bounds");
  for (const bound of [0, -1, 1.5, 2 ** 32 + 1, Number.NaN]) expect(() => stream.below(bound)).toThrow("bug: bound out of range");
  expect(stream.below(1)).toBe(0);
});

test("every value of a small range comes up about as often as any other", () => {
  const stream = seededRng(7).stream("fair");
  const counts = Array.from({ length: 7 }, () => 0);
  for (let i = 0; i < 70_000; i++) counts[stream.below(7)]! += 1;
  const chi = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
  // 99.9 % point of the chi-squared distribution with 6 degrees of freedom.
  expect(chi).toBeLessThan(22.46);
});

test("picks one of what there is, and from nothing is a bug", () => {
  const stream = seededRng(3).stream("pick");
  const items = ["a", "b", "c"] as const;
  expect(new Set(Array.from({ length: 60 }, () => stream.pick(items)))).toEqual(new Set(items));
  expect(() => stream.pick([])).toThrow("bug: pick from nothing");
});
