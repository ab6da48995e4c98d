/** What can happen in tracing where an infection came from: teams, evidence and its custody, links, stated conclusions. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "team.formed": zhEn("组建流调溯源专班", "Tracing team formed"),
  "evidence.added": zhEn("登记证据", "Evidence item added"),
  "evidence.handed_over": zhEn("证据移交", "Evidence handed over"),
  "evidence.received": zhEn("证据签收", "Evidence received"),
  "link.stated": zhEn("判定传播关系", "Link of a chain stated"),
  "conclusion.stated": zhEn("作出结论", "Conclusion stated"),
};
