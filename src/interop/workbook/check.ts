/**
 * What only shows when rows are seen together: ids twice, parents that do not exist or run in a circle,
 * posts and rooms of unknown organisations and sites. A row that rests on a spoiled row is spoiled too, so
 * that what remains can be loaded as it stands.
 */
import type { CellValue } from "./cells.ts";
import type { SheetKey } from "./columns.ts";
import { SHEETS } from "./columns.ts";
import type { BookReading, BookRow, Problem } from "./rows.ts";

/** What the city's ledger already holds, so that a later book may add to it. */
export interface Known {
  /** Organisation → its parent, null for the top. */
  readonly orgs: ReadonlyMap<string, string | null>;
  /** `role@org` */
  readonly posts: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
}

export const NOTHING_KNOWN: Known = { orgs: new Map(), posts: new Set(), sites: new Set() };

export interface Checked {
  readonly good: readonly BookRow[];
  readonly problems: readonly Problem[];
}

const text = (row: BookRow, key: string): string => String(row.values[key] ?? "");
export const postKey = (org: string, role: string): string => `${role}@${org}`;

/** What makes a row one thing: loaded twice, it is the same thing. */
export function rowKey(row: BookRow): string {
  switch (row.sheet) {
    case "posts": return postKey(text(row, "org"), text(row, "role"));
    case "roster": return `${postKey(text(row, "org"), text(row, "role"))} ${text(row, "from")}`;
    case "rooms": return `${text(row, "site")}/${text(row, "room")}`;
    default: return text(row, "id");
  }
}

interface Fault {
  readonly column: string | null;
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const unknown = (column: string, value: CellValue | undefined, zh: string, en: string): Fault => ({
  column, code: `unknown-${column}`,
  zh: `找不到${zh}“${String(value)}”。`, en: `There is no ${en} “${String(value)}”.`,
});

interface Standing {
  readonly orgs: ReadonlySet<string>;
  readonly posts: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
}

function standing(rows: readonly BookRow[], known: Known): Standing {
  const keys = (sheet: SheetKey): string[] => rows.filter((row) => row.sheet === sheet).map(rowKey);
  return {
    // A site signs for people itself, so it is an organisation as well.
    orgs: new Set([...known.orgs.keys(), ...keys("orgs"), ...keys("sites")]),
    posts: new Set([...known.posts, ...keys("posts")]),
    sites: new Set([...known.sites, ...keys("sites")]),
  };
}

/** The names a row uses must stand for something. */
function danglingFault(row: BookRow, there: Standing): Fault | undefined {
  const { org, role, parent, site, deputy, group } = row.values;
  if (row.sheet === "orgs" && parent !== undefined && !there.orgs.has(text(row, "parent"))) return unknown("parent", parent, "上级机构", "organisation");
  if (org !== undefined && !there.orgs.has(text(row, "org"))) return unknown("org", org, "机构", "organisation");
  if (group !== undefined && !there.orgs.has(text(row, "group"))) return unknown("group", group, "片组机构", "organisation");
  if (row.sheet === "roster" && !there.posts.has(rowPost(row))) return unknown("role", role, `${text(row, "org")} 的岗位`, `post at ${text(row, "org")} called`);
  if (row.sheet === "rooms" && !there.sites.has(text(row, "site"))) return unknown("site", site, "场所", "site");
  if (deputy !== undefined && !there.posts.has(postKey(text(row, "org"), text(row, "deputy")))) return unknown("deputy", deputy, "同一机构中的替补岗位", "post in the same organisation called");
  return undefined;
}

const rowPost = (row: BookRow): string => postKey(text(row, "org"), text(row, "role"));

/** What is wrong within the row itself. */
function innerFault(row: BookRow): Fault | undefined {
  const both = (a: string, b: string): boolean => row.values[a] === undefined && row.values[b] === undefined;
  if (row.sheet === "orgs" && both("nameZh", "nameEn")) return { column: "nameZh", code: "name-missing", zh: "中文名称和英文名称至少填一个。", en: "Give at least one of the two names." };
  if (row.sheet === "posts" && both("titleZh", "titleEn")) return { column: "titleZh", code: "name-missing", zh: "岗位名称至少填一种语言。", en: "Give the title in at least one language." };
  if (row.sheet === "posts" && row.values["deputy"] === row.values["role"]) return { column: "deputy", code: "own-deputy", zh: "岗位不能由自己替补。", en: "A post cannot be its own deputy." };
  if (row.sheet === "roster" && Number(row.values["to"]) <= Number(row.values["from"])) return { column: "to", code: "shift-upside-down", zh: "结束时间不晚于开始时间。", en: "The end is not after the start." };
  return undefined;
}

function circleFault(row: BookRow, parents: ReadonlyMap<string, string | null>): Fault | undefined {
  if (row.sheet !== "orgs") return undefined;
  const start = text(row, "id");
  const path = [start];
  for (let at = parents.get(start) ?? null; at !== null; at = parents.get(at) ?? null) {
    path.push(at);
    if (at === start) return { column: "parent", code: "parent-circle", zh: `上级关系成环：${path.join(" → ")}。`, en: `The parents run in a circle: ${path.join(" → ")}.` };
    if (path.length > 50) break;
  }
  return undefined;
}

function parentsOf(rows: readonly BookRow[], known: Known): Map<string, string | null> {
  const parents = new Map(known.orgs);
  for (const row of rows) if (row.sheet === "orgs") parents.set(text(row, "id"), row.values["parent"] === undefined ? null : text(row, "parent"));
  return parents;
}

/** The first row of a key stands, every later one is a problem that names it. */
function duplicateFaults(rows: readonly BookRow[]): Map<BookRow, Fault> {
  const first = new Map<string, BookRow>();
  const faults = new Map<BookRow, Fault>();
  for (const row of rows) {
    const key = `${row.sheet} ${rowKey(row)}`;
    const before = first.get(key);
    if (before === undefined) first.set(key, row);
    else faults.set(row, { column: null, code: "duplicate", zh: `与第${before.row}行重复。`, en: `This repeats row ${before.row}.` });
  }
  return faults;
}

export function checkRows(reading: BookReading, known: Known): Checked {
  const problems: Problem[] = [...reading.problems];
  const report = (row: BookRow, fault: Fault): void => {
    const tab = reading.tabs.get(row.sheet) ?? row.sheet;
    problems.push({ sheet: row.sheet, tab, row: row.row, column: fault.column, code: fault.code, text: { zh: fault.zh, en: fault.en }, note: false });
  };
  const faults = duplicateFaults(reading.rows);
  let good = reading.rows.filter((row) => !faults.has(row));
  const parents = parentsOf(good, known);
  for (const row of good) {
    const fault = innerFault(row) ?? circleFault(row, parents);
    if (fault !== undefined) faults.set(row, fault);
  }
  // Each round may spoil rows that others rest on; it ends because a round that spoils none is the last.
  for (;;) {
    good = good.filter((row) => !faults.has(row));
    const there = standing(good, known);
    const spoiled = good.flatMap((row): [BookRow, Fault][] => {
      const fault = danglingFault(row, there);
      return fault === undefined ? [] : [[row, fault]];
    });
    if (spoiled.length === 0) break;
    for (const [row, fault] of spoiled) faults.set(row, fault);
  }
  for (const [row, fault] of faults) report(row, fault);
  const order = new Map(SHEETS.map((sheet, index) => [sheet.key as string, index]));
  problems.sort((a, b) => (order.get(a.sheet ?? "") ?? -1) - (order.get(b.sheet ?? "") ?? -1) || (a.row ?? 0) - (b.row ?? 0));
  return { good, problems };
}
