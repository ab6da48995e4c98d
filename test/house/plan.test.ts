// ARCHITECTURE.md says which loops are still missing and what files a loop has. A loop that is composed into the
// model must leave that list and keep that plan, itself or in its rooms.

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { model } from "../../src/loops/index.ts";
import { readProject, ROOT } from "./source.ts";

const FILES = ["events.ts", "decide.ts", "duties.ts", "views.ts", "facts.ts", "index.ts", "README.md"];
/** What no room stands in for. */
const OWN = ["index.ts", "README.md"];
/** The life of a duty is a loop of the engine's, without a folder here. */
const loops = model.loops.map((loop) => loop.name).filter((name) => name !== "duty");
const page = readProject("ARCHITECTURE.md");

test("no loop called missing is there", () => {
  const line = /^- Loops: ([^]*?)\. /m.exec(page)?.[1];
  const missing = [...(line ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
  // When the last one is written, this line of the page goes, and with it this test.
  expect(missing.length, "the list of loops not there yet").toBeGreaterThan(0);
  expect(missing.filter((name) => loops.includes(name))).toEqual([]);
});

test.each(loops)("%s keeps the plan of a loop", (loop) => {
  const files = readdirSync(join(ROOT, "src/loops", loop), { recursive: true }).map((name) => String(name).replaceAll("\\", "/"));
  const held = (file: string): boolean => files.includes(file) || (!OWN.includes(file) && files.some((name) => name.endsWith(`/${file}`)));
  expect(FILES.filter((file) => !held(file))).toEqual([]);
});

test("the table of the plan in ARCHITECTURE.md names these files", () => {
  expect(FILES.filter((file) => !page.includes(`| \`${file}\` |`))).toEqual([]);
});
