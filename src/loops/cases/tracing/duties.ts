/** The duty of evidence on its way: received by whom it was sent to, by their own record. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "evidence.receive",
    title: { zh: "证据交接，由接收方签收", en: "Hand evidence over; the receiver signs" },
    clause: "handover.sign",
    opens: [{ on: "evidence.handed_over", subject: "evidence-item", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "data.to" } }],
    moves: [{ on: "evidence.received", subject: "evidence-item", as: "verified", by: "data.to" }],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
