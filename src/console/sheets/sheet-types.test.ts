// Sheets on the console: their addresses, what a brief freezes of them, what a hand-over writes down.

import { describe, expect, it } from "vitest";
import { figuresOf, groupsOf, listsOf, sheetsPath } from "./sheet-types.ts";

const title = { zh: "甲", en: "A" };
const sheet = { blocks: [{ key: "b", title, rows: [
  { key: "open", title, value: 2, refs: ["duty:D1", "duty:D2"] }, { key: "calls", title, value: 0, refs: [] }, { key: "said", title, value: "2 / 3", refs: ["duty:D1"] }, { key: "lead", title, value: null, refs: [] },
] }] };

describe("sheets", () => {
  it("are addressed by name and by what they are about", () => {
    expect(sheetsPath("a b")).toBe("/incidents/a%20b/sheets");
    expect(sheetsPath("city", "community", "street-1")).toBe("/incidents/city/sheets/community?about=street-1");
    expect(sheetsPath("city", "situation")).toBe("/incidents/city/sheets/situation");
  });

  it("stand in the menu under the title of their loop, in the order of the loops, none without sheets", () => {
    const one = (name: string, loop: string) => ({ name, loop, title, about: null });
    const menu = groupsOf([one("areas", "areas"), one("new", "unnamed"), one("load", "command"), one("risks", "command")], [{ name: "command", title: { zh: "指挥", en: "Command" } }, { name: "duty", title }, { name: "areas", title }]);
    expect(menu.map((group) => [group.loop, group.title.en, group.sheets.map(({ name }) => name)])).toEqual([["command", "Command", ["load", "risks"]], ["areas", "A", ["areas"]], ["unnamed", "unnamed", ["new"]]]);
  });

  it("are frozen by their numbers alone", () => {
    expect(figuresOf(sheet)).toEqual({ "b/open": 2, "b/calls": 0 });
  });

  it("are handed over by what their rows were counted from", () => {
    expect(listsOf(sheet)).toMatchObject({ open: ["D1", "D2"], calls: [] });
  });
});
