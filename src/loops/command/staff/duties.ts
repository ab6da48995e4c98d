/** Duties towards those who work: relieved before they have worked too long, hazards they report dealt with. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "staff.relieve",
    title: { zh: "到时换班，停止连续工作", en: "Relieve them before they have worked too long" },
    clause: "staff.shift.max",
    opens: [{ on: "staff.clock_started", subject: "worker", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "staff.checked_out", subject: "worker", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "hazard.answer",
    title: { zh: "处理工作人员安全隐患", en: "Deal with the hazard to staff" },
    clause: "hazard.answer",
    opens: [{ on: "hazard.reported", subject: "hazard", asker: { org: "actor", actorRole: true }, holder: { org: "data.org" } }],
    moves: [{ on: "hazard.answered", subject: "hazard", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
];
