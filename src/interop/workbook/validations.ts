/**
 * Pull-down lists in the form: OOXML data validations put into each sheet as it is written. A list of fixed
 * words refuses anything else; a list of ids only warns, because the row it names may be in an earlier book.
 */
import { getCellAddress, sanitizeAttributeValue, sanitizeTextContent } from "write-excel-file/utility";
import type { Text } from "../../engine/rule.ts";

export interface CellList {
  /** Zero-based column. */
  readonly column: number;
  /** Zero-based first data row. */
  readonly fromRow: number;
  /** A range of cells, such as `'Lists'!$A$2:$A$9`. */
  readonly range: string;
  readonly strict: boolean;
}

const LAST_ROW = 19_999;

function listMarkup(list: CellList, message: string): string {
  const cells = `${getCellAddress(list.fromRow, list.column)}:${getCellAddress(LAST_ROW, list.column)}`;
  const style = list.strict ? "stop" : "warning";
  const attributes = `type="list" errorStyle="${style}" allowBlank="1" showInputMessage="1" showErrorMessage="1" error="${sanitizeAttributeValue(message)}" sqref="${cells}"`;
  return `<dataValidation ${attributes}><formula1>${sanitizeTextContent(list.range)}</formula1></dataValidation>`;
}

/** Elements that may only stand after `dataValidations` in a worksheet (ECMA-376 part 1, CT_Worksheet). */
const LATER = ["hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing", "tableParts", "extLst"];

function insertBefore(xml: string, markup: string): string {
  const places = LATER.map((name) => xml.indexOf(`<${name}`)).filter((place) => place >= 0);
  const place = places.length > 0 ? Math.min(...places) : xml.lastIndexOf("</worksheet>");
  return xml.slice(0, place) + markup + xml.slice(place);
}

const MESSAGE: { strict: Text; loose: Text } = {
  strict: { zh: "请从列表中选择。", en: "Please choose from the list." },
  loose: { zh: "本工作簿中没有这个编号。若此前已导入，可以继续。", en: "This id is not in this workbook. Go on if it was loaded before." },
};

export type SheetTransform = (xml: string, options: unknown, place: { readonly sheetIndex: number }) => string;

/** `lists[i]` belongs to the i-th sheet of the workbook. */
export function listTransform(lists: readonly (readonly CellList[])[], lang: "zh" | "en"): SheetTransform {
  return (xml, _options, { sheetIndex }) => {
    const own = lists[sheetIndex] ?? [];
    if (own.length === 0) return xml;
    const markup = own.map((list) => listMarkup(list, (list.strict ? MESSAGE.strict : MESSAGE.loose)[lang])).join("");
    return insertBefore(xml, `<dataValidations count="${own.length}">${markup}</dataValidations>`);
  };
}
