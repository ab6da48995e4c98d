/** Duty of an order: every unit it names carries it out and proves it to whoever issued it. */
import type { DutyRule } from "../../../engine/rule.ts";

export const duties: readonly DutyRule[] = [
  {
    kind: "order.execute",
    title: { zh: "执行指令", en: "Carry out the order" },
    clause: null,
    opens: [{
      on: "order.addressed", subject: "order-unit", due: "data.due",
      asker: { org: "actor", actorRole: true }, holder: { org: "actor", actorRole: true }, offer: { org: "data.unit" },
    }],
    moves: [
      { on: "instruction.executed", subject: "order-unit", as: "done" },
      { on: "order.withdrawn", subject: "order-unit", as: "lapsed" },
    ],
    verifiedBy: "asker",
    finding: "instruction_not_executed",
    watched: true,
  },
];
