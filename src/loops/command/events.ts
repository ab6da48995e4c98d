/** What can happen in command: organisations and who answers for what, orders, statements, guarantors' reviews. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const events: Readonly<Record<string, Text>> = {
  "org.registered": T("登记单位", "Organisation registered"),
  "responsibility.assigned": T("明确责任人", "Responsibility assigned"),
  "deputy.assigned": T("明确副职", "Deputy assigned"),
  "outbreak.declared": T("疫情发生", "Outbreak declared"),
  "workline.assigned": T("明确牵头单位", "Lead unit assigned"),
  "order.issued": T("下达指令", "Order issued"),
  "order.addressed": T("指令下达到单位", "Order addressed to a unit"),
  "order.withdrawn": T("撤销指令", "Order withdrawn"),
  "instruction.executed": T("指令执行情况", "Execution proved"),
  "guarantee.reviewed": T("包保责任人检查", "Guarantor's review"),
  "resource.provided": T("资源已落实", "Resource provided"),
  "statement.recorded": T("记录通报内容", "What an authority said"),
  "figure.recorded": T("记录数据", "Figure recorded"),
  "enforcement.recorded": T("记录执法情况", "Enforcement recorded"),
};
