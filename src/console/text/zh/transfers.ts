/** 中文：转运席的词条：建议车次、仍在等待的人、采纳方案。 Chinese words of the transfer desk. */
export const transfers = {
  transfers: {
    title: "转运方案", lead: "为等待转运的人匹配房间、车辆和队伍。由您决定；采纳后整体生效，或整体不生效。",
    again: "重新生成", none: "目前没有可以出发的人。", nobody: "目前没有等待转运的人。", trips: "建议车次：{{n}}", leaving: "出发时间", notProved: "为限时内找到的最好方案", cancels: "取消车次{{trip}}：",
    waiting: "仍在等待的人：{{n}}", due: "期限", take: "采纳此方案", taken: "已采纳。",
  },
} as const;
