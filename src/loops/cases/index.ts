/** The cases loop put together: who was exposed, who was found, who owes their placement. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { kinds } from "./views.ts";

export const cases: Loop = { name: "cases", title: { zh: "流调与密接", en: "Cases and contacts" }, events, kinds, commands, duties };
