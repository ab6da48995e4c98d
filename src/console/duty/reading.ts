/**
 * How a duty is read at a glance: which sign it carries, how urgent it is, how its time is going. Pure; "now" is
 * handed in, because a replay's clock stands still.
 */
import { DAY, HOUR, type Ms, type When } from "../../base/time.ts";
import type { Duty } from "../api-types.ts";

/** The one sign a row carries, the most pressing first. */
export type Sign = "overdue" | "blocked" | "offered" | "done" | "started" | "open" | "verified" | "lapsed" | "withdrawn";

export function signOf(duty: Duty): Sign {
  if (duty.status === "verified" || duty.status === "lapsed" || duty.status === "withdrawn" || duty.status === "done") return duty.status;
  if (duty.overdue !== null) return "overdue";
  if (duty.status === "blocked") return "blocked";
  if (duty.offer !== null) return "offered";
  return duty.status;
}

export const BUCKETS = ["overdue", "perhaps", "soon", "today", "later", "no-clock"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** `perhaps`: now lies within the due interval, so it may be overdue already (design 3a). */
export function bucketOf(due: When | null, overdue: boolean, now: Ms): Bucket {
  if (overdue) return "overdue";
  if (due === null) return "no-clock";
  if (now >= due.latest) return "overdue";
  if (now >= due.earliest) return "perhaps";
  const left = due.earliest - now;
  return left <= 2 * HOUR ? "soon" : left <= DAY ? "today" : "later";
}

/** Time left or time late, as a range when the due time is one. */
export type Clock =
  | { readonly what: "none" }
  | { readonly what: "left"; readonly least: Ms; readonly most: Ms }
  | { readonly what: "late"; readonly least: Ms; readonly most: Ms }
  /** Somewhere between on time and `most` late. */
  | { readonly what: "perhaps"; readonly most: Ms; readonly left: Ms };

export function clockOf(due: When | null, now: Ms): Clock {
  if (due === null) return { what: "none" };
  if (now < due.earliest) return { what: "left", least: due.earliest - now, most: due.latest - now };
  if (now > due.latest) return { what: "late", least: now - due.latest, most: now - due.earliest };
  if (due.earliest === due.latest) return { what: "late", least: 0, most: 0 };
  return { what: "perhaps", most: now - due.earliest, left: due.latest - now };
}

/** Since when its holder has it: the acceptance, else the opening. */
export function heldSince(duty: Duty): When {
  return duty.accepted ?? { earliest: duty.openedAt, latest: duty.openedAt };
}
