/** 转运的“未办理”说法。 Chinese sentences of refusals around journeys, vehicles and proposals, by code. */
export const transferRefusals = {
  "more-places-than-seats": { message: "轮椅位和担架位之和超过总座位数。", fix: "座位数为可载总人数，含轮椅位和担架位。" },
  "named-twice": { message: "方案中有人或车次出现两次。", fix: "请重新生成方案。" },
  "no-such-point": { message: "核对清单中没有这一项。", fix: "请按清单填写。" },
  "not-on-this-trip": { message: "此人不在这一车次。", fix: "请核对车次名单。" },
  "nothing-proposed": { message: "方案中没有车次。", fix: "请查看各人等待的原因。" },
  "own-carer": { message: "本人不能做自己的陪护人。", fix: "请填另一人，或填 staff。" },
  "reason-missing": { message: "选择其他原因须说明。", fix: "请写明原因。" },
  "room-too-small": { message: "房间{{room}}只有{{beds}}张床，要住{{people}}人。", fix: "请选更大的房间，或再选一间。" },
  "room-of-another-class": { message: "该房间指定收住其他类别人员。", fix: "请选该人员类别的房间。" },
  "classes-mixed": { message: "不同风险类别的人员不能同车。", fix: "请按类别分车。" },
  "vehicle-out-of-service": { message: "车辆已停用。", fix: "请换一辆车。" },
  "no-place-for-need": { message: "车辆的轮椅位或担架位不够。", fix: "请换有相应位置的车辆。" },
  "without-carer": { message: "不能独自出行的人没有陪护人同行，陪护人也不在该隔离点。", fix: "请让陪护人同行，或登记由工作人员陪护。" },
  "trip-not-under-way": { message: "车次尚未出发或已结束。", fix: "请先登记出发。" },
  "trip-overtaken": { message: "情况已变化，原计划不能执行：{{about}}。", fix: "请取消该车次，重新生成方案。" },
} as const;
