/** What can happen to people who come in: a place elsewhere given a risk level, lists taken in, each matched, given on, settled. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "origin.set": zhEn("域外风险等级", "Risk level of a place elsewhere"),
  "origin.withdrawn": zhEn("撤销域外风险等级", "Risk level of a place elsewhere withdrawn"),
  "travellers.imported": zhEn("导入来返人员名单", "List of arrivals taken in"),
  "traveller.recorded": zhEn("登记来返人员并比对风险地区", "Arrival recorded and matched against risk areas"),
  "traveller.rematched": zhEn("风险地区变化后重新比对", "Matched anew after a risk level changed"),
  "traveller.cleared": zhEn("重新比对后无风险史", "Matched anew: no stay in a risk area"),
  "traveller.redirected": zhEn("转交另一社区", "Passed on to another community"),
  "traveller.settled": zhEn("落实管控", "Settled by the community"),
};
