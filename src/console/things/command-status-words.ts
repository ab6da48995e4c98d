/** The words for the states of what command keeps: briefs, decisions, modes, plans, workers, watches, crews, loans. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const commandStatusWords: Readonly<Record<string, Text>> = {
  frozen: T("已固定", "Frozen"), adopted: T("已采用", "Adopted"), given: T("已交办", "Given"), "carried-out": T("报告已落实", "Reported carried out"), revoked: T("已撤回", "Revoked"),
  alert: T("预警", "Alert"), emergency: T("应急", "Emergency"), "wind-down": T("收尾", "Wind-down"), begun: T("启动中", "Begun"), activated: T("已启动", "Activated"),
  covered: T("有防控", "Covered"), uncovered: T("无防控", "No control"), draft: T("草案", "Draft"), "carried-over": T("已转入下一方案", "Carried over"), dropped: T("已取消", "Dropped"),
  off: T("离岗", "Off"), "at-work": T("在岗", "At work"), on: T("当班", "On watch"), "handing-over": T("交接中", "Handing over"), asked: T("查岗中", "Asked"), present: T("在岗", "There"), warned: T("已告警", "Warned"), shared: T("已分担", "Shared out"),
  "deputy-acting": T("副职代行", "Deputy acting"), sent: T("已派出", "Sent"), lent: T("已调出", "Lent"), planned: T("已排定", "Planned"),
};
