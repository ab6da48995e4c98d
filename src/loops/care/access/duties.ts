/** Duties of the way to care: answered, reached, opened where somebody was kept from it; sessions arranged before they are due. */
import type { DutyRule } from "../../../engine/rule.ts";

/** Who took the call; the incident's command where that is nobody the city knows. */
const DESK = { org: "data.desk.org", post: "data.desk" } as const;
const ENDS = ["care.confirmed", "care.returned"] as const;
const ended = ENDS.map((on) => ({ on, subject: "care-request", as: "verified" as const }));
const EMERGENCY = { "data.urgency": "emergency" } as const;
const CHRONIC = { "data.urgency": "chronic" } as const;

function answered(kind: string, when: Readonly<Record<string, string>>, clause: string, title: DutyRule["title"]): DutyRule {
  return {
    kind, title, clause,
    opens: [{ on: "care.requested", when, subject: "care-request", asker: DESK, holder: DESK, offer: { org: "data.centre", answers: "care.answer" } }],
    moves: [{ on: "care.answered", subject: "care-request", as: "done" }, { on: "care.received", subject: "care-request", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  };
}

function reached(kind: string, when: Readonly<Record<string, string>>, clause: string | null, title: DutyRule["title"]): DutyRule {
  return {
    kind, title, clause,
    opens: [{ on: "care.requested", when, subject: "care-request", ...(clause === null ? { due: "data.neededBy" as const } : {}), asker: DESK, holder: DESK, offer: { org: "data.centre", answers: "care.answer" } }],
    moves: [{ on: "care.received", subject: "care-request", as: "verified" }, { on: "care.received", subject: "care-request", as: "done" }, ...ended, { on: "care.denied", subject: "care-request", as: "rejected" }],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  answered("care.answer", EMERGENCY, "need.urgent", { zh: "急症落实接诊医院", en: "Name a hospital for an emergency" }),
  answered("care.answer-chronic", CHRONIC, "care.chronic.answer", { zh: "慢性病就医需求落实医院", en: "Name a hospital for chronic care" }),
  reached("care.reach", EMERGENCY, "care.reach", { zh: "急症患者送达医院", en: "Bring an emergency to the hospital" }),
  reached("care.reach-chronic", CHRONIC, null, { zh: "慢性病患者按时就医", en: "Bring somebody to chronic care in time" }),
  {
    kind: "care.unblock",
    title: { zh: "打通受阻的就医通道", en: "Open the way to care where somebody was kept from it" },
    clause: "care.unblock",
    opens: [{ on: "care.turned_away", subject: "care-request", asker: DESK, holder: { org: "above:data.org", answers: "care.unblock" } }],
    moves: [{ on: "care.received", subject: "care-request", as: "verified" }, { on: "care.received", subject: "care-request", as: "done" }, ...ended],
    verifiedBy: "counterpart",
    finding: "care_blocked",
  },
  {
    kind: "care.record",
    title: { zh: "补全急症就医记录", en: "Complete the record of an emergency" },
    clause: "care.record",
    opens: [{ on: "care.requested", when: { "data.recordComplete": false }, subject: "care-request", asker: { org: "above:actor", answers: "command" }, holder: DESK }],
    moves: [{ on: "care.record_completed", subject: "care-request", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "chronic.arrange",
    title: { zh: "落实定期治疗的往返和通行", en: "Arrange the way to the next session" },
    clause: null,
    opens: [{ on: "chronic.scheduled", subject: "chronic-care", due: "data.arrangeBy", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "chronic.arrange" } }],
    moves: [{ on: "chronic.arranged", subject: "chronic-care", as: "done" }, { on: "chronic.attended", subject: "chronic-care", as: "done" }, { on: "chronic.ended", subject: "chronic-care", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "chronic.attend",
    title: { zh: "定期治疗按时进行", en: "Get to the next session" },
    clause: null,
    opens: [{ on: "chronic.scheduled", subject: "chronic-care", due: "data.nextAt", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "chronic.arrange" } }],
    moves: [{ on: "chronic.attended", subject: "chronic-care", as: "verified", by: "data.hospital" }, { on: "chronic.attended", subject: "chronic-care", as: "done" }, { on: "chronic.ended", subject: "chronic-care", as: "lapsed" }],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
