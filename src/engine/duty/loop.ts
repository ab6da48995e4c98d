/** The engine's own loop: the life of a duty and the clock, in the same form as every other loop. */
import { clockTick } from "../clock/tick.ts";
import type { Loop } from "../loop.ts";
import type { Text } from "../rule.ts";
import { dutyCommands } from "./commands.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const dutyLoop: Loop = {
  name: "duty",
  title: T("任务台账", "Duties"),
  events: {
    "duty.opened": T("任务产生", "Duty opened"),
    "duty.offered": T("移交待签收", "Passed on, not yet accepted"),
    "duty.accepted": T("已签收", "Accepted"),
    "duty.declined": T("被退回", "Declined"),
    "duty.recalled": T("撤回移交", "Offer recalled"),
    "duty.started": T("开始办理", "Started"),
    "duty.planned": T("已登记计划", "Plan recorded"),
    "duty.looked": T("已跟踪检查", "Checked by the asker's side"),
    "duty.blocked": T("受阻", "Blocked"),
    "duty.unblocked": T("恢复办理", "No longer blocked"),
    "duty.done": T("报告完成", "Reported done"),
    "duty.rejected": T("核实不通过", "Rejected"),
    "duty.verified": T("核实销号", "Verified and closed"),
    "duty.lapsed": T("随措施终止", "Lapsed with its measure"),
    "duty.withdrawn": T("撤销", "Withdrawn"),
    "duty.taken_over": T("副职接管", "Taken over by the deputy"),
    "duty.evidence_kept": T("迟到证据留存", "Late report kept as evidence"),
    "duty.reminded": T("提醒", "Reminder"),
    "duty.warned": T("可能已到期", "May already be due"),
    "duty.overdue": T("逾期", "Overdue"),
    "duty.offer_expired": T("无人签收", "Nobody accepted"),
    "duty.follow_up_silent": T("移交后无跟踪", "No follow-up after passing on"),
    "duty.escalated": T("升级上报", "Escalated"),
    "breach.recorded": T("违反规定", "Rule broken"),
  },
  kinds: [],
  commands: [...dutyCommands, clockTick],
  duties: [],
};
