// The packs as shipped: every one resolves and says in two languages where each rule comes from, and the
// values are those of the rules they quote. Then every kind of bad file, with its place and reason.
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { isRefusal, refusalLine, type Refusal } from "../base/refusal.ts";
import { unanswered } from "../engine/pack/clause.ts";
import { resolvePack } from "../engine/pack/load.ts";
import type { ListItem, Packs, ResolvedPack } from "../engine/pack/types.ts";
import { model } from "../loops/index.ts";
import { FILE_LIMIT, readPackFolder } from "./pack-folder.ts";

const SHIPPED = fileURLToPath(new URL("../../packs/", import.meta.url));
const INCIDENT_PACKS = ["cn-covid-8", "cn-covid-8-local-4days", "cn-covid-9", "cn-covid-20m", "cn-covid-10m", "measles", "ebola", "mpox", "cholera", "avian-influenza"];
const BLOCKS = ["firebreak-duties", "firebreak-rights", "firebreak-testing", "firebreak-care", "firebreak-tracing", "lab-clocks", "world-alert", "cn-testing", "cn-quarantine", "cn-coldchain"];

/** What loops ask beyond the clocks of their duty tables; a pack that can run an incident answers each, if only by “absent”. */
const ASKED = [
  "transfer.deadline transfer.clock-start push.receipt push.plan push.hand-on-limit follow-up.interval oversight.look",
  "escalation.step escalation.repeat warning.lead verify.within home-hold.start guarantor.review handover.sign measure.complete",
  "site.staff site.staff.due site.layout site.waste site.head-count room-exit.response sister-check capacity.answer request.resource",
  "contact.window-days-before contact.window-local contact.isolation.central-days contact.isolation.home-days contact.isolation.home-kind",
  "contact.isolation.from contact.test-days contact.test-days.home contact.classes contact.criteria contact.day-one",
  "secondary.isolation.central-days secondary.isolation.home-days secondary.test-days",
  "release.gate release.gate.samples release.overdue release.transport daily-close.at confirm.sample watch.ring watch.fold report.deadline",
  "test.pool.sizes test.pool.size-max test.point.tolerance test.point.queue-limit test.pool.hold test.lab.queue test.control.limit test.round.coverage test.sample.to-lab",
  "prophylaxis.options prophylaxis.from prophylaxis.contraindications treatment.options treatment.from care.protocol discharge.criteria discharge.temperature-days discharge.tests",
  "discharge.test-gap discharge.ct discharge.expert-after discharge.after-days discharge.after-place discharge.follow-up care.chronic.lead need.urgent",
  "measure.max-days review.first-answer review.independent need.urgent need.medicine need.food",
].flatMap((line) => line.split(" "));

let packs: Packs;
let folder: string;

