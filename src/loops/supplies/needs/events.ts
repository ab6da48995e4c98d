/** What can happen to a household's need on its way to the door. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "need.reported": zhEn("登记需求", "Need reported"),
  "need.ordered": zhEn("已下单采购", "Ordered"),
  "need.allocated": zhEn("已从库存配货", "Set aside from stock"),
  "need.short": zhEn("库存不足", "Not enough in stock"),
  "need.dispatched": zhEn("已发车配送", "On the route"),
  "need.at_gate": zhEn("已到小区门口", "At the gate"),
  "need.delivered": zhEn("报告已送到户", "Reported delivered to the door"),
  "need.confirmed": zhEn("住户确认收到", "Household confirms"),
  "need.denied": zhEn("住户反映未收到", "Household says it has not come"),
  "need.cancelled": zhEn("住户取消需求", "Need cancelled by the household"),
};
