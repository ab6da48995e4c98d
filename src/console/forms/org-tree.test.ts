// Organisations in tree order with depth and levels, none lost.

import { describe, expect, it } from "vitest";
import { indented, inTree, levelsOf } from "./org-tree.ts";

const orgs = [
  { id: "b1", parent: "b", level: "street" }, { id: "city", level: "city" }, { id: "a", parent: "city", level: "district" }, { id: "b", parent: "city", level: "district" },
  { id: "a1", parent: "a", level: "street" }, { id: "stray", parent: "gone", level: "site" },
];

describe("inTree", () => {
  it("puts children under their parent and loses nobody", () => {
    expect(inTree(orgs).map(({ org, depth }) => `${depth}${org.id}`)).toEqual(["0city", "1a", "2a1", "1b", "2b1", "0stray"]);
    expect(indented("x", 2)).toBe("\u2003\u2003x");
  });
});

describe("levelsOf", () => {
  it("gathers who stands on a level", () => {
    expect(levelsOf(orgs)).toEqual([["city", ["city"]], ["district", ["a", "b"]], ["street", ["a1", "b1"]], ["site", ["stray"]]]);
  });
});
