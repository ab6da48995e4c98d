/** The words for the states of areas and of an incident's phases, in both languages. */
import type { Text } from "../../engine/rule.ts";

const T = (zh: string, en: string): Text => ({ zh, en });

export const areaStatusWords: Readonly<Record<string, Text>> = {
  "to-countersign": T("待第二人签", "Waiting for a second signature"), response: T("应急处置", "Response"), "community-zero": T("社会面清零", "Community zero"), "wind-down": T("收尾", "Winding down"),
};
