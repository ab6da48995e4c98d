/** What can happen to check-ins at crowded places: a place keeps them, a batch stands, tracing asks, it is deleted. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "venue.registered": zhEn("场所开始登记来访", "Place takes check-ins"),
  "venue.ended": zhEn("场所停止登记来访", "Place takes no more check-ins"),
  "check-ins.kept": zhEn("封存一批来访登记", "Batch of check-ins kept"),
  "check-ins.asked": zhEn("流调调取来访登记", "Tracing asked for check-ins"),
  "check-ins.answered": zhEn("答复流调", "Tracing was answered"),
  "check-ins.deleted": zhEn("来访登记已删除", "Check-ins deleted"),
};
