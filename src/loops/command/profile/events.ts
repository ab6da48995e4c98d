/** What can happen to the city's risk profile: a risk named, a control against it begun or ended, a risk left open. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "risk.named": zhEn("列明城市风险", "Risk of the profile named"),
  "control.started": zhEn("防控措施实施", "Control begun"),
  "control.ended": zhEn("防控措施停止", "Control ended"),
  "risk.uncovered": zhEn("风险尚无防控", "Risk without a control"),
};

export const CATEGORIES = ["port", "cold-chain", "border", "tourism", "dense-housing", "health-care"] as const;
