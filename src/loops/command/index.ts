/** The command loop put together with its rooms: the watch, the city's means, the alarms. */
import type { Loop } from "../../engine/loop.ts";
import { commands as alarmCommands } from "./alarms/decide.ts";
import { events as alarmEvents } from "./alarms/events.ts";
import { kinds as alarmKinds } from "./alarms/views.ts";
import * as closing from "./closing/index.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as meansCommands } from "./means/decide.ts";
import { events as meansEvents } from "./means/events.ts";
import { kinds as meansKinds } from "./means/views.ts";
import { kinds } from "./views.ts";
import { commands as watchCommands } from "./watch/decide.ts";
import { events as watchEvents } from "./watch/events.ts";
import { kinds as watchKinds } from "./watch/views.ts";

export const command: Loop = {
  name: "command",
  title: { zh: "指挥", en: "Command" },
  events: { ...events, ...watchEvents, ...meansEvents, ...alarmEvents, ...closing.events },
  kinds: [...kinds, ...watchKinds, ...meansKinds, ...alarmKinds, ...closing.kinds],
  commands: [...commands, ...watchCommands, ...meansCommands, ...alarmCommands, ...closing.commands],
  duties: [...duties, ...closing.duties],
  standing: {
    command: { zh: "指挥（本级总负责）", en: "Command (in charge at this level)" },
    leadership: { zh: "领导班子", en: "Leadership of the organisation" },
    "follow-up": { zh: "下达后的跟踪核实", en: "Following up what was passed down" },
  },
};
