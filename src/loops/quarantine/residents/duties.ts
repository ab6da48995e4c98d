/** Duties to residents: asked on the first day and every day, each need met by the resident's own word. */
import type { DutyRule, Text } from "../../../engine/rule.ts";
import type { ResidentNeedClass } from "./views.ts";

function support(needClass: ResidentNeedClass, clause: string, title: Text): DutyRule {
  return {
    kind: `resident.${needClass}`,
    title,
    clause,
    opens: [
      { on: "resident_need.found", when: { "data.class": needClass, "data.dated": false }, subject: "resident-need", asker: { org: "data.owner.org", post: "data.owner" }, holder: { org: "data.org", answers: "resident.care" } },
      { on: "resident_need.found", when: { "data.class": needClass, "data.dated": true }, subject: "resident-need", due: "data.needBy", asker: { org: "data.owner.org", post: "data.owner" }, holder: { org: "data.org", answers: "resident.care" } },
    ],
    moves: [
      { on: "resident_need.met", subject: "resident-need", as: "done" },
      { on: "resident_need.confirmed", subject: "resident-need", as: "verified" },
      { on: "resident_need.denied", subject: "resident-need", as: "rejected" },
      { on: "resident_need.over", subject: "resident-need", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  {
    kind: "resident.ask",
    title: { zh: "入住当日及每日询问需求", en: "Ask residents for their needs on the first day and every day" },
    clause: "need.ask",
    opens: [{ on: "resident.arrived", subject: "resident", asker: { org: "data.runBy", answers: "coordination" }, holder: { org: "data.org", answers: "resident.care" } }],
    moves: [
      { on: "resident.asked", subject: "resident", as: "done" },
      { on: "resident.left", subject: "resident", as: "lapsed" },
    ],
    verifiedBy: "sample",
    finding: null,
    repeatsWhile: { "thing.staying": true },
  },
  support("urgent", "need.urgent", { zh: "透析、独处儿童等紧急照护", en: "Care that cannot wait: dialysis, a child alone" }),
  support("medicine", "need.medicine", { zh: "保证用药不断", en: "Medicine that does not run out" }),
  support("care", "need.ask", { zh: "孕产妇、老人、学生等照护安排", en: "A plan for who needs care: pregnant, old, students" }),
];
