// Resolving packs: what is taken in, what wins, what is recorded about it, and everything that is refused.
import fc from "fast-check";
import { expect, test } from "vitest";
import { isRefusal } from "../../base/refusal.ts";
import { packRefusals, resolvePack } from "./load.ts";
import type { Clause, PackFile, Packs, ResolvedPack } from "./types.ts";

const wording = { zh: "甲", en: "one" };

function hours(value: number, more: Partial<Clause> = {}): Clause {
  return { value, unit: "hours", strictness: "lower-is-stricter", wording, provenance: { kind: "proposal" }, ...more } as Clause;
}

function pack(id: string, clauses: Record<string, Clause>, more: Partial<PackFile> = {}): PackFile {
  return {
    schema: "firebreak-pack/1", id, title: wording, disease: "covid-19", jurisdiction: "world/cn", validFrom: null, validTo: null, sources: {}, clauses, ...more,
  };
}

function known(...packs: PackFile[]): Packs {
  return new Map(packs.map((one) => [one.id, one]));
}

function resolved(id: string, packs: Packs, onDay?: string): ResolvedPack {
  const result = resolvePack(id, packs, onDay);
  if (isRefusal(result)) throw new Error(`${result.where}: ${result.message}`);
  return result;
}

const deviation = { reason: wording, legalBasis: wording, until: "2021-12-01" };
const nation = pack("nation", { transfer: hours(12), push: hours(1) }, { includes: ["block"] });
const block = pack("block", { push: hours(2), look: hours(24) }, { disease: "any", jurisdiction: "world" });
const province = pack("province", { transfer: hours(8, { deviation }) }, { inherits: "nation", jurisdiction: "world/cn/p", validTo: "2022-01-01" });
const city = pack("city", { transfer: hours(10, { deviation }) }, { inherits: "province", jurisdiction: "world/cn/p/c", validTo: "2022-01-01" });
const all = known(nation, block, province, city);

test("the narrowest statement wins, and what it replaced is told with its direction", () => {
  const pack = resolved("city", all);
  expect(pack.madeFrom).toEqual(["block", "nation", "province", "city"]);
  expect(pack.clauses["transfer"]).toMatchObject({
    value: 10, pack: "city", confidence: "proposal", deviation,
    replaces: [{ pack: "province", value: 8, direction: "looser" }, { pack: "nation", value: 12, direction: "stricter" }],
  });
  expect(pack.clauses["push"]).toMatchObject({ value: 1, pack: "nation", replaces: [{ pack: "block", value: 2, direction: "stricter" }] });
  expect(pack.clauses["look"]).toMatchObject({ value: 24, pack: "block", replaces: [], deviation: null });
});

test("a deviation ends by itself on its day, and the hash says so", () => {
  expect(resolved("city", all, "2021-11-30").clauses["transfer"]?.value).toBe(10);
  expect(resolved("city", all, "2021-12-01").clauses["transfer"]).toMatchObject({ value: 12, pack: "nation" });
  expect(resolved("city", all, "2021-11-30").hash).toBe(resolved("city", all).hash);
  expect(resolved("city", all, "2021-12-01").hash).not.toBe(resolved("city", all).hash);
});

test("an amendment at the same place needs no deviation; a clause may end as absent", () => {
  const gone: Clause = { value: null, unit: "absent", strictness: "none", wording, provenance: { kind: "knowledge" } };
  const amended = resolved("later", known(nation, block, pack("later", { transfer: gone }, { inherits: "nation" })));
  expect(amended.clauses["transfer"]).toMatchObject({ unit: "absent", value: null, confidence: "unverified", replaces: [{ pack: "nation", direction: "other" }] });
});

