/** Duties of a round: counts reported, pace kept, help sent, queues thinned, points finished in time. */
import type { DutyRule, Who } from "../../../engine/rule.ts";

const OWNER: Who = { org: "data.area", post: "data.owner" };
const POINT: Who = { org: "data.org", answers: "point.sampling" };

export const duties: readonly DutyRule[] = [
  {
    kind: "round.finish",
    title: { zh: "按期完成本轮检测", en: "Finish the round in time" },
    clause: "test.round.plan",
    opens: [{ on: "round.opened", subject: "round", due: "data.targetEnd", asker: OWNER, holder: { org: "data.area" } }],
    moves: [{ on: "round.closed", subject: "round", as: "done" }],
    verifiedBy: "asker",
    finding: "progress_behind_plan",
    watched: true,
  },
  {
    kind: "point.sampling",
    title: { zh: "采样点按计划完成采样", en: "Finish sampling at the point by plan" },
    clause: "test.round.plan",
    opens: [{ on: "point.opened", subject: "point", due: "data.end", asker: OWNER, holder: { org: "data.org" } }],
    moves: [{ on: "point.finished", subject: "point", as: "done" }],
    verifiedBy: "sample",
    finding: "progress_behind_plan",
    watched: true,
  },
  {
    kind: "point.report",
    title: { zh: "采样点定时报数", en: "Report the point's count" },
    clause: "test.point.report",
    opens: [
      { on: "point.opened", subject: "point", start: "data.start", asker: OWNER, holder: POINT },
      { on: "point.on_pace", subject: "point", asker: OWNER, holder: POINT },
      { on: "point.behind", subject: "point", asker: OWNER, holder: POINT },
    ],
    moves: [{ on: "point.progressed", subject: "point", as: "done" }, { on: "point.finished", subject: "point", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
  {
    kind: "point.catch-up",
    title: { zh: "落后采样点赶上计划", en: "Bring the point back on pace" },
    clause: "test.point.catch-up",
    opens: [{ on: "point.behind", subject: "point", asker: OWNER, holder: POINT }],
    moves: [
      { on: "point.on_pace", subject: "point", as: "done" },
      { on: "point.finished", subject: "point", as: "done" },
    ],
    verifiedBy: "record",
    finding: "progress_behind_plan",
    watched: true,
  },
  {
    kind: "point.help",
    title: { zh: "向落后采样点派出支援", en: "Send help to a point behind plan" },
    clause: "test.point.help",
    opens: [{ on: "point.behind", subject: "point", asker: POINT, holder: { org: "above:data.org" } }],
    moves: [
      { on: "point.help_sent", subject: "point", as: "done" },
      { on: "point.on_pace", subject: "point", as: "lapsed" },
      { on: "point.finished", subject: "point", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "capacity_gap",
  },
  {
    kind: "point.layout",
    title: { zh: "落实分时、单向、专道", en: "Put slots, one-way flow and the risk lane in place" },
    clause: "test.point.layout",
    opens: [{ on: "point.opened", when: { "data.layoutComplete": false }, subject: "point", start: "data.start", asker: OWNER, holder: POINT }],
    moves: [{ on: "point.laid_out", subject: "point", as: "done" }, { on: "point.finished", subject: "point", as: "lapsed" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "point.relieve",
    title: { zh: "采样点排队分流", en: "Thin out the queue at the point" },
    clause: "test.point.relieve",
    opens: [{ on: "point.crowded", subject: "point", asker: OWNER, holder: POINT }],
    moves: [{ on: "point.relieved", subject: "point", as: "done" }, { on: "point.finished", subject: "point", as: "lapsed" }],
    verifiedBy: "record",
    finding: null,
  },
];
