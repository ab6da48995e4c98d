/** What can happen to the strategy of a jurisdiction and to its notices about leaving. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "strategy.set": zhEn("确定人员流动管控策略", "Movement strategy set"),
  "strategy.limits_began": zhEn("离开须经许可", "Leaving takes a permit from now on"),
  "strategy.reviewed": zhEn("复核管控策略", "Movement strategy reviewed"),
  "strategy.ended": zhEn("结束管控策略", "Movement strategy ended"),
  "leavers.traced": zhEn("离开人员倒查完毕", "People who had left are traced"),
  "travel-notice.published": zhEn("发布出行通告", "Travel notice published"),
  "travel-notice.withdrawn": zhEn("撤回出行通告", "Travel notice withdrawn"),
};
