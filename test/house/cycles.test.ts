// Zero import cycles, with types and without, and proof that the search finds each shape of cycle.

import { describe, expect, test } from "vitest";
import { cycles, graphOf } from "./cycles.ts";
import { parse, projectSources } from "./source.ts";

const file = (path: string, ...lines: string[]) => parse(path, lines.join("\n"));

describe("cycles", () => {
  test("there is none once types are erased", () => {
    expect(cycles(graphOf(projectSources(), false))).toEqual([]);
  });

  test("there is none with types counted", () => {
    expect(cycles(graphOf(projectSources(), true))).toEqual([]);
  });

  test("finds two files that import each other", () => {
    const files = [file("src/a.ts", 'import "./b.ts";'), file("src/b.ts", 'export * from "./a.ts";')];
    expect(cycles(graphOf(files, false))).toEqual(["src/a.ts ↔ src/b.ts"]);
  });

  test("finds a long way round, a file that imports itself, and neither twice", () => {
    const files = [
      file("src/a.ts", 'import "./b.ts";', 'import "./d.ts";'),
      file("src/b.ts", 'import "./c.ts";'),
      file("src/c.ts", 'export const load = () => import("./a.ts");'),
      file("src/d.ts", 'import "./d.ts";'),
    ];
    expect(cycles(graphOf(files, false)).toSorted()).toEqual(["src/a.ts ↔ src/b.ts ↔ src/c.ts", "src/d.ts"]);
  });

  test("tells a cycle of types from one that runs", () => {
    const files = [file("src/a.ts", 'import type { B } from "./b.ts";', "export type A = B;"), file("src/b.ts", 'import { type A } from "./a.ts";', "export type B = A;")];
    expect(cycles(graphOf(files, false))).toEqual([]);
    expect(cycles(graphOf(files, true))).toHaveLength(1);
  });

  test("leaves a diamond alone", () => {
    const files = [file("src/a.ts", 'import "./b.ts";', 'import "./c.ts";'), file("src/b.ts", 'import "./d.ts";'), file("src/c.ts", 'import "./d.ts";'), file("src/d.ts", "export {};")];
    expect(cycles(graphOf(files, true))).toEqual([]);
  });
});
