/** Duties of the registers: a gap closed with proof, a visit of supervision made on its day. */
import type { DutyRule } from "../../../engine/rule.ts";

const ACTOR = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "gap.close",
    title: { zh: "补齐短板弱项", en: "Close the gap" },
    clause: null,
    opens: [{ on: "gap.recorded", subject: "gap", due: "data.due", asker: ACTOR, holder: ACTOR, offer: { org: "data.owner.org", post: "data.owner" } }],
    moves: [{ on: "gap.closed", subject: "gap", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "supervision.make",
    title: { zh: "按期检查", en: "Make the visit of supervision" },
    clause: null,
    opens: [{ on: "supervision.due", subject: "supervision", due: "data.due", asker: { org: "command", answers: "command" }, holder: { org: "data.inspector.org", post: "data.inspector" } }],
    moves: [{ on: "supervision.made", subject: "supervision", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
];
