/** Sheets of orders and advice: how far each unit has got, numbers nobody can show, copies of what went past a level, plans in force, what became of advice. */
import { zhEn } from "../../../engine/rule.ts";
import { block, named, ofKind, row, type Row, type Sheet } from "../../../engine/sheet.ts";
import { adviceLedger, type ANSWERS } from "../front/views.ts";
import { copiesFor, missingNumbers, rollUp, type OrderBookView, type OrderView, type RollUp } from "../orders/views.ts";
import { plansInForce } from "../plan/views.ts";

const STAGES: readonly (readonly [keyof RollUp, string, string])[] = [["silent", "未签收", "Silent"], ["accepted", "已签收", "Accepted"], ["started", "办理中", "Started"], ["done", "已报完成", "Reported done"], ["verified", "已核实", "Verified"]];
const ADVICE: readonly (readonly ["waiting" | (typeof ANSWERS)[number], string, string])[] = [["waiting", "待答复", "Waiting"], ["adopted", "采纳", "Adopted"], ["partly", "部分采纳", "Adopted in part"], ["not-adopted", "未采纳", "Not adopted"]];

const progress: Sheet = {
  name: "orders-carried-out", title: zhEn("指令落实情况", "Orders carried out"), about: null, duties: "all", kinds: ["order", "order-book", "plan", "advice"],
  write({ things, duties, now }) {
    const orders = ofKind(things, "order").map(({ state }) => state as OrderView);
    const stages = rollUp(duties);
    const missing = missingNumbers(ofKind(things, "order-book").map(({ state }) => state as OrderBookView), orders);
    const advice = adviceLedger(ofKind(things, "advice"));
    return [
      ...orders.flatMap((order) => {
        const rolled = stages.get(order.number);
        return rolled === undefined ? [] : [block(order.number, `${order.number} ${order.text}`, `${order.number} ${order.text}`, STAGES.map(([stage, zh, en]): Row => row(stage, zhEn(zh, en), rolled[stage].map((unit) => `order-unit:${order.number}/${unit}` as const))))];
      }),
      block("missing", "缺号", "Numbers nobody can show", missing.map(({ issuer, year, n }) => row(`${issuer}/${year}/${n}`, `${issuer} ${year}`, [`order-book:${issuer}/${year}`], String(n)))),
      block("plans", "在用方案", "Plans in force", plansInForce(ofKind(things, "plan"), now).map((plan) => row(plan, plan, named("plan", [plan]), null))),
      block("advice", "专家建议", "Advice", ADVICE.map(([answer, zh, en]) => row(answer, zhEn(zh, en), named("advice", advice[answer])))),
    ];
  },
};

const copies: Sheet = {
  name: "order-copies", title: zhEn("直达指令抄送", "Copies of orders gone past"), about: "org", duties: "none", kinds: ["order-unit"],
  write: ({ things }, { about = "" }) => [block("copies", "直达下级的指令", "Orders to units below", copiesFor(about, ofKind(things, "order-unit").map(({ state }) => state)).map(({ order, unit }) => row(`${order}/${unit}`, unit, [`order:${order}`, `order-unit:${order}/${unit}`], order)))],
};

export const orderSheets: readonly Sheet[] = [progress, copies];
