/** 机构的“未办理”说法。 Chinese sentences of refusals around institutions and plans of fact files, by code. */
export const siteRefusals = {
  "figures-missing": { message: "未报：{{figures}}。", fix: "请清点后补报；没有也请填0。" },
  "plan-without-time": { message: "计划须有时间，或随某一事件。", fix: "请填 at 或 with。" },
  "unknown-command": { message: "没有这个命令。", fix: "请填引擎已有的命令。" },
} as const;
