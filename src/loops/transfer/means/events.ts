/** What can happen to vehicles, teams and rooms: registered, promised, shared, used, disinfected, stopped. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "vehicle.registered": zhEn("登记车辆", "Vehicle registered"),
  "team.registered": zhEn("登记队伍", "Team registered"),
  "vehicle.claimed": zhEn("车辆已派", "Vehicle promised to a trip"),
  "vehicle.freed": zhEn("车辆释放", "Vehicle free again"),
  "team.claimed": zhEn("队伍已派", "Team promised to a trip"),
  "team.freed": zhEn("队伍释放", "Team free again"),
  "room.shared": zhEn("同住人员变更", "People who share the room"),
  "room.designated": zhEn("房间指定类别", "Room kept for a class"),
  "vehicle.used": zhEn("车辆载客", "People rode in the vehicle"),
  "vehicle.disinfected": zhEn("车辆消毒", "Vehicle disinfected"),
  "vehicle.stopped": zhEn("车辆停用", "Vehicle out of service"),
  "vehicle.back": zhEn("车辆恢复使用", "Vehicle back in service"),
};
