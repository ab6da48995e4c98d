/**
 * Between what a person picks (a local day, an hour, or just the day) and an instant with its precision. Days
 * and hours are those of the incident's zone. Pure.
 */
import { dayOf, dayStart, isoIn, nextClock, nextDay, type Zone } from "../../base/civil.ts";
import type { Ms, When } from "../../base/time.ts";

export type Precision = "minute" | "day" | "between";

const LOCAL = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/;

/** `2021-09-24T14:00` in the zone; null for anything else, and for an hour the clock skipped. */
export function fromLocal(zone: Zone, text: string): Ms | null {
  const match = LOCAL.exec(text);
  if (match === null) return null;
  try {
    const [, day = "", clock = ""] = match;
    const at = nextClock(zone, dayStart(zone, day) - 1, clock);
    return dayOf(zone, at) === day ? at : null;
  } catch {
    return null;
  }
}

export function toLocal(zone: Zone, at: Ms): string {
  return isoIn(zone, at).slice(0, 16);
}

/** Null while something is still to be picked. */
export function whenFrom(zone: Zone, precision: Precision, first: string, second: string): When | null {
  if (precision === "day") {
    try {
      return first === "" ? null : { earliest: dayStart(zone, first), latest: dayStart(zone, nextDay(first)) };
    } catch {
      return null;
    }
  }
  const earliest = fromLocal(zone, first);
  if (earliest === null) return null;
  if (precision === "minute") return { earliest, latest: earliest };
  const latest = fromLocal(zone, second);
  return latest === null ? null : { earliest, latest };
}
