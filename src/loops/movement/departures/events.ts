/** What can happen to a staggered departure: planned in slots, batches booked, gone, called off. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "departure-plan.set": zhEn("安排错峰离开", "Staggered departure planned"),
  "departure.booked": zhEn("批次编入时段", "Batch given a slot"),
  "departure.moved": zhEn("批次改时段", "Batch moved to another slot"),
  "departure.gone": zhEn("批次已离开", "Batch has left"),
  "departure.called_off": zhEn("批次取消", "Batch called off"),
};
