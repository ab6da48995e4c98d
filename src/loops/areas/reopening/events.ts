/** What can happen to a step of reopening: planned with its conditions, reached when they hold. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "reopening.planned": zhEn("计划恢复步骤", "Reopening step planned"),
  "reopening.reached": zhEn("恢复步骤已实现", "Reopening step reached"),
};
