// The board's address and its question to the server say the same, and live changes are judged alike.

import { describe, expect, it } from "vitest";
import type { Duty } from "../api-types.ts";
import { belongs, boardPath, dutiesQuery, NO_FILTERS, readFilters } from "./filters.ts";

const duty = (fields: Partial<Duty>): Duty =>
  ({ id: "D1", kind: "contact.transfer", subject: "contact:P1", status: "open", overdue: null, offer: null, batch: null, holder: { org: "a1", role: "office" }, ...fields }) as Duty;

describe("the board's address", () => {
  it("is read back as written", () => {
    const filters = { facet: "overdue", under: "district-a", kind: "contact.transfer", subject: null, batch: null } as const;
    const path = boardPath("harbin", filters);
    expect(path).toBe("/?incident=harbin&show=overdue&under=district-a&kind=contact.transfer");
    expect(readFilters(new URLSearchParams(path.slice(2)))).toEqual(filters);
  });

  it("leaves out words it does not know", () => {
    expect(readFilters(new URLSearchParams("show=everything"))).toEqual(NO_FILTERS);
  });
});

describe("dutiesQuery", () => {
  it("keeps what waits to be checked apart", () => {
    expect(dutiesQuery("x", { ...NO_FILTERS, facet: "done" })).toMatchObject({ status: "done", overdue: false });
    expect(dutiesQuery("x", { ...NO_FILTERS, facet: "overdue" })).toMatchObject({ status: "open,started,blocked", overdue: true });
  });
});

describe("belongs", () => {
  it("answers as the server would", () => {
    expect(belongs(duty({}), NO_FILTERS, null)).toBe(true);
    expect(belongs(duty({ status: "done" }), NO_FILTERS, null)).toBe(false);
    expect(belongs(duty({}), NO_FILTERS, new Set(["b"]))).toBe(false);
    expect(belongs(duty({}), { ...NO_FILTERS, facet: "overdue" }, null)).toBe(false);
    expect(belongs(duty({ overdue: 4 }), { ...NO_FILTERS, facet: "overdue" }, new Set(["a1"]))).toBe(true);
    expect(belongs(duty({}), { ...NO_FILTERS, subject: "contact:P2" }, null)).toBe(false);
  });
});
