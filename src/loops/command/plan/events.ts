/** What can happen to a plan: written, given objectives, adopted, its objectives reached or carried over, closed. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "plan.written": zhEn("起草行动方案", "Plan written"),
  "objective.set": zhEn("确定行动目标", "Objective set"),
  "plan.adopted": zhEn("批准行动方案", "Plan adopted"),
  "plan.followed": zhEn("下一周期方案已接续", "Next plan adopted"),
  "objective.given": zhEn("交办行动目标", "Objective given"),
  "objective.reached": zhEn("报告目标实现", "Objective reported reached"),
  "objective.carried": zhEn("目标转入下一方案", "Objective carried over"),
  "objective.dropped": zhEn("目标取消", "Objective dropped"),
  "plan.closed": zhEn("行动方案结束", "Plan closed"),
};

/** One operational period of an incident, or a window such as a holiday. */
export const FORMS = ["operational-period", "holiday"] as const;
