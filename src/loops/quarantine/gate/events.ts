/** What can happen to the check before release: samples taken, results in, all of it passed. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "release.sampled": zhEn("解除前采样", "Release sample taken"),
  "release.resulted": zhEn("解除前检测结果", "Result of a release sample"),
  "release.prepared": zhEn("解除核验通过", "Release check passed"),
};
