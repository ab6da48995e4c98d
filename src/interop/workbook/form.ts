/**
 * Writes the workbook a city fills in: one sheet for each kind of thing, titles and help in the language
 * asked for, pull-down lists, and a sheet of examples. Given rows, it writes them in, so that a city can
 * take out what is loaded, change it and load it again.
 */
import writeExcelFile, { type Row } from "write-excel-file/node";
import type { Text } from "../../engine/rule.ts";
import { HELP_MARK, sheetOf, SHEETS, type BookColumn, type BookSheet, type SheetKey } from "./columns.ts";
import { LOOKUPS, type LookupKind, type Word } from "./words.ts";
import { listTransform, type CellList } from "./validations.ts";

export type Lang = "zh" | "en";
export type CellContent = string | number;
/** Rows to write in, by column key. */
export type Filling = Partial<Record<SheetKey, readonly Readonly<Record<string, CellContent>>[]>>;

export const EXAMPLES_TITLE: Text = { zh: "示例", en: "Examples" };
export const LISTS_TITLE: Text = { zh: "选项", en: "Lists" };

/** Title row and help row stand above the data. */
const FIRST_DATA_ROW = 2;

interface DutyKindName {
  readonly kind: string;
  readonly title: Text;
}

function titleRow(sheet: BookSheet, lang: Lang): Row {
  return sheet.columns.map((column) => ({
    value: column.required === true ? `${column.title[lang]} *` : column.title[lang],
    type: String, fontWeight: "bold", backgroundColor: "#DCE6F1", bottomBorderStyle: "thin", wrap: true,
  }));
}

function helpRow(sheet: BookSheet, lang: Lang): Row {
  return sheet.columns.map((column, index) => ({
    value: index === 0 ? `${HELP_MARK} ${column.help[lang]}` : column.help[lang],
    type: String, fontStyle: "italic", textColor: "#5A6673", wrap: true, alignVertical: "top",
  }));
}

/** Kinds of cell that a spreadsheet program must not turn into numbers or dates of its own. */
const AS_TEXT: ReadonlySet<BookColumn["kind"]> = new Set(["id", "phone", "when", "counts"]);
const PREPARED_ROWS = 200;

/** Empty rows whose cells are declared text, so that a phone number typed into them keeps its zeros. */
function preparedRows(sheet: BookSheet): Row[] {
  const row: Row = sheet.columns.map((column) => (AS_TEXT.has(column.kind) ? { type: String, format: "@" } : null));
  return Array.from({ length: PREPARED_ROWS }, () => row);
}

function dataRow(sheet: BookSheet, row: Readonly<Record<string, CellContent>>): Row {
  return sheet.columns.map((column) => {
    const value = row[column.key];
    if (value === undefined || value === "") return null;
    return typeof value === "number" ? { value, type: Number } : { value, type: String, format: "@" };
  });
}

const isLookup = (kind: BookColumn["kind"]): kind is LookupKind => Object.hasOwn(LOOKUPS, kind);
const LOOKUP_KINDS = Object.keys(LOOKUPS) as LookupKind[];

function columnLetter(index: number): string {
  return String.fromCodePoint(65 + index);
}

function listsFor(sheet: BookSheet, lang: Lang): CellList[] {
  return sheet.columns.flatMap((column, index): CellList[] => {
    const place = { column: index, fromRow: FIRST_DATA_ROW };
    if (isLookup(column.kind)) {
      const letter = columnLetter(LOOKUP_KINDS.indexOf(column.kind));
      const range = `'${LISTS_TITLE[lang]}'!$${letter}$2:$${letter}$${LOOKUPS[column.kind].length + 1}`;
      return [{ ...place, range, strict: true }];
    }
    if (column.names === undefined) return [];
    const named = sheetOf(column.names.sheet);
    const letter = columnLetter(named.columns.findIndex((each) => each.key === column.names?.column));
    return [{ ...place, range: `'${named.title[lang]}'!$${letter}$3:$${letter}$5000`, strict: false }];
  });
}

/** The words of the pull-down lists, and the kinds of duty with their meaning for whoever fills in Posts. */
function listsSheet(lang: Lang, duties: readonly DutyKindName[]): Row[] {
  const columns: string[][] = LOOKUP_KINDS.map((kind) => [kind, ...LOOKUPS[kind].map((each: Word) => each[lang])]);
  columns.push([lang === "zh" ? "职责种类" : "Kinds of duty", ...duties.map((duty) => duty.kind)]);
  columns.push([lang === "zh" ? "含义" : "Meaning", ...duties.map((duty) => duty.title[lang])]);
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, row) => columns.map((column) => column[row] ?? null));
}

function examplesSheet(lang: Lang): Row[] {
  const note = lang === "zh" ? "本页只供参考，导入时不读取。" : "For reference only: this sheet is not read.";
  const rows: Row[] = [[{ value: note, type: String, fontWeight: "bold" }]];
  for (const sheet of SHEETS) {
    rows.push([], [{ value: sheet.title[lang], type: String, fontWeight: "bold" }], titleRow(sheet, lang));
    for (const example of sheet.examples) rows.push(dataRow(sheet, example));
  }
  return rows;
}

const WIDTH = 15;

export interface FormOptions {
  /** Kinds of duty to list for the “answers for” column. */
  readonly duties?: readonly DutyKindName[];
  readonly rows?: Filling;
}

/** The bytes of an `.xlsx` file. */
export async function writeForm(lang: Lang, options: FormOptions = {}): Promise<Uint8Array> {
  const book = SHEETS.map((sheet) => ({
    sheet: sheet.title[lang],
    data: [
      titleRow(sheet, lang), helpRow(sheet, lang),
      ...(options.rows?.[sheet.key] ?? []).map((row) => dataRow(sheet, row)), ...preparedRows(sheet),
    ],
    columns: sheet.columns.map((column) => ({ width: column.width ?? WIDTH })),
    stickyRowsCount: FIRST_DATA_ROW,
  }));
  const reference = (title: Text, data: Row[], width: number) =>
    ({ sheet: title[lang], data, columns: Array.from({ length: 10 }, () => ({ width })), stickyRowsCount: 1 });
  book.push(reference(EXAMPLES_TITLE, examplesSheet(lang), 20), reference(LISTS_TITLE, listsSheet(lang, options.duties ?? []), 22));
  const transform = listTransform(SHEETS.map((sheet) => listsFor(sheet, lang)), lang);
  const lists = { files: { transform: { "xl/worksheets/sheet{id}.xml": { transform } } } };
  return new Uint8Array(await writeExcelFile(book, { features: [lists] }).toBuffer());
}
