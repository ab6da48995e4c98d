/** Duties of stock: replenished before it runs out, and a jump of the price of basics answered. */
import type { DutyRule, OpenTrigger } from "../../../engine/rule.ts";

const low = (on: string): OpenTrigger => ({ on, when: { "data.low": true }, subject: "stock", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } });

export const duties: readonly DutyRule[] = [
  {
    kind: "stock.replenish",
    title: { zh: "低于警戒天数的物资补货", en: "Replenish what lasts too few days" },
    clause: "stock.replenish",
    opens: [low("stock.counted"), low("stock.drawn")],
    moves: [
      { on: "stock.counted", when: { "data.low": false }, subject: "stock", as: "done" },
      { on: "stock.received", when: { "data.low": false }, subject: "stock", as: "done" },
    ],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
  {
    kind: "price.answer",
    title: { zh: "基本生活品价格异常上涨处置", en: "Answer a jump in the price of basics" },
    clause: "price.answer",
    opens: [{ on: "price.recorded", when: { "data.jump": true }, subject: "price", asker: { org: "above:data.org", answers: "command" }, holder: { org: "data.org" } }],
    moves: [{ on: "price.answered", subject: "price", as: "done" }],
    verifiedBy: "sample",
    finding: "deadline_missed",
  },
];
