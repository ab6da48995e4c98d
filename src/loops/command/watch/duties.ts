/** Duty of the watch: a post that is never to be empty has somebody named for its first empty hour in good time. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "roster.fill",
    title: { zh: "补足值班空档", en: "Name somebody for the empty shift" },
    clause: null,
    opens: [{ on: "roster.gap_found", subject: "roster", due: "data.fillBy", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "roster.gap_closed", subject: "roster", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
];
