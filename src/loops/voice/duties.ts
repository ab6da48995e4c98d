/** Duties of requests: answered in time and closed by the resident, calls returned, promises kept, causes dealt with. */
import type { DutyRule, Text } from "../../engine/rule.ts";

const DESK = { org: "actor", actorRole: true } as const;

function answered(kind: string, urgency: string, clause: string, title: Text): DutyRule {
  const opens = { subject: "request", when: { "data.class": urgency }, asker: DESK, holder: DESK, offer: { org: "data.org", post: "data.support", answers: "request.answer" } } as const;
  return {
    kind, title, clause,
    opens: [{ on: "request.taken", ...opens }, { on: "request.reopened", ...opens }],
    moves: [
      { on: "request.answered", subject: "request", as: "done" },
      { on: "request.confirmed", subject: "request", as: "verified" },
      { on: "request.disputed", subject: "request", as: "rejected" },
      { on: "request.withdrawn", subject: "request", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  answered("request.answer", "ordinary", "request.answer", { zh: "答复群众诉求", en: "Answer a resident's request" }),
  answered("request.urgent", "urgent", "request.urgent", { zh: "处置紧急诉求", en: "See to an urgent request" }),
  {
    kind: "callback.return",
    title: { zh: "回拨未接通的来电", en: "Return a call that could not be taken" },
    clause: "callback.within",
    opens: [{ on: "request.booked", subject: "request", due: "data.callBackAt", asker: DESK, holder: DESK }],
    moves: [
      { on: "request.taken", subject: "request", as: "done" },
      { on: "request.withdrawn", subject: "request", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
  {
    kind: "callback.draw",
    title: { zh: "随机抽取办结诉求回访", en: "Draw settled requests for call-backs" },
    clause: "callback.draw",
    opens: [{ on: "request.confirmed", when: { "data.ownUnit": false }, subject: "org:data.org", asker: { org: "command" }, holder: DESK }],
    moves: [{ on: "callbacks.drawn", subject: "org:data.org", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "callback.make",
    title: { zh: "回访抽中的诉求", en: "Call back on a request that was drawn" },
    clause: "callback.make",
    opens: [{ on: "callback.drawn", subject: "request", asker: DESK, holder: DESK }],
    moves: [
      { on: "callback.made", when: { "data.outcome": "solved" }, subject: "request", as: "done" },
      { on: "callback.made", when: { "data.outcome": "not-solved" }, subject: "request", as: "done" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "promise.keep",
    title: { zh: "兑现承诺", en: "Keep a promise" },
    clause: null,
    opens: [{ on: "promise.made", subject: "promise", due: "data.due", asker: DESK, holder: DESK, offer: { org: "data.holder.org", post: "data.holder" } }],
    moves: [
      { on: "promise.kept", subject: "promise", as: "done" },
      { on: "promise.confirmed", subject: "promise", as: "verified" },
      { on: "promise.denied", subject: "promise", as: "rejected" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  },
  {
    kind: "cause.solve",
    title: { zh: "解决重复诉求的共同原因", en: "Deal with the cause of repeated requests" },
    clause: "cause.solve",
    opens: [{ on: "cause.opened", subject: "cause", asker: DESK, holder: DESK, offer: { org: "data.org" } }],
    moves: [{ on: "cause.solved", subject: "cause", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
];
