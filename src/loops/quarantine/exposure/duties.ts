/** Duties after people were together inside a site, or one of them was infected: disperse, remove the cause, draw the circle of rooms. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "site-gathering.ease",
    title: { zh: "疏散聚集并消除原因", en: "Disperse the gathering and remove its cause" },
    clause: "crowd.ease",
    opens: [{ on: "site_gathering.recorded", subject: "site-gathering", asker: { org: "data.runBy", answers: "coordination" }, holder: { org: "data.org", answers: "site.presence" } }],
    moves: [{ on: "site_gathering.eased", subject: "site-gathering", as: "done" }],
    verifiedBy: "asker",
    finding: null,
  },
  {
    kind: "site-infection.circle",
    title: { zh: "划定隔离点内受影响房间", en: "Draw the circle of rooms an infection concerns" },
    clause: "decision.correction",
    opens: [{ on: "test_day.resulted", when: { "data.inside": true }, subject: "site:data.site", asker: { org: "command" }, holder: { org: "thing.runBy", answers: "coordination" } }],
    moves: [{ on: "site_infection.recorded", subject: "site", as: "done" }],
    verifiedBy: "record",
    finding: null,
  },
];
