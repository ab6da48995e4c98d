/** Lengths and ranges of lengths in words; an uncertain length is never one false number. */
import { showLength } from "../../base/civil.ts";
import { DAY, HOUR, hours, MINUTE, type Ms } from "../../base/time.ts";
import type { Lang } from "../text/index.ts";

/** A length, or a range of lengths as `69–93 h`. */
export function showRange(least: Ms, most: Ms, lang: Lang): string {
  if (least === most) return showLength(least, lang);
  const whole = (length: Ms): number => Math.floor(length / MINUTE);
  if (most < 2 * HOUR) return lang === "zh" ? `${whole(least)}–${whole(most)}分钟` : `${whole(least)}–${whole(most)} min`;
  return `${trim(hours(least))}–${trim(hours(most))}${lang === "zh" ? "小时" : " h"}`;
}

function trim(value: number): string {
  return String(value >= 10 ? Math.round(value) : Math.round(value * 10) / 10);
}

/** An age in its largest unit alone, `10 h`: enough to compare rows by. */
export function showAge(age: Ms, lang: Lang): string {
  const units: readonly (readonly [Ms, string, string])[] = [[DAY, "d", "天"], [HOUR, "h", "小时"], [MINUTE, "min", "分钟"]];
  const [size, en, zh] = units.find(([unit]) => age >= unit) ?? units[2]!;
  const count = Math.max(0, Math.floor(age / size));
  return lang === "zh" ? `${count}${zh}` : `${count} ${en}`;
}

/** Hours as the findings give them, `[69, 93]`. */
export function showHours([least, most]: readonly [number, number], lang: Lang): string {
  const unit = lang === "zh" ? "小时" : " h";
  return least === most ? `${trim(least)}${unit}` : `${trim(least)}–${trim(most)}${unit}`;
}