const refusedCases: [string, string, Packs, string][] = [
  ["an unknown pack", "nobody", all, "pack-unknown"],
  ["an unknown parent", "x", known(pack("x", {}, { inherits: "nobody" })), "pack-unknown"],
  ["itself as parent", "x", known(pack("x", {}, { inherits: "x" })), "pack-circle"],
  ["a circle", "x", known(pack("x", {}, { inherits: "y" }), pack("y", {}, { includes: ["x"] })), "pack-circle"],
  ["validity upside down", "x", known(pack("x", {}, { validFrom: "2022-01-01", validTo: "2021-01-01" })), "pack-validity-upside-down"],
  ["no day in force", "x", known(pack("x", {}, { validFrom: "2022-01-01", validTo: "2022-01-01" })), "pack-validity-upside-down"],
  ["a day that does not exist", "x", known(pack("x", {}, { validFrom: "2021-02-30" })), "no-such-day"],
  ["a source nobody declared", "x", known(pack("x", { a: hours(1, { provenance: { kind: "source", sources: ["V8"] } }) })), "pack-unknown-source"],
  ["a source of a variant nobody declared", "x", known(pack("x", { a: hours(1, { variants: [{ value: 2, provenance: { kind: "source", sources: ["V8"] } }] }) })), "pack-unknown-source"],
  ["a weak proposal", "x", known(pack("x", { a: hours(1, { provenance: { kind: "proposal", weak: true } }) })), "pack-weak-without-source"],
  ["one source key with two meanings", "x", known(
    pack("x", {}, { includes: ["y"], sources: { K: { title: "one", ref: "r" } } }), pack("y", {}, { sources: { K: { title: "two", ref: "r" } } }),
  ), "pack-source-twice"],
  ["a clause from two blocks", "x", known(pack("x", {}, { includes: ["y", "z"] }), pack("y", { a: hours(1) }), pack("z", { a: hours(1) })), "pack-clause-twice"],
  ["another unit than the inherited", "x", known(nation, block, pack("x", { transfer: hours(480, { unit: "minutes" } as Partial<Clause>) }, { inherits: "nation" })), "pack-unit-changed"],
  ["another direction than the inherited", "x", known(nation, block, pack("x", { transfer: hours(8, { strictness: "higher-is-stricter" }) }, { inherits: "nation" })), "pack-strictness-changed"],
  ["a deviation without a reason", "x", known(nation, block, pack("x", { transfer: hours(8) }, { inherits: "nation", jurisdiction: "world/cn/x" })), "pack-deviation-unexplained"],
  ["a deviation from a block of the nation without a reason", "x", known(nation, block, pack("x", { look: hours(48) }, { inherits: "nation", jurisdiction: "world/cn/x" })), "pack-deviation-unexplained"],
  ["a deviation that changes nothing", "x", known(nation, block, pack("x", { transfer: hours(12, { deviation }) }, { inherits: "nation", jurisdiction: "world/cn/x" })), "pack-deviation-of-nothing"],
  ["a deviation from nobody", "x", known(pack("x", { a: hours(1, { deviation }) })), "pack-deviation-of-nothing"],
  ["a deviation longer than the pack", "x", known(nation, block, pack("x", { transfer: hours(8, { deviation }) }, { inherits: "nation", jurisdiction: "world/cn/x", validTo: "2021-11-01" })), "pack-deviation-outlives-pack"],
  ["a parent of another place", "x", known(pack("x", {}, { inherits: "p" }), pack("p", {}, { jurisdiction: "world/cn/p" })), "pack-other-place"],
  ["a parent whose name only begins alike", "x", known(pack("x", {}, { includes: ["p"], jurisdiction: "world/cnx" }), pack("p", {})), "pack-other-place"],
  ["a parent of another disease", "x", known(pack("x", {}, { includes: ["p"] }), pack("p", {}, { disease: "measles" })), "pack-other-disease"],
  ["a local pack outliving the national", "x", known(pack("x", {}, { inherits: "p", jurisdiction: "world/cn/x" }), pack("p", {}, { validTo: "2022-01-01" })), "pack-outlives-parent"],
  ["a range upside down", "x", known(pack("x", { a: { ...hours(0), unit: "day-range", value: [7, 1], strictness: "none" } as Clause })), "pack-bad-value"],
  ["days out of order", "x", known(pack("x", { a: { ...hours(0), unit: "day-list", value: [1, 1], strictness: "none" } as Clause })), "pack-bad-value"],
  ["a date that does not exist", "x", known(pack("x", { a: { ...hours(0), unit: "date", value: "2021-13-01", strictness: "none" } as Clause })), "no-such-day"],
  ["a word twice in a list", "x", known(pack("x", { a: { ...hours(0), unit: "list", value: [{ id: "a", ...wording }, { id: "a", ...wording }], strictness: "none" } as Clause })), "pack-duplicate-id"],
  ["strictness of what has no size", "x", known(pack("x", { a: { ...hours(0), unit: "text", value: "word" } as Clause })), "pack-strictness-senseless"],
];

