/** What can happen in the registers: a gap found and closed, a visit of supervision planned and made. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "gap.recorded": zhEn("登记短板弱项", "Gap recorded"),
  "gap.closed": zhEn("短板已补齐", "Gap closed"),
  "supervision.planned": zhEn("排定检查", "Inspections planned"),
  "supervision.due": zhEn("下次检查到期", "Next inspection due"),
  "supervision.made": zhEn("已检查", "Inspection made"),
};
