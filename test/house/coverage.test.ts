// Every requirement row of the loops there are has a test that says it serves it, or a stated reason why none does.

import { join } from "node:path";
import { expect, test } from "vitest";
import requirements from "../../docs/requirements.json" with { type: "json" };
import { coveragePage, MODULES, servedBy, unknownTags, unserved, type Requirement } from "./coverage.ts";
import { parse, projectSources, ROOT } from "./source.ts";

const rows: readonly Requirement[] = requirements;
const served = projectSources().flatMap(servedBy);

test("every row has a test or a reason, and not both", () => {
  expect(unserved(rows, served)).toEqual([]);
});

test("no test is tagged with a row that is not there", () => {
  expect(unknownTags(rows, served)).toEqual([]);
});

test("the page says what the tags say", async () => {
  await expect(coveragePage(rows, served)).toMatchFileSnapshot(join(ROOT, "docs/coverage.md"));
});

test("rows are there once, in order, each of a module", () => {
  const ids = rows.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  for (const module of Object.keys(MODULES)) expect(rows.some((row) => row.module === module), module).toBe(true);
});

test("reads tags off names and tables, and what a test names", () => {
  const source = parse("src/loops/cases/x.test.ts", 'import { lateOnes } from "./views.ts"; test("[SM-131] [SM-148] a push", () => { send("contact.push"); expect(lateOnes(of("contact.transfer"))); }); const T = [{ file: "one", tags: "[SM-192]" }];');
  expect(servedBy(source)).toEqual([
    { row: "SM-131", path: source.path, title: "a push", loops: ["cases"], by: ["contact.transfer", "lateOnes()", "contact.push"] },
    { row: "SM-148", path: source.path, title: "a push", loops: ["cases"], by: ["contact.transfer", "lateOnes()", "contact.push"] },
    { row: "SM-192", path: source.path, title: "one", loops: ["cases"], by: [] },
  ]);
  const asked = [{ id: "SM-131", module: "TASK", asks: "a", reason: "b" }, { id: "SM-132", module: "QUAR", asks: "c" }, { id: "SM-133", module: "COMM", asks: "d" }];
  expect(unserved(asked, servedBy(source))).toEqual(["SM-131 has a test and a reason why it has none.", "SM-132 (QUAR: c) has neither a test nor a reason."]);
  expect(unknownTags(asked, servedBy(source))).toHaveLength(2);
});
