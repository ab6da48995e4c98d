/** The words for the states of things, in both languages; one word means one thing wherever it is used. */
import type { Text } from "../../engine/rule.ts";
import { commandStatusWords } from "./command-status-words.ts";
import { movementStatuses } from "./movement-status-words.ts";
import { careStatusWords } from "./care-status-words.ts";
import { caseStatusWords } from "./case-status-words.ts";
import { areaStatusWords } from "./area-status-words.ts";
import { quarantineStatuses } from "./quarantine-status-words.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const statusWords: Readonly<Record<string, Text>> = {
  ...quarantineStatuses,
  ...movementStatuses,
  ...careStatusWords,
  ...caseStatusWords,
  ...areaStatusWords,
  ...commandStatusWords,
  active: T("有效", "Active"), registered: T("已登记", "Registered"), "in-force": T("生效", "In force"), withdrawn: T("已撤销", "Withdrawn"),
  addressed: T("已下达", "Addressed"), executed: T("已落实", "Carried out"), declared: T("已宣布", "Declared"), assigned: T("已明确", "Assigned"), stated: T("已通报", "Stated"),
  found: T("已判定", "Found"), pushed: T("已推送", "Pushed"), "held-at-home": T("居家临时管控", "Held at home"), "in-transit": T("转运途中", "On the way"),
  "in-quarantine": T("集中隔离", "In quarantine"), released: T("已解除", "Released"), "ruled-out": T("已排除", "Ruled out"), reported: T("已报告", "Reported"), recorded: T("已登记", "Recorded"),
  free: T("空闲", "Free"), claimed: T("已派", "Promised"), planned: T("已计划", "Planned"), departed: T("已出发", "Departed"), arrived: T("已到达", "Arrived"), cancelled: T("已取消", "Cancelled"),
  open: T("启用", "Open"), closed: T("关闭", "Closed"), ordered: T("已决定", "Ordered"), ended: T("已结束", "Ended"), incomplete: T("要件不全", "Incomplete"),
  ringing: T("正在呼叫", "Ringing"), answered: T("已应答", "Answered"), unanswered: T("无人应答", "Not answered"), telling: T("正在提醒", "Telling"), told: T("已提醒", "Told"),
  "on-the-way": T("行驶途中", "On the way"), "out-of-room": T("擅离房间", "Out of the room"), placed: T("已转运", "Placed"), set: T("已排定", "Set"), short: T("不足", "Short"),
  quiet: T("安静", "Quiet"), folding: T("合并中", "Folding"), counted: T("已清点", "Counted"), ready: T("就绪", "Ready"), "not-ready": T("未就绪", "Not ready"),
  confined: T("封控中", "Confined"), lifted: T("已解封", "Lifted"), unregistered: T("未登记", "Not registered"), failed: T("中断", "Failed"), restored: T("报告已恢复", "Reported restored"),
  denied: T("居民反映未落实", "Denied by the resident"), delivered: T("报告已送到户", "Reported delivered"), allocated: T("已配货", "Set aside"), dispatched: T("配送中", "On the route"), "at-gate": T("已到门口", "At the gate"),
  confirmed: T("居民已确认", "Confirmed"), low: T("需补货", "Low"), enough: T("充足", "Enough"), risen: T("异常上涨", "Risen"), steady: T("平稳", "Steady"), marshalled: T("秩序人员到位", "Marshalled"),
  crowding: T("将超容量", "Too many coming"), "split-up": T("已分流", "Split up"), booked: T("已约回拨", "Call-back booked"), taken: T("已受理", "Taken"), disputed: T("居民反映未解决", "Not solved, says the resident"),
  reopened: T("重新办理", "Reopened"), drawn: T("已抽取", "Drawn"), made: T("已承诺", "Promised"), kept: T("报告已兑现", "Reported kept"), traced: T("已归因", "Traced"), solved: T("已解决", "Solved"),
  surging: T("诉求激增", "Surging"), there: T("聚集中", "There"), eased: T("已疏导", "Eased"), logged: T("已记录", "Logged"), requested: T("已申请", "Asked for"), decided: T("已复核", "Decided"),
  received: T("已收到", "Received"), "looked-into": T("已核查", "Looked into"),
  routine: T("常态", "Routine"), "at-risk": T("管控中", "At risk"), proposed: T("待签批降级", "Downgrade proposed"), lowered: T("已降级，待开放", "Lowered, to be opened"), opened: T("已开放", "Open again"), reached: T("已实现", "Reached"),
  appealed: T("已申诉", "Appealed"), "to-repeat": T("待重做", "To be repeated"), sealed: T("已封存", "Sealed"),
  marked: T("待检测", "To be tested"),
  tested: T("已检测", "Tested"),
};
