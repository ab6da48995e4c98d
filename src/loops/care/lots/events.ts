/** What can happen to a lot of vaccine or medicine: received, read, too warm or too cold, decided on, used, counted. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "medicine.received": zhEn("药苗入库", "Lot received"),
  "medicine.temperature_read": zhEn("记录储存温度", "Temperature read"),
  "medicine.excursion": zhEn("温度超限，批次停用", "Temperature out of range; the lot is held"),
  "medicine.decided": zhEn("存疑批次的处理决定", "Decided whether the lot may be used"),
  "medicine.taken": zhEn("使用一剂", "A dose taken"),
  "medicine.counted": zhEn("盘点剂数", "Doses counted"),
};
