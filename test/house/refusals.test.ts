// docs/refusals.md says exactly what the code may refuse, and every refusal of the field has a way out.

import { join } from "node:path";
import { expect, test } from "vitest";
import { deadEnds, hiddenCodes, pageOf, refusalsOf } from "./refusals.ts";
import { parse, projectSources, ROOT } from "./source.ts";

const uses = refusalsOf(projectSources());

test("the page lists every code, sentence and way out, and no other", async () => {
  await expect(pageOf(uses)).toMatchFileSnapshot(join(ROOT, "docs/refusals.md"));
});

test("codes are kebab-case and sentences are sentences", () => {
  for (const { code, sentence, path } of uses) {
    expect(code, path).toMatch(/^[a-z]+(-[a-z0-9]+)*(-…)?$/);
    if (sentence !== null) expect(sentence, path).toMatch(/[.?…]$/);
  }
});

test("every code can be read off the call", () => {
  expect(hiddenCodes(projectSources())).toEqual([]);
});

test("whoever is refused by a rule of the field is told what to do instead", () => {
  expect(deadEnds(uses)).toEqual([]);
});

test("reads codes, sentences with blanks, ways out; and finds what hides or leads nowhere", () => {
  const source = parse("src/loops/cases/decide.ts", 'refuse("no-room", `Room ${id} is full.`, { where, fix: "Choose | another." }); refuse(code, "x"); refuse("bare", "No.");');
  const found = refusalsOf([source]);
  expect(found).toEqual([
    { code: "no-room", sentence: "Room … is full.", fix: "Choose | another.", hasFix: true, path: source.path }, { code: "bare", sentence: "No.", fix: null, hasFix: false, path: source.path },
  ]);
  expect(hiddenCodes([source])).toHaveLength(1);
  expect(deadEnds(found)).toEqual(["src/loops/cases/decide.ts refuses bare and says no way out."]);
  expect(pageOf(found)).toContain("## The loop cases\n\n| code | sentence | way out |\n|---|---|---|\n| `bare` | No. | — |\n| `no-room` | Room … is full. | Choose \\| another. |\n");
});
