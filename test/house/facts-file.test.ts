// docs/facts-file.md is a public contract, so it is held against the code: the vocabulary against the readers,
// each tried on the example its row gives, the fields against the shape that is checked, the kinds of duty and
// finding against the tables, and the answer's fields against a real replay.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isRefusal, refusalLine, type Refusal } from "../../src/base/refusal.ts";
import { replay } from "../../src/drill/replay/replay.ts";
import { report } from "../../src/drill/replay/report.ts";
import { ScenarioShape, type Scenario } from "../../src/drill/replay/scenario.ts";
import type { Fact, FactBook, FactReaders } from "../../src/engine/fact.ts";
import { resolvePack } from "../../src/engine/pack/load.ts";
import { factReaders, model } from "../../src/loops/index.ts";
import { readPackFolder } from "../../src/server/pack-folder.ts";
import { projectSources, readProject, ROOT } from "./source.ts";

const page = readProject("docs/facts-file.md");
const LOOPS = join(ROOT, "src/loops");
const READERS: Readonly<Record<string, FactReaders>> = Object.fromEntries(await Promise.all(
  readdirSync(LOOPS).filter((loop) => existsSync(join(LOOPS, loop, "facts.ts")))
    .map(async (loop) => [loop, ((await import(join(LOOPS, loop, "facts.ts"))) as { facts: FactReaders }).facts] as const),
));

/** Cells of the table whose heading row starts with `first`. */
function tableOf(first: string): string[][] {
  const lines = page.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${first} |`));
  const end = lines.findIndex((line, index) => index > start && !line.startsWith("|"));
  expect(start, `a table that starts with ${first}`).toBeGreaterThan(0);
  return lines.slice(start + 2, end).map((line) => line.slice(2, -2).split(" | "));
}

/** `` `a`, `b` `` → ["a", "b"] */
const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
const firstColumn = (first: string): string[] => tableOf(first).flatMap(([cell]) => codes(cell!));

function probe(action: string, object: string): Fact {
  const when = { earliest: 0, latest: 0 };
  return { id: "X1", action, actor: { org: "a", role: "r" }, occurred: when, object, toOrg: "b", detail: "said", data: { P1: "site:s", P2: "site:s" }, nominal: null };
}
const BOOK: FactBook = { persons: {}, roomsReady: {}, compounds: [{ compound: "C1", area: "part-of-city" }], places: {}, seqOf: () => 1, openDuty: () => "D1" };

test("the vocabulary is the readers' own, loop by loop", () => {
  const rows = tableOf("action");
  expect(rows.map(([action]) => codes(action!)[0]).toSorted()).toEqual(Object.keys(factReaders).toSorted());
  for (const [action, loop, , object, commands] of rows) {
    const word = codes(action!)[0]!;
    const reader = READERS[loop!]?.[word];
    expect(reader, `${loop} reads ${word}`).toBeDefined();
    const drafts = reader!(probe(word, codes(object!)[0]!), BOOK);
    expect([...new Set(drafts.map((draft) => draft.type))], word).toEqual(codes(commands!));
  }
});

test("no two loops read the same action", () => {
  const actions = Object.values(READERS).flatMap((readers) => Object.keys(readers));
  expect(actions.toSorted()).toEqual(Object.keys(factReaders).toSorted());
});

test("every command the vocabulary names exists", () => {
  for (const [, , , , commands] of tableOf("action")) for (const type of codes(commands!)) expect(model.commands.has(type), type).toBe(true);
});

test("every field of a file is explained", () => {
  const explained = new Set(codes(page.replaceAll(/^```[^]*?^```$/gm, "")));
  const { events, setup, ...top } = ScenarioShape.properties;
  const fields = [...Object.keys(top), "events", "setup", ...Object.keys(events.items.properties), ...Object.keys(setup.properties)];
  expect(fields.filter((field) => !explained.has(field) && !["note", "assumed"].includes(field))).toEqual([]);
});

test("the kinds of duty a responsibility map may name are those the loops declare", () => {
  expect(firstColumn("duty in `responsibilities`").toSorted()).toEqual([...model.answerable.keys()].toSorted());
});

test("the kinds of finding are those the tables and the engine make", () => {
  const makers = projectSources().filter((source) => /^src\/(loops\/|engine\/findings\/)/.test(source.path) && !source.path.endsWith(".test.ts"));
  const made = new Set(makers.flatMap((source) => [...source.text.matchAll(/\b(?:finding|kind): "([a-z]+(?:_[a-z]+)+)"/g)].map((match) => match[1]!)));
  expect(firstColumn("kind of finding").toSorted()).toEqual([...made].toSorted());
});

test("the answer has the fields the page explains, and no others", async () => {
  const packs = await readPackFolder(join(ROOT, "packs"));
  if (!(packs instanceof Map)) throw new Error((packs as readonly Refusal[]).map(refusalLine).join("\n"));
  const scenario = JSON.parse(readProject("scenarios/harbin-2021-09.json")) as Scenario;
  const pack = resolvePack(scenario.protocol_in_force.pack, packs);
  if (isRefusal(pack)) throw new Error(pack.message);
  const told = report(replay(scenario, { pack }));
  const keys = (values: readonly object[]): string[] => [...new Set(values.flatMap((value) => Object.keys(value)))].toSorted();
  expect(firstColumn("field of a finding").toSorted()).toEqual(keys(told.findings));
  expect(firstColumn("field of a check").toSorted()).toEqual(keys(told.checks));
  const lines = page.slice(page.indexOf("Each entry of `timeline`"));
  expect(codes(lines).toSorted()).toEqual([...keys(told.timeline), "timeline"].toSorted());
  expect(page).toContain(`\`{${Object.keys(told).join(", ")}}\``.replace("pack,", "pack: {id, hash},"));
});
