/** What can happen to a day: it is closed, with what was to be placed, what was, and why each other person was not. */
import { type Text, zhEn } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "day.closed": zhEn("日清日结", "Day closed"),
};
