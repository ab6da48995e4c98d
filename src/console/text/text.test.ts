// Both languages have the same keys, each key in the code exists, and none lies idle.

import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { firstLang, inLang, readable } from "./index.ts";
import { zh } from "./zh/index.ts";

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, before = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(before + key, value);
    else for (const [below, text] of flat(value, `${before}${key}.`)) found.set(below, text);
  }
  return found;
}

const english = flat(en);
const chinese = flat(zh);
const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });

/** Every `t("…")` and every literal kept for a later `t`, and the fixed beginning of every `` t(`…${ ``. */
function uses(text: string): { whole: string[]; beginnings: string[] } {
  return {
    whole: [...text.matchAll(/\bt\(\s*(?:[^"'`()]*\?\s*)?"([\w.-]+)"/g), ...text.matchAll(/\bt\([^"`()]*\? "[\w.-]+" : "([\w.-]+)"/g)].map((match) => match[1]!),
    beginnings: [...text.matchAll(/\bt\(\s*`([\w.-]+)\$\{/g)].map((match) => match[1]!),
  };
}

describe("the words", () => {
  it("exist in both languages, key by key", () => {
    expect([...english.keys()].filter((key) => !chinese.has(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  it("are none of them empty, and take the same values", () => {
    const values = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).toSorted();
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe("");
      expect(chinese.get(key)!.trim(), key).not.toBe("");
      expect(values(chinese.get(key)!), key).toEqual(values(text));
    }
  });

  it("are Chinese where they should be", () => {
    const same = new Set(["frame.name"]);
    expect([...chinese].filter(([key, text]) => !same.has(key) && !/\p{Script=Han}/u.test(text)).map(([key]) => key)).toEqual([]);
    expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text)).map(([key]) => key)).toEqual([]);
  });

  it("are there for every use in the code", () => {
    expect(Object.keys(sources).length).toBeGreaterThan(30);
    const missing: string[] = [];
    for (const [file, text] of Object.entries(sources)) {
      const { whole, beginnings } = uses(text);
      for (const key of whole) if (!english.has(key)) missing.push(`${file}: ${key}`);
      for (const start of beginnings) if (![...english.keys()].some((key) => key.startsWith(start))) missing.push(`${file}: ${start}…`);
    }
    expect(missing).toEqual([]);
  });

  it("are all of them used", () => {
    const all = Object.values(sources).join("\n");
    const beginnings = Object.values(sources).flatMap((text) => uses(text).beginnings);
    const idle = [...english.keys()].filter((key) => !all.includes(`"${key}"`) && !beginnings.some((start) => key.startsWith(start)));
    expect(idle).toEqual([]);
  });
});

describe("firstLang", () => {
  it("is the remembered one, else the browser's", () => {
    expect(firstLang("en", ["zh-CN"])).toBe("en");
    expect(firstLang(null, ["zh-TW", "en"])).toBe("zh");
    expect(firstLang("fr", ["de-DE", "zh"])).toBe("en");
    expect(firstLang(null, [])).toBe("zh");
  });
});

describe("names that come with the data", () => {
  it("fall back on the other language, then on a readable id", () => {
    expect(inLang({ zh: "转运", en: "" }, "en")).toBe("转运");
    expect(inLang(undefined, "en", "x")).toBe("x");
    expect(readable("district_tracing_group_deputy")).toBe("District tracing group deputy");
  });
});
