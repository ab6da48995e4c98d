/** What can happen to the trust in results: signals, decisions on them, what rests on a result and is to be repeated. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "integrity.raised": zhEn("检测诚信信号", "Integrity signal raised"),
  "integrity.decided": zhEn("诚信信号已判断", "Signal decided by a person"),
  "integrity.appealed": zhEn("对判断提出申诉", "Decision on a signal appealed"),
  "results.doubted": zhEn("检测结果存疑", "Results in doubt"),
  "record.falsified": zhEn("认定记录不实", "Record held to be falsified"),
  "decision.relied": zhEn("依据检测结果作出决定", "Decision made on a result"),
  "decision.to_repeat": zhEn("决定须复检重做", "Decision to be repeated"),
  "decision.repeated": zhEn("决定已复检重做", "Decision repeated"),
  "reagents.counted": zhEn("登记试剂领用", "Reagent drawn counted"),
  "case.looked_back": zhEn("病例既往阴性已回看", "A case's negatives looked back at"),
  "challenge.planted": zhEn("投放盲样", "Blind challenge planted"),
  "challenge.opened": zhEn("盲样启封比对", "Blind challenge opened and compared"),
};
