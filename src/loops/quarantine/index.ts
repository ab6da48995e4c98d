/** The quarantine loop put together with its rooms: the stay, the check before release, the way home, home itself, the site's standard, its residents, exposure inside. */
import type { Loop } from "../../engine/loop.ts";
import { measures } from "./decide.ts";
import { sites } from "./decide-sites.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { exits } from "./exits.ts";
import { commands as exposureCommands } from "./exposure/decide.ts";
import { duties as exposureDuties } from "./exposure/duties.ts";
import { events as exposureEvents } from "./exposure/events.ts";
import { kinds as exposureKinds } from "./exposure/views.ts";
import { commands as gateCommands } from "./gate/decide.ts";
import { duties as gateDuties } from "./gate/duties.ts";
import { events as gateEvents } from "./gate/events.ts";
import { commands as homeCommands } from "./home/decide.ts";
import { duties as homeDuties } from "./home/duties.ts";
import { events as homeEvents } from "./home/events.ts";
import { kinds as homeKinds } from "./home/views.ts";
import { commands as homewardCommands } from "./homeward/decide.ts";
import { duties as homewardDuties } from "./homeward/duties.ts";
import { events as homewardEvents } from "./homeward/events.ts";
import { kinds as homewardKinds } from "./homeward/views.ts";
import { commands as residentCommands } from "./residents/decide.ts";
import { duties as residentDuties } from "./residents/duties.ts";
import { events as residentEvents } from "./residents/events.ts";
import { kinds as residentKinds } from "./residents/views.ts";
import { carePlanSheet } from "./residents/sheets.ts";
import { quarantineSheets } from "./sheets.ts";
import { commands as standardCommands } from "./standard/decide.ts";
import { duties as standardDuties } from "./standard/duties.ts";
import { events as standardEvents } from "./standard/events.ts";
import { kinds as standardKinds } from "./standard/views.ts";
import { commands as stayCommands } from "./stay/decide.ts";
import { duties as stayDuties } from "./stay/duties.ts";
import { events as stayEvents } from "./stay/events.ts";
import { kinds as stayKinds } from "./stay/views.ts";
import { kinds } from "./views.ts";

export const quarantine: Loop = {
  name: "quarantine",
  title: { zh: "隔离", en: "Quarantine" },
  events: { ...events, ...stayEvents, ...gateEvents, ...homewardEvents, ...homeEvents, ...standardEvents, ...residentEvents, ...exposureEvents },
  kinds: [...kinds, ...stayKinds, ...homewardKinds, ...homeKinds, ...standardKinds, ...residentKinds, ...exposureKinds],
  commands: [...sites, ...measures, ...exits, ...stayCommands, ...gateCommands, ...homewardCommands, ...homeCommands, ...standardCommands, ...residentCommands, ...exposureCommands],
  duties: [...duties, ...stayDuties, ...gateDuties, ...homewardDuties, ...homeDuties, ...standardDuties, ...residentDuties, ...exposureDuties],
  sheets: [...quarantineSheets, carePlanSheet],
  standing: {
    coordination: { zh: "转运与隔离点统筹", en: "Coordinating transfer and sites" },
    "site.presence": { zh: "隔离点人员在位", en: "Knowing that everybody at the site is in place" },
  },
};
