/** 中文：页面框架、连接状态、办理身份、快捷键、失败提示与短词。 Chinese words of the frame around every page. */
export const frame = {
  frame: {
    name: "Firebreak",
    home: "Firebreak，回到看板",
    ways: "主导航",
    skip: "跳到正文",
    whichIncident: "当前事件",
    noPage: "这个地址没有页面",
    noPageFix: "请核对地址，或从上方导航继续。",
  },
  way: { board: "看板", incident: "事件", things: "台账", alarms: "报警", setup: "配置" },
  mode: {
    live: "实战", replay: "复盘", drill: "演练",
    liveGroup: "正在处置的事件", replayGroup: "真实事件复盘", drillGroup: "演练",
  },
  live: {
    off: "未连接", connecting: "正在连接", live: "实时", lost: "连接中断",
    noneYet: "尚无新记录", secondsAgo: "上一条记录 {{n}} 秒前", longAgo: "上一条记录 {{length}}前",
    lostSpoken: "实时连接已中断，所示内容可能不是最新，正在重连。",
    backSpoken: "实时连接已恢复，没有遗漏记录。",
  },
  acting: {
    as: "办理身份", none: "选择你的岗位", title: "办理身份",
    explain: "你的每一步操作都记在这个岗位名下。启用登录之前，系统以你所选为准。",
    org: "单位", role: "岗位", sign: "署名", signHint: "工号或姓名缩写。会写入台账，请勿填写全名。",
    noPosts: "该单位还没有明确岗位，请到配置页补充。", save: "以此岗位办理", leave: "不再以此岗位办理",
  },
  theme: { system: "颜色跟随系统，点按改为浅色", light: "浅色，点按改为深色", dark: "深色，点按改为跟随系统" },
  keys: {
    title: "快捷键", everywhere: "所有页面", onBoard: "看板", onDuty: "任务页", help: "显示本列表", find: "查找",
    goBoard: "到看板", goIncident: "到事件", goThings: "到台账", goAlarms: "到报警", goSetup: "到配置",
    down: "下一项任务", up: "上一项任务", open: "打开任务", face: "全部、逾期、受阻、未签收、待核实", clear: "清除全部筛选", back: "回到看板",
  },
  failure: {
    offline: "无法连接服务器", offlineFix: "请检查网络，确认服务器已启动，然后重试。已填写的内容仍然保留。",
    outage: "服务器暂时无法答复（{{status}}）", outageFix: "请稍后重试；若一直如此，请告知服务器管理人员。",
    refused: "未办理。", wayOut: "怎么办：", where: "位置：{{where}}",
  },
  fault: {
    title: "本页出现程序错误", fix: "已登记的内容没有丢失。请重新载入；如仍然出现，请上报下面的文字。", reload: "重新载入",
    outdated: "本页有新版本", outdatedFix: "重新载入即可继续，已登记的内容没有丢失。",
  },
  say: { loading: "正在载入…", retry: "重试", close: "关闭", choose: "请选择…", cancel: "取消", yes: "是", no: "否" },
} as const;
