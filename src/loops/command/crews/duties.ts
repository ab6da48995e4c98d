/** Duties of crews and of the pool: a crew sent is there in time, signed by who asked; what was lent comes, and comes back. */
import type { DutyRule } from "../../../engine/rule.ts";

const ACTOR = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "crew.arrive",
    title: { zh: "工作队按时到达", en: "Be there in time" },
    clause: null,
    opens: [{ on: "dispatch.sent", subject: "dispatch", due: "data.due", asker: ACTOR, holder: ACTOR, offer: { org: "data.crewOrg" } }],
    moves: [
      { on: "dispatch.arrived", subject: "dispatch", as: "verified", by: "data.to" },
      { on: "dispatch.ended", subject: "dispatch", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "assigned_tasks_not_done",
  },
  {
    kind: "loan.deliver",
    title: { zh: "调拨资源送到", en: "Deliver what was lent" },
    clause: "loan.deliver",
    opens: [{ on: "loan.made", subject: "loan", asker: { org: "data.to", answers: "command" }, holder: { org: "data.owner" } }],
    moves: [
      { on: "loan.received", subject: "loan", as: "verified", by: "data.to" },
      { on: "loan.ended", subject: "loan", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "capacity_gap",
  },
  {
    kind: "loan.return",
    title: { zh: "按期归还调拨资源", en: "Give back what was lent" },
    clause: null,
    opens: [{ on: "loan.received", subject: "loan", due: "data.until", asker: { org: "data.owner" }, holder: { org: "data.to" } }],
    moves: [{ on: "loan.ended", subject: "loan", as: "verified", by: "data.owner" }],
    verifiedBy: "counterpart",
    finding: null,
  },
];
