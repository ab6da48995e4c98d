/** What can happen to the list of who should be tested: built, added to, exempted from, followed up by name. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "should_list.built": zhEn("生成应检名单", "List of who should be tested built"),
  "should_list.person_added": zhEn("现场补登人员", "Person added on the spot"),
  "should_list.person_exempted": zhEn("登记免检", "Person exempted"),
  "household.doubtful": zhEn("住户信息存疑", "Household in doubt"),
  "household.checked": zhEn("已上门核实", "Household visited"),
  "missing.listed": zhEn("列出应检未检人员", "Missing people listed by name"),
  "missing.followed": zhEn("应检未检人员已核实", "Missing people accounted for"),
};
