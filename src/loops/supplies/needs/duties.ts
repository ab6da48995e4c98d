/** Duties of needs: one row for each length the rules give, all ending at the door by the household's word. */
import type { DutyRule, Text } from "../../../engine/rule.ts";
import type { NeedClass } from "./views.ts";

function met(needClass: NeedClass, clause: string, title: Text): DutyRule {
  return {
    kind: `need.${needClass}`,
    title,
    clause,
    opens: [{
      on: "need.reported", when: { "data.class": needClass }, subject: "need", asker: { org: "actor", actorRole: true }, holder: { org: "data.org", post: "data.supplyLead", answers: "need.goods" },
    }],
    moves: [
      { on: "need.ordered", subject: "need", as: "planned" },
      { on: "need.allocated", subject: "need", as: "unblocked" },
      { on: "need.ordered", subject: "need", as: "unblocked" },
      { on: "need.dispatched", subject: "need", as: "started" },
      { on: "need.short", subject: "need", as: "blocked", missing: "data.missing" },
      { on: "need.delivered", subject: "need", as: "done" },
      { on: "need.confirmed", subject: "need", as: "verified" },
      { on: "need.denied", subject: "need", as: "rejected" },
      { on: "need.cancelled", subject: "need", as: "lapsed" },
    ],
    verifiedBy: "counterpart",
    finding: "deadline_missed",
  };
}

export const duties: readonly DutyRule[] = [
  met("urgent", "need.urgent", { zh: "紧急需求处置", en: "Answer an urgent need" }),
  met("medicine", "need.medicine", { zh: "药品送到户", en: "Medicine to the door" }),
  met("goods", "need.food", { zh: "生活物资送到户", en: "Food and daily goods to the door" }),
];
