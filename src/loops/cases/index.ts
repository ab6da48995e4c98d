/** The cases loop put together with its rooms: who was exposed and found, how cases are chased and traced, data asked for. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as chaseCommands } from "./investigation/decide.ts";
import { duties as chaseDuties } from "./investigation/duties.ts";
import { events as chaseEvents } from "./investigation/events.ts";
import { commands as pullCommands } from "./pulls/decide.ts";
import { duties as pullDuties } from "./pulls/duties.ts";
import { events as pullEvents } from "./pulls/events.ts";
import { kinds as pullKinds } from "./pulls/views.ts";
import { sheets } from "./sheets.ts";
import { commands as tracingCommands } from "./tracing/decide.ts";
import { duties as tracingDuties } from "./tracing/duties.ts";
import { events as tracingEvents } from "./tracing/events.ts";
import { kinds as tracingKinds } from "./tracing/views.ts";
import { kinds } from "./views.ts";

export const cases: Loop = {
  name: "cases",
  title: { zh: "流调与密接", en: "Cases and contacts" },
  events: { ...events, ...chaseEvents, ...tracingEvents, ...pullEvents },
  kinds: [...kinds, ...tracingKinds, ...pullKinds],
  commands: [...commands, ...chaseCommands, ...tracingCommands, ...pullCommands],
  duties: [...duties, ...chaseDuties, ...tracingDuties, ...pullDuties],
  sheets,
  standing: {
    "case.investigate": { zh: "病例流行病学调查", en: "Investigating cases" },
  },
};
