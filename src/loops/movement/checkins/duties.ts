/** Duties of check-ins: tracing answered in time, and every batch deleted when its time is up. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "check-ins.delete",
    title: { zh: "到期删除来访登记", en: "Delete the check-ins when their time is up" },
    clause: "retention.check-ins",
    opens: [{ on: "check-ins.kept", subject: "check-ins", start: "data.until", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "check-ins.deleted", subject: "check-ins", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "check-ins.answer",
    title: { zh: "答复流调调取", en: "Answer tracing's question" },
    clause: "check-ins.answer",
    opens: [{ on: "check-ins.asked", subject: "check-ins", asker: { org: "actor", actorRole: true }, holder: { org: "data.org", answers: "check-ins.delete" } }],
    moves: [{ on: "check-ins.answered", subject: "check-ins", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
