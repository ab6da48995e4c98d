/** 中文：事件总览。 Chinese words of the incident page. */
export const incident = {
  incident: {
    pack: "规则包", counterfactual: "反事实推演", counterfactualExplain: "所用规则包当时并未生效：这是按另一套规则本会发现的情况。",
    toBoard: "看板：在办 {{n}} 项", toThings: "台账", noEvents: "尚无记录", noEventsFix: "一有登记就会出现在这里。",
  },
  known: { label: "回看时点", exact: "回看的确切时间", all: "目前所知全部", at: "只看当时所知，截至", reset: "回到全部" },
  headline: {
    label: "首次告警", firstWould: "首次告警本应发出于", first: "首次告警发出于", to: "报给", nobody: "未明确岗位",
    lead: "比最终完成提前", leadOf: "{{subject}}：{{duty}}（最终完成）", count: "发现问题", certain: "其中确定 {{n}} 项",
  },
  findings: {
    title: "发现的问题", caption: "按告警发出先后排列的问题", none: "没有发现问题", noneFix: "截至此刻没有遗漏。",
    raised: "告警时间与报给谁", what: "漏了什么", who: "在谁手上、谁应负责", late: "迟了多久", strip: "同一时间轴上的时限、告警与完成", evidence: "依据",
    answers: "应负责：", nobodyNamed: "未明确责任人", unassigned: "未明确责任人", asked: "曾向{{post}}要{{what}}：", noAnswer: "没有答复",
    noNumber: "无法给出数字", certain: "确定", possible: "可能", found: "系统发现", foundStated: "系统发现，通报亦载明",
    legendRaised: "告警发出", legendDue: "到期时间", legendDone: "完成",
  },
  figures: { title: "数据", cutOff: "统计截至", none: "尚无可统计的数据", notThen: "数据按所示截止点统计，不是回看时点的数据。" },
  checks: { title: "核对", caption: "由台账推算的量", what: "项目", about: "对象", value: "数值", how: "算法", assumed: "推定" },
  time: {
    title: "时间线", caption: "按获知先后排列的记录及其发生时间", show: "显示哪些行", fact: "事实", alarm: "告警", duty: "任务", setup: "配置",
    older: "显示更早的记录", axis: "发生时间与获知时间", learnedLater: "晚 {{length}}获知",
    legendOccurred: "发生时间，宽度即不确定范围", legendLearned: "获知时间", legendAlarm: "告警发出",
  },
} as const;
