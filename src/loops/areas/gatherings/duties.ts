/** The duty after a gathering: everybody who was there tested by its day. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "attendance.test",
    title: { zh: "聚集参加者跟踪检测", en: "Test everybody who was at a gathering" },
    clause: null,
    opens: [{ on: "attendance.marked", subject: "attendance", due: "data.testBy", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "attendance.tested", when: { "data.complete": true }, subject: "attendance", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
];
