/** What can happen to stock: counted, received, drawn; and to the prices of basics. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "stock.counted": zhEn("盘点库存", "Stock counted"),
  "stock.received": zhEn("物资入库", "Goods received"),
  "stock.drawn": zhEn("物资出库", "Goods drawn"),
  "price.recorded": zhEn("记录价格", "Price recorded"),
  "price.answered": zhEn("稳价措施", "Price rise answered"),
};
