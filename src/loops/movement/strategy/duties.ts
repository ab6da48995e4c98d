/** Duties of a strategy: looked at again and ended on time; those who had left before it are traced. */
import type { DutyRule } from "../../../engine/rule.ts";

const ISSUER = { org: "actor", actorRole: true } as const;
const ABOVE = { org: "above:actor", answers: "command" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "strategy.review",
    title: { zh: "复核人员流动管控策略", en: "Look again at the movement strategy" },
    clause: null,
    opens: [{ on: "strategy.set", when: { "data.reviewNamed": true }, subject: "strategy", due: "data.review", asker: ABOVE, holder: ISSUER }],
    moves: [{ on: "strategy.reviewed", subject: "strategy", as: "done" }, { on: "strategy.ended", subject: "strategy", as: "lapsed" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "strategy.end",
    title: { zh: "按期结束离开管控", en: "End the limits on leaving on time" },
    clause: "release.overdue",
    opens: [{ on: "strategy.limits_began", subject: "strategy", start: "data.end", asker: ABOVE, holder: ISSUER }],
    moves: [
      { on: "strategy.ended", when: { "data.superseded": null }, subject: "strategy", as: "done" },
      { on: "strategy.ended", when: { "data.superseded": true }, subject: "strategy", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "deadline_missed",
    watched: true,
  },
  {
    kind: "strategy.complete",
    title: { zh: "补全管控策略的依据与期限", en: "Complete the strategy: basis, reason, review, end" },
    clause: "measure.complete",
    opens: [{ on: "strategy.set", when: { "data.complete": false }, subject: "strategy", asker: ABOVE, holder: ISSUER }],
    moves: [
      { on: "strategy.set", when: { "data.complete": true }, subject: "strategy", as: "done" },
      { on: "strategy.ended", when: { "data.superseded": null }, subject: "strategy", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "leavers.trace",
    title: { zh: "倒查此前离开人员", en: "Trace the people who left before" },
    clause: "leavers.trace",
    opens: [{ on: "strategy.set", when: { "data.strategy": "export-spread" }, subject: "strategy", asker: ABOVE, holder: { org: "data.org" } }],
    moves: [
      { on: "leavers.traced", subject: "strategy", as: "done" },
      // A new decision in the place of the old one does not excuse the tracing.
      { on: "strategy.ended", when: { "data.superseded": null }, subject: "strategy", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: null,
  },
];
