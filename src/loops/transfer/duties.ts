/** Duties of transfer beyond the contact's own: the receiving side signs, and every day is closed. */
import type { DutyRule } from "../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "handover.sign",
    title: { zh: "接收方签收人员", en: "Receiving side signs for the people" },
    clause: "handover.sign",
    opens: [{ on: "transfer.departed", subject: "trip", due: "data.arriveDue", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "data.siteOrg" } }],
    moves: [
      { on: "trip.arrived", subject: "trip", as: "verified", by: "data.siteOrg" },
      { on: "transfer.cancelled", subject: "trip", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
