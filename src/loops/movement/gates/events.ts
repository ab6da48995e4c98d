/** What can happen at an exit: staffed, its list renewed, people passed, turned back, or turned back in an emergency. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "gate.registered": zhEn("登记离开通道卡口", "Exit point registered"),
  "gate.opened": zhEn("卡口启用", "Exit point open"),
  "gate.closed": zhEn("卡口停用", "Exit point closed"),
  "gate.staffed": zhEn("卡口人员到位", "Exit point staffed"),
  "gate.cover_ends": zhEn("卡口在岗至", "Staffed until"),
  "gate.list_taken": zhEn("卡口更新核验名单", "Exit point has a new list"),
  "gate.list_ages": zhEn("核验名单开始计龄", "List of the exit point ages from here"),
  "gate.passed": zhEn("放行", "Passed"),
  "gate.turned_back": zhEn("劝返", "Turned back"),
  "emergency.hindered": zhEn("急救被拦", "An emergency was turned back"),
  "emergency.cared_for": zhEn("急救已送达", "The emergency has reached care"),
  "gate.counted": zhEn("卡口清点", "Exit point counted"),
};
