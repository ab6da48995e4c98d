/** The words for the states of areas, phases and institutions, in both languages. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const areaStatusWords: Readonly<Record<string, Text>> = {
  "told-above": T("已上报", "Reported up"), known: T("已得知", "Known"), "to-mend": T("待整改", "To be mended"), mended: T("已整改", "Mended"),
  "to-countersign": T("待第二人签", "Waiting for a second signature"), response: T("应急处置", "Response"), "community-zero": T("社会面清零", "Community zero"), "wind-down": T("收尾", "Winding down"),
};
