/** What can happen in transfer: vehicles and teams, trips planned and left, people handed over, days closed. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "vehicle.registered": zhEn("登记车辆", "Vehicle registered"),
  "team.registered": zhEn("登记队伍", "Team registered"),
  "vehicle.claimed": zhEn("车辆已派", "Vehicle promised to a trip"),
  "vehicle.freed": zhEn("车辆释放", "Vehicle free again"),
  "team.claimed": zhEn("队伍已派", "Team promised to a trip"),
  "team.freed": zhEn("队伍释放", "Team free again"),
  "transfer.planned": zhEn("房、人、车已匹配", "Room, people and vehicle matched"),
  "transfer.departed": zhEn("出发", "Departed"),
  "transfer.cancelled": zhEn("取消转运", "Trip cancelled"),
  "contact.placed": zhEn("转出方报告已送达", "Sender reports the person placed"),
  "capacity.short": zhEn("无可用隔离房间", "No quarantine room ready"),
};
