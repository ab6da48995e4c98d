/** What can happen to a site's standard: inspected, found wanting, mended; its layers, its pipeline, its time slots, its capacity. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "site.inspected": zhEn("检查隔离点", "Site inspected"),
  "site_finding.made": zhEn("检查发现问题", "Inspection finding made"),
  "site_finding.mended": zhEn("报告已整改", "Reported mended"),
  "site_finding.cleared": zhEn("复查通过", "Finding cleared on inspection"),
  "site_finding.upheld": zhEn("复查未通过", "Still found on inspection"),
  "site.layer_named": zhEn("明确责任层级", "Layer of responsibility named"),
  "site.layer_emptied": zhEn("责任层级空缺", "Layer of responsibility left empty"),
  "site.layers_short": zhEn("五层责任有空缺", "A layer of responsibility is empty"),
  "site.staged": zhEn("隔离点储备进度", "Step of the site pipeline"),
  "site.redated": zhEn("承诺日期改期", "Promised day changed"),
  "site.scheduled": zhEn("按房间排定时段", "Time slots set by room"),
  "capacity.reviewed": zhEn("核算隔离房间", "Room capacity reviewed"),
  "capacity.low": zhEn("隔离房间将尽", "Rooms running low"),
};
