/** What can happen in command: organisations and who answers for what, statements, guarantors' reviews. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "org.registered": zhEn("登记单位", "Organisation registered"),
  "org.moved": zhEn("随上级单位变更隶属", "Moved with the organisation above it"),
  "responsibility.assigned": zhEn("明确责任人", "Responsibility assigned"),
  "deputy.assigned": zhEn("明确副职", "Deputy assigned"),
  "outbreak.declared": zhEn("疫情发生", "Outbreak declared"),
  "workline.assigned": zhEn("明确牵头单位", "Lead unit assigned"),
  "guarantee.reviewed": zhEn("包保责任人检查", "Guarantor's review"),
  "resource.provided": zhEn("资源已落实", "Resource provided"),
  "statement.recorded": zhEn("记录通报内容", "What an authority said"),
  "figure.recorded": zhEn("记录数据", "Figure recorded"),
  "enforcement.recorded": zhEn("记录执法情况", "Enforcement recorded"),
};