beforeAll(async () => {
  packs = sound(await readPackFolder(SHIPPED));
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "packs-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** The packs, or every reason why not. */
function sound(read: Packs | readonly Refusal[]): Packs {
  if (read instanceof Map) return read;
  throw new Error((read as readonly Refusal[]).map(refusalLine).join("\n"));
}

function resolved(id: string): ResolvedPack {
  const pack = resolvePack(id, packs);
  if (isRefusal(pack)) throw new Error(pack.message);
  return pack;
}

test("every pack shipped is in order", () => {
  expect([...packs.keys()].toSorted()).toEqual([...INCIDENT_PACKS, ...BLOCKS].toSorted());
});

test("every clause speaks both languages, and every source listed is used", () => {
  const chinese = /\p{Script=Han}/u;
  for (const pack of packs.values()) {
    const used = new Set<string>();
    for (const [id, clause] of Object.entries(pack.clauses)) {
      const labels = clause.unit === "list" ? (clause.value as ListItem[]) : [];
      const notes = clause.provenance.note === undefined ? [] : [clause.provenance.note];
      for (const text of [clause.wording, ...labels, ...notes]) {
        expect(text.zh, `${pack.id} ${id}`).toMatch(chinese);
        expect(text.en, `${pack.id} ${id}`).not.toMatch(chinese);
      }
      for (const { provenance } of [clause, ...(clause.variants ?? [])]) for (const key of provenance.sources ?? []) used.add(key);
    }
    expect([...used].toSorted(), pack.id).toEqual(Object.keys(pack.sources).toSorted());
  }
});

test.each(INCIDENT_PACKS)("%s answers everything the loops ask", (id) => {
  const clocks = [...model.rules.values()].flatMap((rule) => rule.clause ?? []);
  expect(clocks.length).toBeGreaterThan(5);
  expect(unanswered(resolved(id), [...clocks, ...ASKED])).toEqual([]);
});

/** Typed by hand from the rules. A list is compared by its ids. */
test.each<[string, string, unknown, string]>([
  ["cn-covid-8", "transfer.deadline", 12, "weak"],
  ["cn-covid-8", "contact.window-days-before", 2, "weak"],
  ["cn-covid-8", "contact.window-local", 4, "stated"],
  ["cn-covid-8", "contact.isolation.central-days", 14, "stated"],
  ["cn-covid-8", "contact.isolation.home-days", 7, "stated"],
  ["cn-covid-8", "contact.test-days", [1, 4, 7, 14], "stated"],
  ["cn-covid-8", "contact.test-days.home", [2, 7], "stated"],
  ["cn-covid-8", "contact.classes", ["close", "secondary", "general"], "stated"],
  ["cn-covid-8", "secondary.isolation.central-days", 7, "stated"],
  ["cn-covid-8", "release.gate.samples", 2, "stated"],
  ["cn-covid-8", "report.asymptomatic", 2, "stated"],
  ["cn-covid-8", "report.deadline", 2, "unverified"],
  ["cn-covid-8", "investigation.core", 4, "weak"],
  ["cn-covid-8", "investigation.report", 24, "stated"],
  ["cn-covid-8", "risk.downgrade.medium-to-low", 14, "stated"],
  ["cn-covid-8", "risk.downgrade.counts", ["confirmed"], "stated"],
  ["cn-covid-8", "risk.cumulative-limit", 50, "weak"],
  ["cn-covid-8", "incubation.period", [1, 14], "stated"],
  ["cn-covid-8", "discharge.after-days", 14, "stated"],
  ["cn-covid-8", "discharge.after-place", "rehabilitation", "stated"],
  ["cn-covid-8", "care.protocol", "新型冠状病毒肺炎诊疗方案（试行第八版）", "stated"],
  ["cn-covid-8", "occ.coldchain-days", 3, "stated"],
  ["cn-covid-8", "push.receipt", 60, "proposal"],
  ["cn-covid-8", "push.plan", 4, "proposal"],
  ["cn-covid-8", "room-exit.response", 5, "proposal"],
  ["cn-covid-8", "release.overdue", 2, "proposal"],
  ["cn-covid-8", "test.result.fever-clinic", 6, "stated"],
  ["cn-covid-8", "test.sample.to-lab", 4, "unverified"],
  ["cn-covid-8", "cold.designated", 8, "stated"],
  ["cn-covid-8-local-4days", "contact.window-days-before", 4, "stated"],
  ["cn-covid-9", "transfer.deadline", 8, "unverified"],
  ["cn-covid-9", "contact.isolation.central-days", 7, "stated"],
  ["cn-covid-9", "contact.isolation.home-days", 3, "stated"],
  ["cn-covid-9", "contact.test-days", [1, 2, 3, 5, 7], "stated"],
  ["cn-covid-9", "secondary.isolation.home-days", 7, "stated"],
  ["cn-covid-9", "release.gate", ["person-sample", "belongings", "environment"], "weak"],
  ["cn-covid-9", "risk.downgrade.high-to-medium", 7, "stated"],
  ["cn-covid-9", "risk.downgrade.high-to-low", 3, "stated"],
  ["cn-covid-9", "risk.downgrade.counts", ["confirmed", "asymptomatic"], "stated"],
  ["cn-covid-9", "discharge.ct", 35, "stated"],
  ["cn-covid-9", "test.mass.time", [{ populationFrom: 0, populationBelow: null, hours: 24 }], "stated"],
  ["cn-covid-20m", "contact.isolation.central-days", 5, "stated"],
  ["cn-covid-20m", "contact.isolation.home-kind", "isolation", "stated"],
  ["cn-covid-20m", "contact.classes", ["close", "general"], "stated"],
  ["cn-covid-20m", "secondary.isolation.home-days", null, "stated"],
  ["cn-covid-20m", "transfer.deadline", 8, "unverified"],
  ["cn-covid-20m", "risk.downgrade.high-to-low", 5, "stated"],
  ["cn-covid-20m", "spill.high.test-days", [1, 3, 5, 7], "stated"],
  ["cn-covid-10m", "contact.isolation.home-days", 5, "stated"],
  ["cn-covid-10m", "transfer.deadline", null, "unverified"],
  ["cn-covid-10m", "case.home.test-days", [6, 7], "stated"],
  ["measles", "contact.window-days-before", 4, "stated"],
  ["measles", "prophylaxis.vaccine", 72, "stated"],
  ["measles", "investigation.core", 24, "stated"],
  ["measles", "prophylaxis.immune-globulin", 6, "stated"],
  ["measles", "prophylaxis.options", ["vaccine", "immune-globulin"], "stated"],
  ["measles", "contact.quarantine.day-to", 21, "stated"],
  ["measles", "outbreak.over-days", 42, "unverified"],
  ["ebola", "contact.monitoring-days", 21, "stated"],
  ["ebola", "discharge.tests", 2, "stated"],
  ["ebola", "discharge.test-gap", 48, "stated"],
  ["ebola", "outbreak.surveillance-days", 90, "stated"],
  ["mpox", "contact.monitoring-days", 21, "stated"],
  ["mpox", "incubation.period", [2, 21], "unverified"],
  ["mpox", "prophylaxis.vaccine", 4, "unverified"],
  ["mpox", "prophylaxis.late-vaccine", 14, "unverified"],
  ["cholera", "treatment.options", ["rehydration", "antibiotic"], "unverified"],
  ["avian-influenza", "treatment.antiviral", 48, "unverified"],
  ["cholera", "sample.within-days", 4, "stated"],
  ["cholera", "outbreak.over-days", 28, "unverified"],
  ["avian-influenza", "animal.look-back", 10, "stated"],
  ["world-alert", "seven-one-seven.detect", 7, "stated"],
  ["world-alert", "ihr.notify", 24, "unverified"],
])("%s: %s is %j, %s", (id, clauseId, value, confidence) => {
  const clause = resolved(id).clauses[clauseId];
  expect(clause?.unit === "list" ? (clause.value as ListItem[]).map((item) => item.id) : clause?.value).toEqual(value);
  expect(clause?.confidence).toBe(confidence);
});

test("the example city shows stricter and looser, each with reason, basis and end", () => {
  const city = resolved("cn-covid-8-local-4days");
  const deviating = Object.values(city.clauses).filter((clause) => clause.deviation !== null);
  expect(deviating.map((clause) => [clause.id, clause.replaces[0]?.direction]).toSorted()).toEqual([
    ["contact.window-days-before", "stricter"], ["guarantor.review", "looser"], ["transfer.deadline", "stricter"],
  ]);
  expect(resolvePack("cn-covid-8-local-4days", packs, "2021-10-01")).toMatchObject({ clauses: { "guarantor.review": { value: 24 } } });
});

// --- bad files ---

function example(): Record<string, unknown> & { clauses: Record<string, Record<string, unknown>> } {
  const clause = { value: 8, unit: "hours", strictness: "lower-is-stricter", wording: { zh: "甲", en: "one" }, provenance: { kind: "proposal" } };
  return {
    schema: "firebreak-pack/1", id: "x", title: { zh: "甲", en: "one" }, disease: "any", jurisdiction: "world", validFrom: null, validTo: null, sources: {},
    clauses: { "a.b": clause },
  };
}

function changed(change: (pack: ReturnType<typeof example>, clause: Record<string, unknown>) => void): string {
  const pack = example();
  change(pack, pack.clauses["a.b"]!);
  return JSON.stringify(pack, null, 2);
}

async function refusalsOf(name: string, content: string): Promise<readonly Refusal[]> {
  await writeFile(join(folder, name), content);
  const read = await readPackFolder(folder);
  return read instanceof Map ? [] : (read as readonly Refusal[]);
}

test.each<[string, string, string, string]>([
  ["an unknown field", changed((pack) => { pack["colour"] = "red"; }), "unknown-field", "x.json: colour"],
  ["an unknown field of a clause", changed((_, clause) => { clause["colour"] = "red"; }), "unknown-field", "x.json: clauses.a.b.colour"],
  ["a confidence typed in", changed((_, clause) => { clause["confidence"] = "stated"; }), "unknown-field", "x.json: clauses.a.b.confidence"],
  ["a clause without provenance", changed((_, clause) => { delete clause["provenance"]; }), "missing-field", "x.json: clauses.a.b.provenance"],
  ["a source without its key", changed((_, clause) => { clause["provenance"] = { kind: "source" }; }), "missing-field", "x.json: clauses.a.b.provenance.sources"],
  ["a clause in one language", changed((_, clause) => { clause["wording"] = { en: "one" }; }), "missing-field", "x.json: clauses.a.b.wording.zh"],
  ["an unknown unit", changed((_, clause) => { clause["unit"] = "fortnights"; }), "unknown-value", "x.json: clauses.a.b.unit"],
  ["a value of another unit", changed((_, clause) => { clause["value"] = "eight"; }), "wrong-type", "x.json: clauses.a.b.value"],
  ["a length below zero", changed((_, clause) => { clause["value"] = -1; }), "bad-value", "x.json: clauses.a.b.value"],
  ["a variant of another unit", changed((_, clause) => { clause["variants"] = [{ value: "x", provenance: { kind: "proposal" } }]; }), "wrong-type", "x.json: clauses.a.b.variants[0].value"],
  ["prose in a table", changed((_, clause) => { Object.assign(clause, { unit: "table", strictness: "none", value: [{ a: "two words" }] }); }), "bad-value", "x.json: clauses.a.b.value[0].a"],
  ["an impossible clock", changed((_, clause) => { Object.assign(clause, { unit: "local-time", strictness: "none", value: "25:00" }); }), "bad-value", "x.json: clauses.a.b.value"],
  ["a deviation without a legal basis", changed((_, clause) => { clause["deviation"] = { reason: { zh: "甲", en: "one" }, until: "2022-01-01" }; }), "missing-field", "x.json: clauses.a.b.deviation.legalBasis"],
  ["a clause id with capitals", changed((pack, clause) => { pack.clauses = { "A.B": clause }; }), "unknown-field", "x.json: clauses.A.B"],
  ["another schema", changed((pack) => { pack["schema"] = "firebreak-pack/2"; }), "unknown-value", "x.json: schema"],
  ["another id than the file's", changed((pack) => { pack["id"] = "y"; }), "pack-other-name", "x.json"],
  ["a duplicate clause id", JSON.stringify(example()).replace('"clauses":{', '"clauses":{"a.b":{},'), "key-twice", "x.json: line 1, column"],
  ["broken JSON", '{\n  "id": "x",\n}', "bad-json", "x.json: line 3, column 1"],
  ["an empty file", "", "bad-json", "x.json: line 1, column 1"],
  ["a list", "[]", "wrong-type", "x.json"],
])("refuses %s", async (_, content, code, where) => {
  const found = await refusalsOf("x.json", content);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ kind: "refusal", code, where: expect.stringContaining(where) as string });
});

