/** Field names and fixed choices of what is asked about areas, static management and reopening. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const areaFields: Readonly<Record<string, Text>> = {
  area: T("区域", "Area"), areas: T("区域", "Areas"), boundary: T("四至范围", "Boundary"), happened: T("发现时间", "When it was found"), round: T("轮次", "Round"),
  held: T("检测时间", "When it was held"), complete: T("应检尽检", "Everybody sampled"), pending: T("未出结果管数", "Results pending"), positive: T("阳性数", "Positive"),
  watchUntil: T("解封后监测至", "Watched until"), last: T("最后一次", "The last look"), closure: T("静态管理编号", "Static management"), allowed: T("仍然允许", "What stays allowed"),
  supply: T("物资保障岗位", "Supply post"), hotline: T("热线岗位", "Hotline post"), reopening: T("恢复步骤编号", "Reopening step"), sector: T("行业", "Sector"),
  conditions: T("条件", "Conditions"), date: T("计划时间", "Planned for"), owner: T("责任岗位", "Owner"), met: T("已满足的条件", "Conditions met"),
  covers: T("覆盖的风险区域", "Risk areas it covers in full"), agreed: T("同意", "Agreed"), compounds: T("所封小区", "Compounds"), phase: T("阶段", "Phase"), line: T("号码代码", "Token of the number"),
  attendees: T("参加者", "Who was there"), testBy: T("检测期限", "Test by"), tested: T("已检测人员", "Who was tested"),
};

export const areaChoices: Readonly<Record<string, Text>> = {
  city: T("市", "City"), district: T("县区", "District"), subdistrict: T("街道乡镇", "Sub-district"), community: T("社区、社会面", "Community"), village: T("村", "Village"), hamlet: T("屯", "Hamlet"),
  response: T("应急处置", "Response"), "community-zero": T("社会面清零", "Community zero"), "wind-down": T("收尾", "Winding down"), ended: T("终止", "Ended"),
  compound: T("小区", "Compound"), building: T("楼栋", "Building"), unit: T("单元", "Stairwell unit"), floor: T("楼层", "Floor"), household: T("住户", "Household"), quarantine: T("隔离管控中", "Under quarantine"),
  supply: T("物资", "Supplies"), emergency: T("急救", "Emergencies"), childbirth: T("分娩", "Childbirth"), "key-services": T("重点民生服务", "Key services"), ports: T("口岸", "Ports"),
  work: T("复工复产", "Work"), markets: T("复市", "Markets"), schools: T("复学", "Schools"), transport: T("交通", "Transport"),
};
