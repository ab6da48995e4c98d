/** What can happen to a course of protection or of treatment against the clock: opened, agreed to, declined, given, moved on. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "course.opened": zhEn("应采取暴露后预防或限时治疗", "Protection or treatment against the clock is due"),
  "course.option_opened": zhEn("应采取的一种办法", "One remedy is due"),
  "course.option_closed": zhEn("一种办法不再适用", "One remedy is out of the question"),
  "course.exposure_corrected": zhEn("更正暴露时间", "Time of exposure corrected"),
  "course.consented": zhEn("本人或监护人同意", "The person or guardian agrees"),
  "course.declined": zhEn("本人或监护人不同意", "The person or guardian declines"),
  "course.given": zhEn("已接种或用药", "Given"),
  "course.found_immune": zhEn("已有免疫，无须再用", "Immune already; nothing is due"),
  "course.withdrawn": zhEn("排除暴露，不再需要", "Exposure ruled out; nothing is due"),
  "course.exhausted": zhEn("规则中没有其他办法", "No other remedy in the rules"),
  "course.doubted": zhEn("所用批次存疑，须复核", "The lot it was given from is in doubt"),
  "course.reassessed": zhEn("存疑批次复核结论", "Looked at again after the doubt"),
};
