/** Duties of permits: decided in time, urgent ones within the hour, and what a review has changed is carried out. */
import type { DutyRule, OpenTrigger } from "../../../engine/rule.ts";

const DESK = { org: "actor", actorRole: true } as const;

function decide(kind: string, zh: string, en: string, clause: string, urgent: boolean): DutyRule {
  const opens: OpenTrigger = { on: "permit.requested", when: { "data.urgent": urgent }, subject: "permit", asker: DESK, holder: { org: "data.org", answers: "permit.decide" } };
  return {
    kind, title: { zh, en }, clause, opens: [opens],
    moves: [
      { on: "permit.granted", subject: "permit", as: "done" },
      { on: "permit.refused", subject: "permit", as: "done" },
      { on: "permit.withdrawn", subject: "permit", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  decide("permit.decide", "审批通行许可", "Decide on a permit", "permit.decide", false),
  decide("permit.decide-urgent", "紧急事由即审即批", "Decide on an urgent permit", "permit.decide-urgent", true),
  {
    kind: "permit.carry-out",
    title: { zh: "按复核决定准予通行", en: "Grant what a review has found" },
    clause: "decision.correction",
    opens: (["changed", "ended"] as const).map((outcome) => ({ on: "review.decided", when: { "thing.matter": "permit", "data.outcome": outcome }, subject: "appeal", asker: DESK, holder: { org: "data.issuer.org", post: "data.issuer" } } as const)),
    moves: [{ on: "permit.granted", subject: "appeal", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
