/** What each kind of finding is called, for screens and terminals. Names only: nothing here judges anybody. */
import type { Text } from "../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const FINDING_TITLES: Readonly<Record<string, Text>> = {
  deadline_missed: T("逾期未完成", "Deadline missed"),
  follow_up_missing: T("下达后无跟踪", "Follow-up missing"),
  weak_oversight: T("督办不力", "Weak oversight"),
  capacity_gap: T("保障能力不足", "Capacity gap"),
  guarantor_duty_missing: T("包保检查缺失", "Guarantor's review missing"),
  control_before_transfer_missing: T("转运前未管控", "No control before transfer"),
  site_opened_without_staff: T("人员未到位即启用", "Site opened without staff"),
  coordination_weak: T("统筹协调不力", "Coordination weak"),
  person_out_of_control: T("人员脱离管控", "Person out of control"),
  waste_removal_late: T("垃圾清运不及时", "Waste removed late"),
  lesson_not_spread: T("未举一反三", "Lesson not spread"),
  organisation_level: T("单位层面问题", "On the organisation's level"),
  standard_breached: T("违反标准", "Standard breached"),
  instruction_not_executed: T("指令未落实", "Instruction not carried out"),
  record_falsified: T("记录造假", "Record falsified"),
  open_investigation: T("调查未结", "Investigation open"),
  supervision_failed: T("监管失效", "Supervision failed"),
  routed_upwards: T("须由上级处理", "Goes to a higher level"),
  concealment: T("隐瞒不报", "Concealment"),
  loop_not_closed: T("未形成闭环", "Loop not closed"),
  independence_missing: T("缺乏独立性", "Independence missing"),
  progress_behind_plan: T("进度落后", "Progress behind plan"),
  samples_not_sent_in_time: T("样本未及时送检", "Samples not sent in time"),
  gathering_in_quarantine: T("隔离期间聚集", "Gathering in quarantine"),
  crowd_over_supplies: T("因物资聚集", "Crowd over supplies"),
  crowd_at_pick_up: T("领取点拥挤", "Crowd at a pick-up point"),
  baseline_unknown_and_not_reported: T("底数不清且未报告", "Baseline unknown and not reported"),
  care_blocked: T("就医受阻", "Care was blocked"),
  role_absent: T("人员缺位", "Role absent"),
  assigned_tasks_not_done: T("交办任务未完成", "Assigned tasks not done"),
  role_overloaded: T("一人承担过多", "Role overloaded"),
};
