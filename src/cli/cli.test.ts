import { describe, expect, test } from "vitest";
import { isRefusal } from "../base/refusal.ts";
import { langOf, readArgs } from "./args.ts";
import { nearest } from "./nearest.ts";
import { cells, table } from "./table.ts";

describe("reading the command line", () => {
  test("an unknown option names the nearest one", () => {
    expect(readArgs(["--untill", "x"], { until: { type: "string" } }, [0, 1])).toMatchObject({ code: "usage", message: "There is no option --untill. Did you mean --until?" });
  });

  test("too few and too many words are usage mistakes", () => {
    expect(isRefusal(readArgs([], {}, [1, 1]))).toBe(true);
    expect(readArgs(["a", "b"], {}, [1, 1])).toMatchObject({ message: "There is a word too many: “b”." });
  });

  test("an option without its value is one sentence", () => {
    const refusal = readArgs(["--pack"], { pack: { type: "string" } }, [0, 0]);
    expect(isRefusal(refusal) && refusal.message).toMatch(/^Option '--pack <value>' argument missing\.$/);
  });

  test("the language comes from --lang, then from the terminal", () => {
    const words = readArgs(["--lang", "en"], {}, [0, 0]);
    expect(isRefusal(words) ? null : langOf(words, { LANG: "zh_CN.UTF-8" })).toBe("en");
    expect(langOf(null, { LANG: "zh_CN.UTF-8" })).toBe("zh");
    expect(langOf(null, { LANG: "C.UTF-8" })).toBe("en");
    expect(readArgs(["--lang", "fr"], {}, [0, 0])).toMatchObject({ code: "usage" });
  });
});

describe("the nearest word", () => {
  test.each([["replya", "replay"], ["verfy", "verify"], ["strat", "start"], ["xyzzy", null]])("%s → %s", (word, expected) => {
    expect(nearest(word, ["start", "replay", "pack", "verify", "setup", "duties", "command", "help"])).toBe(expected);
  });
});

describe("tables", () => {
  test("Chinese and Latin text stand under their heads", () => {
    const lines = table(["名称", "n", "说明"], [["签收", "1", "好"], ["accepted", "22", "ok"]]);
    expect(lines).toEqual(["名称      n   说明", "────────  ──  ────", "签收      1   好", "accepted  22  ok"]);
  });

  test("the last column is wrapped, nothing is cut", () => {
    const words = Array.from({ length: 30 }, (_, index) => `word${index}`).join(" ");
    const lines = table(["a", "b"], [["x", words]], 60);
    expect(Math.max(...lines.map(cells))).toBeLessThanOrEqual(60);
    expect(lines.slice(2).map((line) => line.trim()).join(" ").replace(/^x\s+/, "")).toBe(words);
  });
});
