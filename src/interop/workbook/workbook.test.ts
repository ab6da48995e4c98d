// The form, its way through a spreadsheet and back, and every kind of mistake with its place. The books are
// real .xlsx files written here, read by the product and rehearsed by the real machine.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import writeExcelFile, { type SheetData } from "write-excel-file/node";
import { isRefusal } from "../../base/refusal.ts";
import { HOUR } from "../../base/time.ts";
import type { Context, Thing } from "../../engine/loop.ts";
import { resolvePack } from "../../engine/pack/load.ts";
import type { PackFile } from "../../engine/pack/types.ts";
import { model } from "../../loops/index.ts";
import { SHEETS, sheetOf, type SheetKey } from "./columns.ts";
import { fillingOf } from "./filling.ts";
import { writeForm, type CellContent, type Filling } from "./form.ts";
import { findGaps, uncovered } from "./gaps.ts";
import { answerable, planBook, planSheets, type BookOptions, type BookPlan } from "./read.ts";
import { readSheets, type RawSheet } from "./sheets.ts";

const FOLDER = new URL("../../../packs/", import.meta.url);
const PACKS = new Map(readdirSync(FOLDER).filter((name) => name.endsWith(".json") && name !== "schema.json").map((name) => {
  const file = JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as PackFile;
  return [file.id, file] as const;
}));
const PACK = resolvePack("cn-covid-9", PACKS);
if (isRefusal(PACK)) throw new Error(PACK.message);

const CONTEXT: Context = {
  incident: "city", city: "city", now: Date.UTC(2026, 10, 21, 3), pack: PACK, zone: "Asia/Shanghai", commandPost: { org: "city", role: "duty_officer" },
};
const EXAMPLE = Object.fromEntries(SHEETS.map((sheet) => [sheet.key, sheet.examples])) as Filling;

const options = (things: readonly Thing[] = []): BookOptions => ({ model, context: CONTEXT, things, check: () => null });

