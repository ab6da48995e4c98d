/** What can happen to the watch: a post with its duty phone, who is on it hour by hour, and the first hour with nobody. */
import type { Text } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "post.registered": { zh: "登记岗位", en: "Post registered" },
  "roster.set": { zh: "排定值班", en: "Watch set" },
  "roster.gap_found": { zh: "值班无人", en: "Nobody named for a shift" },
  "roster.gap_closed": { zh: "值班已补", en: "Shift filled" },
};
