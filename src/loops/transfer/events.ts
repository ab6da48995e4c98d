/** What can happen in transfer: vehicles and teams, trips planned and left, people handed over, days closed. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const events: Readonly<Record<string, Text>> = {
  "vehicle.registered": T("登记车辆", "Vehicle registered"),
  "team.registered": T("登记队伍", "Team registered"),
  "vehicle.claimed": T("车辆已派", "Vehicle promised to a trip"),
  "vehicle.freed": T("车辆释放", "Vehicle free again"),
  "team.claimed": T("队伍已派", "Team promised to a trip"),
  "team.freed": T("队伍释放", "Team free again"),
  "transfer.planned": T("房、人、车已匹配", "Room, people and vehicle matched"),
  "transfer.departed": T("出发", "Departed"),
  "transfer.cancelled": T("取消转运", "Trip cancelled"),
  "contact.placed": T("转出方报告已送达", "Sender reports the person placed"),
  "capacity.short": T("无可用隔离房间", "No quarantine room ready"),
  "day.closed": T("日清日结", "Day closed"),
};
