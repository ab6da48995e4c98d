/** What can happen to laboratories: overloaded, relieved, their queue put right. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "lab.overloaded": zhEn("实验室超负荷", "Laboratory overloaded"),
  "lab.relieved": zhEn("实验室负荷已调度", "Laboratory relieved"),
  "lab.queue_corrected": zhEn("实验室待检量更正", "Laboratory's queue put right"),
};
