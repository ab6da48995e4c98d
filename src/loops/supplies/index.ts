/** The supplies loop put together with its rooms: needs on their way to the door, stock and prices, pick-up points. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as needCommands } from "./needs/decide.ts";
import { duties as needDuties } from "./needs/duties.ts";
import { events as needEvents } from "./needs/events.ts";
import { kinds as needKinds } from "./needs/views.ts";
import { commands as pickupCommands } from "./pickup/decide.ts";
import { duties as pickupDuties } from "./pickup/duties.ts";
import { events as pickupEvents } from "./pickup/events.ts";
import { kinds as pickupKinds } from "./pickup/views.ts";
import { sheets } from "./sheets.ts";
import { commands as stockCommands } from "./stock/decide.ts";
import { duties as stockDuties } from "./stock/duties.ts";
import { events as stockEvents } from "./stock/events.ts";
import { kinds as stockKinds } from "./stock/views.ts";
import { kinds } from "./views.ts";

export const supplies: Loop = {
  name: "supplies",
  title: { zh: "生活物资保障", en: "Supplies" },
  events: { ...events, ...needEvents, ...stockEvents, ...pickupEvents },
  kinds: [...kinds, ...needKinds, ...stockKinds, ...pickupKinds],
  commands: [...commands, ...needCommands, ...stockCommands, ...pickupCommands],
  duties: [...duties, ...needDuties, ...stockDuties, ...pickupDuties],
  sheets,
};
