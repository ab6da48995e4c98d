/**
 * Asking a pack. A clause the pack has never heard of is a bug of whoever asks, named with pack and clause; a
 * clause the pack declares absent is an ordinary answer: `applies` is false, `askClause` gives a refusal for
 * the clerk. The typed questions below are for clauses known to apply, and a wrong unit is a bug too.
 */
import { nextClock, type Day, type Zone } from "../../base/civil.ts";
import { bug, isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { plus, type Ms, type When } from "../../base/time.ts";
import { LENGTHS, type ClauseValue, type ListItem, type TableRow, type Unit, type ValueOf } from "./units.ts";
import type { ResolvedClause, ResolvedPack } from "./types.ts";

/** The clause as stated, which may be that it is absent. */
export function clauseOf(pack: ResolvedPack, id: string): ResolvedClause {
  return (Object.hasOwn(pack.clauses, id) ? pack.clauses[id] : undefined) ?? bug(`pack ${pack.id} has no clause ${id}`);
}

/** False when the pack says it has no such rule. */
export function applies(pack: ResolvedPack, id: string): boolean {
  return clauseOf(pack, id).unit !== "absent";
}

/** The clause, or the refusal a clerk reads when this disease or edition has no such rule. */
export function askClause(pack: ResolvedPack, id: string): ResolvedClause | Refusal {
  const clause = clauseOf(pack, id);
  if (clause.unit !== "absent") return clause;
  return refuse("clause-absent", `The rules in force (${pack.id}) have no such rule: ${clause.wording.en}`, {
    where: `${pack.id}#${id}`, fix: "Decide it case by case, with a reason.", params: { pack: pack.id, clause: id, wordingZh: clause.wording.zh, wordingEn: clause.wording.en },
  });
}

/** Clauses somebody needs and the pack has never heard of; a pack that leaves any out cannot run an incident. */
export function unanswered(pack: ResolvedPack, ids: Iterable<string>): readonly Refusal[] {
  return [...new Set(ids)]
    .filter((id) => !Object.hasOwn(pack.clauses, id))
    .map((id) => refuse("clause-unknown", `The pack ${pack.id} says nothing about ${id}.`, {
      where: `${pack.id}#${id}`, fix: "State it, or state that it is absent.",
    }));
}

export function valueOf(pack: ResolvedPack, id: string): ClauseValue {
  return clauseOf(pack, id).value ?? bug(`pack ${pack.id} states that ${id} is absent; ask applies() first`);
}

function inUnit<U extends Exclude<Unit, "absent">>(pack: ResolvedPack, id: string, ...units: readonly U[]): ValueOf<U> {
  const value = valueOf(pack, id);
  const { unit } = clauseOf(pack, id);
  if (!(units as readonly Unit[]).includes(unit)) bug(`pack ${pack.id} gives ${id} in ${unit}, not in ${units.join(" or ")}`);
  return value as ValueOf<U>;
}

/** Minutes, hours or days as milliseconds. */
export function lengthMs(pack: ResolvedPack, id: string): Ms {
  const value = inUnit(pack, id, "minutes", "hours", "days");
  return value * LENGTHS[clauseOf(pack, id).unit]!;
}

/** When what starts then is due: a length later, or at the next hour the clause names. Any other unit gives no clock. */
export function dueUnder(pack: ResolvedPack, id: string, start: When, zone: Zone): When {
  if (clauseOf(pack, id).unit !== "local-time") return plus(start, lengthMs(pack, id));
  const clock = text(pack, id);
  return { earliest: nextClock(zone, start.earliest, clock), latest: nextClock(zone, start.latest, clock) };
}

/** The length, or the refusal of a clause that is absent. */
export function askLengthMs(pack: ResolvedPack, id: string): Ms | Refusal {
  const clause = askClause(pack, id);
  return isRefusal(clause) ? clause : lengthMs(pack, id);
}

/** Whole local days; not the same as a length in hours where clocks change. */
export function days(pack: ResolvedPack, id: string): number {
  return inUnit(pack, id, "days");
}

export function count(pack: ResolvedPack, id: string): number {
  return inUnit(pack, id, "count");
}

export function ratio(pack: ResolvedPack, id: string): number {
  return inUnit(pack, id, "ratio");
}

export function holds(pack: ResolvedPack, id: string): boolean {
  return inUnit(pack, id, "boolean");
}

export function text(pack: ResolvedPack, id: string): string {
  return inUnit(pack, id, "text", "date", "local-time");
}

/** Items with their labels in both languages. */
export function items(pack: ResolvedPack, id: string): readonly ListItem[] {
  return inUnit(pack, id, "list");
}

/** The ids of a list. */
export function list(pack: ResolvedPack, id: string): readonly string[] {
  return items(pack, id).map((item) => item.id);
}

export function numbers(pack: ResolvedPack, id: string): readonly number[] {
  return inUnit(pack, id, "day-list", "count-list", "day-range", "hour-range");
}

export function table(pack: ResolvedPack, id: string): readonly TableRow[] {
  return inUnit(pack, id, "table");
}

/** True when the pack is in force on every local day from `first` to `last`; else a replay is counterfactual. */
export function inForce(pack: ResolvedPack, first: Day, last: Day = first): boolean {
  return (pack.validFrom === null || pack.validFrom <= first) && (pack.validTo === null || last < pack.validTo);
}
