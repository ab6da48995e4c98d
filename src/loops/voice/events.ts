/** What can happen to a resident's request and what follows from it: promises, call-backs, common causes. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "line.registered": zhEn("登记来电号码代码", "Number that calls registered"),
  "request.booked": zhEn("来电未接通，已约回拨", "Call could not be taken; call-back booked"),
  "request.taken": zhEn("受理诉求", "Request taken"),
  "request.answered": zhEn("已答复诉求", "Request answered"),
  "request.confirmed": zhEn("居民确认已解决", "Resident confirms it is solved"),
  "request.disputed": zhEn("居民反映未解决", "Resident says it is not solved"),
  "request.reopened": zhEn("诉求重新办理", "Request reopened"),
  "request.withdrawn": zhEn("居民撤回诉求", "Request withdrawn by the resident"),
  "callbacks.drawn": zhEn("随机抽取回访诉求", "Requests drawn for call-backs"),
  "callback.drawn": zhEn("被抽中回访", "Drawn for a call-back"),
  "callback.made": zhEn("已回访", "Called back"),
  "promise.made": zhEn("作出承诺", "Promise made"),
  "promise.kept": zhEn("报告已兑现", "Promise reported kept"),
  "promise.confirmed": zhEn("居民确认已兑现", "Resident confirms the promise was kept"),
  "promise.denied": zhEn("居民反映未兑现", "Resident says the promise was not kept"),
  "cause.opened": zhEn("重复诉求归为同一原因", "Repeated requests traced to one cause"),
  "cause.solved": zhEn("原因已解决", "Cause dealt with"),
};
