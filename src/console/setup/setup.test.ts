// Gaps in the order of their gravity, and an id proposed for a new incident.

import { describe, expect, it } from "vitest";
import type { SetupGap } from "../api-types.ts";
import { groupGaps } from "./group-gaps.ts";
import { idFrom } from "./incident-id.ts";

describe("groupGaps", () => {
  it("puts the gravest first and loses none", () => {
    const gap = (code: string): SetupGap => ({ code, text: { zh: code, en: code } });
    const groups = groupGaps([gap("no-deputy"), gap("nobody-answers"), gap("something-new"), gap("no-deputy")]);
    expect(groups.map(([kind, members]) => [kind, members.length])).toEqual([["nobody-answers", 1], ["no-deputy", 2], ["other", 1]]);
  });
});

describe("idFrom", () => {
  it("makes an id of a title, and of a Chinese title one from the day", () => {
    expect(idFrom("Harbin, autumn 2026", "2026-11-21")).toBe("harbin-autumn-2026");
    expect(idFrom("哈尔滨疫情", "2026-11-21")).toBe("incident-2026-11-21");
    expect(idFrom("", "2026-11-21")).toBe("incident-2026-11-21");
    expect(idFrom(`x${"y".repeat(100)}`, "2026-11-21")).toHaveLength(60);
  });
});
