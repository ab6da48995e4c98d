/** The testing loop put together with its rooms: rounds, tubes, laboratories, lists, calendars, integrity. */
import type { Loop } from "../../engine/loop.ts";
import { commands as calendarCommands } from "./calendars/decide.ts";
import { duties as calendarDuties } from "./calendars/duties.ts";
import { events as calendarEvents } from "./calendars/events.ts";
import { kinds as calendarKinds } from "./calendars/views.ts";
import { commands as integrityCommands } from "./integrity/decide.ts";
import { duties as integrityDuties } from "./integrity/duties.ts";
import { events as integrityEvents } from "./integrity/events.ts";
import { kinds as integrityKinds } from "./integrity/views.ts";
import { commands as labCommands } from "./labs/decide.ts";
import { duties as labDuties } from "./labs/duties.ts";
import { events as labEvents } from "./labs/events.ts";
import { kinds as labKinds } from "./labs/views.ts";
import { commands as listCommands } from "./lists/decide.ts";
import { duties as listDuties } from "./lists/duties.ts";
import { events as listEvents } from "./lists/events.ts";
import { kinds as listKinds } from "./lists/views.ts";
import { commands as roundCommands } from "./rounds/decide.ts";
import { duties as roundDuties } from "./rounds/duties.ts";
import { events as roundEvents } from "./rounds/events.ts";
import { kinds as roundKinds } from "./rounds/views.ts";
import { sheets } from "./sheets.ts";
import { commands as tubeCommands } from "./tubes/decide.ts";
import { duties as tubeDuties } from "./tubes/duties.ts";
import { events as tubeEvents } from "./tubes/events.ts";
import { kinds as tubeKinds } from "./tubes/views.ts";

export const testing: Loop = {
  name: "testing",
  title: { zh: "核酸检测", en: "Sampling and testing" },
  events: { ...roundEvents, ...tubeEvents, ...labEvents, ...listEvents, ...calendarEvents, ...integrityEvents },
  kinds: [...roundKinds, ...tubeKinds, ...labKinds, ...listKinds, ...calendarKinds, ...integrityKinds],
  commands: [...roundCommands, ...tubeCommands, ...labCommands, ...listCommands, ...calendarCommands, ...integrityCommands],
  duties: [...roundDuties, ...tubeDuties, ...labDuties, ...listDuties, ...calendarDuties, ...integrityDuties],
  sheets,
  standing: {
    "tube.test": { zh: "实验室检测与报告", en: "Testing and reporting at the laboratory" },
  },
};
