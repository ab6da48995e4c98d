/** Duties of points of entry and of the loop of inbound persons: a link is answered for until the next has signed. */
import type { DutyRule } from "../../../engine/rule.ts";

const ABOVE = { org: "above:data.org", answers: "command" } as const;
const PORT = { org: "data.org" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "port.check",
    title: { zh: "口岸每日检查", en: "Check the point of entry each day" },
    clause: "port.check",
    opens: [{ on: "port.opened", subject: "port", asker: ABOVE, holder: PORT }],
    moves: [{ on: "port.checked", subject: "port", as: "done" }, { on: "port.closed", subject: "port", as: "lapsed" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.status": "open" },
  },
  {
    kind: "port.mend",
    title: { zh: "口岸问题整改", en: "Mend what the check found missing" },
    clause: "port.mend",
    opens: [{ on: "port.faulty", subject: "port", asker: ABOVE, holder: PORT }],
    moves: [{ on: "port.mended", subject: "port", as: "done" }, { on: "port.closed", subject: "port", as: "lapsed" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
  {
    kind: "port.relieve",
    title: { zh: "口岸接班人员到位", en: "Relieve the point of entry before its shift ends" },
    clause: null,
    opens: [{ on: "port.cover_ends", subject: "port", due: "data.until", asker: ABOVE, holder: PORT }],
    moves: [{ on: "port.staffed", subject: "port", as: "done" }, { on: "port.closed", subject: "port", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "inbound.hand-on",
    title: { zh: "入境人员交下一环节", en: "Hand the inbound person on to the next link" },
    clause: "inbound.hand-on",
    opens: [{ on: "inbound.in_charge", subject: "inbound", due: "data.due", asker: { org: "above:data.org", answers: "command" }, holder: PORT }],
    moves: [
      { on: "inbound.handed_over", subject: "inbound", as: "started" },
      { on: "inbound.taken_over", subject: "inbound", as: "verified" },
      { on: "inbound.ended", subject: "inbound", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
    watched: true,
  },
  {
    kind: "inbound.sign",
    title: { zh: "签收入境人员", en: "Sign for the inbound person" },
    clause: "handover.sign",
    opens: [{ on: "inbound.handed_over", subject: "inbound", due: "data.arriveBy", asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "data.to" } }],
    moves: [
      { on: "inbound.taken_over", subject: "inbound", as: "verified" },
      { on: "inbound.ended", subject: "inbound", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
];
