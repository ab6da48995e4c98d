/** What can happen to tubes: each hand they pass through, their results, and what follows from a positive pool. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "tube.collected": zhEn("采样封管", "Tube collected"),
  "tubes.picked_up": zhEn("样本交接起运", "Tubes picked up"),
  "tubes.received": zhEn("实验室接收样本", "Tubes received at the laboratory"),
  "tubes.rerouted": zhEn("样本改送其他实验室", "Tubes sent to another laboratory"),
  "tube.resulted": zhEn("检测出结果", "Tube has a result"),
  "tube.voided": zhEn("样本无效需重采", "Tube invalid, to be sampled again"),
  "tube.resampled": zhEn("已重采", "Sampled again"),
  "tubes.reported": zhEn("报告检测结果", "Results reported"),
  "pool.positive": zhEn("混管阳性", "Pool positive"),
  "pool.resolved": zhEn("混管阳性已查清", "Positive pool resolved"),
  "member.held": zhEn("混管阳性人员临时管控", "Member of a positive pool held"),
  "member.sampled": zhEn("混管阳性人员单采", "Member sampled singly"),
  "member.cleared": zhEn("混管阳性人员解除管控", "Member cleared and let go"),
  "member.confirmed": zhEn("混管阳性人员单采阳性", "Member's own sample positive"),
};
