// Counts rolled up the organisation tree, folding, and the subtree of a filter.

import { describe, expect, it } from "vitest";
import type { DutyCount, Org } from "../api-types.ts";
import { orgLines, subtreeOf, totalsOf } from "./tree.ts";

const orgs: Org[] = [
  { id: "city" },
  { id: "district-a", parent: "city" },
  { id: "street-a1", parent: "district-a" },
  { id: "county-b", parent: "city" },
  { id: "idle", parent: "city" },
];
const count = (org: string, kind: string, open: number, overdue: number, oldest: number | null = 1): DutyCount => ({
  org, kind, open, overdue, blocked: 0, offered: 0, done: 0, oldest,
});
const counts = [count("street-a1", "contact.transfer", 3, 1, 50), count("district-a", "follow-up", 1, 0, 20), count("county-b", "site.staff", 9, 0, 70)];

describe("orgLines", () => {
  it("rolls up, puts the worst first and leaves out who holds nothing", () => {
    const lines = orgLines(orgs, counts, null, new Set());
    expect(lines.map((line) => [line.org, line.depth, line.open, line.overdue, line.oldest])).toEqual([
      ["city", 0, 13, 1, 20],
      ["district-a", 1, 4, 1, 20],
      ["street-a1", 2, 3, 1, 50],
      ["county-b", 1, 9, 0, 70],
    ]);
  });

  it("hides what lies below a closed line but keeps its sum", () => {
    const lines = orgLines(orgs, counts, null, new Set(["district-a"]));
    expect(lines.map((line) => line.org)).toEqual(["city", "district-a", "county-b"]);
    expect(lines[1]).toMatchObject({ open: 4, hasChildren: true });
  });

  it("counts one kind alone, and shows a holder nobody described", () => {
    const lines = orgLines(orgs, [...counts, count("stray", "site.staff", 1, 1)], "site.staff", new Set());
    expect(lines.map((line) => line.org)).toEqual(["stray", "city", "county-b"]);
  });
});

describe("totalsOf", () => {
  it("adds up a subtree", () => {
    expect(subtreeOf(orgs, "district-a")).toEqual(new Set(["district-a", "street-a1"]));
    expect(totalsOf(counts, null, subtreeOf(orgs, "district-a"))).toMatchObject({ open: 4, overdue: 1 });
    expect(totalsOf(counts, "site.staff", null)).toMatchObject({ open: 9, oldest: 70 });
  });
});
