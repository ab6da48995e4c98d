/** What can happen to the phase an incident is in: entered with its criteria, those still isolated accounted for. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "phase.entered": zhEn("进入疫情处置阶段", "Phase entered"),
  "phase.isolated_accounted": zhEn("核对仍在隔离人员", "Those still isolated accounted for"),
};
