/** The words for the states of stays, test days, homes, findings and residents. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const quarantineStatuses: Readonly<Record<string, Text>> = {
  due: T("应做", "Due"), sampled: T("已采样", "Sampled"), negative: T("阴性", "Negative"), positive: T("阳性", "Positive"), dropped: T("已取消", "Dropped"),
  adopted: T("已采用", "Adopted"), "going-home": T("返家途中", "On the way home"), "at-home": T("居家中", "At home"), suitable: T("适合居家", "Suitable"), unsuitable: T("不适合居家", "Not suitable"),
  begun: T("已开始", "Begun"), checked: T("已监测", "Checked"), standing: T("待整改", "Standing"), mended: T("报告已整改", "Reported mended"), cleared: T("已复查通过", "Cleared"),
  scarce: T("告急", "Scarce"), reviewed: T("已核算", "Reviewed"), staying: T("在住", "Staying"), asked: T("已询问", "Asked"), left: T("已离开", "Left"), met: T("报告已落实", "Reported met"),
};
