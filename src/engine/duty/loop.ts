/** The engine's own loop: the life of a duty and the clock, in the same form as every other loop. */
import { cityNotice, NOTICED } from "../city.ts";
import { clockTick } from "../clock/tick.ts";
import type { Loop } from "../loop.ts";
import { zhEn } from "../rule.ts";
import { dutyCommands } from "./commands.ts";

export const dutyLoop: Loop = {
  name: "duty",
  title: zhEn("任务台账", "Duties"),
  events: {
    "duty.opened": zhEn("任务产生", "Duty opened"),
    "duty.offered": zhEn("移交待签收", "Passed on, not yet accepted"),
    "duty.accepted": zhEn("已签收", "Accepted"),
    "duty.declined": zhEn("被退回", "Declined"),
    "duty.recalled": zhEn("撤回移交", "Offer recalled"),
    "duty.started": zhEn("开始办理", "Started"),
    "duty.planned": zhEn("已登记计划", "Plan recorded"),
    "duty.looked": zhEn("已跟踪检查", "Checked by the asker's side"),
    "duty.blocked": zhEn("受阻", "Blocked"),
    "duty.unblocked": zhEn("恢复办理", "No longer blocked"),
    "duty.done": zhEn("报告完成", "Reported done"),
    "duty.rejected": zhEn("核实不通过", "Rejected"),
    "duty.verified": zhEn("核实销号", "Verified and closed"),
    "duty.lapsed": zhEn("随措施终止", "Lapsed with its measure"),
    "duty.withdrawn": zhEn("撤销", "Withdrawn"),
    "duty.taken_over": zhEn("副职接管", "Taken over by the deputy"),
    "duty.evidence_kept": zhEn("迟到证据留存", "Late report kept as evidence"),
    "duty.reminded": zhEn("提醒", "Reminder"),
    "duty.warned": zhEn("可能已到期", "May already be due"),
    "duty.overdue": zhEn("逾期", "Overdue"),
    "duty.offer_expired": zhEn("无人签收", "Nobody accepted"),
    "duty.follow_up_silent": zhEn("移交后无跟踪", "No follow-up after passing on"),
    "duty.escalated": zhEn("升级上报", "Escalated"),
    "tables.rebuilt": zhEn("按台账重建数据表", "Tables written anew from the ledger"),
    [NOTICED]: zhEn("获知本市变动", "Heard of a change in the city"),
    "breach.recorded": zhEn("违反规定", "Rule broken"),
  },
  kinds: [],
  commands: [...dutyCommands, clockTick, cityNotice],
  duties: [],
};
