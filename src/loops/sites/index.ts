/** The sites loop: institutions, their numbers, what they must report up, inspections. */
import type { Loop } from "../../engine/loop.ts";
import { commands } from "./decide.ts";
import { duties } from "./duties.ts";
import { events } from "./events.ts";
import { sheets } from "./sheets.ts";
import { kinds } from "./views.ts";

export const sites: Loop = {
  name: "sites",
  title: { zh: "学校与机构", en: "Schools and institutions" },
  events, kinds, commands, duties,
  sheets,
  standing: { inspection: { zh: "监督检查", en: "Inspecting institutions" } },
};
