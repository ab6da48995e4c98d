/** What can happen to a permit to leave or to move about. Appeals are reviews, and theirs is the events' home. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "permit.requested": zhEn("申请通行许可", "Permit asked for"),
  "permit.granted": zhEn("准予通行", "Permit granted"),
  "permit.refused": zhEn("不予通行", "Permit refused"),
  "permit.revoked": zhEn("撤销许可", "Permit revoked"),
  "permit.withdrawn": zhEn("撤回申请", "Withdrawn at the person's wish"),
};
