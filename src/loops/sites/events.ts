/** What can happen at institutions: registered, their numbers returned, matters known and reported up, inspections. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "institution.registered": zhEn("登记机构", "Institution registered"),
  "baseline.returned": zhEn("报送底数", "Baseline numbers returned"),
  "matter.known": zhEn("得知须上报的重大事项", "A matter that must be reported up is known"),
  "matter.reported": zhEn("重大事项已上报", "Matter reported up"),
  "inspection.recorded": zhEn("登记监督检查", "Inspection recorded"),
  "lapse.found": zhEn("检查发现问题", "Inspection found a lapse"),
  "lapse.mended": zhEn("问题已整改", "Lapse mended"),
};
