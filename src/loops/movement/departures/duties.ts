/** Duties of a staggered departure: each batch goes in its slot, and its people's list goes to where they are going. */
import type { DutyRule } from "../../../engine/rule.ts";

const PLANNER = { org: "actor", actorRole: true } as const;

export const duties: readonly DutyRule[] = [
  {
    kind: "departure.run",
    title: { zh: "批次按时段离开", en: "The batch leaves in its slot" },
    clause: null,
    opens: [
      { on: "departure.booked", subject: "departure", due: "data.end", asker: PLANNER, holder: { org: "data.org" } },
      { on: "departure.moved", subject: "departure", due: "data.end", asker: PLANNER, holder: { org: "data.org" } },
    ],
    moves: [{ on: "departure.gone", subject: "departure", as: "done" }, { on: "departure.called_off", subject: "departure", as: "lapsed" }],
    verifiedBy: "sample",
    finding: null,
  },
  {
    kind: "departure.list",
    title: { zh: "离开批次名单发往目的地", en: "Send the batch's list to its destination" },
    clause: "leavers.send",
    opens: [{ on: "departure.gone", subject: "departure", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org", answers: "departure.run" } }],
    moves: [{ on: "leavers.sent", subject: "departure", as: "done" }],
    verifiedBy: "record",
    finding: "deadline_missed",
  },
];
