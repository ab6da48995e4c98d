/** The transfer loop put together: vehicles and teams, trips, signed hand-overs, daily closing. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { kinds as needs } from "./needs/views.ts";
import { sheets } from "./sheets.ts";
import { kinds } from "./views.ts";

export const transfer: Loop = { name: "transfer", title: { zh: "转运", en: "Transfer" }, events, kinds: [...kinds, ...needs], commands, duties, sheets };
