/** 中文：按记录生成的清单及其用途，包括固定为简报、写成交接清单，与英文逐条对应。 */
export const sheets = {
  sheets: {
    title: "清单", lead: "各份清单只按记录生成。点数字可看其依据。", choose: "请选择一份清单。", chooseOne: "请选择……", nothing: "无。", none: "无", more: "另有{{n}}项",
    cutOff: "截至", freeze: "固定为简报", briefName: "简报名称", frozen: "已固定。会议可以采用，决定可以引用。",
    stepIn: "接替并接过这些任务", steppedIn: "您已接替该岗位，其任务由您承担。", reason: "理由",
    write: "写成交接清单", note: "给下一班的说明", written: "已写出。由接班人签字；签字前仍由您负责。", ownOnly: "交接清单由该单位的当班岗位自己写。",
  },
} as const;
