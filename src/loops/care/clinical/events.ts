/** What can happen to a patient: admitted, gone over, found fit, discharged, handed on, followed up, died. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "patient.admitted": zhEn("收治患者", "Patient admitted"),
  "patient.severity_recorded": zhEn("记录病情轻重", "Severity recorded"),
  "patient.plan_set": zhEn("制定一人一策治疗方案", "Plan of treatment set"),
  "patient.plan_reviewed": zhEn("研判治疗方案", "Plan gone over"),
  "patient.treatment_noted": zhEn("记录治疗", "Treatment noted"),
  "patient.checked": zhEn("对照出院标准检查", "Checked against the criteria for discharge"),
  "patient.fit": zhEn("符合出院标准", "Meets the criteria for discharge"),
  "patient.unfit": zhEn("不再符合出院标准", "No longer meets the criteria for discharge"),
  "patient.discharged": zhEn("出院", "Discharged"),
  "patient.referred": zhEn("转往另一医疗机构", "Referred to another institution"),
  "patient.received": zhEn("接收机构签收患者", "Patient received by the institution"),
  "patient.followup_planned": zhEn("安排随访", "Follow-up planned"),
  "patient.followed_up": zhEn("完成随访", "Followed up"),
  "patient.observation_ended": zhEn("出院后观察期结束", "Observation after discharge ended"),
  "patient.assessed": zhEn("专家评估", "Assessed by experts"),
  "patient.died": zhEn("患者死亡", "Patient died"),
};
