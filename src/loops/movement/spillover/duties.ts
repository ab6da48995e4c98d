/** Duties of a case found elsewhere: judged whether it comes from here, and its way out of here traced. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "spillover.judge",
    title: { zh: "判定外地病例是否本地外溢", en: "Judge whether a case elsewhere comes from here" },
    clause: "spillover.judge",
    opens: [{ on: "spillover.reported", subject: "spillover", asker: { org: "actor", actorRole: true }, holder: { org: "command" } }],
    moves: [{ on: "spillover.judged", subject: "spillover", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "spillover.trace",
    title: { zh: "查明外溢途径与同行人员", en: "Trace how it left, and who left with it" },
    clause: "spillover.trace",
    opens: [{ on: "spillover.to_trace", subject: "spillover", asker: { org: "command", answers: "command" }, holder: { org: "command", answers: "spillover.judge" } }],
    moves: [{ on: "spillover.traced", subject: "spillover", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
