/** What can happen between headquarters and the front: advice given and answered, a visit with the problems it found. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "advice.given": zhEn("提出专家建议", "Recommendation given"),
  "advice.answered": zhEn("答复专家建议", "Recommendation answered"),
  "visit.recorded": zhEn("登记现场督导", "Visit to the front recorded"),
  "problem.found": zhEn("现场发现问题", "Problem found on the spot"),
  "problem.answered": zhEn("问题已处理", "Problem answered"),
};
