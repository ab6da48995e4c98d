/** Field names and fixed choices of sampling and testing: rounds, points, tubes, lists, calendars, integrity. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const testingFields: Readonly<Record<string, Text>> = {
  spacingMetres: T("排队间距（米）", "Metres between people queuing"),
  accredited: T("认可资质", "Accredited"), scope: T("检测范围", "Who is tested"), targetEnd: T("计划完成时间", "Target end"), poolSize: T("混检人数", "Pool size"), purpose: T("检测目的", "Purpose"),
  point: T("采样点", "Sampling point"), planned: T("应采人数", "People planned"), samplers: T("采样人员", "Samplers"), deliverOrg: T("送检单位", "Who delivers"), tables: T("采样台数", "Tables"),
  slotMinutes: T("每时段分钟数", "Minutes a slot"), oneWay: T("单向通行", "One way through"), riskLane: T("风险人员专道", "Lane for people at risk"), sampled: T("已采人数", "People sampled"), queue: T("排队人数", "People queueing"),
  tube: T("采样管", "Tube"), tubes: T("采样管", "Tubes"), sampler: T("采样人员", "Sampler"), members: T("管内人员", "People in it"), swabs: T("拭子数", "Swabs"), startedAt: T("开始采样时间", "Sampling began"),
  device: T("采样设备", "Device"), singleOnly: T("须单采的人员", "To be sampled singly"), retestOf: T("所复检的混检管", "Pool it tests again"), replaces: T("所替代的采样管", "Tube it replaces"), courier: T("送样人员", "Courier"),
  result: T("结果", "Result"), ct: T("Ct值", "Ct"), controlCt: T("人源内参Ct值", "Ct of the human control"), run: T("上机批次", "Run"), well: T("孔位", "Well"), runStart: T("上机时间", "Run began"), runEnd: T("下机时间", "Run ended"),
  registers: T("名册", "Registers"), rows: T("名册内容", "Rows"), token: T("比对码", "Token to match by"), birthYear: T("出生年份", "Year of birth"), sex: T("性别", "Sex"), everyDays: T("每几天一次", "Every so many days"),
  basis: T("依据", "Basis"), worker: T("从业人员", "Worker"), signal: T("信号编号", "Signal"), verdict: T("判断", "Verdict"), grounds: T("申诉理由", "Grounds"), of: T("谁不可靠", "Who is held unreliable"),
  subject: T("对象", "Whom or what it concerns"), since: T("自何时起", "Since"), days: T("回看天数", "Days looked back"), repeat: T("重做编号", "Repeat"), reactions: T("反应数", "Reactions"), seal: T("封存码", "Seal"),
  expected: T("应有结果", "Expected result"), secret: T("启封密语", "Secret of the seal"), duplicate: T("平行样", "Duplicate"),
};

export const testingChoices: Readonly<Record<string, Text>> = {
  mass: T("区域筛查", "Mass testing"), "fever-clinic": T("发热门诊", "Fever clinic"), patients: T("住院患者", "Patients"), voluntary: T("愿检尽检", "Voluntary"), invalid: T("无效", "Invalid"),
  explained: T("有合理解释", "Explained"), retest: T("复检", "Test again"), falsified: T("弄虚作假", "Falsified"), sampler: T("采样人员", "Sampler"), lab: T("检测机构", "Laboratory"),
};
