/** What can happen to a watch that is signed for: begun, its hand-over written and signed; a post asked whether it is there. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "watch.started": zhEn("上岗值班", "Watch begun"),
  "handover.written": zhEn("写出交接清单", "Hand-over written"),
  "handover.signed": zhEn("接班签字", "Hand-over signed by the incoming watch"),
  "watch.stood_down": zhEn("撤销值班", "Watch stood down"),
  "presence.asked": zhEn("查岗", "Post asked whether it is there"),
  "presence.answered": zhEn("应答查岗", "Post answered"),
  "presence.taken_over": zhEn("副职接替", "Deputy has stepped in"),
};

/** What a hand-over lists, each by the numbers of what it is about. */
export const HANDED = ["open", "blocked", "dueSoon", "promises", "calls"] as const;
export type Lists = Readonly<Record<(typeof HANDED)[number], readonly string[]>>;
