/** What can happen after people crowded together where infection is about: marked as a possible exposure, attendees tested. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "attendance.marked": zhEn("聚集列为可能暴露", "Gathering marked as a possible exposure"),
  "attendance.dismissed": zhEn("聚集不列为暴露", "Crowd held to be no exposure"),
  "attendance.tested": zhEn("参加者检测情况", "Attendees tested"),
};
