/** What can happen on the way home: a dedicated trip planned, departed, and each person handed over at the door. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "homeward.planned": zhEn("安排返家专车专班", "Trip home planned"),
  "homeward.departed": zhEn("返家出发", "Left for home"),
  "homeward.cancelled": zhEn("返家车次取消", "Trip home cancelled"),
  "homeward.finished": zhEn("返家车次完成", "Trip home finished"),
  "homecoming.signed": zhEn("社区到户签收", "Signed for at the door by the community"),
};
