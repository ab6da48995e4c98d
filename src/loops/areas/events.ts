/** What can happen to risk areas: drawn, counted clean day by day, proposed for less, signed, reopened, watched after. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "area.registered": zhEn("登记区域", "Area registered"),
  "area.case_struck": zhEn("病例改属其他区域", "Case belongs to another area"),
  "area.case_recorded": zhEn("区域内新增感染者", "Infection recorded in the area"),
  "area.round_recorded": zhEn("区域全员检测结果", "Result of a full round of the area"),
  "area.count_ended": zhEn("连续天数中断", "Count of clean days ended"),
  "area.count_started": zhEn("连续天数起算，预计降级时间", "Count of clean days started, with the forecast of release"),
  "area.proposal_voided": zhEn("降级建议失效", "Proposal no longer stands"),
  "area.downgrade_proposed": zhEn("建议降级", "Downgrade proposed"),
  "area.downgraded": zhEn("签批降级", "Downgrade signed"),
  "area.notice_written": zhEn("等级调整通告已生成", "Notice of the change written"),
  "area.reopened": zhEn("解封开放", "Area open again"),
  "area.count_broken": zhEn("迟报病例改变已用的连续天数", "A late case breaks a count already acted upon"),
  "area.watched": zhEn("解封后监测", "Looked at after release"),
  "area.watch_ended": zhEn("解封后监测结束", "Watch after release ended"),
};
