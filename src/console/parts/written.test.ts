// Which words of an event are shown as written by people.

import { describe, expect, it } from "vitest";
import { breachOf, missingIn, wordsOf } from "./written.ts";

describe("wordsOf", () => {
  it("takes what people wrote and leaves the rest", () => {
    expect(wordsOf({ type: "duty.done", data: { duty: "D1", note: "called twice", evidence: ["H05", "photo-3"], level: 2 } })).toEqual(["called twice", "H05, photo-3"]);
    expect(wordsOf({ type: "duty.done", data: { note: "  ", missing: [] } })).toEqual([]);
  });

  it("reads which rule a breach broke", () => {
    expect(breachOf({ type: "breach.recorded", data: { code: "site-not-ready", message: "hotel-1 is not ready." } })).toEqual({ code: "site-not-ready", message: "hotel-1 is not ready." });
    expect(breachOf({ type: "duty.done", data: { code: "x", message: "y" } })).toBeNull();
  });

  it("leaves an alarm's repeated words to the event they belong to", () => {
    const data = { missing: ["room"], note: "no room" };
    expect(missingIn({ type: "duty.blocked", data })).toEqual(["room"]);
    expect(missingIn({ type: "duty.escalated", data })).toEqual([]);
    expect(wordsOf({ type: "duty.escalated", data })).toEqual([]);
  });
});
