/** 中文：配置。 Chinese words of the setup page. */
export const setup = {
  setup: {
    title: "配置", lead: "单位、岗位、电话、排班、隔离点、房间、车辆和实验室，一份表格一次导入。",
    book: "全市配置表", fetch: "下载表格", fetchHint: "空表对每一列都有说明，每张工作表附一行示例。", empty: "空白表格", asItStands: "当前配置",
    give: "交回填好的表格", giveHint: "先读取核对，确认之前不会改动任何内容。", choose: "选择文件", dropHere: "或把文件拖到这里",
    sending: "正在上传…", reading: "正在读取核对…", allRight: "每一行都没有问题", someWrong: "有几行未被接受", done: "已导入", again: "选择改好的文件",
    take: "导入", takeGood: "只导入没有问题的行", unchanged: "{{n}} 项与现有一致", nothingNew: "没有新内容。", problems: "未被接受的行与提示",
    tab: "工作表", row: "行", field: "列", why: "原因", note: "提示", saidLoaded: "表格已导入。", saidChecked: "表格已核对。",
    nothingYet: "还没有导入配置。导入之后，缺项会列在这里。", onToBoard: "到看板", firstOrder: "下达第一道指令",
    gaps: "还缺什么", noGaps: "没有缺项：每个岗位都打得通，每类任务都有人负责。",
    openIncident: "新建事件", openHint: "事件使用全市的单位、岗位、隔离点和车辆；演练另用一套。", incidentTitle: "事件名称",
    rules: "适用规则", command: "指挥岗位", mode: "实战或演练", open: "新建",
  },
  sheet: { orgs: "单位", posts: "岗位", roster: "排班", sites: "隔离点", rooms: "房间", vehicles: "车辆", labs: "实验室" },
  gap: {
    "nobody-answers": "无人负责的任务", "nobody-to-alarm": "告警无人接收的单位", "empty-cell": "没有人员的网格", "no-phone": "没有电话的岗位", "no-deputy": "没有副职的岗位",
    "no-roster": "没有排班的岗位", "watch-uncovered": "无人值守的时段", "site-post-unfilled": "岗位不全的隔离点", "site-not-certified": "未验收的隔离点", other: "其他缺项",
  },
} as const;
