// The live connection's state across breaks, and the pauses between attempts.

import { describe, expect, it } from "vitest";
import { nextConnection, retryAfter, type Connection } from "./stream-state.ts";

describe("nextConnection", () => {
  it("keeps when the last event came across a break", () => {
    let state: Connection = { phase: "off" };
    state = nextConnection(state, { what: "start" });
    expect(state).toEqual({ phase: "connecting", attempt: 0 });
    state = nextConnection(state, { what: "opened", at: 10 });
    state = nextConnection(state, { what: "events", at: 20 });
    expect(state).toEqual({ phase: "live", since: 10, lastEventAt: 20 });
    state = nextConnection(state, { what: "failed", at: 30 });
    state = nextConnection(state, { what: "failed", at: 40 });
    expect(state).toEqual({ phase: "lost", since: 30, attempt: 2, lastEventAt: 20 });
    state = nextConnection(state, { what: "start" });
    expect(state.phase).toBe("lost");
    expect(nextConnection(state, { what: "opened", at: 50 })).toEqual({ phase: "live", since: 50, lastEventAt: 20 });
  });

  it("has nothing to say once stopped", () => {
    expect(nextConnection({ phase: "live", since: 1, lastEventAt: null }, { what: "stop" })).toEqual({ phase: "off" });
  });
});

describe("retryAfter", () => {
  it("doubles up to half a minute", () => {
    expect([1, 2, 3, 5, 6, 40].map(retryAfter)).toEqual([1000, 2000, 4000, 16_000, 30_000, 30_000]);
  });
});
