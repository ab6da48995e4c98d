/** What can happen to testing calendars: how often a group is tested, who is in it, who was tested when. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "frequency.set": zhEn("确定检测频次", "Test frequency of a group set"),
  "calendar.enrolled": zhEn("纳入定期检测", "Worker enrolled"),
  "calendar.left": zhEn("退出定期检测", "Worker left the group"),
  "calendar.tested": zhEn("定期检测已采样", "Worker tested"),
  "calendar.rescheduled": zhEn("定期检测日程调整", "Worker's calendar changed"),
  "calendar.due_set": zhEn("下次检测日期", "Worker's next test set"),
};
