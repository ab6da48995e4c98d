// Queries as they are written, and failures told apart: a reasoned no, an outage, no server.

import { describe, expect, it } from "vitest";
import { failureFrom, withQuery } from "./http.ts";

describe("withQuery", () => {
  it("leaves out what is empty and writes flags as 1", () => {
    expect(withQuery("/api/duties", { incident: "a b", under: "", kind: undefined, overdue: true, blocked: false, limit: 50 })).toBe(
      "/api/duties?incident=a+b&overdue=1&limit=50",
    );
    expect(withQuery("/api/incidents", {})).toBe("/api/incidents");
  });
});

describe("failureFrom", () => {
  it("reads a refusal, wrapped or bare", () => {
    const refusal = { kind: "refusal", code: "not-holder", message: "You do not hold it." };
    expect(failureFrom(409, { refusal })).toEqual({ kind: "refused", status: 409, refusal });
    expect(failureFrom(422, refusal)).toEqual({ kind: "refused", status: 422, refusal });
  });

  it("never takes a broken server's answer for a reasoned no", () => {
    expect(failureFrom(500, { code: "X", message: "boom" })).toEqual({ kind: "outage", status: 500, message: "boom" });
    expect(failureFrom(502, undefined)).toEqual({ kind: "outage", status: 502, message: "" });
  });
});
