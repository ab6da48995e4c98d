/** What can happen in a round of testing: opened and closed, its points' counts, whether they keep pace, help sent. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "round.opened": zhEn("启动检测轮次", "Round opened"),
  "round.closed": zhEn("结束检测轮次", "Round closed"),
  "round.declared_negative": zhEn("宣布本轮全部阴性", "Round declared all negative"),
  "point.opened": zhEn("启用采样点", "Sampling point opened"),
  "point.laid_out": zhEn("采样点布局整改到位", "Layout of the point put right"),
  "point.progressed": zhEn("采样点报数", "Point reports its count"),
  "point.on_pace": zhEn("采样点进度正常", "Point on pace"),
  "point.behind": zhEn("采样点进度落后", "Point behind plan"),
  "point.crowded": zhEn("采样点排队超限", "Queue at the point over the limit"),
  "point.relieved": zhEn("采样点排队已分流", "Queue at the point thinned out"),
  "point.help_sent": zhEn("已向采样点派出支援", "Help sent to the point"),
  "point.finished": zhEn("采样点完成采样", "Point finished sampling"),
};
