/** The areas loop put together with its rooms: static management, and the steps of reopening. */
import type { Loop } from "../../engine/loop.ts";
import { commands as closureCommands } from "./closures/decide.ts";
import { duties as closureDuties } from "./closures/duties.ts";
import { events as closureEvents } from "./closures/events.ts";
import { kinds as closureKinds } from "./closures/views.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { commands as reopeningCommands } from "./reopening/decide.ts";
import { duties as reopeningDuties } from "./reopening/duties.ts";
import { events as reopeningEvents } from "./reopening/events.ts";
import { kinds as reopeningKinds } from "./reopening/views.ts";
import { kinds } from "./views.ts";

export const areas: Loop = {
  name: "areas",
  title: { zh: "风险区域", en: "Areas" },
  events: { ...events, ...closureEvents, ...reopeningEvents },
  kinds: [...kinds, ...closureKinds, ...reopeningKinds],
  commands: [...commands, ...closureCommands, ...reopeningCommands],
  duties: [...duties, ...closureDuties, ...reopeningDuties],
  standing: {
    "area.sign": { zh: "签批区域划定、降级与静态管理", en: "Signing areas, downgrades and static management" },
  },
};
