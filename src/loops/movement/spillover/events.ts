/** What can happen to a case found elsewhere that may come from here: reported, judged, its way traced. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "spillover.reported": zhEn("外地病例疑与本地有关", "Case elsewhere that may be linked"),
  "spillover.judged": zhEn("判定是否本地外溢", "Judged: from here or not"),
  "spillover.to_trace": zhEn("判定外溢，待查出城途径", "Linked: how it left is to be traced"),
  "spillover.traced": zhEn("查明出城途径", "How it left is traced"),
};
