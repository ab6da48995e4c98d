// What counts as stricter, and the difference of two packs.
import fc from "fast-check";
import { expect, test } from "vitest";
import { diffPacks, type Change } from "./diff.ts";
import { directionOf, type Comparable } from "./strictness.ts";
import type { ListItem, ResolvedClause, ResolvedPack, Strictness } from "./types.ts";

function words(...ids: string[]): ListItem[] {
  return ids.map((id) => ({ id, zh: `“${id}”`, en: id }));
}

const LOWER = "lower-is-stricter";
const HIGHER = "higher-is-stricter";

test.each<[Comparable["unit"], Comparable["value"], Comparable["value"], Strictness, string]>([
  ["hours", 8, 12, LOWER, "stricter"],
  ["hours", 12, 8, LOWER, "looser"],
  ["days", 14, 7, HIGHER, "stricter"],
  ["hours", 8, 8, LOWER, "same"],
  ["hours", 8, 12, "none", "other"],
  ["boolean", true, false, HIGHER, "stricter"],
  ["boolean", true, false, LOWER, "looser"],
  ["day-list", [1, 2, 3, 5], [1, 2, 3, 5, 7], HIGHER, "looser"],
  ["day-list", [1, 4, 7, 14], [1, 2, 3, 5, 7], HIGHER, "other"],
  ["list", words("a", "b"), words("a"), HIGHER, "stricter"],
  ["list", words("a", "b"), words("b", "a"), HIGHER, "same"],
  ["list", words("a", "b"), words("a", "c"), HIGHER, "other"],
  ["day-range", [1, 14], [2, 4], "none", "other"],
  ["text", "throat", "throat", "none", "same"],
  ["table", [{ a: 1, b: 2 }], [{ b: 2, a: 1 }], "none", "same"],
])("%s %j against %j, %s: %s", (unit, value, than, strictness, expected) => {
  expect(directionOf({ unit, value, strictness }, { unit, value: than, strictness })).toBe(expected);
});

test("nothing is guessed across units or directions", () => {
  expect(directionOf({ unit: "hours", value: 1, strictness: LOWER }, { unit: "minutes", value: 60, strictness: LOWER })).toBe("other");
  expect(directionOf({ unit: "hours", value: 1, strictness: LOWER }, { unit: "hours", value: 2, strictness: HIGHER })).toBe("other");
});

const clause = fc.record({
  unit: fc.constantFrom("hours" as const, "count" as const, "boolean" as const, "day-list" as const, "absent" as const),
  strictness: fc.constantFrom<Strictness>(LOWER, HIGHER, "none"),
  size: fc.integer({ min: 0, max: 3 }),
}).map(({ unit, strictness, size }): Omit<ResolvedClause, "id"> => ({
  unit,
  value: unit === "absent" ? null : unit === "boolean" ? size > 1 : unit === "day-list" ? [1, 2, 3, 4].slice(size % 2, size + 1) : size,
  strictness, wording: { zh: "甲", en: "one" }, provenance: { kind: "proposal" }, confidence: "proposal", variants: [], pack: "x", replaces: [], deviation: null,
}));

const resolved = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), clause).map((made): ResolvedPack => ({
  id: "x", hash: "sha256:0", title: { zh: "甲", en: "one" }, disease: "any", jurisdiction: "world", validFrom: null, validTo: null, madeFrom: ["x"], sources: {},
  clauses: Object.fromEntries(Object.entries(made).map(([id, one]) => [id, { id, ...one }])),
}));

const MIRROR: Record<Change, Change> = { stricter: "looser", looser: "stricter", added: "removed", removed: "added", other: "other" };

test("looked at from the other side, every change is its mirror image", () => {
  fc.assert(fc.property(resolved, resolved, (a, b) => {
    const there = diffPacks(a, b);
    expect(diffPacks(b, a)).toEqual(there.map((row) => ({ ...row, change: MIRROR[row.change], a: row.b, b: row.a })));
    expect(diffPacks(a, a)).toEqual([]);
    expect(there.map((row) => row.clause)).toEqual([...new Set(there.map((row) => row.clause))].toSorted());
  }));
});
