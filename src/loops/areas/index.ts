/** The areas loop put together with its rooms: levels raised, static management, gatherings, phases, reopening. */
import type { Loop } from "../../engine/loop.ts";
import { commands as closureCommands } from "./closures/decide.ts";
import { duties as closureDuties } from "./closures/duties.ts";
import { events as closureEvents } from "./closures/events.ts";
import { kinds as closureKinds } from "./closures/views.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { commands as drawingCommands } from "./drawing/decide.ts";
import { duties as drawingDuties } from "./drawing/duties.ts";
import { events as drawingEvents } from "./drawing/events.ts";
import { events } from "./events.ts";
import { commands as gatheringCommands } from "./gatherings/decide.ts";
import { duties as gatheringDuties } from "./gatherings/duties.ts";
import { events as gatheringEvents } from "./gatherings/events.ts";
import { kinds as gatheringKinds } from "./gatherings/views.ts";
import { commands as phaseCommands } from "./phases/decide.ts";
import { duties as phaseDuties } from "./phases/duties.ts";
import { events as phaseEvents } from "./phases/events.ts";
import { kinds as phaseKinds } from "./phases/views.ts";
import { commands as reopeningCommands } from "./reopening/decide.ts";
import { duties as reopeningDuties } from "./reopening/duties.ts";
import { events as reopeningEvents } from "./reopening/events.ts";
import { kinds as reopeningKinds } from "./reopening/views.ts";
import { sheets } from "./sheets.ts";
import { kinds } from "./views.ts";

export const areas: Loop = {
  name: "areas",
  title: { zh: "风险区域", en: "Areas" },
  events: { ...events, ...drawingEvents, ...closureEvents, ...phaseEvents, ...reopeningEvents, ...gatheringEvents },
  kinds: [...kinds, ...closureKinds, ...phaseKinds, ...reopeningKinds, ...gatheringKinds],
  commands: [...commands, ...drawingCommands, ...closureCommands, ...phaseCommands, ...reopeningCommands, ...gatheringCommands],
  duties: [...duties, ...drawingDuties, ...closureDuties, ...phaseDuties, ...reopeningDuties, ...gatheringDuties],
  sheets,
  standing: {
    "area.sign": { zh: "签批区域划定、降级与静态管理", en: "Signing areas, downgrades and static management" },
  },
};
