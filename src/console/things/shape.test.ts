// What a stored value is, read from its shape and name; words for the states of things.

import { describe, expect, it } from "vitest";
import { model } from "../../loops/index.ts";
import { shapeOf, valueAt } from "./shape.ts";
import { statusWord } from "./status.ts";
import { statusWords } from "./status-words.ts";

describe("shapeOf", () => {
  it("tells values by shape and name", () => {
    const cases: [string, unknown, string][] = [
      ["end", { earliest: 1, latest: 2 }, "when"], ["openedAt", 1_632_450_000_000, "instant"], ["seats", 12, "plain"], ["by", { org: "a", role: "b" }, "post"],
      ["name", { zh: "甲", en: "A" }, "text-pair"], ["contact", "contact:P1", "ref"], ["org", "district-A", "org"], ["text", "see http://x", "plain"], ["rings", [], "list"],
      ["custody", { org: "a", since: 4 }, "fields"], ["site", null, "nothing"], ["ok", false, "yes-no"],
    ];
    for (const [name, value, shape] of cases) expect(shapeOf(name, value), name).toBe(shape);
  });
});

describe("valueAt", () => {
  it("follows a column's path", () => {
    expect(valueAt({ custody: { org: "a" } }, "custody.org")).toBe("a");
    expect(valueAt({ custody: null }, "custody.org")).toBeUndefined();
  });
});

describe("the states of things", () => {
  it("have words where a command asks for them", () => {
    const asked = [...model.commands.values()].flatMap((command) => command.on?.statuses ?? []);
    expect(asked.filter((status) => statusWords[status] === undefined)).toEqual([]);
    expect(statusWord("half-empty", "en")).toBe("Half empty");
  });
});
