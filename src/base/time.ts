/**
 * Instants as intervals. An instant known exactly has both bounds equal; one known to the day spans it.
 * Everything that compares, adds or judges lateness goes through here, so that uncertainty is never
 * quietly turned into one number. Units: milliseconds since 1970-01-01T00:00Z.
 */
import { refuse, type Refusal } from "./refusal.ts";

/** Epoch milliseconds, always a safe integer. */
export type Ms = number;

/** An instant as `[earliest, latest]`, both inclusive, earliest ≤ latest. A type, so that it fits in `data`. */
export type When = {
  readonly earliest: Ms;
  readonly latest: Ms;
};

/** Hours late as `[least, most]`, and whether lateness is sure or only possible. */
export interface Lateness {
  readonly least: Ms;
  readonly most: Ms;
  readonly certainty: "none" | "possible" | "certain";
}

export const MINUTE: Ms = 60_000;
export const HOUR: Ms = 3_600_000;
export const DAY: Ms = 86_400_000;

export function at(instant: Ms): When {
  return { earliest: instant, latest: instant };
}

/** Refuses an interval upside down: that is a mistake of whoever typed it, never something to swap. */
export function between(earliest: Ms, latest: Ms): When | Refusal {
  if (!Number.isSafeInteger(earliest) || !Number.isSafeInteger(latest)) {
    return refuse("time-not-a-number", "An instant must be a whole number of milliseconds.", { fix: "Give it as milliseconds since 1970 in UTC." });
  }
  if (earliest > latest) {
    return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", {
      fix: "Exchange the two bounds, or give one exact instant.",
    });
  }
  return { earliest, latest };
}

export function isPoint(when: When): boolean {
  return when.earliest === when.latest;
}

export function plus(when: When, length: Ms): When {
  return { earliest: when.earliest + length, latest: when.latest + length };
}

/** Time from `start` to `end` as `[least, most]`; negative values are cut to zero. */
export function elapsed(start: When, end: When): { least: Ms; most: Ms } {
  return { least: Math.max(0, end.earliest - start.latest), most: Math.max(0, end.latest - start.earliest) };
}

/** Lateness = [max(0, done.earliest − due.latest), max(0, done.latest − due.earliest)]. */
export function lateness(due: When, done: When): Lateness {
  const { least, most } = elapsed(due, done);
  return { least, most, certainty: least > 0 ? "certain" : most > 0 ? "possible" : "none" };
}

/** True when `a` surely ended before `b` began. */
export function surelyBefore(a: When, b: When): boolean {
  return a.latest < b.earliest;
}

export function span(whens: readonly When[]): When | null {
  if (whens.length === 0) return null;
  let { earliest, latest } = whens[0]!;
  for (const when of whens) {
    if (when.earliest < earliest) earliest = when.earliest;
    if (when.latest > latest) latest = when.latest;
  }
  return { earliest, latest };
}

/** Hours rounded to two decimals, for output only; arithmetic stays in milliseconds. */
export function hours(length: Ms): number {
  return Math.round((length / HOUR) * 100) / 100;
}
