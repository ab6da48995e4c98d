// Links, glossary and private places over all files of the project, and each rule shown a bad example.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deadLinks, glossaryNouns, localPlaces, unusedNouns } from "./documents.ts";
import { projectFiles, readProject, ROOT } from "./source.ts";

const TEXT = /\.(md|ts|tsx|mjs|js|json|css|html|svg|csv|txt|sql|yml|yaml)$|^\.[^/]+$|^\.ci\//;
const GLOSSARY = "docs/glossary.md";

describe("links", () => {
  test("every relative link in every document leads somewhere", () => {
    const texts = new Map(projectFiles().map((path) => [path, path.endsWith(".md") ? readProject(path) : ""]));
    const documents = [...texts].filter(([path]) => path.endsWith(".md")).map(([path, text]) => ({ path, text }));
    expect(deadLinks(documents, texts)).toEqual([]);
  });

  const texts = new Map([
    ["README.md", ""],
    ["docs/guide.md", "# The guide\n## What it *is*, in short\n"],
    ["docs/picture.png", ""],
  ]);
  const linking = (text: string) => deadLinks([{ path: "docs/page.md", text }], new Map([...texts, ["docs/page.md", text]]));

  test.each(["[a](gone.md)", "![a](gone.png)", "[a]: gone.md", '<img src="gone.png">', "[a](guide.md#nowhere)", "[a](#nowhere)", "[a](README.md)"])("catches %s", (text) => {
    expect(linking(text)).toHaveLength(1);
  });

  test.each(["[a](guide.md)", "[a](guide.md#what-it-is-in-short)", "[a](../README.md)", "[a](./)", "![a](picture.png \"title\")", "[a](https://example.org/gone)", "`[a](gone.md)`", "```\n[a](gone.md)\n```"])("takes %s", (text) => {
    expect(linking(text)).toEqual([]);
  });
});

describe("glossary", () => {
  test.skipIf(!existsSync(join(ROOT, GLOSSARY)))("every noun is a word of the product", () => {
    const texts = projectFiles().filter((path) => /^(src|packs)\//.test(path) && TEXT.test(path)).map(readProject);
    const nouns = glossaryNouns(readProject(GLOSSARY));
    expect(nouns.length).toBeGreaterThan(0);
    expect(unusedNouns(nouns, texts)).toEqual([]);
  });

  test("reads the first column, without its heading", () => {
    expect(glossaryNouns("# Words\n\n| English | 中文 |\n|---|---|\n| line list | 一览表 |\n| **duty** | 责任 |\n")).toEqual(["line list", "duty"]);
  });

  test("knows a noun in each of its written forms and misses one that is absent", () => {
    expect(unusedNouns(["line list", "duty", "close contact"], ["const lineList = 1;", "duties", "close-contact"])).toEqual([]);
    expect(unusedNouns(["ward round"], ["a ward", "rounds"])).toHaveLength(1);
  });
});

describe("private places", () => {
  test("no file names a folder of one machine or a package registry", () => {
    expect(localPlaces(projectFiles().filter((path) => TEXT.test(path)).map((path) => ({ path, text: readProject(path) })))).toEqual([]);
  });

  // Put together here, so that this file does not name what it forbids.
  const place = (...parts: string[]) => ["", ...parts].join("/");
  test.each([
    `open ${place("home", "someone", "notes")}`,
    `cwd: "${place("root", "project")}"`,
    `see ${place("Users", "someone")}`,
    `cp x ${place("tmp", "x")}`,
    `https://${["registry", "npmjs", "org"].join(".")}/pg`,
    ["registry", "http://127.0.0.1:4873"].join(" = "),
  ])("catches %s", (text) => {
    expect(localPlaces([{ path: "a.md", text }])).toHaveLength(1);
  });

  test.each(["GET /work-orders/7", "https://example.org/home/page", "src/home/page.ts", "${folder}/tmp/x"])("takes %s", (text) => {
    expect(localPlaces([{ path: "a.md", text }])).toEqual([]);
  });
});
