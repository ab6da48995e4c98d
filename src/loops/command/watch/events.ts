/** What can happen to the watch: a post with its duty phone, and who is on it hour by hour. */
import type { Text } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "post.registered": { zh: "登记岗位", en: "Post registered" },
  "roster.set": { zh: "排定值班", en: "Watch set" },
};
