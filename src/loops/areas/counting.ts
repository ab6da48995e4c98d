/**
 * Counting clean days: pure functions over case reports with two times each (when it occurred, when we learned
 * of it). Days are local and half-open, 24:00 of one is 00:00 of the next; a count of n days is n whole days.
 * Which classes restart a count, how many days and whether a last round is needed are the pack's to say.
 */
import { dayOf, dayStart, nextDay, type Day, type Zone } from "../../base/civil.ts";
import type { Ms, When } from "../../base/time.ts";
import { applies, days as daysOf, holds, list } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";

export const CLASSES = ["confirmed", "asymptomatic"] as const;
export type CaseClass = (typeof CLASSES)[number];
export const FOUND = ["community", "quarantine"] as const;

export type CaseReport = {
  readonly case: string;
  /** The smallest area it lies in. */
  readonly area: string;
  readonly class: CaseClass;
  /** Found under quarantine, or among people still moving about. */
  readonly found: (typeof FOUND)[number];
  readonly occurred: When;
  readonly learned: Ms;
};

export type RoundReport = {
  readonly round: string;
  readonly held: When;
  /** Everybody who should be sampled was. */
  readonly complete: boolean;
  readonly pending: number;
  readonly positive: number;
  readonly learned: Ms;
};

/** The local day something lies in; of an interval the last, whose end at midnight still belongs to the day before. */
export function lastDayOf(zone: Zone, when: When): Day {
  return dayOf(zone, when.latest > when.earliest ? when.latest - 1 : when.latest);
}

export interface StreakQuestion {
  /** Areas asked about; a report lies in one of them. Null: everywhere. */
  readonly scope: readonly string[] | null;
  readonly classes: readonly CaseClass[];
  /** Null: wherever found. */
  readonly found: CaseReport["found"] | null;
  readonly cutOff: Ms;
  /** What was known then; a case learned of later is not in the answer. */
  readonly knownAt: Ms;
  /** First day a count can begin where no case is known. */
  readonly since: Day;
}

export interface Streak extends StreakQuestion {
  readonly days: number;
  /** First clean day, and the last whole one. */
  readonly from: Day;
  readonly through: Day;
  /** Cases of the last day with any; they are why it begins when it does. */
  readonly restartedBy: readonly string[];
  /** Known since the count began, of a class that does not restart it. */
  readonly notCounted: readonly string[];
  /** Cases whose day is not certain; the count takes the latest they can have. */
  readonly uncertain: readonly string[];
}

const DAY_LENGTH = 86_400_000;

/** Whole days from one local day to another. Days are labels here, so that a change of clocks adds none. */
function daysBetween(from: Day, to: Day): number {
  return Math.round((dayStart("+00:00", to) - dayStart("+00:00", from)) / DAY_LENGTH);
}

const laterDay = (a: Day, b: Day): Day => (a > b ? a : b);

/** Consecutive days without a new case up to the cut-off, with everything the figure depends on. */
export function streak(reports: readonly CaseReport[], question: StreakQuestion, zone: Zone): Streak {
  const heard = reports.filter((one) => one.learned <= question.knownAt && one.occurred.earliest < question.cutOff
    && (question.scope === null || question.scope.includes(one.area)) && (question.found === null || one.found === question.found));
  const counted = heard.filter((one) => question.classes.includes(one.class));
  const last = counted.reduce<Day | null>((day, one) => (day === null ? lastDayOf(zone, one.occurred) : laterDay(day, lastDayOf(zone, one.occurred))), null);
  const from = last === null ? question.since : laterDay(nextDay(last), question.since);
  const first = dayOf(zone, question.cutOff);
  return {
    ...question, from, through: nextDay(first, -1), days: Math.max(0, daysBetween(from, first)),
    restartedBy: counted.filter((one) => lastDayOf(zone, one.occurred) === last).map((one) => one.case),
    notCounted: heard.filter((one) => !question.classes.includes(one.class) && lastDayOf(zone, one.occurred) >= from).map((one) => one.case),
    uncertain: counted.filter((one) => dayOf(zone, one.occurred.earliest) !== lastDayOf(zone, one.occurred)).map((one) => one.case),
  };
}

/** Whether the pack speaks of a rule and has it; other diseases know no risk levels at all. */
export function has(pack: ResolvedPack, clause: string): boolean {
  return Object.hasOwn(pack.clauses, clause) && applies(pack, clause);
}

/** The classes that restart a count by these rules. */
export function countedClasses(pack: ResolvedPack): CaseClass[] {
  const named = has(pack, "risk.downgrade.counts") ? list(pack, "risk.downgrade.counts") : CLASSES;
  return CLASSES.filter((one) => named.includes(one));
}

export function levels(pack: ResolvedPack): readonly string[] {
  return has(pack, "risk.levels") ? list(pack, "risk.levels") : [];
}

export interface Step {
  readonly to: string;
  readonly days: number;
  readonly clause: string;
  readonly finalRound: boolean;
  /** Counted from the day the level took effect, not from the last case. */
  readonly second: boolean;
}