test.each(refusedCases)("refuses %s", (_, id, packs, code) => {
  const result = resolvePack(id, packs);
  expect(result).toMatchObject({ kind: "refusal", code });
  expect((result as { where?: string }).where).toMatch(/\S/);
  expect(packRefusals(id, packs).map((refusal) => refusal.code)).toContain(code);
});

test("a pack at fault gives every refusal, a sound one none", () => {
  const bad = pack("x", { a: hours(1, { provenance: { kind: "source", sources: ["V8", "V9"] } }) }, { validFrom: "2021-02-30" });
  expect(packRefusals("x", known(bad)).map((refusal) => refusal.code)).toEqual(["no-such-day", "pack-unknown-source", "pack-unknown-source"]);
  expect(packRefusals("city", all)).toEqual([]);
});

test("one block reached by two ways is taken in once", () => {
  const left = pack("left", {}, { includes: ["block"] });
  const right = pack("right", {}, { includes: ["block"] });
  expect(resolved("x", known(block, left, right, pack("x", {}, { includes: ["left", "right"] }))).clauses["look"]?.value).toBe(24);
});

test("a pack that states the clause itself settles what two others state; the inherited one counts as replaced", () => {
  const other = pack("other", { transfer: hours(6) });
  const settled = resolved("x", known(nation, block, other, pack("x", { transfer: hours(9) }, { inherits: "nation", includes: ["other"] })));
  expect(settled.clauses["transfer"]).toMatchObject({ value: 9, replaces: [{ pack: "nation", value: 12, direction: "stricter" }] });
});

// --- properties over random families ---

const IDS = ["a.one", "a.two", "b", "c-d"];
const clauses = fc.dictionary(fc.constantFrom(...IDS), fc.integer({ min: 0, max: 99 }).map((value) => hours(value)));
const family = fc.record({ block: clauses, nation: clauses, city: clauses }).map((made): Packs => known(
  pack("block", made.block, { disease: "any", jurisdiction: "world" }),
  pack("nation", made.nation, { includes: ["block"] }),
  pack("city", deviating(made.city, { ...made.block, ...made.nation }), { inherits: "nation", jurisdiction: "world/cn/city" }),
));

function deviating(own: Record<string, Clause>, inherited: Record<string, Clause>): Record<string, Clause> {
  return Object.fromEntries(Object.entries(own).map(([id, clause]) =>
    [id, inherited[id] !== undefined && inherited[id].value !== clause.value ? { ...clause, deviation } as Clause : clause]));
}

/** The pack as one file without parents. */
function flattened(from: ResolvedPack): PackFile {
  return pack(from.id, Object.fromEntries(Object.values(from.clauses).map(({ id, unit, value, strictness, wording, provenance }) =>
    [id, { unit, value, strictness, wording, provenance } as Clause])), { jurisdiction: from.jurisdiction, sources: { ...from.sources } });
}

function essence(from: ResolvedPack): unknown {
  return Object.fromEntries(Object.values(from.clauses).map(({ id, unit, value, strictness, wording, confidence }) => [id, { unit, value, strictness, wording, confidence }]));
}

function reversedKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversedKeys) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toReversed().map(([key, field]) => [key, reversedKeys(field)])) as T;
}

test("inheritance: the city's own value, else the nation's, else the block's; resolving again changes nothing", () => {
  fc.assert(fc.property(family, (packs) => {
    const once = resolved("city", packs);
    for (const id of IDS) {
      const stated = ["city", "nation", "block"].map((name) => packs.get(name)!.clauses[id]).find((clause) => clause !== undefined);
      expect(once.clauses[id]?.value).toBe(stated?.value);
    }
    const flat = flattened(once);
    const twice = resolved("city", known(flat));
    expect(essence(twice)).toEqual(essence(once));
    expect(resolved("city", known(flattened(twice))).hash).toBe(twice.hash);
  }));
});

test("the hash ignores the order of keys and packs, and nothing else", () => {
  fc.assert(fc.property(family, fc.constantFrom(...IDS), fc.integer({ min: 100, max: 199 }), (packs, id, value) => {
    const { hash } = resolved("city", packs);
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(resolved("city", new Map([...packs].toReversed().map(([key, one]) => [key, reversedKeys(one)]))).hash).toBe(hash);
    const base = packs.get("block")!;
    const changed = pack("block", { ...base.clauses, [id]: hours(value) }, { disease: "any", jurisdiction: "world" });
    const after = resolvePack("city", new Map([...packs, ["block", changed]]));
    if (!isRefusal(after)) expect(after.hash).not.toBe(hash);
  }));
});
