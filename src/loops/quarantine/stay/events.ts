/** What can happen to a stay: laid down from an edition, its tests, its recount, a change of edition. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "stay.planned": zhEn("排定隔离期和检测日", "Length of stay and test days laid down"),
  "stay.unplanned": zhEn("缺末次暴露，无法排定隔离期", "Length of stay not known: last exposure missing"),
  "stay.dropped": zhEn("原隔离期排定失效", "Earlier plan of the stay set aside"),
  "test_day.set": zhEn("排定检测日", "Test day set"),
  "test_day.dropped": zhEn("检测日取消", "Test day dropped"),
  "test_day.sampled": zhEn("按日采样", "Sampled on a test day"),
  "test_day.resulted": zhEn("检测日结果", "Result of a test day"),
  "stay.doubted": zhEn("对应密接者阳性，须重新判定", "The contact it rests on is positive"),
  "stay.kept": zhEn("维持原判定", "Kept as it was"),
  "stay.recount_proposed": zhEn("建议重新计算隔离期", "Recount of the stay proposed"),
  "stay.recount_declined": zhEn("决定不重新计算", "Decided not to count again"),
  "edition.adopted": zhEn("决定适用新版方案", "New edition adopted"),
  "measure.shortened": zhEn("缩短隔离期", "Stay shortened"),
};
