/**
 * The checks' names and reckonings in Chinese; the engine writes them in English. A sentence without a Chinese
 * form is shown as it is.
 */
import type { Lang } from "../text/index.ts";

const CHINESE: readonly (readonly [RegExp, string])[] = [
  [/^role holders in the notice$/, "通报问责的岗位数"],
  [/^hours push -> quarantine$/, "从推送到隔离（小时）"],
  [/^hours exposure -> quarantine$/, "从暴露到隔离（小时）"],
  [/^minutes between the two room exits$/, "两次擅离房间间隔（分钟）"],
  [/^minutes between room exits (\d+) and (\d+)$/, "第 $1 次与第 $2 次擅离房间间隔（分钟）"],
  [/^end of the (\d+)-day period counted from last exposure$/, "自末次暴露起 $1 天的期满日"],
  [/^a range, because the push is known to the day only$/, "推送只知日期，故为区间"],
  [/^both instants are known$/, "两个时刻均已知"],
  [/^exposure taken as (.+)$/, "暴露时刻按 $1 计"],
  [/^(\S+) \+ (\d+) days under (\S+)$/, "$1 加 $2 天，依据 $3"],
  [/^(.+); the notice states (.+)$/, "$1；通报载明 $2"],
];

export function checkText(text: string, lang: Lang): string {
  if (lang === "en") return text.charAt(0).toUpperCase() + text.slice(1).replace(" -> ", " → ");
  for (const [pattern, chinese] of CHINESE) if (pattern.test(text)) return text.replace(pattern, chinese);
  return text;
}
