// The find box offers organisations, kinds, numbers and references for what is typed.

import { describe, expect, it } from "vitest";
import type { DutyRule } from "../api-types.ts";
import { namesFrom } from "../data/names.ts";
import { findFor } from "./find.ts";

const orgs = [{ id: "district-A", name: { zh: "甲区", en: "District A" } }, { id: "hotel-1" }];
const rules = [{ kind: "contact.transfer", title: { zh: "转运", en: "Transfer to quarantine" } }] as unknown as DutyRule[];
const find = (typed: string) => findFor(typed, orgs, rules, namesFrom(undefined, orgs, "en")).map(({ what, id }) => `${what} ${id}`);

describe("findFor", () => {
  it("finds by any part of a name or id", () => {
    expect(find("district")).toEqual(["org district-A"]);
    expect(find("TRANSFER")).toEqual(["kind contact.transfer"]);
    expect(find("  ")).toEqual([]);
  });

  it("reads a duty number and a reference", () => {
    expect(find("d12")).toEqual(["duty D12"]);
    expect(find("contact:P1")).toEqual(["thing contact:P1"]);
  });
});
