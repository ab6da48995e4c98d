/** What can happen at a point of entry and to a person who came in through it, link by link to the end. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "port.registered": zhEn("登记口岸", "Point of entry registered"),
  "port.opened": zhEn("口岸启用", "Point of entry open"),
  "port.closed": zhEn("口岸停用", "Point of entry closed"),
  "port.checked": zhEn("口岸检查", "Point of entry checked"),
  "port.faulty": zhEn("口岸检查不合格", "Check found something missing"),
  "port.mended": zhEn("口岸问题整改", "What was missing is mended"),
  "port.staffed": zhEn("口岸人员到位", "Point of entry staffed"),
  "port.cover_ends": zhEn("口岸在岗至", "Staffed until"),
  "inbound.landed": zhEn("入境", "Came in"),
  "inbound.in_charge": zhEn("现由该环节负责", "In the charge of this link"),
  "inbound.handed_over": zhEn("交出", "Handed over"),
  "inbound.taken_over": zhEn("签收", "Taken over"),
  "inbound.ended": zhEn("闭环结束", "End of the loop"),
};
