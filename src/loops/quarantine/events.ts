/** What can happen around quarantine: measures, sites and rooms, arrivals, exits, waste, counts, releases. */
import { type Text, zhEn } from "../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "measure.ordered": zhEn("决定隔离", "Quarantine ordered"),
  "measure.support_accepted": zhEn("保障责任人签收", "Support holder accepted"),
  "measure.completed": zhEn("补全隔离决定", "Decision completed"),
  "measure.extended": zhEn("延长隔离", "Quarantine extended"),
  "site.registered": zhEn("登记隔离点", "Site registered"),
  "site.certified": zhEn("布局验收", "Layout certified"),
  "site.posts_filled": zhEn("岗位到位", "Posts filled"),
  "site.opened": zhEn("隔离点启用", "Site opened"),
  "site.closed": zhEn("隔离点关闭", "Site closed"),
  "site.understaffed": zhEn("人员到达时岗位不全", "People received while posts were unfilled"),
  "room.registered": zhEn("登记房间", "Room registered"),
  "room.claimed": zhEn("房间已派", "Room promised"),
  "room.freed": zhEn("房间释放", "Room free again"),
  "person.arrived": zhEn("人员到达签收", "Arrival recorded by the site"),
  "trip.arrived": zhEn("车次到达", "Trip arrived"),
  "person.left_room": zhEn("擅离房间", "Person out of the room"),
  "person.returned": zhEn("返回房间", "Person back in the room"),
  "sites.checked": zhEn("同类隔离点同查", "Same check made at sister sites"),
  "heads.counted": zhEn("人数清点", "Heads counted"),
  "waste.collected": zhEn("垃圾清运", "Waste collected"),
  "person.released": zhEn("解除隔离", "Released"),
};
