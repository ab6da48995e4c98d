/** What can happen to the people who respond: infected, ill, assessed, died; and what hospitals return of infections. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "hospital.designated": zhEn("指定医疗机构", "Hospital designated"),
  "hospital.undesignated": zhEn("不再指定", "Hospital no longer designated"),
  "infection.returned": zhEn("院内感染日报", "Infections of the hospital returned"),
  "staff.fell_ill": zhEn("工作人员感染或患病", "Member of staff infected or ill"),
  "staff.illness_assessed": zhEn("判明感染来源", "How it was caught is established"),
  "staff.recovered": zhEn("工作人员康复", "Member of staff recovered"),
  "staff.died": zhEn("工作人员死亡", "Member of staff died"),
};
