/** Duties of a trip: gone through the checklist, left once people sit in it, received at the gate, signed for. */
import type { DutyRule } from "../../../engine/rule.ts";

const OVER = [{ on: "transfer.cancelled", subject: "trip", as: "lapsed" }, { on: "trip.arrived", subject: "trip", as: "lapsed" }] as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "transfer.check",
    title: { zh: "出发前按转运规范核对", en: "Go through the checklist before leaving" },
    clause: "transfer.check",
    opens: [{ on: "transfer.planned", subject: "trip", due: "data.departAt", asker: { org: "command" }, holder: { org: "actor", actorRole: true } }],
    moves: [{ on: "transfer.checked", when: { "data.complete": true }, subject: "trip", as: "done" }, ...OVER],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "transfer.leave",
    title: { zh: "人员上车后及时出发", en: "Leave once people sit in the vehicle" },
    clause: "transfer.vehicle-wait",
    opens: [{ on: "transfer.boarded", when: { "data.standing": true }, subject: "trip", asker: { org: "above:actor", answers: "command" }, holder: { org: "actor", actorRole: true } }],
    moves: [{ on: "transfer.departed", subject: "trip", as: "done" }, ...OVER],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "transfer.admit",
    title: { zh: "到门口后及时接收人员", en: "Let people in who wait at the gate" },
    clause: "transfer.gate-wait",
    opens: [{ on: "transfer.gate_reached", subject: "trip", asker: { org: "actor", actorRole: true }, holder: { org: "data.siteOrg", answers: "handover.sign" } }],
    moves: [{ on: "trip.arrived", subject: "trip", as: "done" }, { on: "transfer.cancelled", subject: "trip", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
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
