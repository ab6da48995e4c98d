/** Duties of decisions: made complete when reported without owner or time, carried out, looked at by who is accountable. */
import type { DutyRule } from "../../../engine/rule.ts";

const ACTOR = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "decision.carry-out",
    title: { zh: "落实决定事项", en: "Carry out the decision" },
    clause: null,
    opens: [
      { on: "decision.taken", when: { "data.ready": true }, subject: "decision", due: "data.due", asker: ACTOR, holder: ACTOR, offer: { org: "data.owner.org", post: "data.owner" } },
      { on: "decision.completed", subject: "decision", due: "data.due", asker: ACTOR, holder: ACTOR, offer: { org: "data.owner.org", post: "data.owner" } },
    ],
    moves: [
      { on: "decision.carried_out", subject: "decision", as: "done" },
      { on: "decision.revoked", subject: "decision", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "assigned_tasks_not_done",
    watched: true,
  },
  {
    kind: "decision.complete",
    title: { zh: "补明决定的承办人和时限", en: "Say who carries the decision out, and by when" },
    clause: "decision.complete",
    opens: [{ on: "decision.taken", when: { "data.ready": false }, subject: "decision", asker: { org: "command" }, holder: ACTOR }],
    moves: [
      { on: "decision.completed", subject: "decision", as: "done" },
      { on: "decision.revoked", subject: "decision", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "decision.look",
    title: { zh: "总负责人过问重大任务", en: "Look at the major task" },
    clause: "decision.look",
    opens: [{ on: "decision.taken", when: { "data.major": true }, subject: "decision", asker: { org: "command" }, holder: { org: "data.accountable.org", post: "data.accountable" } }],
    moves: [
      { on: "decision.reviewed", subject: "decision", as: "done" },
      { on: "decision.carried_out", subject: "decision", as: "lapsed" },
      { on: "decision.revoked", subject: "decision", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
    repeatsWhile: { "thing.open": true },
  },
];
