// Headings, order and merging of changed duties into the loaded list.

import { describe, expect, it } from "vitest";
import { HOUR } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";
import { byDue, linesOf, mergeChanged } from "./rows.ts";

const duty = (id: string, fields: Partial<Duty> = {}): Duty =>
  ({ id, status: "open", due: null, overdue: null, offer: null, block: null, ...fields }) as Duty;
const due = (earliest: number, latest = earliest): { due: { earliest: number; latest: number } } => ({ due: { earliest, latest } });

describe("linesOf", () => {
  it("puts a heading where the bucket changes", () => {
    const list = [duty("D1", { ...due(1), overdue: 3 }), duty("D2", due(HOUR)), duty("D3", due(HOUR)), duty("D4")];
    expect(linesOf(list, 0, true).map((line) => (line.line === "heading" ? line.bucket : line.duty.id))).toEqual([
      "overdue", "D1", "soon", "D2", "D3", "no-clock", "D4",
    ]);
    expect(linesOf(list, 0, false)).toHaveLength(4);
  });
});

describe("mergeChanged", () => {
  const list = [duty("D1", { ...due(5), overdue: 7 }), duty("D2", due(10)), duty("D4", due(30))];
  const all = (): boolean => true;

  it("moves a duty that has become overdue to the front", () => {
    const merged = mergeChanged(list, [duty("D4", { ...due(1), overdue: 8 })], all, true);
    expect(merged.map(({ id }) => id)).toEqual(["D4", "D1", "D2"]);
  });

  it("drops what no longer fits and puts new ones in their place", () => {
    const merged = mergeChanged(list, [duty("D2", { status: "done" }), duty("D9", due(20))], (one) => one.status === "open", true);
    expect(merged.map(({ id }) => id)).toEqual(["D1", "D9", "D4"]);
  });

  it("leaves a duty beyond the loaded rows to its page", () => {
    expect(mergeChanged(list, [duty("D9", due(99))], all, false)).toHaveLength(3);
    expect(mergeChanged(list, [duty("D9", due(99))], all, true)).toHaveLength(4);
  });

  it("sorts as the server does", () => {
    expect([duty("D3"), duty("D2", due(9)), duty("D10", due(9)), duty("D1", { overdue: 1 })].sort(byDue).map(({ id }) => id)).toEqual(["D1", "D2", "D10", "D3"]);
  });
});
