/** What can happen in command: organisations and who answers for what, orders, statements, guarantors' reviews. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "org.registered": zhEn("登记单位", "Organisation registered"),
  "org.moved": zhEn("随上级单位变更隶属", "Moved with the organisation above it"),
  "responsibility.assigned": zhEn("明确责任人", "Responsibility assigned"),
  "deputy.assigned": zhEn("明确副职", "Deputy assigned"),
  "outbreak.declared": zhEn("疫情发生", "Outbreak declared"),
  "workline.assigned": zhEn("明确牵头单位", "Lead unit assigned"),
  "order.issued": zhEn("下达指令", "Order issued"),
  "order.addressed": zhEn("指令下达到单位", "Order addressed to a unit"),
  "order.withdrawn": zhEn("撤销指令", "Order withdrawn"),
  "instruction.executed": zhEn("指令执行情况", "Execution proved"),
  "guarantee.reviewed": zhEn("包保责任人检查", "Guarantor's review"),
  "resource.provided": zhEn("资源已落实", "Resource provided"),
  "statement.recorded": zhEn("记录通报内容", "What an authority said"),
  "figure.recorded": zhEn("记录数据", "Figure recorded"),
  "enforcement.recorded": zhEn("记录执法情况", "Enforcement recorded"),
};
