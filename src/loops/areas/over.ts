/**
 * When an outbreak is over: so many whole days after the last case could no longer pass it on, and how long it is
 * watched for after that. A date to work towards; a named role declares it.
 */
import { dayStart, nextDay, type Zone } from "../../base/civil.ts";
import { isRefusal, type Refusal } from "../../base/refusal.ts";
import type { Ms, When } from "../../base/time.ts";
import { askClause, days } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import { has, lastDayOf } from "./counting.ts";

export interface OutbreakEnd {
  /** First day counted: the one after the last case was cleared or safely buried. */
  readonly dayOne: string;
  /** 00:00 after the last day that must stay clean. */
  readonly over: Ms;
  /** End of the heightened surveillance after it; null where the rules ask for none. */
  readonly watchedUntil: Ms | null;
}

/** `cleared`: the last case's second negative sample, recovery or burial; known to the day, the latest counts. */
export function outbreakEnd(pack: ResolvedPack, zone: Zone, cleared: When): OutbreakEnd | Refusal {
  const clause = askClause(pack, "outbreak.over-days");
  if (isRefusal(clause)) return clause;
  const dayOne = nextDay(lastDayOf(zone, cleared));
  const over = nextDay(dayOne, days(pack, "outbreak.over-days"));
  const watched = has(pack, "outbreak.surveillance-days") ? nextDay(over, days(pack, "outbreak.surveillance-days")) : null;
  return { dayOne, over: dayStart(zone, over), watchedUntil: watched === null ? null : dayStart(zone, watched) };
}
