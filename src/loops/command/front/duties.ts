/** Duties from advice and visits: a recommendation gets its answer, a problem found on the spot gets dealt with. */
import type { DutyRule } from "../../../engine/rule.ts";

const ACTOR = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "advice.answer",
    title: { zh: "答复专家建议", en: "Answer the recommendation" },
    clause: "advice.answer",
    opens: [{ on: "advice.given", subject: "advice", asker: ACTOR, holder: { org: "data.to.org", post: "data.to" } }],
    moves: [{ on: "advice.answered", subject: "advice", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "problem.answer",
    title: { zh: "处理现场发现的问题", en: "Deal with the problem found on the spot" },
    clause: null,
    opens: [{ on: "problem.found", subject: "problem", due: "data.due", asker: ACTOR, holder: ACTOR, offer: { org: "data.owner.org", post: "data.owner" } }],
    moves: [{ on: "problem.answered", subject: "problem", as: "done" }],
    verifiedBy: "asker",
    finding: "assigned_tasks_not_done",
  },
];
