/** What can happen to a request for review of a measure, and to a protected report. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "review.requested": zhEn("申请复核", "Review asked for"),
  "review.answered": zhEn("原决定机关答复", "Decider answers"),
  "review.decided": zhEn("独立复核决定", "Independent review decided"),
  "review.withdrawn": zhEn("撤回复核申请", "Review withdrawn by the person"),
  "protected.reported": zhEn("受保护的举报", "Protected report"),
  "protected.closed": zhEn("举报已核查", "Protected report looked into"),
};