/** The next way down from a level; null where the rules name none. A former high-risk area has a shorter second step. */
export function stepDown(pack: ResolvedPack, level: string, formerly: string | null): Step | null {
  const round = has(pack, "risk.final-round") && holds(pack, "risk.final-round");
  const step = (to: string, clause: string, finalRound: boolean, second: boolean): Step | null =>
    has(pack, clause) ? { to, days: daysOf(pack, clause), clause, finalRound, second } : null;
  if (level === "high") return step("medium", "risk.downgrade.high-to-medium", round, false) ?? step("low", "risk.downgrade.high-to-low", round, false);
  if (level !== "medium") return null;
  return (formerly === "high" ? step("low", "risk.downgrade.high-to-low", false, true) : null) ?? step("low", "risk.downgrade.medium-to-low", round, false);
}

export interface Counted {
  readonly area: string;
  readonly level: string;
  readonly formerly: string | null;
  /** When the level took effect. */
  readonly since: When;
  readonly cases: readonly CaseReport[];
  readonly rounds: readonly RoundReport[];
}

export type Warning = "other-class" | "uncertain-day";

export type Proposal = {
  readonly area: string;
  readonly from: string;
  readonly to: string;
  readonly clause: string;
  readonly days: number;
  readonly countFrom: Day;
  readonly countThrough: Day;
  readonly effective: Ms;
  readonly round: string | null;
  readonly restartedBy: readonly string[];
  readonly notCounted: readonly string[];
  readonly uncertain: readonly string[];
  readonly warnings: readonly Warning[];
};

export type Verdict =
  | { readonly ready: true; readonly proposal: Proposal }
  | { readonly ready: false; readonly why: "no-step" | "days" | "round-missing" | "round-pending" | "round-positive"; readonly forecast: Ms | null };

interface Count {
  readonly step: Step;
  readonly streak: Streak;
  /** 00:00 after the last day that must be clean. */
  readonly end: Ms;
}

function countOf(area: Counted, pack: ResolvedPack, zone: Zone, now: Ms): Count | null {
  const step = stepDown(pack, area.level, area.formerly);
  if (step === null) return null;
  const drawn = lastDayOf(zone, area.since);
  const classes = countedClasses(pack);
  // A first step counts from the last case even where the level was drawn later; without a case, from the day after drawing.
  const cases = area.cases.some((one) => classes.includes(one.class) && one.found === "community" && one.learned <= now);
  const since = step.second ? drawn : cases ? "0001-01-01" : nextDay(drawn);
  // What happens at this very instant is part of what is known.
  const found = streak(area.cases, { scope: null, classes, found: "community", cutOff: now + 1, knownAt: now, since }, zone);
  return { step, streak: found, end: dayStart(zone, nextDay(found.from, step.days)) };
}

/** When it will come down if nothing new is found: 00:00 after the last day that must be clean. Null: no step down. */
export function forecast(area: Counted, pack: ResolvedPack, zone: Zone, now: Ms): Ms | null {
  return countOf(area, pack, zone, now)?.end ?? null;
}

/** Whether the area may come down now, with the evidence; else what it still waits for. */
export function verdict(area: Counted, pack: ResolvedPack, zone: Zone, now: Ms): Verdict {
  const count = countOf(area, pack, zone, now);
  if (count === null) return { ready: false, why: "no-step", forecast: null };
  const { step, streak: clean, end } = count;
  if (now < end) return { ready: false, why: "days", forecast: end };
  const through = nextDay(clean.from, step.days - 1);
  const held = area.rounds.filter((one) => one.learned <= now && lastDayOf(zone, one.held) >= through).toSorted((a, b) => a.held.latest - b.held.latest).at(-1) ?? null;
  if (step.finalRound) {
    if (held === null || (!held.complete && held.pending === 0)) return { ready: false, why: "round-missing", forecast: end };
    if (held.positive > 0) return { ready: false, why: "round-positive", forecast: end };
    if (held.pending > 0) return { ready: false, why: "round-pending", forecast: end };
  }
  const round = step.finalRound ? held : null;
  // A round held after the count moves the instant to the 00:00 after it; a pool resolved later, to its resolution.
  const effective = round === null ? end : Math.max(end, dayStart(zone, nextDay(lastDayOf(zone, round.held))), round.learned);
  if (now < effective) return { ready: false, why: "days", forecast: effective };
  const warnings: Warning[] = [...(clean.notCounted.length > 0 ? ["other-class" as const] : []), ...(clean.uncertain.length > 0 ? ["uncertain-day" as const] : [])];
  return { ready: true, proposal: {
    area: area.area, from: area.level, to: step.to, clause: step.clause, days: step.days, countFrom: clean.from, countThrough: through, effective,
    round: round?.round ?? null, restartedBy: clean.restartedBy, notCounted: clean.notCounted, uncertain: clean.uncertain, warnings,
  } };
}

/** Units an area can have, widest first. */
export const UNITS = ["city", "district", "subdistrict", "community", "village", "hamlet", "compound", "building", "unit", "floor", "household"] as const;

/** Wider than any unit the rules name. */
export function widerThanRules(pack: ResolvedPack, unit: string): boolean {
  if (!has(pack, "risk.unit")) return false;
  const order: readonly string[] = UNITS;
  const widest = Math.min(...list(pack, "risk.unit").map((one) => order.indexOf(one)).filter((index) => index >= 0));
  return order.indexOf(unit) < widest;
}
