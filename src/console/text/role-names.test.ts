// Every role, unit and level of the public fact files has a name in both languages.

import { describe, expect, it } from "vitest";
import { levelWord, orgName, roleName, titleIn } from "./role-names.ts";

const scenarios = import.meta.glob<{ roles: { role: string }[]; orgs: { id: string; level: string }[] }>("../../../scenarios/*.json", { import: "default", eager: true });

describe("the roles and units of the fact files", () => {
  it("have names in both languages", () => {
    const levels = Object.values(scenarios).flatMap(({ orgs }) => orgs.map(({ level }) => level));
    expect(levels.filter((level) => !/\p{Script=Han}/u.test(levelWord(level, "zh")))).toEqual([]);
    const all = Object.values(scenarios);
    expect(all.length).toBeGreaterThan(0);
    expect(all.flatMap(({ roles }) => roles.filter(({ role }) => roleName(role, "zh") === undefined || roleName(role, "en") === undefined).map(({ role }) => role))).toEqual([]);
    expect(all.flatMap(({ orgs }) => orgs.filter(({ id }) => orgName(id, "zh") === undefined).map(({ id }) => id))).toEqual([]);
  });
});

describe("orgName", () => {
  it("reads the level, the longer word first", () => {
    expect(["subdistrict-A1", "district-A", "county-level-city-A", "county-B", "hotel-1"].map((id) => orgName(id, "zh"))).toEqual(["A1街道", "A区", "A县级市", "B县", "1号酒店"]);
    expect(orgName("subdistrict-A1", "en")).toBe("Sub-district A1");
    expect(orgName("desk-7", "en")).toBeUndefined();
  });
});

describe("titleIn", () => {
  it("takes the reader's part of a title in two languages", () => {
    expect(titleIn("本市 · Our city", "zh")).toBe("本市");
    expect(titleIn("本市 · Our city", "en")).toBe("Our city");
    expect(titleIn("Late · twice", "zh")).toBe("Late · twice");
  });
});
