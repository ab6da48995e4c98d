/** 机构、采样与回访的“未办理”说法。 Chinese sentences of refusals around institutions, sampling, call-backs and plans of fact files, by code. */
export const siteRefusals = {
  "figures-missing": { message: "未报：{{figures}}。", fix: "请清点后补报；没有也请填0。" },
  "pool-size-unknown": { message: "方案的混采人数为{{sizes}}，没有{{size}}。", fix: "请选择其中之一。" },
  "queue-too-dense": { message: "排队间距小于规定。", fix: "请重新划线。" },
  "not-in-script": { message: "回访提纲没有“{{question}}”这一问。", fix: "请按提纲登记。" },
  "plan-without-time": { message: "计划须有时间，或随某一事件。", fix: "请填 at 或 with。" },
  "unknown-command": { message: "没有这个命令。", fix: "请填引擎已有的命令。" },
} as const;
