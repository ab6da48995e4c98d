/** What can happen in the investigation of a case: isolated, interviewed, contacts listed; contacts located and told. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "case.isolated": zhEn("病例已隔离", "Case isolated"),
  "case.interviewed": zhEn("完成病例核心信息调查", "Case interviewed"),
  "case.contacts_listed": zhEn("病例密接已列清", "Contacts of the case listed"),
  "contact.located": zhEn("已找到人员所在", "Contact located"),
  "contact.informed": zhEn("已告知本人", "Contact told"),
};
