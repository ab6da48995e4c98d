/** Duties on the way home: a trip arranged before the end, and a receipt at the door, one person at a time. */
import type { DutyRule } from "../../../engine/rule.ts";

const ISSUER = { org: "data.owner.org", post: "data.owner" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "homeward.arrange",
    title: { zh: "期满前安排返家专车专班", en: "Arrange the dedicated trip home before the end" },
    clause: "release.gate.by",
    opens: [{ on: "stay.planned", when: { "data.returns": true }, subject: "measure", due: "data.ready", asker: { org: "command" }, holder: ISSUER }],
    moves: [
      { on: "homeward.planned", subject: "measure", as: "done" },
      { on: "homecoming.signed", subject: "measure", as: "done" },
      { on: "stay.dropped", subject: "measure", as: "lapsed" },
      { on: "person.released", subject: "measure", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "home.order",
    title: { zh: "期满前下达居家阶段决定", en: "Order the phase at home before the stay at the site ends" },
    clause: "release.gate.by",
    opens: [{ on: "stay.planned", when: { "data.homeNext": true }, subject: "measure", due: "data.ready", asker: { org: "command" }, holder: ISSUER }],
    moves: [
      { on: "home.ordered", subject: "measure", as: "done" },
      { on: "stay.dropped", subject: "measure", as: "lapsed" },
      { on: "person.released", subject: "measure", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "homecoming.sign",
    title: { zh: "社区一对一到户签收", en: "Community signs for the person at the door" },
    clause: "handover.sign",
    opens: [{ on: "homeward.departed", subject: "contact", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "data.to" } }],
    moves: [
      { on: "homecoming.signed", subject: "contact", as: "verified", by: "data.to" },
      { on: "homeward.cancelled", subject: "contact", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
