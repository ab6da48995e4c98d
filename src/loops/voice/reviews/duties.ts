/** Duties of reviews: the decider answers, somebody else decides, and an ended measure ends; and of protected reports. */
import type { DutyRule } from "../../../engine/rule.ts";

const DESK = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "review.answer",
    title: { zh: "答复复核申请", en: "Answer a request for review" },
    clause: "review.first-answer",
    opens: [{ on: "review.requested", subject: "appeal", asker: DESK, holder: { org: "data.issuer.org" } }],
    moves: [
      { on: "review.answered", subject: "appeal", as: "done" },
      { on: "review.withdrawn", subject: "appeal", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "review.independent",
    title: { zh: "独立复核", en: "Review a measure independently" },
    clause: "review.independent",
    opens: [{ on: "review.requested", subject: "appeal", asker: DESK, holder: { org: "data.reviewer.org", post: "data.reviewer" } }],
    moves: [
      { on: "review.decided", subject: "appeal", as: "done" },
      { on: "review.withdrawn", subject: "appeal", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "review.carry-out",
    title: { zh: "执行解除隔离的复核决定", en: "End what a review has ended" },
    clause: "decision.correction",
    opens: [{ on: "review.decided", when: { "data.outcome": "ended" }, subject: "measure:data.measure", asker: DESK, holder: { org: "data.issuer.org", answers: "person.release" } }],
    moves: [{ on: "person.released", subject: "measure", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "protected.look",
    title: { zh: "核查受保护的举报", en: "Look into a protected report" },
    clause: "protected.look",
    opens: [{ on: "protected.reported", subject: "protected-report", asker: { org: "command" }, holder: { org: "data.desk.org", post: "data.desk" } }],
    moves: [{ on: "protected.closed", subject: "protected-report", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
];
