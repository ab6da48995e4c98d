/** The voice loop put together with its rooms: crowds and what comes before them, reviews and protected reports. */
import type { Loop } from "../../engine/loop.ts";
import { commands as crowdCommands } from "./crowds/decide.ts";
import { duties as crowdDuties } from "./crowds/duties.ts";
import { events as crowdEvents } from "./crowds/events.ts";
import { kinds as crowdKinds } from "./crowds/views.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as reviewCommands } from "./reviews/decide.ts";
import { duties as reviewDuties } from "./reviews/duties.ts";
import { events as reviewEvents } from "./reviews/events.ts";
import { kinds as reviewKinds } from "./reviews/views.ts";
import { sheets } from "./sheets.ts";
import { kinds } from "./views.ts";

export const voice: Loop = {
  name: "voice",
  title: { zh: "群众诉求", en: "Residents' voice" },
  events: { ...events, ...crowdEvents, ...reviewEvents },
  kinds: [...kinds, ...crowdKinds, ...reviewKinds],
  commands: [...commands, ...crowdCommands, ...reviewCommands],
  duties: [...duties, ...crowdDuties, ...reviewDuties],
  sheets,
};
