/** Duties around crowds: a surge answered before one forms; when one is there, who goes, what is brought and said, and easing it. */
import type { DutyRule, OpenTrigger } from "../../../engine/rule.ts";

const ABOVE = { org: "above:data.org", answers: "command" } as const;
const LEAD = { org: "data.org", post: "data.lead", answers: "crowd.attend" } as const;
const reported = (holder: OpenTrigger["holder"], over?: string): OpenTrigger => ({
  on: "crowd.reported", subject: "crowd", asker: ABOVE, holder, ...(over === undefined ? {} : { when: { "data.over": over } }),
});

function eased(kind: string, title: DutyRule["title"], opens: DutyRule["opens"], finding: string | null): DutyRule {
  return { kind, title, clause: "crowd.ease", opens, moves: [{ on: "crowd.eased", subject: "crowd", as: "done" }], verifiedBy: "asker", finding, watched: true };
}

export const duties: readonly DutyRule[] = [
  {
    kind: "surge.answer",
    title: { zh: "回应小区诉求激增", en: "Answer a surge before a crowd forms" },
    clause: "surge.answer",
    opens: [{ on: "surge.detected", subject: "compound", asker: ABOVE, holder: { org: "data.guarantor.org", post: "data.guarantor" } }],
    moves: [{ on: "surge.answered", subject: "compound", as: "done" }],
    verifiedBy: "asker",
    finding: "crowd_over_supplies",
    harm: ["crowd.reported"],
    onlyWithHarm: true,
  },
  {
    kind: "crowd.attend",
    title: { zh: "聚集现场责任人到场", en: "Be at the crowd" },
    clause: "crowd.attend",
    opens: [reported(LEAD)],
    moves: [{ on: "crowd.attended", subject: "crowd", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "crowd.supply",
    title: { zh: "聚集现场说明情况、落实物资", en: "Say what comes when, and bring it" },
    clause: "crowd.supply",
    opens: [reported({ org: "data.org", post: "data.supplyLead", answers: "crowd.attend" })],
    moves: [{ on: "crowd.supplied", subject: "crowd", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "crowd.close",
    title: { zh: "聚集复盘并结束处置", en: "Go over a crowd and close it" },
    clause: "crowd.close",
    opens: [{ on: "crowd.eased", subject: "crowd", asker: ABOVE, holder: LEAD }],
    moves: [{ on: "crowd.closed", subject: "crowd", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  eased("crowd.ease-supplies", { zh: "疏导因物资聚集的群众", en: "Ease a crowd over supplies" }, [reported(LEAD, "supplies")], "crowd_over_supplies"),
  eased("crowd.ease-pick-up", { zh: "疏导领取点聚集的群众", en: "Ease a crowd at a pick-up point" }, [reported(LEAD, "pick-up")], "crowd_at_pick_up"),
  eased("crowd.ease", { zh: "疏导聚集群众", en: "Ease a crowd" }, [reported(LEAD, "release"), reported(LEAD, "testing"), reported(LEAD, "other")], "deadline_missed"),
];
