/** What can happen on the way: people aboard, the checklist gone through, left, at the gate, cancelled. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "transfer.checked": zhEn("转运规范核对", "Checklist gone through"),
  "transfer.boarded": zhEn("人员上车", "People aboard"),
  "transfer.departed": zhEn("出发", "Departed"),
  "transfer.gate_reached": zhEn("到达隔离点门口", "At the gate of the site"),
  "transfer.cancelled": zhEn("取消转运", "Trip cancelled"),
};
