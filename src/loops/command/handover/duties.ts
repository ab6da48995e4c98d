/** Duties of a signed watch: handed over at its end; of a post asked whether it is there: an answer, or its deputy stepping in. */
import type { DutyRule } from "../../../engine/rule.ts";

const POST = { org: "data.org", post: "data.post" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "watch.hand-over",
    title: { zh: "交接班", en: "Hand the watch over" },
    clause: null,
    opens: [{ on: "watch.started", subject: "watch", due: "data.until", asker: { org: "above:data.org", answers: "command" }, holder: POST }],
    moves: [
      { on: "handover.written", subject: "watch", as: "started" },
      { on: "handover.signed", subject: "watch", as: "done" },
      { on: "watch.stood_down", subject: "watch", as: "lapsed" },
    ],
    // The incoming watch's own signature is the receipt.
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "presence.answer",
    title: { zh: "应答查岗", en: "Answer that the post is there" },
    clause: "presence.answer",
    opens: [{ on: "presence.asked", subject: "presence", asker: { org: "command" }, holder: POST }],
    moves: [
      { on: "presence.answered", subject: "presence", as: "done" },
      { on: "presence.taken_over", subject: "presence", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
  {
    // Whoever it is: a deputy who steps in leaves nothing to find.
    kind: "presence.held",
    title: { zh: "岗位有人履职", en: "The post is held, by itself or its deputy" },
    clause: "presence.held",
    opens: [{ on: "presence.asked", subject: "presence", asker: { org: "command" }, holder: POST }],
    moves: [
      { on: "presence.answered", subject: "presence", as: "done" },
      { on: "presence.taken_over", subject: "presence", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "role_absent",
  },
  {
    kind: "presence.stand-in",
    title: { zh: "无人应答时副职接替", en: "Step in where the post does not answer" },
    clause: "presence.stand-in",
    opens: [{ on: "presence.asked", subject: "presence", start: "data.standInFrom", asker: { org: "command" }, holder: { org: "data.org", post: "data.deputy" } }],
    moves: [
      { on: "presence.taken_over", subject: "presence", as: "done" },
      { on: "presence.answered", subject: "presence", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: null,
  },
];
