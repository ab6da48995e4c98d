/** Each day with people to place is closed at the hour the pack names; what is carried over opens the next day's close. */
import type { DutyRule } from "../../../engine/rule.ts";

const COMMAND = { org: "command", answers: "command" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "day.close",
    title: { zh: "日清日结", en: "Close the day" },
    clause: "daily-close.at",
    opens: ["contact.found", "contact.received"].map((on) => ({ on, when: { "data.needsPlacement": true }, subject: "closing:data.closing", asker: COMMAND, holder: COMMAND })),
    moves: [{ on: "day.closed", when: { "data.settles": true }, subject: "closing", as: "done" }],
    verifiedBy: "record",
    finding: null,
    repeatsWhile: { "thing.carried": true },
    // The count is the proof: nobody reports a day closed that was not counted.
    byRecordWhile: { "thing.closedByWord": null },
  },
];
