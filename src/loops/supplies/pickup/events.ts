/** What can happen at a pick-up point: planned, booked, marshalled, too many people on their way, split. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "pickup.planned": zhEn("安排领取点", "Pick-up point planned"),
  "pickup.marshalled": zhEn("维持秩序人员到位", "Marshals in place"),
  "pickup.booked": zhEn("预约领取时段", "Slot booked"),
  "pickup.expected": zhEn("预计领取人数", "People expected"),
  "pickup.crowding": zhEn("领取点将超出容量", "More people coming than the point can take"),
  "pickup.split_up": zhEn("分流领取或送货上门", "Split up, or sent to the doors"),
};
