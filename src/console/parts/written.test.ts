import { describe, expect, it } from "vitest";
import { wordsOf } from "./written.ts";

describe("wordsOf", () => {
  it("takes what people wrote and leaves the rest", () => {
    expect(wordsOf({ data: { duty: "D1", note: "called twice", evidence: ["H05", "photo-3"], level: 2 } })).toEqual(["called twice", "H05, photo-3"]);
    expect(wordsOf({ data: { note: "  ", missing: [] } })).toEqual([]);
  });
});
