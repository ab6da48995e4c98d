/** Duties around the people who respond: how an infection was caught is established, and hospitals return theirs each day. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "infection.return",
    title: { zh: "每日报告院内感染", en: "Return the hospital's infections" },
    clause: "care.infection-return",
    opens: [{ on: "hospital.designated", subject: "hospital", asker: { org: "above:data.hospital", answers: "command" }, holder: { org: "data.hospital", answers: "patient.care" } }],
    moves: [{ on: "infection.returned", subject: "hospital", as: "done" }, { on: "hospital.undesignated", subject: "hospital", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.designated": true },
  },
  {
    kind: "staff.assess",
    title: { zh: "判明工作人员感染来源", en: "Establish how a member of staff was infected" },
    clause: "care.staff-infection",
    opens: [{ on: "staff.fell_ill", when: { "data.ill": "infection" }, subject: "staff-illness", asker: { org: "actor", actorRole: true }, holder: { org: "above:data.org" } }],
    moves: [{ on: "staff.illness_assessed", subject: "staff-illness", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];
