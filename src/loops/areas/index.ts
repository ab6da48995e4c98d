/** The areas loop put together with its rooms: static management, gatherings, the steps of reopening. */
import type { Loop } from "../../engine/loop.ts";
import { commands as closureCommands } from "./closures/decide.ts";
import { duties as closureDuties } from "./closures/duties.ts";
import { events as closureEvents } from "./closures/events.ts";
import { kinds as closureKinds } from "./closures/views.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as gatheringCommands } from "./gatherings/decide.ts";
import { duties as gatheringDuties } from "./gatherings/duties.ts";
import { events as gatheringEvents } from "./gatherings/events.ts";
import { kinds as gatheringKinds } from "./gatherings/views.ts";
import { commands as reopeningCommands } from "./reopening/decide.ts";
import { duties as reopeningDuties } from "./reopening/duties.ts";
import { events as reopeningEvents } from "./reopening/events.ts";
import { kinds as reopeningKinds } from "./reopening/views.ts";
import { kinds } from "./views.ts";

export const areas: Loop = {
  name: "areas",
  title: { zh: "风险区域", en: "Areas" },
  events: { ...events, ...closureEvents, ...reopeningEvents, ...gatheringEvents },
  kinds: [...kinds, ...closureKinds, ...reopeningKinds, ...gatheringKinds],
  commands: [...commands, ...closureCommands, ...reopeningCommands, ...gatheringCommands],
  duties: [...duties, ...closureDuties, ...reopeningDuties, ...gatheringDuties],
  standing: {
    "area.sign": { zh: "签批区域划定、降级与静态管理", en: "Signing areas, downgrades and static management" },
  },
};
