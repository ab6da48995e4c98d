// The floors hold, the table in ARCHITECTURE.md is the table that is enforced, and the rule itself is
// shown to catch each way of breaking it.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brokenImports } from "./imports.ts";
import { parse, projectSources, readProject, ROOT } from "./source.ts";
import { architectureRows, FLOORS } from "./table.ts";

describe("imports", () => {
  test("every import follows the table of floors", () => {
    expect(brokenImports(projectSources())).toEqual([]);
  });

  test("the table itself has no floor that imports a floor above it", () => {
    const names = FLOORS.map((floor) => floor.name);
    for (const floor of FLOORS) {
      for (const below of floor.mayImport) expect(names.indexOf(below), `${floor.name} imports ${below}`).toBeLessThan(names.indexOf(floor.name));
    }
  });

  test.skipIf(!existsSync(join(ROOT, "ARCHITECTURE.md")))("ARCHITECTURE.md shows the table that is enforced", () => {
    const lines = readProject("ARCHITECTURE.md").split("\n").map((line) => line.trim());
    expect(architectureRows().filter((row) => !lines.includes(row))).toEqual([]);
  });

  test.each([
    ["an upper floor", "src/base/a.ts", 'import { x } from "../engine/b.ts";'],
    ["an upper floor for a type only", "src/engine/a.ts", 'import type { X } from "../loops/cases/events.ts";'],
    ["a floor beside it", "src/kernels/a.ts", 'import { x } from "../engine/b.ts";'],
    ["an upper floor by re-export", "src/engine/a.ts", 'export { x } from "../store/b.ts";'],
    ["an upper floor at run time", "src/engine/a.ts", 'export const x = () => import("../store/b.ts");'],
    ["a package of another floor", "src/engine/a.ts", 'import pg from "pg";'],
    ["a package by a deeper path", "src/engine/a.ts", 'import { sha256 } from "@noble/hashes/sha2.js";'],
    ["Node in a pure floor", "src/loops/cases/decide.ts", 'import { readFileSync } from "node:fs";'],
    ["Node by its old name", "src/store/a.ts", 'import { readFileSync } from "fs";'],
    ["another loop's inside", "src/loops/cases/decide.ts", 'import { x } from "../transfer/decide.ts";'],
    ["another loop's inside, from a room", "src/loops/testing/integrity/decide.ts", 'import { x } from "../../transfer/duties.ts";'],
    ["the console from the server", "src/server/a.ts", 'import { x } from "../console/b.ts";'],
    ["the server from the console", "src/console/a.tsx", 'import { x } from "../server/b.ts";'],
    ["a test", "src/engine/a.ts", 'import { x } from "./b.test.ts";'],
    ["the workshop", "src/cli/a.ts", 'import { x } from "../../scripts/step.ts";'],
    ["a test package in the product", "src/engine/a.ts", 'import fc from "fast-check";'],
    ["anything from a floor that is not in the table", "src/attic/a.ts", "export {};"],
  ])("catches %s", (_what, path, text) => {
    expect(brokenImports([parse(path, text)])).toHaveLength(1);
  });

  test.each([
    ["another loop's events", "src/loops/cases/decide.ts", 'import { x } from "../transfer/events.ts";'],
    ["another loop's views, from a room", "src/loops/testing/integrity/decide.ts", 'import { x } from "../../transfer/views.ts";'],
    ["its own room", "src/loops/testing/decide.ts", 'import { x } from "./integrity/decide.ts";'],
    ["every loop into the list of all loops", "src/loops/all.ts", 'import { x } from "./cases/decide.ts";'],
    ["vitest into a test", "src/base/a.test.ts", 'import { test } from "vitest";'],
  ])("lets in %s", (_what, path, text) => {
    expect(brokenImports([parse(path, text)])).toEqual([]);
  });
});
