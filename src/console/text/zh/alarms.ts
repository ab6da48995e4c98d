/** 中文：报警与本机。 Chinese words of the alarms page. */
export const alarms = {
  alarms: {
    title: "报警", calls: "呼叫", mine: "只看呼叫我岗位的", none: "没有呼叫", noneFix: "任务到期无人处理时，会呼叫值守岗位，并显示在这里。",
    answer: "我来处理", answeredBy: "已由{{post}}应答", answeredSpoken: "呼叫已应答。", over: "已结束", unanswered: "无人应答", next: "{{length}}后呼叫下一岗位",
    rung: "已呼叫 {{n}} 次，最近呼叫{{post}}", chooseFirst: "请先选择你的岗位。", channels: "呼叫方式",
  },
  rank: { emergency: "紧急", warning: "预警", reminder: "提醒" },
  device: {
    title: "本机", on: "本机会响铃。", off: "本机还不会响铃。", denied: "浏览器禁止了本页通知，请在浏览器的网站设置中允许。",
    unsupported: "此浏览器不能响铃。手机上请先把本页添加到主屏幕，或换用其他浏览器。", insecure: "响铃需要安全地址（https），请联系服务器管理人员。",
    post: "响铃岗位：{{post}}", turnOn: "让本机响铃", move: "改为此岗位响铃", turnOff: "不再响铃", notReached: "此处连不上浏览器的推送服务。",
  },
} as const;
