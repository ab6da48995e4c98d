/** Duties of a plan: its objectives, the next period's plan before this one ends, and an account of it at its end. */
import type { DutyRule } from "../../../engine/rule.ts";

const ACTOR = { org: "actor", actorRole: true } as const;
const OWNER = { org: "data.owner.org", post: "data.owner" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "objective.reach",
    title: { zh: "实现行动目标", en: "Reach the objective" },
    clause: null,
    opens: [{ on: "objective.given", subject: "objective", due: "data.due", asker: ACTOR, holder: ACTOR, offer: OWNER }],
    moves: [
      { on: "objective.reached", subject: "objective", as: "done" },
      { on: "objective.carried", subject: "objective", as: "lapsed" },
      { on: "objective.dropped", subject: "objective", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "assigned_tasks_not_done",
  },
  {
    kind: "plan.next",
    title: { zh: "本周期结束前批准下一周期方案", en: "Adopt the next period's plan before this one ends" },
    clause: null,
    opens: [{ on: "plan.adopted", when: { "data.form": "operational-period" }, subject: "plan", due: "data.end", asker: { org: "command" }, holder: OWNER }],
    moves: [{ on: "plan.followed", subject: "plan", as: "done" }, { on: "plan.closed", when: { "data.final": true }, subject: "plan", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "plan.close",
    title: { zh: "到期逐项交代行动目标", en: "Account for the objectives when the plan ends" },
    clause: "plan.close",
    opens: [{ on: "plan.adopted", subject: "plan", start: "data.end", asker: { org: "command" }, holder: OWNER }],
    moves: [{ on: "plan.closed", subject: "plan", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
];
