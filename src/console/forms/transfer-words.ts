/** Field names and fixed choices of what is asked about journeys: needs, vehicles, the proposal, reasons of a delay. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const transferFields: Readonly<Record<string, Text>> = {
  wheelchairs: T("轮椅位", "Wheelchair places"), stretchers: T("担架位", "Stretcher places"), partition: T("驾驶舱隔断", "Partition behind the driver"),
  classes: T("收住类别", "Classes it is kept for"), until: T("可再用时间", "Can be used again"), carer: T("陪护人", "Carer"), wheelchair: T("轮椅", "Wheelchair"),
  stretcher: T("担架", "Stretcher"), dependant: T("不能独自出行", "Cannot be alone"), language: T("语言", "Language"), howLong: T("多久", "For how long"), bring: T("随身携带", "What to bring"),
  code: T("原因", "Reason"), cancel: T("取消的车次", "Trips it cancels"), trips: T("新车次", "Trips"), call: T("联系电话", "Whom to call"), points: T("已核对项目", "Points in order"),
};

export const transferChoices: Readonly<Record<string, Text>> = {
  "no-room": T("无房间", "No room"), "no-vehicle": T("无车辆", "No vehicle"), "no-team": T("无队伍", "No team"), "site-not-ready": T("隔离点未就绪", "Site not ready"),
  "person-not-found": T("人员未找到", "Person not found"), "person-refuses": T("人员不配合", "Person refuses"), "in-hospital": T("正在住院", "In hospital"), weather: T("天气", "Weather"),
  room: T("房间", "Room"), vehicle: T("车辆", "Vehicle"), team: T("队伍", "Team"),
};
