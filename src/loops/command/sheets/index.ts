/** All sheets of command put together: the community, the post itself, its means and its registers. It writes none of them. */
import type { Sheet } from "../../../engine/sheet.ts";
import { commandSheets } from "./command-sheets.ts";
import { community } from "./community.ts";
import { meansSheets } from "./means-sheets.ts";
import { orderSheets } from "./order-sheets.ts";
import { registerSheets } from "./register-sheets.ts";

export const sheets: readonly Sheet[] = [community, ...commandSheets, ...meansSheets, ...orderSheets, ...registerSheets];
