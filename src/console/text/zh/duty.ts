/** 中文：任务页、时间线、条款、链条、办理与表单、事件。 Chinese words of the duty page and of forms. */
export const duty = {
  duty: {
    events: "经过", eventsCaption: "本任务的全部记录，按先后排列", side: "办理、链条与依据", copy: "复制编号 {{id}}",
    heldBy: "在谁手上", lastHeldBy: "最后在谁手上", since: "自", askedBy: "交办方", due: "时限", planned: "计划时间", done: "完成",
  },
  timing: { "in-time": "按时", late: "超时", "possibly-late": "可能超时", "reported-late": "按时完成、迟报", "no-clock": "未设时限" },
  line: {
    heading: "全程", title: "本任务的时间线；下方记录表以文字说明同样内容", legend: "图例",
    state: "状态", holder: "在谁手上", clock: "时限与告警",
    offerOf: "移交给{{post}}", followOf: "{{post}}负责跟踪",
  },
  tone: {
    open: "已持有未开始", started: "办理中", blocked: "受阻", done: "已办待核实", held: "持有", pending: "待签收",
    expired: "签收超时", follow: "跟踪期", due: "到期时间", unsure: "时刻不详",
  },
  mark: {
    reminded: "提醒", warned: "可能已到期", overdue: "逾期告警", escalated: "升级到第几级", look: "已跟踪检查", silence: "无跟踪记录",
    accepted: "签收", declined: "退回", rejected: "核实不通过", done: "报告完成", closed: "结束", planned: "登记计划",
  },
  clause: {
    title: "时限依据", none: "这项任务没有单独的时限，未引用条款。", origin: "数值来源", variants: "另有说法",
    replaces: "取代 {{pack}}", changed: "规则包此后有改动；任务仍按产生时的版本执行，所示为今日数值。",
    cited: "条款", pack: "规则包", hash: "版本", startedBy: "计时起点",
  },
  chain: {
    title: "链条", serves: "为这项受阻任务而设", asked: "交办方", passed: "移交", noLook: "没有签收或检查记录", looks: "{{n}} 次签收或检查",
    silences: "{{n}} 次无声无息", nextLook: "{{length}}后应再检查", lookLate: "检查已缺 {{length}}", holds: "现在手上", held: "最后在手",
    unassigned: "未明确责任人，由事件指挥部暂持。", offered: "已移交、未签收，仍由移交方负责", offerExpired: "已移交，签收超时",
    offerDue: "应签收时间", blockedSince: "自", resource: "已向上一级要资源", blockedTime: "共受阻 {{length}}，不计入持有者用时。",
  },
  actions: {
    title: "你可以办理", replay: "复盘只展示已经发生的事，不能办理。", chooseFirst: "请先选择你的岗位，再显示该岗位可以办理的事项。",
    as: "以{{post}}身份", nothing: "这里没有需要该岗位办理的事项。", closed: "任务已经结束。", notNow: "该岗位目前不能办理：{{n}} 项",
  },
  form: {
    optional: "（选填）", earlier: "是此前发生的", earlierHint: "发生的时间。将作为报告登记，即使不合规定也会收录。",
    precision: "准确到", precise: { minute: "确切时刻", day: "只知日期", between: "在两个时刻之间" }, earliest: "最早", latest: "最晚", at: "时间",
    zone: "按 {{zone}} 时间", in: { zh: "中文", en: "英文" }, many: "每行一个，或用逗号分开。", manyThings: "{{kind}}：每行一个，或用逗号分开。", allOf: "{{level}}：全部 {{n}} 个", filterOrgs: "按名称查找", chosen: "已选 {{n}} 个",
    addRow: "再加一项", removeRow: "去掉第 {{n}} 项", notComplete: "还有内容没有填完。", recordedAs: "记在{{post}}名下。",
    noWayBack: "{{what}}：无法收回。", back: "返回", next: "下一步…", yes: "确认{{what}}", sending: "正在登记…", sendAgain: "已填内容仍然保留，请再按一次，不会重复办理。",
    recorded: "已登记：{{what}}。",
  },
  trouble: {
    required: "必填", "not-a-number": "不是数字", "too-small": "太小", "too-large": "太大", pattern: "写法不对：不能有空格或冒号", "too-few": "数量不够",
    "upside-down": "最早时间晚于最晚时间",
  },
  event: { occurred: "发生时间", what: "事项", who: "办理岗位", learned: "获知时间", no: "编号", follows: "源自", command: "提交编号", number: "第 {{n}} 条记录", lag: "晚 {{length}}", early: "发出时尚不知已按时完成", to: "致{{post}}" },
} as const;
