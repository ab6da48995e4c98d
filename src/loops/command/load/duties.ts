/** Duty of the level above a post that is overdue on several lines of work: share them out. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "load.answer",
    title: { zh: "分担超负荷岗位的任务", en: "Share out an overloaded post's work" },
    clause: "load.answer",
    opens: [{ on: "load.warned", subject: "load", asker: { org: "data.org", post: "data.post" }, holder: { org: "data.above", post: "data.to" } }],
    moves: [{ on: "load.shared", subject: "load", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
];
