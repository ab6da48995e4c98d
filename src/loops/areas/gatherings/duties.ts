/** Duties after a gathering: whether it was an exposure, and everybody who was there tested by its day. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    // Every crowd raises the risk; whether it was an exposure is somebody's to say.
    kind: "attendance.mark",
    title: { zh: "判定聚集是否为可能暴露", en: "Say whether a crowd was a possible exposure" },
    clause: "attendance.mark",
    opens: [{ on: "crowd.reported", subject: "crowd", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "attendance.test" }, onlyIfMapped: true }],
    moves: [
      { on: "attendance.marked", subject: "crowd:data.crowd", as: "done" },
      { on: "attendance.dismissed", subject: "crowd", as: "done" },
    ],
    verifiedBy: "sample",
    finding: null,
  },
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