test("the example the cases above spoil is sound itself", async () => {
  expect(await refusalsOf("x.json", changed(() => {}))).toEqual([]);
});

test("with bad files in the folder nothing is loaded, and each is named", async () => {
  const invalid = Buffer.from(JSON.stringify({ ...example(), id: "utf8" }));
  invalid[invalid.indexOf("one")] = 0xff;
  await writeFile(join(folder, "utf8.json"), invalid);
  await writeFile(join(folder, "huge.json"), "");
  await truncate(join(folder, "huge.json"), 100_000_000);
  await writeFile(join(folder, "good.json"), JSON.stringify({ ...example(), id: "good" }));
  await writeFile(join(folder, "schema.json"), "not a pack");
  await writeFile(join(folder, "notes.txt"), "not a pack");
  const found = (await readPackFolder(folder)) as readonly Refusal[];
  expect(found.map((refusal) => [refusal.code, refusal.where?.split(":")[0]])).toEqual([["too-large", "huge.json"], ["invalid-utf8", "utf8.json"]]);
  expect(found[0]?.params).toEqual({ bytes: 100_000_000, limit: FILE_LIMIT });
});

test("packs that do not fit together are refused", async () => {
  await writeFile(join(folder, "good.json"), JSON.stringify({ ...example(), id: "good" }));
  await writeFile(join(folder, "child.json"), JSON.stringify({ ...example(), id: "child", inherits: "nobody" }));
  expect((await refusalsOf("loop.json", JSON.stringify({ ...example(), id: "loop", inherits: "loop" }))).map((refusal) => refusal.code)).toEqual(["pack-unknown", "pack-circle"]);
});

test("a million nested brackets are refused, not a crash", async () => {
  expect(await refusalsOf("x.json", "[".repeat(1_000_000))).toMatchObject([{ code: "bad-json" }]);
});
