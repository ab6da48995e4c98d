/**
 * The rows of a workbook, each cell read as its column asks. Finds sheets and columns by their titles in
 * either language; every cell that cannot be read becomes a problem with its place, and spoils only its row.
 */
import type { Text } from "../../engine/rule.ts";
import { cellText, isFault, readCell, type CellContext, type CellValue } from "./cells.ts";
import { HELP_MARK, SHEETS, type BookColumn, type BookSheet, type SheetKey } from "./columns.ts";
import { EXAMPLES_TITLE, LISTS_TITLE } from "./form.ts";
import type { Cell, RawSheet } from "./sheets.ts";

export interface BookRow {
  readonly sheet: SheetKey;
  /** As the spreadsheet program counts, from 1. */
  readonly row: number;
  readonly values: Readonly<Record<string, CellValue>>;
}

export interface Problem {
  readonly sheet: SheetKey | null;
  /** The sheet as its tab is called in the file. */
  readonly tab: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  readonly text: Text;
  /** A note tells something and spoils nothing. */
  readonly note: boolean;
}

export interface BookReading {
  /** Rows whose every cell could be read. */
  readonly rows: readonly BookRow[];
  readonly problems: readonly Problem[];
  /** What each sheet is called in this file, to name places by. */
  readonly tabs: ReadonlyMap<SheetKey, string>;
}

const MAX_ROWS = 20_000;
const HEADER_WITHIN = 5;

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/[\s*＊]+/g, "");
const named = (title: Text, key: string, written: string): boolean => [title.zh, title.en, key].some((name) => plain(name) === plain(written));

function columnFor(sheet: BookSheet, written: string): BookColumn | undefined {
  return sheet.columns.find((column) => named(column.title, column.key, written));
}

interface Header {
  readonly index: number;
  readonly columns: readonly (BookColumn | undefined)[];
}

function findHeader(sheet: BookSheet, rows: RawSheet["rows"]): Header | undefined {
  for (const [index, row] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = row.map((cell) => columnFor(sheet, cellText(cell)));
    if (columns.filter((column) => column !== undefined).length >= 2) return { index, columns };
  }
  return undefined;
}

type Report = (row: number | null, column: string | null, code: string, zh: string, en: string, note?: boolean) => void;

/** False when the sheet cannot be read at all. */
function checkHeader(sheet: BookSheet, header: Header, titles: readonly string[], report: Report): boolean {
  const row = header.index + 1;
  for (const [index, title] of titles.entries()) {
    const column = header.columns[index];
    if (title !== "" && column === undefined) report(row, title, "unknown-column", `没有“${title}”这一列。`, `There is no column “${title}” here.`);
    if (column !== undefined && header.columns.indexOf(column) < index) report(row, title, "column-twice", `“${title}”列出现了两次。`, `The column “${title}” appears twice.`);
  }
  const missing = sheet.columns.filter((column) => column.required === true && !header.columns.includes(column));
  for (const column of missing) report(row, column.key, "column-missing", `缺少“${column.title.zh}”列。`, `The column “${column.title.en}” is missing.`);
  return missing.length === 0;
}

/** The row's values, or undefined when a cell spoils it. */
function readRow(header: Header, cells: readonly Cell[], number: number, context: CellContext, report: Report): Record<string, CellValue> | undefined {
  const values: Record<string, CellValue> = {};
  let good = true;
  for (const [index, column] of header.columns.entries()) {
    if (column === undefined || Object.hasOwn(values, column.key)) continue;
    const text = cellText(cells[index]);
    if (text === "") {
      if (column.required !== true) continue;
      report(number, column.key, "cell-empty", `“${column.title.zh}”必须填写。`, `“${column.title.en}” must be filled in.`);
      good = false;
      continue;
    }
    const value = readCell(column.kind, text, context);
    if (isFault(value)) {
      report(number, column.key, value.code, value.text.zh, value.text.en);
      good = false;
    } else values[column.key] = value;
  }
  return good ? values : undefined;
}

function readSheet(sheet: BookSheet, raw: RawSheet, context: CellContext, report: Report): BookRow[] {
  if (raw.rows.every((row) => row.every((cell) => cellText(cell) === ""))) return [];
  const header = findHeader(sheet, raw.rows);
  if (header === undefined) {
    report(null, null, "header-missing", `前${HEADER_WITHIN}行中找不到列标题。`, `No column titles were found in the first ${HEADER_WITHIN} rows.`);
    return [];
  }
  const titles = raw.rows[header.index]!.map((cell) => cellText(cell));
  if (!checkHeader(sheet, header, titles, report)) return [];
  const rows: BookRow[] = [];
  for (const [offset, cells] of raw.rows.slice(header.index + 1).entries()) {
    const number = header.index + offset + 2;
    if (offset >= MAX_ROWS) {
      report(number, null, "too-many-rows", `一页最多${MAX_ROWS}行，其后未读取。`, `A sheet may hold ${MAX_ROWS} rows; the rest was not read.`);
      break;
    }
    if (cells.every((cell) => cellText(cell) === "") || cellText(cells[0]).startsWith(HELP_MARK)) continue;
    const values = readRow(header, cells, number, context, report);
    if (values !== undefined) rows.push({ sheet: sheet.key, row: number, values });
  }
  return rows;
}

export function readRows(raw: readonly RawSheet[], context: CellContext): BookReading {
  const problems: Problem[] = [];
  const rows: BookRow[] = [];
  const tabs = new Map<SheetKey, string>();
  for (const tab of raw) {
    const sheet = SHEETS.find((each) => named(each.title, each.key, tab.name));
    const report: Report = (row, column, code, zh, en, note = false) =>
      problems.push({ sheet: sheet?.key ?? null, tab: tab.name, row, column, code, text: { zh, en }, note });
    if (sheet === undefined) {
      if ([EXAMPLES_TITLE, LISTS_TITLE].some((title) => named(title, "", tab.name))) continue;
      report(null, null, "unknown-sheet", `“${tab.name}”页不认识，未读取。`, `The sheet “${tab.name}” is not known and was not read.`, true);
    } else if (tabs.has(sheet.key)) {
      report(null, null, "sheet-twice", `“${sheet.title.zh}”页出现了两次，后一页未读取。`, `The sheet “${sheet.title.en}” appears twice; the later one was not read.`);
    } else {
      tabs.set(sheet.key, tab.name);
      rows.push(...readSheet(sheet, tab, context, report));
    }
  }
  return { rows, problems, tabs };
}
