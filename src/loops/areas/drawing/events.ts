/** What can happen on the way up: a level proposed from cases, signed once, countersigned where it is wide, drawn or kept. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "area.upgrade_proposed": zhEn("建议提级", "Raise of level proposed"),
  "area.draw_signed": zhEn("扩大划定已一签，待第二人签", "Wide drawing signed once, waiting for a second person"),
  "area.countersigned": zhEn("第二人已签", "Signed by a second person"),
  "area.draw_dropped": zhEn("未获第二人签，不予划定", "Second person did not sign; not drawn"),
  "area.drawn": zhEn("划定风险等级", "Risk level drawn"),
  "area.kept": zhEn("复核后维持等级", "Level kept after a second look"),
};
