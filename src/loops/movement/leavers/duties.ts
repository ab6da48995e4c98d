/** Duties of a list of leavers: sent, signed for by the destination, and people it cannot find cleared up. */
import type { DutyRule } from "../../../engine/rule.ts";

const LISTER = { org: "actor", actorRole: true } as const;
const ABOVE = { org: "above:data.org", answers: "command" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "leavers.send",
    title: { zh: "离开人员名单发往目的地并取得签收", en: "Hand the list of leavers over to their destination" },
    clause: "leavers.send",
    opens: [{ on: "leavers.listed", subject: "leavers", asker: ABOVE, holder: LISTER }],
    moves: [
      { on: "leavers.sent", subject: "leavers", as: "started" },
      // Sent is not handed over: only the destination's own signature ends it.
      { on: "leavers.received", subject: "leavers", as: "verified", by: "thing.to" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
    watched: true,
  },
  {
    kind: "leavers.sign",
    title: { zh: "目的地签收离开人员名单", en: "Destination signs for the list" },
    clause: "leavers.sign",
    opens: [{ on: "leavers.sent", subject: "leavers", asker: LISTER, holder: LISTER, offer: { org: "data.to" } }],
    moves: [{ on: "leavers.received", subject: "leavers", as: "verified", by: "data.to" }],
    verifiedBy: "counterpart",
    finding: null,
  },
  {
    kind: "leavers.find",
    title: { zh: "查明目的地查无人员的下落", en: "Find the people the destination could not" },
    clause: "leavers.find",
    opens: [{ on: "leavers.not_found", subject: "leavers", asker: { org: "actor", actorRole: true }, holder: { org: "data.org", answers: "leavers.send" } }],
    moves: [{ on: "leavers.found", when: { "data.complete": true }, subject: "leavers", as: "done" }],
    verifiedBy: "asker",
    finding: "deadline_missed",
  },
];
