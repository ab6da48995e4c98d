/** What can happen to those who do the work: registered, trained, at work and off again, in danger. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "worker.registered": zhEn("登记工作人员", "Worker registered"),
  "certificate.recorded": zhEn("登记培训合格", "Certificate recorded"),
  "training.required": zhEn("规定上岗培训", "Training required of a role"),
  "procedure.published": zhEn("发布操作规程", "Procedure published"),
  "staff.checked_in": zhEn("到岗签到", "Checked in at the post"),
  "staff.clock_started": zhEn("连续工作时间起算", "Working time begins to count"),
  "staff.checked_out": zhEn("离岗签退", "Checked out"),
  "hazard.reported": zhEn("报告安全隐患", "Hazard to staff reported"),
  "hazard.answered": zhEn("安全隐患已处理", "Hazard answered"),
};

/** What somebody is to the response; volunteers and neighbours lend a hand within limits. */
export const STANDINGS = ["staff", "volunteer", "neighbour", "adviser"] as const;
export type Standing = (typeof STANDINGS)[number];
