/** What can happen to data asked for in an investigation: asked for, got, deleted. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "data-pull.asked": zhEn("调取数据", "Data asked for"),
  "data-pull.deleted": zhEn("已删除调取的数据", "Data that were asked for deleted"),
};
