/** The quarantine loop put together: measures on people, sites, exits, releases. */
import type { Loop } from "../../engine/loop.ts";
import { measures } from "./decide.ts";
import { sites } from "./decide-sites.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { kinds } from "./views.ts";

export const quarantine: Loop = {
  name: "quarantine",
  title: { zh: "隔离", en: "Quarantine" },
  events,
  kinds,
  commands: [...sites, ...measures],
  duties,
  standing: {
    coordination: { zh: "转运与隔离点统筹", en: "Coordinating transfer and sites" },
    "site.presence": { zh: "隔离点人员在位", en: "Knowing that everybody at the site is in place" },
  },
};
