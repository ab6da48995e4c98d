/** Duty of the profile: no named risk stays without a control. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "risk.cover",
    title: { zh: "为列明的风险落实防控措施", en: "Put a control against the named risk" },
    clause: "risk.cover",
    opens: [{ on: "risk.uncovered", subject: "risk", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "control.started", subject: "risk", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
];
