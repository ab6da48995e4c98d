/**
 * The board's list as data: the headings between duties, the order, and how duties that changed are put into
 * what is loaded. Pure.
 */
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";
import { bucketOf, type Bucket } from "../duty/reading.ts";

export type Line = { readonly line: "heading"; readonly bucket: Bucket } | { readonly line: "duty"; readonly duty: Duty; readonly index: number };

/** Rows with a heading wherever the bucket changes; the order is the server's. */
export function linesOf(duties: readonly Duty[], now: Ms, headings: boolean): Line[] {
  const lines: Line[] = [];
  let bucket: Bucket | null = null;
  duties.forEach((duty, index) => {
    if (headings) {
      const mine = bucketOf(duty.due, duty.overdue !== null, now);
      if (mine !== bucket) lines.push({ line: "heading", bucket: mine });
      bucket = mine;
    }
    lines.push({ line: "duty", duty, index });
  });
  return lines;
}

/** Overdue first, then by deadline, those without one last; the same order as the server's `sort=due`. */
export function byDue(a: Duty, b: Duty): number {
  const overdue = Number(b.overdue !== null) - Number(a.overdue !== null);
  if (overdue !== 0) return overdue;
  const due = (a.due?.latest ?? Infinity) - (b.due?.latest ?? Infinity);
  if (due !== 0 && !Number.isNaN(due)) return due;
  return Number(a.id.slice(1)) - Number(b.id.slice(1));
}

/**
 * Duties read anew, put into the list: changed ones replaced or dropped, new ones put where they belong. One that
 * would stand after the last loaded row is left for its page, unless the list is whole.
 */
export function mergeChanged(list: readonly Duty[], changed: readonly Duty[], fits: (duty: Duty) => boolean, whole: boolean): Duty[] {
  const ids = new Set(changed.map((duty) => duty.id));
  const kept = list.filter((duty) => !ids.has(duty.id));
  const last = list.at(-1);
  for (const duty of changed) {
    if (!fits(duty)) continue;
    if (!whole && last !== undefined && byDue(duty, last) > 0) continue;
    const place = kept.findIndex((other) => byDue(duty, other) < 0);
    kept.splice(place === -1 ? kept.length : place, 0, duty);
  }
  return kept;
}
