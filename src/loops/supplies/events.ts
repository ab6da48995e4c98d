/** What can happen to confined compounds and their households: accounts, calls, knocks at doors, failed services. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "compound.registered": zhEn("登记小区", "Compound registered"),
  "compound.confined": zhEn("小区开始封控", "Compound confined"),
  "compound.lifted": zhEn("小区解除封控", "Compound no longer confined"),
  "supplies.accounted": zhEn("逐户核对物资保障", "Supplies accounted for, household by household"),
  "household.registered": zhEn("登记住户", "Household registered"),
  "household.missed": zhEn("住户尚未得到物资", "Household not reached"),
  "household.supplied": zhEn("住户已得到物资", "Household supplied"),
  "household.listed": zhEn("列入重点关爱名单", "Household put on the care list"),
  "household.unlisted": zhEn("移出重点关爱名单", "Household taken off the care list"),
  "household.called": zhEn("主动联系住户", "Household called"),
  "door.knocked": zhEn("上门探访", "Somebody knocked at the door"),
  "service.failed": zhEn("民生服务中断", "Livelihood service failed"),
  "service.restored": zhEn("报告已恢复", "Service reported restored"),
  "service.confirmed": zhEn("居民确认已恢复", "Residents confirm it works"),
  "service.denied": zhEn("居民反映未恢复", "Residents say it does not work"),
};
