/** The command loop put together with its rooms, from orders and the watch to plans, staff and crews. */
import type { Loop } from "../../engine/loop.ts";
import { commands as alarmCommands } from "./alarms/decide.ts";
import { events as alarmEvents } from "./alarms/events.ts";
import { kinds as alarmKinds } from "./alarms/views.ts";
import * as closing from "./closing/index.ts";
import * as crews from "./crews/index.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import * as front from "./front/index.ts";
import * as handover from "./handover/index.ts";
import { commands as meansCommands } from "./means/decide.ts";
import { events as meansEvents } from "./means/events.ts";
import { kinds as meansKinds } from "./means/views.ts";
import * as load from "./load/index.ts";
import * as meetings from "./meetings/index.ts";
import * as modes from "./modes/index.ts";
import { commands as orderCommands } from "./orders/decide.ts";
import { duties as orderDuties } from "./orders/duties.ts";
import { events as orderEvents } from "./orders/events.ts";
import { kinds as orderKinds } from "./orders/views.ts";
import * as plan from "./plan/index.ts";
import * as profile from "./profile/index.ts";
import * as register from "./register/index.ts";
import { sheets } from "./sheets/index.ts";
import * as staff from "./staff/index.ts";
import { kinds } from "./views.ts";
import { commands as watchCommands } from "./watch/decide.ts";
import { duties as watchDuties } from "./watch/duties.ts";
import { events as watchEvents } from "./watch/events.ts";
import { kinds as watchKinds } from "./watch/views.ts";

const ROOMS = [closing, register, meetings, front, modes, profile, plan, staff, handover, load, crews];

export const command: Loop = {
  name: "command",
  title: { zh: "指挥", en: "Command" },
  events: Object.assign({ ...events, ...orderEvents, ...watchEvents, ...meansEvents, ...alarmEvents }, ...ROOMS.map((room) => room.events)) as Loop["events"],
  kinds: [...kinds, ...orderKinds, ...watchKinds, ...meansKinds, ...alarmKinds, ...ROOMS.flatMap((room) => room.kinds)],
  commands: [...commands, ...orderCommands, ...watchCommands, ...meansCommands, ...alarmCommands, ...ROOMS.flatMap((room) => room.commands)],
  duties: [...duties, ...orderDuties, ...watchDuties, ...ROOMS.flatMap((room) => room.duties)],
  sheets,
  standing: {
    command: { zh: "指挥（本级总负责）", en: "Command (in charge at this level)" },
    leadership: { zh: "领导班子", en: "Leadership of the organisation" },
    "follow-up": { zh: "下达后的跟踪核实", en: "Following up what was passed down" },
  },
};
