/** What can happen to the means a city counts on that no other loop owns yet: its laboratories. */
import type { Text } from "../../../engine/rule.ts";

export const events: Readonly<Record<string, Text>> = {
  "lab.registered": { zh: "登记检测实验室", en: "Laboratory registered" },
};
