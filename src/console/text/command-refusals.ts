/** Chinese sentences of the refusals of command: orders, decisions, plans, modes, staff, the watch, crews and the pool. */
interface Sentence {
  readonly message: string;
  readonly fix: string;
}

const S = (message: string, fix: string): Sentence => ({ message, fix });

export const commandRefusals: Readonly<Record<string, Sentence>> = {
  "clause-not-in-pack": S("现行方案没有条款{{clause}}。", "请填现行方案的条款，或不填。"), "looser-than-rule": S("指令低于{{clause}}的要求。", "请按规定要求，或说明理由。"), "order-ends-first": S("指令在开始之前就结束。", "请对调起止时间。"),
  "brief-exists": S("这份简报已固定。", "之后的情况另立一份。"), "snapshot-to-come": S("该记录号尚未产生，谁也没有见过。", "请填读取数字时的记录号。"), "meeting-exists": S("这次会议已登记。", "请换一个名称。"),
  "decision-exists": S("这个决定编号已有。", "请用下一个编号。"), "decision-without-owner": S("没有承办人的决定不成其为决定。", "请写明承办岗位。"), "decision-without-time": S("没有时限的决定不成其为决定。", "请写明时限。"),
  "decision-without-snapshot": S("没有说明决定时所见的情况。", "请注明简报，或读取数字时的记录号。"), "decision-complete": S("这个决定已有承办人和时限。", "请移交任务，或撤回后另作决定。"), "decision-closed": S("这个决定已不再要求什么。", "如需改变请另作决定。"),
  "not-accountable": S("只有总负责人可以登记本人的过问。", "请总负责人亲自过问。"), "advisers-only-advise": S("{{org}}是专家顾问单位，不作决定、不承担任务。", "请其提出建议，由负责人答复。"),
  "advice-exists": S("这条建议已登记。", "请用下一个编号。"), "not-advised": S("建议是提给{{org}}的“{{role}}”的。", "请由该岗位或其副职答复。"), "advice-needs-reason": S("未全部采纳的建议须说明理由。", "请说明理由。"),
  "adopted-by-decision": S("采纳建议须有相应的决定。", "请先作出决定，再在此注明。"), "visit-exists": S("这次督导已登记。", "请换一个名称。"),
  "mode-already": S("已处于该模式。", "无须切换。"), "criteria-not-met": S("尚未满足的条件：{{criteria}}。", "请逐条确认已满足，或维持现模式。"), "activation-exists": S("该响应已启动。", "请继续办理清单。"), "step-done": S("这一事项已完成。", "请办理下一项。"),
  "risk-exists": S("这个风险已列明。", "请落实防控措施。"), "control-exists": S("这项措施正在实施。", "请先停止，或换一个名称。"), "control-ended": S("这项措施已停止。", "无须办理。"), "set-not-called-for": S("方案没有为这类风险列出该清单。", "请填方案所列清单，或不填。"),
  "plan-exists": S("这份方案已起草。", "请换一个名称。"), "plan-ends-first": S("方案在开始之前就结束。", "请填更晚的结束时间。"), "plan-not-draft": S("方案已批准。", "请写入下一周期方案。"), "plan-empty": S("没有目标的方案不对任何人提出要求。", "请先确定目标。"),
  "plan-without-safety": S("方案没有人员安全提示。", "请补写危险及防护办法。"), "plan-not-adopted": S("方案不在实施中。", "请核对是否已批准或已结束。"), "objective-exists": S("这个目标已确定。", "请换一个名称。"),
  "objective-after-plan": S("时限晚于方案结束时间。", "请确定方案期内能实现的目标，其余写入下一方案。"), "objective-elsewhere": S("这不是本方案的目标。", "请交代本方案自己的目标。"), "objective-not-reached": S("该目标尚未报告实现。", "请承办人报告，或转入下一方案，或说明理由取消。"),
  "objective-unaccounted": S("没有交代：{{objectives}}。", "请逐项说明已实现、转入下一方案或取消。"), "outcome-needs-reason": S("未实现的目标须说明理由。", "请说明理由。"), "carried-nowhere": S("要转入的方案不存在。", "请先起草下一方案及其目标。"),
  untrained: S("{{who}}没有{{role}}所需的有效培训：{{certificates}}。", "请先培训，或另派已培训人员。"), "standing-too-low": S("{{who}}的身份不得承担：{{duties}}。", "请安排工作人员；志愿者承担向其开放的任务。"), "over-hours": S("{{who}}将超出工时限制：{{limits}}。", "请分担班次，或注明批准的决定。"),
  "version-not-newer": S("第{{version}}版已在执行。", "请用下一个版本号。"), "at-work-already": S("已在{{org}}的“{{role}}”岗位签到。", "请先在那里签退。"), "not-at-work": S("没有签到记录。", "无须签退。"),
  "watch-held": S("{{who}}正在当班。", "请办理交接签字。"), "no-watch": S("该岗位没有人签字当班。", "请先上岗。"), "not-on-watch": S("交接清单由当班人自己写。", "请当班人写。"), "handover-to-self": S("{{who}}本就当班。", "请由他人接班签字。"), "handover-not-written": S("交班人还没有写交接清单。", "请先写出：清单由系统生成。"),
  "asks-itself": S("岗位不能自己查自己。", "请由他人查岗。"), "asked-already": S("正在查岗。", "请等待应答或副职接替。"), "nothing-asked": S("没有对该岗位查岗。", "请先查岗。"), "not-that-post": S("只有该岗位自己可以应答。", "请其应答，或由副职接替。"),
  "still-time-to-answer": S("该岗位还有时间应答。", "请等时限届满。"), "not-theirs": S("{{duty}}不是该岗位未办结的任务。", "请重新查看清单，去掉这一项。"),
  "dispatch-exists": S("这个派遣编号已有。", "请换一个编号。"), "crew-lacks-skill": S("{{crew}}没有这项专长。", "请派有此专长的队伍。"), "crew-untrained": S("没有有效培训：{{members}}。", "请先培训，或派全员已培训的队伍。"),
  "load-bearable": S("只有{{lines}}条业务线逾期，{{least}}条起为超负荷。", "请逐项查看逾期任务；上级已逐项获知。"), "load-warned": S("上级已获告警。", "请等待其分担。"),
  "unknown-sheet": S("没有这份清单。", "请从清单列表中选择。"), "sheet-about-nothing": S("这份清单须指明对象。", "请选择单位、方案、决定或响应。"),
  "loan-exists": S("这个调拨编号已有。", "请换一个编号。"), "loan-ended": S("已经归还。", "无须办理。"), "pool-short": S("可调数只有{{free}}。", "请减少数量，其余向其他部门统筹。"),
  "number-used": S("编号已经用过。", "请用下一个编号。"),
};
