/** What can happen between a site and those who stay there: asked for their needs, told the rules, their needs met. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "resident.asked": zhEn("询问需求并告知规则", "Asked for needs, told the rules"),
  "resident.arrived": zhEn("入住隔离点", "Came to stay at a site"),
  "resident.left": zhEn("离开隔离点", "Left the site"),
  "resident_need.found": zhEn("发现需要照护", "Need of a resident found"),
  "resident_need.met": zhEn("报告已照护", "Reported met"),
  "resident_need.confirmed": zhEn("本人确认", "Confirmed by the resident"),
  "resident_need.denied": zhEn("本人反映未落实", "Denied by the resident"),
  "resident_need.over": zhEn("需要已结束", "Need is over"),
};
