// A duty at a glance: its sign, its bucket, its clock as an interval.

import { describe, expect, it } from "vitest";
import { HOUR } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";
import { bucketOf, clockOf, signOf } from "./reading.ts";

const duty = (id: string, fields: Partial<Duty> = {}): Duty => ({ id, status: "open", due: null, overdue: null, offer: null, ...fields }) as Duty;

describe("signOf", () => {
  it("shows the most pressing first", () => {
    expect(signOf(duty("D1", { overdue: 9, status: "blocked" }))).toBe("overdue");
    expect(signOf(duty("D1", { status: "blocked", offer: {} as Duty["offer"] }))).toBe("blocked");
    expect(signOf(duty("D1", { offer: {} as Duty["offer"] }))).toBe("offered");
    expect(signOf(duty("D1", { overdue: 9, status: "done" }))).toBe("done");
  });
});

describe("bucketOf and clockOf", () => {
  it("say perhaps while now lies inside the due interval", () => {
    const when = { earliest: 10 * HOUR, latest: 34 * HOUR };
    expect(bucketOf(when, false, 9 * HOUR)).toBe("soon");
    expect(bucketOf(when, false, 12 * HOUR)).toBe("perhaps");
    expect(bucketOf(when, false, 34 * HOUR)).toBe("overdue");
    expect(clockOf(when, 12 * HOUR)).toEqual({ what: "perhaps", most: 2 * HOUR, left: 22 * HOUR });
    expect(clockOf(when, 40 * HOUR)).toEqual({ what: "late", least: 6 * HOUR, most: 30 * HOUR });
    expect(clockOf(when, 4 * HOUR)).toEqual({ what: "left", least: 6 * HOUR, most: 30 * HOUR });
  });

  it("know a point and no clock at all", () => {
    expect(clockOf({ earliest: HOUR, latest: HOUR }, HOUR)).toEqual({ what: "late", least: 0, most: 0 });
    expect(bucketOf(null, false, 0)).toBe("no-clock");
    expect(bucketOf({ earliest: 40 * HOUR, latest: 40 * HOUR }, false, 0)).toBe("later");
  });
});
