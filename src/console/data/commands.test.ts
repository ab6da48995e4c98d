// What is sent for a command: the post, the sign, and a report when it happened earlier.

import { describe, expect, it } from "vitest";
import { bodyOf } from "./commands.ts";

const draft = { id: "c1", type: "duty.accept", incident: "i", data: { duty: "D1" } };

describe("bodyOf", () => {
  it("sends the post and the sign, and nothing that was not said", () => {
    expect(bodyOf(draft, { org: "a", role: "desk", sign: "W7" })).toEqual({ ...draft, actor: { org: "a", role: "desk" }, by: "W7" });
    expect(bodyOf(draft, { org: "a", role: "desk", sign: "" })).not.toHaveProperty("by");
  });

  it("makes what happened earlier a report", () => {
    const at = { earliest: 1, latest: 2 };
    expect(bodyOf({ ...draft, at, expects: { "duty:D1": 3 } }, { org: "a", role: "desk", sign: "" })).toMatchObject({ at, reported: true, expects: { "duty:D1": 3 } });
  });
});
