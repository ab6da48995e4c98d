/** What can happen to a post that carries too much: warned of, and relieved by the level above. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "load.warned": zhEn("岗位超负荷", "Post overloaded"),
  "load.shared": zhEn("已分担", "Load shared out"),
};
