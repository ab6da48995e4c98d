/** All sheets of command, by name. */
import { commandSheets } from "./command-sheets.ts";
import { community } from "./community.ts";
import type { Sheet } from "./sheet.ts";

export const SHEETS: ReadonlyMap<string, Sheet> = new Map([community, ...commandSheets].map((sheet) => [sheet.name, sheet]));
