/** The duty of a reopening step: reached by its date, by its owner. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "reopening.reach",
    title: { zh: "按计划恢复", en: "Reopen by plan" },
    clause: null,
    opens: [{ on: "reopening.planned", subject: "reopening", due: "data.date", asker: { org: "command" }, holder: { org: "data.owner.org", post: "data.owner" } }],
    moves: [{ on: "reopening.reached", subject: "reopening", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
];
