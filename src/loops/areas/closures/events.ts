/** What can happen to a temporary static management: ordered, its three services accepted, in force, overridden, ended. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "closure.ordered": zhEn("决定临时静态管理", "Static management ordered"),
  "closure.supply_accepted": zhEn("物资保障已签收", "Supply duty accepted"),
  "closure.medical_accepted": zhEn("医疗保障已签收", "Medical duty accepted"),
  "closure.hotline_accepted": zhEn("热线保障已签收", "Hotline duty accepted"),
  "closure.countersigned": zhEn("静态管理第二人已签", "Static management signed by a second person"),
  "closure.overridden": zhEn("保障未签收即签批生效", "Put into effect without all services, signed"),
  "closure.took_effect": zhEn("静态管理生效", "Static management in force"),
  "closure.called": zhEn("需照护居民已逐一联系", "Care-dependent residents called"),
  "closure.ended": zhEn("静态管理结束", "Static management ended"),
};
