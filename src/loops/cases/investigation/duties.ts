/**
 * Duties of chasing a case: apart from others, interviewed, its contacts listed, each with its own clock from the
 * report. They arise where an organisation names who investigates; a case called something else later starts none anew.
 */
import type { DutyRule } from "../../../engine/rule.ts";

function chase(kind: string, clause: string, done: string, title: DutyRule["title"]): DutyRule {
  return {
    kind, title, clause,
    opens: [{
      on: "case.reported", when: { "data.first": true }, subject: "case", start: "data.reportedAt", onlyIfMapped: true,
      asker: { org: "above:actor", answers: "command" }, holder: { org: "actor", answers: "case.investigate" },
    }],
    moves: [{ on: done, subject: "case", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  chase("case.isolate", "case.isolate", "case.isolated", { zh: "病例落实隔离", en: "Put the case apart from others" }),
  chase("case.interview", "investigation.core", "case.interviewed", { zh: "完成病例核心信息调查", en: "Interview the case" }),
  chase("case.trace", "investigation.report", "case.contacts_listed", { zh: "列清病例的密接", en: "List the contacts of the case" }),
];
