/** Duties of areas: release on its day, a second look where a late case breaks a count, a watch with an end. */
import type { DutyRule } from "../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "area.release",
    title: { zh: "按期降级解封", en: "Bring the area down and open it on time" },
    clause: "release.overdue",
    opens: [{ on: "area.count_started", subject: "area", start: "data.forecast", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [
      { on: "area.downgrade_proposed", subject: "area", as: "planned" },
      { on: "area.count_ended", subject: "area", as: "lapsed" },
      // A step to a level that still restricts is done with the signature; the last one when people can go out.
      { on: "area.downgraded", when: { "data.lowest": false }, subject: "area", as: "done" },
      { on: "area.reopened", subject: "area", as: "done" },
    ],
    verifiedBy: "asker",
    finding: "deadline_missed",
    watched: true,
    byRecordWhile: { "thing.closed": true },
  },
  {
    kind: "area.reconsider",
    title: { zh: "迟报病例后复核等级", en: "Look again at a level a late case has put in doubt" },
    clause: "decision.correction",
    opens: [{ on: "area.count_broken", subject: "area", asker: { org: "command" }, holder: { org: "data.org", post: "data.signer" } }],
    moves: [{ on: "area.drawn", subject: "area", as: "done" }, { on: "area.kept", subject: "area", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "area.watch",
    title: { zh: "解封后监测至期满", en: "Watch the area after release until its end" },
    clause: null,
    opens: [{ on: "area.downgraded", when: { "data.lowest": true }, subject: "area", due: "data.watchUntil", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [
      { on: "area.watched", subject: "area", as: "looked" },
      { on: "area.watch_ended", subject: "area", as: "done" },
      { on: "area.drawn", subject: "area", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: null,
  },
];
