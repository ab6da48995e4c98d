// Where the parts of a duty's small time bar lie, uncertain deadlines included.

import { describe, expect, it } from "vitest";
import { barGeometry } from "./clock-bar-geometry.ts";

describe("barGeometry", () => {
  it("draws an uncertain deadline as wide as it is", () => {
    const bar = barGeometry({ start: 0, due: { earliest: 25, latest: 75 }, end: 100 }, 102);
    expect(bar).toEqual({ spent: 25, now: 100, due: { x: 25, width: 50 }, late: { x: 75, width: 25 }, perhaps: { x: 25, width: 50 } });
  });

  it("draws a point deadline as a mark and no perhaps", () => {
    const bar = barGeometry({ start: 0, due: { earliest: 50, latest: 50 }, end: 20 }, 102);
    expect(bar.due).toEqual({ x: 100, width: 2 });
    expect(bar.late).toBeNull();
    expect(bar.perhaps).toBeNull();
    expect(bar.now).toBe(40);
  });

  it("stands without a deadline, and at its very start", () => {
    expect(barGeometry({ start: 5, due: null, end: 5 }, 100)).toEqual({ spent: 1, now: 1, due: null, late: null, perhaps: null });
  });
});
