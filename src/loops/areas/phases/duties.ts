/** The duty of winding down: those still isolated accounted for each day, until the last is home. */
import type { DutyRule } from "../../../engine/rule.ts";

const COMMAND = { org: "command", answers: "command" } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "phase.account",
    title: { zh: "收尾阶段每日核对仍在隔离人员", en: "Account each day for those still isolated while winding down" },
    clause: "phase.account",
    opens: [{ on: "phase.entered", when: { "data.phase": "wind-down" }, subject: "phase", asker: COMMAND, holder: { org: "command" } }],
    moves: [
      { on: "phase.isolated_accounted", subject: "phase", as: "done" },
      { on: "phase.entered", when: { "data.phase": "ended" }, subject: "phase", as: "lapsed" },
      { on: "phase.entered", when: { "data.phase": "response" }, subject: "phase", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
    repeatsWhile: { "thing.windingDown": true },
  },
];
