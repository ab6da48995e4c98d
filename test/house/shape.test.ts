// Sizes, first comments and names of all files, and the rules shown to bite.

import { describe, expect, test } from "vitest";
import { badNames, headless, MOST_LINES_A_FILE, MOST_LINES_A_FUNCTION, tooLong } from "./shape.ts";
import { parse, projectFiles, projectSources } from "./source.ts";

const HEADER = "// Owns the example of this test and refuses nothing.\n";
const lines = (count: number): string => "  void 0;\n".repeat(count);

describe("size", () => {
  test("no file and no function is too long", () => {
    expect(tooLong(projectSources())).toEqual([]);
  });

  test("catches a file one line too long, and only then", () => {
    expect(tooLong([parse("a.ts", lines(MOST_LINES_A_FILE + 1))])).toHaveLength(1);
    expect(tooLong([parse("a.ts", lines(MOST_LINES_A_FILE))])).toEqual([]);
  });

  test.each([
    ["a function", "function f() {\n", "}"],
    ["an arrow", "const f = () => {\n", "};"],
    ["a method", "const o = { f() {\n", "} };"],
    ["a test", 'test("x", () => {\n', "});"],
  ])("catches %s one line too long, and only then", (_what, open, close) => {
    expect(tooLong([parse("a.ts", open + lines(MOST_LINES_A_FUNCTION - 1) + close)])).toHaveLength(1);
    expect(tooLong([parse("a.ts", open + lines(MOST_LINES_A_FUNCTION - 2) + close)])).toEqual([]);
  });

  test("a block of tests is a list, not a function", () => {
    expect(tooLong([parse("a.test.ts", `describe("x", () => {\n${lines(100)}});\ndescribe.each([1])("x", () => {\n${lines(100)}});`)])).toEqual([]);
  });
});

describe("first comment", () => {
  test("every file says first what it owns", () => {
    expect(headless(projectSources())).toEqual([]);
  });

  test.each([
    ["no comment", "export const a = 1;\n"],
    ["a comment after the first statement", `import "./b.ts";\n${HEADER}`],
    ["a label", "// The example\nexport const a = 1;\n"],
  ])("catches %s", (_what, text) => {
    expect(headless([parse("a.ts", text)])).toHaveLength(1);
  });

  test.each([
    ["line comments", HEADER],
    ["a block comment", "/**\n * Owns the example of this test and refuses nothing.\n */\nexport {};"],
    ["a comment after the line that names the interpreter", `#!/usr/bin/env node\n${HEADER}`],
  ])("takes %s", (_what, text) => {
    expect(headless([parse("a.ts", text)])).toEqual([]);
  });
});

describe("names", () => {
  test("every file and folder is named in kebab-case and for what it holds", () => {
    expect(badNames(projectFiles())).toEqual([]);
  });

  test.each(["src/engine/dutyClock.ts", "src/engine/duty_clock.ts", "src/Engine/duty.ts", "docs/User Guide.md", "src/engine/utils.ts", "src/store/pool-manager.ts", "src/common/a.ts", "test/helpers/a.ts"])(
    "catches %s",
    (path) => {
      expect(badNames([path])).toHaveLength(1);
    },
  );

  test.each(["src/engine/duty-clock.test.ts", "README.md", ".ci/run", "docs/decisions/0001-why.md", "packs/cn-covid-8.json", ".oxlintrc.json", "src/loops/cases/README.md"])("takes %s", (path) => {
    expect(badNames([path])).toEqual([]);
  });
});
