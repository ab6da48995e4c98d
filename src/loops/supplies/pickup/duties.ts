/** Duties of pick-up points: marshals before the first slot, and people sent elsewhere before they crowd. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "pickup.marshal",
    title: { zh: "首个时段前维持秩序人员到位", en: "Marshals in place before the first slot" },
    clause: null,
    opens: [{ on: "pickup.planned", subject: "pickup", due: "data.firstSlot", asker: { org: "actor", actorRole: true }, holder: { org: "data.lead.org", post: "data.lead" } }],
    moves: [{ on: "pickup.marshalled", subject: "pickup", as: "done" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "pickup.split",
    title: { zh: "领取点分流", en: "Split a pick-up before people crowd" },
    clause: "pickup.split",
    opens: [{ on: "pickup.crowding", subject: "pickup", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", post: "data.lead" } }],
    moves: [{ on: "pickup.split_up", subject: "pickup", as: "done" }],
    verifiedBy: "asker",
    finding: "crowd_at_pick_up",
    harm: ["crowd.reported"],
    onlyWithHarm: true,
  },
];
