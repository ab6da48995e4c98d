/** 中文：看板、任务状态与时限。 Chinese words of the board. */
export const board = {
  board: {
    title: "任务看板", byOrg: "按单位", orgCaption: "各单位在办任务，问题多者在前", org: "单位", oldest: "最久",
    caption: "任务清单，逾期在前，其余按时限排列",
    col: { state: "状态", duty: "任务", holder: "在谁手上", due: "时限" },
    fold: "收起{{org}}下级", unfold: "展开{{org}}下级", countOf: "{{org}}：{{what}} {{n}} 项",
    kind: "任务类别", allKinds: "全部类别", clear: "清除筛选", without: "去掉筛选“{{what}}”", batch: "指令 {{id}}",
    missing: "缺：{{what}}", offeredTo: "等待{{post}}签收", offerExpired: "{{post}}逾时未签收",
    escalated: "已升到第 {{n}} 级", toVerify: "待{{post}}核实", unassigned: "未明确责任人", heldFor: "已 {{length}}",
    stoodStill: "时钟停在", toFindings: "问题出在哪里、最早何时能发现",
    noIncident: "还没有事件", noIncidentFix: "请先导入单位、岗位和场所，然后即可下达第一道指令。", toSetup: "去配置",
    none: "没有未完成的任务", noneFix: "本事件的任务均已销号，新任务会自动出现在这里。",
    noneFiltered: "没有符合筛选条件的任务", loadingMore: "正在载入更多…",
  },
  facet: { label: "看板分面", all: "全部在办", overdue: "逾期", blocked: "受阻", offered: "未签收", done: "待核实" },
  count: { open: "在办", overdue: "逾期", blocked: "受阻", offered: "未签收" },
  bucket: { overdue: "已逾期", perhaps: "可能已逾期", soon: "2 小时内到期", today: "一天内到期", later: "稍后到期", "no-clock": "未设时限" },
  sign: {
    overdue: "逾期", blocked: "受阻", offered: "未签收", done: "已办待核实", started: "办理中", open: "待办",
    verified: "已销号", lapsed: "随措施终止", withdrawn: "已撤销",
  },
  due: { none: "未设时限", inTime: "按时", left: "还剩 {{length}}", late: "已超 {{length}}", perhaps: "可能已超 {{length}}" },
  find: {
    placeholder: "查找单位、任务、对象…", label: "查找单位、任务类别、任务编号或对象编号",
    org: "单位", kind: "任务类别", duty: "任务", thing: "对象",
  },
} as const;
