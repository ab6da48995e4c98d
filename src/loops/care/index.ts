/** The care loop put together with its rooms: the clinical record, protection and treatment in time, lots, the way to care, staff. */
import type { Loop } from "../../engine/loop.ts";
import { commands as accessCommands } from "./access/decide.ts";
import { duties as accessDuties } from "./access/duties.ts";
import { events as accessEvents } from "./access/events.ts";
import { kinds as accessKinds } from "./access/views.ts";
import { commands as clinicalCommands } from "./clinical/decide.ts";
import { duties as clinicalDuties } from "./clinical/duties.ts";
import { events as clinicalEvents } from "./clinical/events.ts";
import { kinds as clinicalKinds } from "./clinical/views.ts";
import { commands as lotCommands } from "./lots/decide.ts";
import { duties as lotDuties } from "./lots/duties.ts";
import { events as lotEvents } from "./lots/events.ts";
import { kinds as lotKinds } from "./lots/views.ts";
import { commands as courseCommands } from "./prophylaxis/decide.ts";
import { duties as courseDuties } from "./prophylaxis/duties.ts";
import { events as courseEvents } from "./prophylaxis/events.ts";
import { kinds as courseKinds } from "./prophylaxis/views.ts";
import { sheets } from "./sheets.ts";
import { commands as staffCommands } from "./staff/decide.ts";
import { duties as staffDuties } from "./staff/duties.ts";
import { events as staffEvents } from "./staff/events.ts";
import { kinds as staffKinds } from "./staff/views.ts";

export const care: Loop = {
  name: "care",
  title: { zh: "医疗救治", en: "Care" },
  events: { ...clinicalEvents, ...courseEvents, ...lotEvents, ...accessEvents, ...staffEvents },
  kinds: [...clinicalKinds, ...courseKinds, ...lotKinds, ...accessKinds, ...staffKinds],
  commands: [...clinicalCommands, ...courseCommands, ...lotCommands, ...accessCommands, ...staffCommands],
  duties: [...clinicalDuties, ...courseDuties, ...lotDuties, ...accessDuties, ...staffDuties],
  sheets,
  standing: {
    "patient.care": { zh: "收治患者的救治", en: "Care of the patients of a hospital" },
    "remedy.give": { zh: "暴露后预防和限时治疗", en: "Protection after exposure, and treatment in time" },
  },
};
