/** The words for the states of patients, courses, lots and needs for care. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const careStatusWords: Readonly<Record<string, Text>> = {
  "in-care": T("在院救治", "In care"), fit: T("达到出院标准", "Fit for discharge"), discharged: T("已出院", "Discharged"), "under-observation": T("出院后观察", "Under observation"), recovered: T("康复", "Recovered"), died: T("死亡", "Died"),
  due: T("待实施", "Due"), agreed: T("已同意", "Agreed"), declined: T("不同意", "Declined"), given: T("已实施", "Given"), immune: T("已有免疫", "Immune"), "no-remedy": T("规则中无其他办法", "No other remedy"), "in-doubt": T("存疑待复核", "In doubt"),
  usable: T("可用", "Usable"), held: T("停用待决定", "Held"), discarded: T("已报废", "Discarded"), "used-up": T("已用完", "Used up"),
  asked: T("已求助", "Asked"), "hospital-named": T("已落实医院", "Hospital named"), "turned-away": T("就医受阻", "Turned away"), helped: T("已得到救治", "Helped"), "not-helped": T("未得到救治", "Not helped"), back: T("已返回", "Back"),
  scheduled: T("已排期", "Scheduled"), arranged: T("往返已落实", "Arranged"), attended: T("已治疗", "Attended"), designated: T("已指定", "Designated"), ill: T("患病", "Ill"),
};
