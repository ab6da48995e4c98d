/** What can happen around quarantine: measures, sites and rooms, arrivals, exits, waste, counts, releases. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const events: Readonly<Record<string, Text>> = {
  "measure.ordered": T("决定隔离", "Quarantine ordered"),
  "measure.support_accepted": T("保障责任人签收", "Support holder accepted"),
  "measure.extended": T("延长隔离", "Quarantine extended"),
  "site.registered": T("登记隔离点", "Site registered"),
  "site.certified": T("布局验收", "Layout certified"),
  "site.posts_filled": T("岗位到位", "Posts filled"),
  "site.opened": T("隔离点启用", "Site opened"),
  "site.closed": T("隔离点关闭", "Site closed"),
  "site.understaffed": T("人员到达时岗位不全", "People received while posts were unfilled"),
  "room.registered": T("登记房间", "Room registered"),
  "room.claimed": T("房间已派", "Room promised"),
  "room.freed": T("房间释放", "Room free again"),
  "person.arrived": T("人员到达签收", "Arrival recorded by the site"),
  "trip.arrived": T("车次到达", "Trip arrived"),
  "person.left_room": T("擅离房间", "Person out of the room"),
  "person.returned": T("返回房间", "Person back in the room"),
  "sites.checked": T("同类隔离点同查", "Same check made at sister sites"),
  "heads.counted": T("人数清点", "Heads counted"),
  "waste.collected": T("垃圾清运", "Waste collected"),
  "release.prepared": T("解除前核验", "Release check recorded"),
  "person.released": T("解除隔离", "Released"),
};
