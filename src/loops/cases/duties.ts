/** Duties around contacts: placing them in time, and holding them safely at home until they are collected. */
import type { DutyRule } from "../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "contact.transfer",
    title: { zh: "密接者转运至集中隔离点", en: "Move the contact to a quarantine site" },
    clause: "transfer.deadline",
    opens: [
      { on: "contact.found", when: { "data.needsPlacement": true }, subject: "contact", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true } },
      { on: "contact.received", when: { "data.needsPlacement": true }, subject: "contact", asker: { org: "above:actor", answers: "command" }, holder: { org: "actor", actorRole: true } },
    ],
    offers: [{ on: "contact.pushed", subject: "contact", to: { org: "data.to" } }],
    moves: [
      { on: "contact.received", subject: "contact", as: "accepted" },
      { on: "contact.receipt_confirmed", subject: "contact", as: "accepted" },
      { on: "transfer.planned", subject: "contact", as: "planned" },
      { on: "transfer.departed", subject: "contact", as: "started" },
      { on: "capacity.short", subject: "contact", as: "blocked", missing: "data.missing" },
      { on: "transfer.planned", subject: "contact", as: "unblocked" },
      { on: "contact.placed", subject: "contact", as: "done" },
      { on: "person.arrived", subject: "contact", as: "verified", by: "data.siteOrg" },
      { on: "person.arrived", subject: "contact", as: "done" },
      { on: "contact.ruled_out", subject: "contact", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
    watched: true,
  },
  {
    kind: "contact.home-hold",
    title: { zh: "转运前居家临时管控", en: "Hold the contact safely at home until collected" },
    clause: "home-hold.start",
    opens: [
      { on: "contact.found", when: { "data.needsPlacement": true, "data.homeKnown": true }, subject: "contact", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "thing.home" } },
      { on: "contact.received", when: { "data.needsPlacement": true, "data.homeKnown": true }, subject: "contact", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "thing.home" } },
    ],
    moves: [
      { on: "contact.held", subject: "contact", as: "done" },
      { on: "contact.hold_confirmed", subject: "contact", as: "verified" },
      { on: "contact.hold_seen", when: { "data.held": true }, subject: "contact", as: "verified" },
      { on: "contact.hold_seen", when: { "data.held": false }, subject: "contact", as: "rejected" },
      { on: "transfer.departed", subject: "contact", as: "lapsed" },
      { on: "contact.placed", subject: "contact", as: "lapsed" },
      { on: "person.arrived", subject: "contact", as: "lapsed" },
      { on: "contact.ruled_out", subject: "contact", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "control_before_transfer_missing",
  },
];
