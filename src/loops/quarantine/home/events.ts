/** What can happen to somebody who stays at home under a measure. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "home.assessed": zhEn("居家条件评估", "Home assessed"),
  "home.ordered": zhEn("已下达居家阶段决定", "Phase at home ordered"),
  "home.announced": zhEn("居家决定送达社区", "Community told of a stay at home"),
  "home.started": zhEn("居家阶段开始", "Phase at home begun"),
  "home.checked": zhEn("居家每日健康监测", "Daily check at home"),
  "home.symptoms": zhEn("居家人员出现症状", "Symptoms at home"),
  "home.symptoms_answered": zhEn("症状已处置", "Symptoms answered"),
  "home.served": zhEn("上门服务", "Served at the door"),
  "home.left": zhEn("居家人员外出就医", "Left home for care"),
  "home.exit_completed": zhEn("外出就医手续补全", "Papers of the way out completed"),
  "home.returned": zhEn("就医后返回", "Back home"),
};