async function plan(bytes: Uint8Array): Promise<BookPlan> {
  const result = await planBook(bytes, options());
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

/** The cells of a form with these rows, without the way through a file that other tests take. */
function cellsOf(rows: Filling): RawSheet[] {
  return SHEETS.map((sheet) => ({
    name: sheet.title.zh,
    rows: [
      sheet.columns.map((column) => column.title.zh), sheet.columns.map((column, index) => (index === 0 ? `※ ${column.help.zh}` : column.help.zh)),
      ...(rows[sheet.key] ?? []).map((row) => sheet.columns.map((column) => row[column.key] ?? null)),
    ],
  }));
}

const planRows = (rows: Filling, things: readonly Thing[] = []): BookPlan => planSheets(cellsOf(rows), options(things));

async function planRaw(...sheets: { sheet: string; data: SheetData }[]): Promise<BookPlan> {
  return plan(new Uint8Array(await writeExcelFile(sheets).toBuffer()));
}

const faults = (result: BookPlan): (string | number | null)[][] => result.problems.map((problem) => [problem.sheet, problem.row, problem.column, problem.code]);
const stateOf = (things: readonly Thing[], ref: string): Record<string, unknown> => things.find((thing) => thing.ref === ref)?.state as Record<string, unknown>;
const org = (id: string, level: string, parent = ""): Record<string, CellContent> => ({ id, nameZh: id, level, parent });
const post = (org: string, role: string, more: Record<string, CellContent> = {}): Record<string, CellContent> => ({ org, role, titleZh: role, ...more });

describe("the form", () => {
  test.each(["zh", "en"] as const)("in %s: written, opened, every column found, nothing in it yet", async (lang) => {
    const bytes = await writeForm(lang, { duties: answerable(model) });
    const sheets = await readSheets(bytes);
    if (isRefusal(sheets)) throw new Error(sheets.message);
    expect(sheets.map((sheet) => sheet.name)).toEqual([...SHEETS.map((sheet) => sheet.title[lang]), ...(lang === "zh" ? ["示例", "选项"] : ["Examples", "Lists"])]);
    const empty = await plan(bytes);
    expect(empty).toMatchObject({ problems: [], planned: [], after: [] });
  });

  test("offers lists for words and for ids, and keeps numbers typed into it as text", async () => {
    const text = Buffer.from(await writeForm("zh")).toString("latin1");
    expect(text.startsWith("PK")).toBe(true);
    const { inflateRawSync } = await import("node:zlib");
    const name = text.indexOf("xl/worksheets/sheet1.xml");
    const start = name + "xl/worksheets/sheet1.xml".length;
    const xml = inflateRawSync(Buffer.from(text.slice(start), "latin1"), { finishFlush: 2 }).toString("utf8");
    expect(xml).toContain(`<dataValidation type="list" errorStyle="stop"`);
    expect(xml).toContain("<formula1>'选项'!$A$2:$A$11</formula1>");
    expect(xml).toContain("<formula1>'机构'!$A$3:$A$5000</formula1>");
    expect(xml).toMatch(/<c r="A4" s="\d+"\/>/);
  });

  test("the example city loads whole, in either language", async () => {
    const zh = await plan(await writeForm("zh", { rows: EXAMPLE }));
    const en = await plan(await writeForm("en", { rows: EXAMPLE }));
    expect(faults(zh)).toEqual([]);
    expect(en.after).toEqual(zh.after);
    expect(stateOf(zh.after, "org:river-1")).toMatchObject({ level: "community", parent: "east-river", place: "city/east/east-river/river-1", name: { zh: "江边一社区", en: "Riverside community 1" } });
    expect(stateOf(zh.after, "org:east")["answers"]).toMatchObject({ oversight: ["duty_officer"], "contact.transfer": ["duty_officer"] });
    expect(stateOf(zh.after, "org:east")["deputies"]).toEqual({ duty_officer: "deputy_officer", deputy_officer: "duty_officer" });
    expect(stateOf(zh.after, "post:duty_officer@city")).toMatchObject({ phone: "+8645155500001", email: "duty@city.example", who: "C001" });
    expect(stateOf(zh.after, "roster:duty_officer@city")["shifts"]).toMatchObject([
      { from: Date.UTC(2026, 10, 21, 0), to: Date.UTC(2026, 10, 21, 12), who: "C001" }, { who: "C009", phone: "+8645155500009" },
    ]);
    expect(stateOf(zh.after, "site:hotel-1")).toMatchObject({ org: "hotel-1", runBy: "east", group: "east", layoutCertified: true, posts: { medical: "H002" }, status: "closed" });
    expect(stateOf(zh.after, "room:hotel-1-302")).toMatchObject({ capacity: 2, barrierFree: true, claimedBy: null });
    expect(stateOf(zh.after, "vehicle:bus-7")).toMatchObject({ seats: 8, org: "east" });
    expect(stateOf(zh.after, "lab:lab-1")).toMatchObject({ tubesPerDay: 8000, poolSizes: [1, 10, 20] });
  });
});

describe("loading again", () => {
  test("the same book sends nothing; a changed row sends that row; changed back, it is sent again under an id of its own", () => {
    const first = planRows(EXAMPLE);
    const again = planRows(EXAMPLE, first.after);
    expect(again).toMatchObject({ planned: [], problems: [] });
    const vehicles = EXAMPLE.vehicles!.map((row) => ({ ...row, seats: 12 }));
    const changed = planRows({ ...EXAMPLE, vehicles }, again.after);
    expect(changed.planned.map(({ command }) => [command.type, command.data["seats"]])).toEqual([["vehicle.register", 12]]);
    const back = planRows(EXAMPLE, changed.after);
    const seats = (each: BookPlan): string[] => each.planned.filter(({ command }) => command.type === "vehicle.register").map(({ command }) => command.id);
    expect(new Set([...seats(first), ...seats(changed), ...seats(back)]).size).toBe(3);
  });

  test("the same book against the same city has the same ids, so that two who load it at once load it once", () => {
    const ids = (each: BookPlan): string[] => each.planned.map(({ command }) => command.id);
    const [one, two] = [ids(planRows(EXAMPLE)), ids(planRows(EXAMPLE))];
    expect(one).toEqual(two);
    expect(new Set(one).size).toBe(one.length);
  });

  test.each(["zh", "en"] as const)("what was loaded, taken out in %s and loaded again, changes nothing", async (lang) => {
    const first = planRows(EXAMPLE);
    const out = await writeForm(lang, { rows: fillingOf(first.after, CONTEXT.zone, lang) });
    const sheets = await readSheets(out);
    if (isRefusal(sheets)) throw new Error(sheets.message);
    const again = planSheets(sheets, options(first.after));
    expect(faults(again)).toEqual([]);
    expect(again.planned.map(({ command }) => command)).toEqual([]);
    expect(again.unchanged.length).toBeGreaterThan(80);
  });

  test("a later book may add to an earlier one, and take a duty from a post it lists", () => {
    const first = planRows(EXAMPLE);
    const later = planRows({
      orgs: [org("river-2", "社区", "east-river")],
      posts: [post("river-2", "secretary", { duties: "contact.transfer" }), post("east", "deputy_officer", { duties: "contact.transfer" }), post("east", "duty_officer", { duties: "oversight" })],
    }, first.after);
    expect(faults(later)).toEqual([]);
    expect(stateOf(later.after, "org:river-2")).toMatchObject({ place: "city/east/east-river/river-2", answers: { "contact.transfer": ["secretary"] } });
    expect(stateOf(later.after, "org:east")["answers"]).toMatchObject({ "contact.transfer": ["deputy_officer"], oversight: ["duty_officer"], command: [] });
  });
});

describe("what is wrong has its place", () => {
  test.each<[string, SheetKey, Record<string, CellContent>[], (string | number | null)[][]]>([
    ["a parent nobody has", "orgs", [org("a", "市", "zz")], [["orgs", 3, "parent", "unknown-parent"]]],
    ["an id twice", "orgs", [org("a", "市"), org("b", "区", "a"), org("a", "市")], [["orgs", 5, null, "duplicate"]]],
    ["an unknown level", "orgs", [org("a", "王国")], [["orgs", 3, "level", "unknown-level"]]],
    ["a circle of parents", "orgs", [org("a", "市", "b"), org("b", "区", "a"), org("c", "市")], [["orgs", 3, "parent", "parent-circle"], ["orgs", 4, "parent", "parent-circle"]]],
    ["no name", "orgs", [{ id: "a", level: "市" }], [["orgs", 3, "nameZh", "name-missing"]]],
    ["an id with a space", "orgs", [org("a b", "市")], [["orgs", 3, "id", "bad-id"]]],
  ])("%s", (_what, sheet, rows, expected) => {
    expect(faults(planRows({ [sheet]: rows }))).toEqual(expected);
  });

  test.each<[string, SheetKey, Record<string, CellContent>, (string | number | null)[]]>([
    ["a post of no organisation", "posts", post("zz", "r"), ["posts", 3, "org", "unknown-org"]],
    ["a bad phone", "posts", post("city", "r", { phone: "call me" }), ["posts", 3, "phone", "bad-phone"]],
    ["a bad e-mail", "posts", post("city", "r", { email: "me@home" }), ["posts", 3, "email", "bad-email"]],
    ["an unknown deputy", "posts", post("city", "r", { deputy: "ghost" }), ["posts", 3, "deputy", "unknown-deputy"]],
    ["its own deputy", "posts", post("city", "r", { deputy: "r" }), ["posts", 3, "deputy", "own-deputy"]],
    ["an unknown duty kind", "posts", post("city", "r", { duties: "contact.transfer, walk.dog" }), ["posts", 3, "duties", "unknown-duty-kind"]],
    ["a bad date", "roster", { org: "city", role: "duty_officer", from: "30 Feb", to: "2026-11-21 08:00", who: "x" }, ["roster", 3, "from", "bad-date"]],
    ["a day that is none", "roster", { org: "city", role: "duty_officer", from: "2026-02-30 08:00", to: "2026-11-21 08:00", who: "x" }, ["roster", 3, "from", "bad-date"]],
    ["a shift upside down", "roster", { org: "city", role: "duty_officer", from: "2026-11-21 08:00", to: "2026-11-21 07:00", who: "x" }, ["roster", 3, "to", "shift-upside-down"]],
    ["a roster for no post", "roster", { org: "city", role: "ghost", from: "2026-11-21 08:00", to: "2026-11-21 09:00", who: "x" }, ["roster", 3, "role", "unknown-role"]],
    ["an unknown type of site", "sites", { id: "s", name: "s", org: "east", type: "城堡" }, ["sites", 3, "type", "unknown-type"]],
    ["neither yes nor no", "sites", { id: "hotel-1", name: "s", org: "east", type: "隔离点", certified: "maybe" }, ["sites", 3, "certified", "bad-yes-no"]],
    ["a room without a number", "rooms", { site: "hotel-1", capacity: 1 }, ["rooms", 3, "room", "cell-empty"]],
    ["half a bed", "rooms", { site: "hotel-1", room: "1", capacity: "0.5" }, ["rooms", 3, "capacity", "bad-count"]],
    ["a room of no site", "rooms", { site: "zz", room: "1", capacity: 1 }, ["rooms", 3, "site", "unknown-site"]],
    ["tubes that are no number", "labs", { id: "l", org: "city", tubesPerDay: "many" }, ["labs", 3, "tubesPerDay", "bad-count"]],
  ])("%s", (_what, sheet, row, expected) => {
    expect(faults(planRows({ ...EXAMPLE, [sheet]: [row] }))).toContainEqual(expected);
  });

  test("a row that rests on a spoiled row is spoiled too; all others are planned", () => {
    const result = planRows({
      orgs: [org("a", "市"), org("b", "王国", "a"), org("c", "社区", "b"), org("d", "区", "a")],
      posts: [post("c", "secretary"), post("d", "officer")],
    });
    expect(faults(result)).toEqual([["orgs", 4, "level", "unknown-level"], ["orgs", 5, "parent", "unknown-parent"], ["posts", 3, "org", "unknown-org"]]);
    expect(result.planned.map(({ command }) => command.data["org"])).toEqual(["a", "d", "d"]);
  });

  test("what only the ledger knows to be wrong is told at its row as well", () => {
    const first = planRows(EXAMPLE);
    expect(faults(planRows({ orgs: [org("city", "市", "river-1")] }, first.after))).toEqual([["orgs", 3, "parent", "parent-circle"]]);
    const refusing = planSheets(cellsOf({ orgs: [org("x", "市")] }), { ...options(), check: () => ({ kind: "refusal", code: "bad-value", message: "No." }) });
    expect(faults(refusing)).toEqual([["orgs", 3, null, "bad-value"]]);
  });
});

describe("as people fill it in", () => {
  const title = (sheet: SheetKey): string => sheetOf(sheet).title.en;

  test("real dates, full-width digits, numbers for phones, English words, columns in another order", async () => {
    const result = await planRaw(
      { sheet: title("orgs"), data: [["Level *", "Id", "Name in English"], ["City", "１２", "Twelve"]] },
      { sheet: title("posts"), data: [["org", "role", "titleEn", "phone", "duties"], [12, "officer", "Officer", 13800000000, "contact.transfer、oversight"]] },
      { sheet: "ROSTER", data: [["org", "role", "from", "to", "who"], [12, "officer", { value: new Date(Date.UTC(2026, 10, 21, 20)), type: Date, format: "yyyy-mm-dd hh:mm" }, "2026年11月22日 24:00", "w"]] },
    );
    expect(faults(result)).toEqual([]);
    expect(stateOf(result.after, "org:12")).toMatchObject({ level: "city", name: { zh: "Twelve", en: "Twelve" }, answers: { "contact.transfer": ["officer"], oversight: ["officer"] } });
    expect(stateOf(result.after, "post:officer@12")).toMatchObject({ phone: "13800000000" });
    expect(stateOf(result.after, "roster:officer@12")["shifts"]).toMatchObject([{ from: Date.UTC(2026, 10, 21, 12), to: Date.UTC(2026, 10, 22, 16) }]);
  });

  test("unknown columns and missing ones are told; an unknown sheet is only noted", async () => {
    const result = await planRaw(
      { sheet: title("orgs"), data: [["id", "nameEn", "level", "Shoe size"], ["a", "A", "city", 9]] },
      { sheet: title("posts"), data: [["org", "titleEn"], ["a", "x"]] },
      { sheet: "Holiday plans", data: [["beach"]] },
    );
    expect(faults(result)).toEqual([[null, null, null, "unknown-sheet"], ["orgs", 1, "Shoe size", "unknown-column"], ["posts", 1, "role", "column-missing"]]);
    expect(result.problems.filter((problem) => problem.note).map((problem) => problem.code)).toEqual(["unknown-sheet"]);
  });

  test("two posts of one organisation may answer for one duty; the first row holds it", () => {
    const result = planRows({ orgs: [org("a", "市")], posts: [post("a", "one", { duties: "contact.transfer" }), post("a", "two", { duties: "contact.transfer" })] });
    expect(stateOf(result.after, "org:a")["answers"]).toEqual({ "contact.transfer": ["one", "two"] });
    const turned = planRows({ posts: [post("a", "two", { duties: "contact.transfer" }), post("a", "one", { duties: "contact.transfer" })] }, result.after);
    expect(turned.planned).toEqual([]);
  });
});

describe("gaps", () => {
  const gapsOf = (things: readonly Thing[], now = CONTEXT.now) => findGaps({ things, duties: answerable(model), now, zone: CONTEXT.zone });

  test("[SM-030] each thing that is missing is named, and nothing that is there", () => {
    const full = planRows(EXAMPLE);
    expect(gapsOf(full.after).map((gap) => [gap.code, gap.org, gap.role])).toEqual([["watch-uncovered", "city", "duty_officer"], ["no-deputy", "river-1", "secretary"]]);
    const bare = planRows({
      orgs: [org("city", "市"), org("east", "区", "city"), org("r1", "社区", "east")],
      posts: [post("city", "officer", { duties: "oversight" })],
      sites: [{ id: "h", name: "Inn", org: "east", type: "隔离点", medical: "M1" }],
    });
    const codes = gapsOf(bare.after).map((gap) => [gap.code, gap.org ?? null, gap.role ?? null]);
    expect(codes).toContainEqual(["empty-cell", "r1", null]);
    expect(codes).toContainEqual(["nobody-to-alarm", "east", null]);
    expect(codes).toContainEqual(["no-roster", "city", "officer"]);
    expect(codes).toContainEqual(["no-phone", "city", "officer"]);
    expect(codes).toContainEqual(["no-deputy", "city", "officer"]);
    expect(codes.filter(([code]) => code === "site-post-unfilled")).toHaveLength(3);
    expect(codes.filter(([code]) => code === "site-not-certified")).toHaveLength(1);
    expect(codes.filter(([code]) => code === "nobody-answers")).toHaveLength(answerable(model).length - 1);
  });

  test("hours nobody watches: before, between and after the shifts, overlaps counted once", () => {
    const shift = (from: number, to: number) => ({ from: from * HOUR, to: to * HOUR, who: "w" });
    expect(uncovered([shift(2, 8), shift(7, 9), shift(12, 30)], HOUR, 24 * HOUR)).toEqual([[HOUR, 2 * HOUR], [9 * HOUR, 12 * HOUR]]);
    expect(uncovered([], 0, HOUR)).toEqual([[0, HOUR]]);
    expect(uncovered([shift(0, 24)], HOUR, 2 * HOUR)).toEqual([]);
  });
});
