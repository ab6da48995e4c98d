// Usage mistakes, near words and aligned columns, as a person at a terminal meets them.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isRefusal } from "../base/refusal.ts";
import { langOf, readArgs } from "./args.ts";
import { dispatch } from "./main.ts";
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
    expect(nearest(word, ["start", "replay", "pack", "verify", "rebuild", "setup", "duties", "command", "help"])).toBe(expected);
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

describe("what a person at a terminal gets", () => {
  const folder = mkdtempSync(join(tmpdir(), "firebreak-cli-"));
  const file = (name: string): string => join(folder, name);

  beforeAll(() => {
    writeFileSync(file("text.json"), "hello");
    writeFileSync(file("latin1.json"), Buffer.from([0x7b, 0x22, 0xe9, 0x22]));
    writeFileSync(file("big.json"), Buffer.alloc(5_000_001, 0x20));
    writeFileSync(file("other.json"), "{\"schema\": \"something-else/1\"}");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function type(args: readonly string[], env: NodeJS.ProcessEnv = {}, stdin = ""): Promise<{ code: number; out: string; said: string }> {
    const [out, said]: [string[], string[]] = [[], []];
    const input = (async function* () {
      yield new TextEncoder().encode(stdin);
    })();
    const code = await dispatch(args, { out: (line) => void out.push(line), say: (line) => void said.push(line), env, stdin: input, width: 100 });
    return { code, out: out.join("\n"), said: said.join("\n") };
  }

  test.each<[readonly string[], number, string]>([
    [["strat"], 2, "There is no command “strat”. Did you mean “start”?"],
    [["start", "--prot", "1"], 2, "There is no option --prot. Did you mean --port?"],
    [["start", "--port", "99999999"], 2, "is not a port"],
    [["replay"], 2, "Something is missing after the command."],
    [["replay", "no-such-file.json"], 1, "There is no file no-such-file.json."],
    [["replay", tmpdir()], 1, "is a folder, not a file"],
    [["replay", file("text.json")], 1, "line 1, column 1: text.json is not JSON: a value was expected"],
    [["replay", file("latin1.json")], 1, "line 1, column 3: latin1.json is not valid UTF-8."],
    [["replay", file("big.json")], 1, "big.json has 5000001 bytes, and at most 5000000 are read."],
    [["replay", file("other.json")], 1, "missing-field"],
    [["pack", "shwo", "x"], 2, "Did you mean “pack show”?"],
    [["pack", "show"], 2, "“pack show” takes one pack."],
    [["pack", "show", "nothing"], 1, "There is no pack “nothing”"],
    [["setup"], 2, "Name one workbook to load"],
    [["setup", "no-such-book.xlsx"], 1, "There is no file no-such-book.xlsx."],
    [["duties", "--server", "http://127.0.0.1:1"], 1, "No Firebreak answers at http://127.0.0.1:1."],
  ])("%j", async (args, code, sentence) => {
    const result = await type(args);
    expect([result.code, result.out]).toEqual([code, ""]);
    expect(result.said).toContain(sentence);
  });

  test("a command that is not JSON is refused before anything is sent", async () => {
    const result = await type(["command", "--server", "http://127.0.0.1:1"], {}, "{\n  id: 1\n}");
    expect([result.code, result.out]).toEqual([1, ""]);
    expect(result.said).toContain("line 2, column 3");
  });

  test("help in both languages, for everything and for one command", async () => {
    expect((await type(["help"])).out).toContain("replay FILE");
    expect((await type([], { LANG: "zh_CN.UTF-8" })).out).toContain("退出码");
    expect((await type(["start", "--help"])).out).toContain("--port N");
    expect((await type(["help", "setup"], { LANG: "zh_CN.UTF-8" })).out).toContain("--form OUT.xlsx");
  });

  test("packs are shown and compared in both languages", async () => {
    const diff = await type(["pack", "diff", "cn-covid-8", "cn-covid-9"]);
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/transfer\.deadline +stricter: 12 h .* → 8 h/);
    expect((await type(["pack", "show", "measles", "--lang", "zh"])).out).toContain("来源");
    expect((JSON.parse((await type(["pack", "list", "--json"])).out) as { id: string }[]).map((pack) => pack.id)).toContain("ebola");
  });

  test("the empty workbook is written without a server", async () => {
    const book = file("form.xlsx");
    expect((await type(["setup", "--form", book, "--lang", "en"])).code).toBe(0);
  });
});
