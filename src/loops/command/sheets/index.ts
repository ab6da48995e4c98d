/** All sheets of command, by name. */
import { commandSheets } from "./command-sheets.ts";
import { community } from "./community.ts";
import { meansSheets } from "./means-sheets.ts";
import type { Sheet } from "./sheet.ts";

export const SHEETS: ReadonlyMap<string, Sheet> = new Map([community, ...commandSheets, ...meansSheets].map((sheet) => [sheet.name, sheet]));
