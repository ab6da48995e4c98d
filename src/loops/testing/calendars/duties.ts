/** Duty of a calendar: each worker's next test, due by the group's frequency, held by the employer. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "calendar.test",
    title: { zh: "重点人员定期检测", en: "Test the worker by calendar" },
    clause: null,
    opens: [{ on: "calendar.due_set", subject: "tested-worker", due: "data.due", asker: { org: "command", answers: "command" }, holder: { org: "data.org" } }],
    moves: [
      { on: "calendar.tested", subject: "tested-worker", as: "done" },
      { on: "calendar.rescheduled", subject: "tested-worker", as: "lapsed" },
      { on: "calendar.left", subject: "tested-worker", as: "lapsed" },
    ],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];
