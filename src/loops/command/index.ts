/** The command loop put together. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { kinds } from "./views.ts";

export const command: Loop = { name: "command", title: { zh: "指挥", en: "Command" }, events, kinds, commands, duties };
