/** 中文：各类台账。 Chinese words of records. */
export const things = {
  things: {
    title: "台账", desks: "工作台", find: "查找台账或登记事项……", notFound: "没有叫“{{word}}”的台账或事项", shared: "全市", none: "还没有内容", noneFix: "登记之后会出现在这里。",
    id: "编号", status: "状态", before: "上一页", next: "下一页", state: "当前状态", version: "第 {{n}} 版", place: "所属", eventsCaption: "相关记录，按先后排列",
    side: "办理与任务", duties: "相关任务", noDuties: "没有。", act: "登记", noCommand: "没有这种办理事项", another: "再登记一项", andMore: "另有 {{n}} 项",
  },
} as const;
