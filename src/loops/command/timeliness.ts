/**
 * How fast an outbreak was met, in the terms of 7-1-7: days from emergence to detection, from detection to
 * notification, from notification to the last early action that applied. Dates known to the day give intervals, and
 * then a target may be met for certain, missed for certain, or neither.
 */
import { DAY, elapsed, type When } from "../../base/time.ts";
import { lengthMs, list } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";

export interface EarlyDates {
  readonly emergence: When;
  readonly detection: When;
  readonly notification: When;
  /** When each early action was complete; one that does not apply is left out, one still open is null. */
  readonly actions: Readonly<Record<string, When | null>>;
}

export interface Span {
  readonly days: { readonly least: number; readonly most: number } | null;
  readonly met: "yes" | "no" | "unknown";
}

export interface Timeliness {
  readonly detect: Span;
  readonly notify: Span;
  readonly respond: Span;
  /** Early actions still open, and words of `actions` the rules do not have. */
  readonly open: readonly string[];
  readonly unknown: readonly string[];
}

function spanOf(from: When, to: When, targetMs: number): Span {
  const { least, most } = elapsed(from, to);
  return { days: { least: least / DAY, most: most / DAY }, met: most <= targetMs ? "yes" : least > targetMs ? "no" : "unknown" };
}

export function sevenOneSeven(pack: ResolvedPack, dates: EarlyDates): Timeliness {
  const words = list(pack, "seven-one-seven.actions");
  const done = Object.entries(dates.actions).flatMap(([, when]) => (when === null ? [] : [when]));
  const open = Object.entries(dates.actions).filter(([, when]) => when === null).map(([action]) => action);
  const last = done.reduce<When | null>((latest, when) => (latest === null || when.latest > latest.latest ? when : latest), null);
  return {
    detect: spanOf(dates.emergence, dates.detection, lengthMs(pack, "seven-one-seven.detect")),
    notify: spanOf(dates.detection, dates.notification, lengthMs(pack, "seven-one-seven.notify")),
    respond: last === null || open.length > 0 ? { days: null, met: "unknown" } : spanOf(dates.notification, last, lengthMs(pack, "seven-one-seven.respond")),
    open, unknown: Object.keys(dates.actions).filter((action) => !words.includes(action)),
  };
}
