/** What can happen to a list of people who left: drawn up, sent, signed for by the destination, people not found there. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "leavers.listed": zhEn("列出离开人员", "People who left are listed"),
  "leavers.sent": zhEn("名单发往目的地", "List sent to the destination"),
  "leavers.received": zhEn("目的地签收名单", "Destination signs for the list"),
  "leavers.not_found": zhEn("目的地查无此人", "People the destination cannot find"),
  "leavers.found": zhEn("查明下落", "Whereabouts cleared up"),
};
