// The safeguards of people's rights and the traps of the rules: each is held by tests that exist, or its absence has
// a reason. What is named here and no longer there is found here.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import file from "./guardrails.json" with { type: "json" };

interface Held { readonly id: string; readonly tests?: readonly (readonly string[])[]; readonly reason?: string }

const ROOT = new URL("../../", import.meta.url).pathname;
const guardrails = file.guardrails as readonly Held[];
const traps = file.traps as readonly Held[];

/** Text of a file, or of every test of a folder. */
function textOf(path: string): string {
  const full = join(ROOT, path);
  if (!existsSync(full)) return "";
  if (!statSync(full).isDirectory()) return readFileSync(full, "utf8");
  return readdirSync(full).filter((name) => name.endsWith(".test.ts")).map((name) => readFileSync(join(full, name), "utf8")).join("\n");
}

test("there are twenty-eight safeguards and thirteen traps, each once", () => {
  expect(guardrails.map((one) => one.id)).toEqual(Array.from({ length: 28 }, (_, index) => `G-${String(index + 1).padStart(2, "0")}`));
  expect(new Set(traps.map((one) => one.id)).size).toBe(13);
});

test.each([...guardrails, ...traps].map((one) => [one.id, one] as const))("%s is held, or it is said why not", (_, { tests = [], reason = "" }) => {
  expect(tests.length > 0 || reason.length > 20).toBe(true);
  for (const [path, words] of tests) expect(textOf(path!).includes(words!), `${path}: ${words}`).toBe(true);
});
