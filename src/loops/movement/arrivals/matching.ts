/**
 * Where somebody has been, against which places were at risk on those very days: pure arithmetic over local days.
 * What follows from a match is the pack's to say and a named role's to decide; this proposes and nothing more.
 */
import { dayStart, nextDay, type Day, type Zone } from "../../../base/civil.ts";
import type { Ms } from "../../../base/time.ts";
import { applies, days, list, numbers, table } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";

/** A place and the local days somebody was there, both included. */
export type Stay = { readonly origin: string; readonly from: Day; readonly until: Day };

/** A level from its first day to its last; null: still in force. */
export type RiskPeriod = { readonly level: string; readonly from: Day | null; readonly until: Day | null; readonly source: string };

/** Days spent in a place while it was at risk. */
export type Hit = { readonly origin: string; readonly level: string; readonly first: Day; readonly last: Day; readonly source: string };

export type Proposal = {
  readonly level: string;
  readonly measure: "central" | "home" | "tests" | "case-by-case";
  readonly days: number | null;
  readonly testDays: readonly number[];
  /** First instant after the last day; null where the rules give no length. */
  readonly until: Ms | null;
  /** Clauses it rests on. */
  readonly clauses: readonly string[];
};

const has = (pack: ResolvedPack, id: string): boolean => Object.hasOwn(pack.clauses, id) && applies(pack, id);

/** Levels of the pack, the gravest first; empty where it knows none and any word will do. */
export function riskLevels(pack: ResolvedPack): readonly string[] {
  return has(pack, "risk.levels") ? list(pack, "risk.levels") : [];
}

/** The first day before an arrival that still counts. */
export function lookBackFrom(pack: ResolvedPack, arrived: Day): Day {
  return nextDay(arrived, -days(pack, "arrival.look-back"));
}

/** Every stay in a place while it was at risk, within the days looked back on, the gravest and then the latest first. */
export function match(stays: readonly Stay[], periods: (origin: string) => readonly RiskPeriod[], arrived: Day, pack: ResolvedPack): readonly Hit[] {
  const oldest = lookBackFrom(pack, arrived);
  const levels = riskLevels(pack);
  const hits = stays.flatMap((stay) => periods(stay.origin).flatMap((period): Hit[] => {
    const first = period.from === null || period.from < stay.from ? stay.from : period.from;
    const last = period.until === null || period.until > stay.until ? stay.until : period.until;
    return first <= last && last >= oldest ? [{ origin: stay.origin, level: period.level, first, last, source: period.source }] : [];
  }));
  const rank = (level: string): number => (levels.includes(level) ? levels.indexOf(level) : levels.length);
  return hits.toSorted((a, b) => rank(a.level) - rank(b.level) || (a.last > b.last ? -1 : a.last < b.last ? 1 : a.origin < b.origin ? -1 : 1));
}

/** What the pack says of a stay at the gravest level met; its days are counted from the day of leaving it. */
export function propose(hits: readonly Hit[], pack: ResolvedPack, zone: Zone): Proposal | null {
  const gravest = hits[0];
  if (gravest === undefined) return null;
  const { level } = gravest;
  const last = hits.filter((hit) => hit.level === level).reduce((latest, hit) => (hit.last > latest ? hit.last : latest), gravest.last);
  const clause = (part: string): string => `spill.${level}.${part}`;
  const testDays = has(pack, clause("test-days")) ? numbers(pack, clause("test-days")) : [];
  const tested = testDays.length > 0 ? [clause("test-days")] : [];
  const ends = (length: number): Ms => dayStart(zone, nextDay(last, length + 1));
  for (const measure of ["central", "home"] as const) {
    const id = clause(`${measure}-days`);
    const length = has(pack, id) ? days(pack, id) : 0;
    if (length > 0) return { level, measure, days: length, testDays, until: ends(length), clauses: [id, ...tested] };
  }
  if (has(pack, clause("tests"))) {
    const length = Number(table(pack, clause("tests"))[0]?.["withinDays"]);
    return { level, measure: "tests", days: length, testDays: [], until: ends(length), clauses: [clause("tests")] };
  }
  return { level, measure: "case-by-case", days: null, testDays: [], until: null, clauses: [] };
}
