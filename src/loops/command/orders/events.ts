/** What can happen to an order: it gets its number, is issued, addressed to each unit, carried out, withdrawn. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "order.numbered": zhEn("指令编号", "Order numbered"),
  "order.issued": zhEn("下达指令", "Order issued"),
  "order.addressed": zhEn("指令下达到单位", "Order addressed to a unit"),
  "order.withdrawn": zhEn("撤销指令", "Order withdrawn"),
  "instruction.executed": zhEn("指令执行情况", "Execution proved"),
};

/** The number an issuer's order has of itself: without gaps within a year. */
export interface Serial {
  readonly issuer: string;
  readonly year: number;
  readonly n: number;
}
