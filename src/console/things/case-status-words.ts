/** The words for the states of evidence, links, conclusions, teams and data pulls. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const caseStatusWords: Readonly<Record<string, Text>> = {
  formed: T("已组建", "Formed"), "in-custody": T("保管中", "In custody"), "handed-over": T("移交中", "Handed over"), linked: T("已判定", "Linked"), hypothesis: T("假设", "Hypothesis"), preliminary: T("初步", "Preliminary"), final: T("最终", "Final"),
  "in-use": T("使用中", "In use"), deleted: T("已删除", "Deleted"),
};
