/**
 * How long somebody stays, where, and on which days they are tested, by the edition in force. Days are local and
 * half-open; day 1 is the pack's parameter; a last exposure known to the day or worse gives ends that are intervals.
 * Decides nothing: a plan is arithmetic that a named role's order rests on.
 */
import { dayOf, dayStart, nextDay, type Day, type Zone } from "../../../base/civil.ts";
import { refuse, type Refusal } from "../../../base/refusal.ts";
import type { Ms, When } from "../../../base/time.ts";
import { count, days, list, numbers, text } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";

export const PHASES = ["central", "home-isolation", "home-monitoring"] as const;
export type PhaseKind = (typeof PHASES)[number];

/** What an edition says about one class of people. A type, so that a decision can carry it in the ledger. */
export type StayRules = {
  readonly edition: string;
  readonly dayOne: number;
  /** First day of the stay counted from the exposure; 1 but for diseases with a silent beginning. */
  readonly dayFrom: number;
  readonly centralDays: number;
  readonly homeDays: number;
  readonly homeKind: "home-isolation" | "home-monitoring";
  readonly centralTests: readonly number[];
  readonly homeTests: readonly number[];
};

export type PlannedPhase = { readonly phase: PhaseKind; readonly from: When; readonly end: When };
export type PlannedTest = { readonly phase: PhaseKind; readonly day: number; readonly due: When };

export interface StayPlan {
  readonly edition: string;
  readonly phases: readonly PlannedPhase[];
  readonly tests: readonly PlannedTest[];
}

/** Whether the pack states a clause and does not state that it is absent. */
export function stated(pack: ResolvedPack, id: string): boolean {
  return Object.hasOwn(pack.clauses, id) && pack.clauses[id]!.unit !== "absent";
}

const daysOr = (pack: ResolvedPack, id: string, otherwise: number): number => (stated(pack, id) ? days(pack, id) : otherwise);
const testsOf = (pack: ResolvedPack, id: string): readonly number[] => (stated(pack, id) ? numbers(pack, id) : []);

/** What the pack says about a class of contacts; a class it does not have is refused. */
export function rulesOf(pack: ResolvedPack, contactClass: string): StayRules | Refusal {
  const classes = list(pack, "contact.classes");
  if (!classes.includes(contactClass)) {
    return refuse("class-not-in-pack", `${pack.id} knows no ${contactClass} contacts.`, { where: "data.class", fix: `Its classes: ${classes.join(", ")}.` });
  }
  const group = contactClass === "secondary" ? "secondary" : "contact";
  const none = contactClass === "general";
  const centralDays = none ? 0 : daysOr(pack, `${group}.isolation.central-days`, 0);
  const isolated = none ? 0 : daysOr(pack, `${group}.isolation.home-days`, 0);
  // Without any isolation people may still be watched: monitoring confines nobody.
  const watched = !none && centralDays + isolated === 0 && group === "contact" ? daysOr(pack, "contact.monitoring-days", 0) : 0;
  const kind = stated(pack, "contact.isolation.home-kind") ? text(pack, "contact.isolation.home-kind") : "none";
  const tests = none ? [] : testsOf(pack, `${group}.test-days`);
  return {
    edition: pack.id, dayOne: stated(pack, "contact.day-one") ? count(pack, "contact.day-one") : 1,
    dayFrom: centralDays === 0 && isolated > 0 ? daysOr(pack, "contact.quarantine.day-from", 1) : 1,
    centralDays, homeDays: isolated + watched,
    homeKind: watched === 0 && (group === "secondary" || kind === "isolation" || centralDays === 0) ? "home-isolation" : "home-monitoring",
    // Where nobody goes to a site, the test days are those of the stay at home.
    centralTests: centralDays > 0 ? tests : [], homeTests: centralDays > 0 ? (group === "contact" ? testsOf(pack, "contact.test-days.home") : []) : tests,
  };
}

/** The local day an instant lies in; of an interval its first and its last, whose end at midnight is still the day before. */
export function daysOfWhen(zone: Zone, when: When): { readonly first: Day; readonly last: Day } {
  return { first: dayOf(zone, when.earliest), last: dayOf(zone, when.latest > when.earliest ? when.latest - 1 : when.latest) };
}

/** The local day numbered `day`, where `zero` is the day counted from. */
export function dayNumbered(rules: Pick<StayRules, "dayOne">, zero: Day, day: number): Day {
  return nextDay(zero, day - 1 + rules.dayOne);
}

/** The plan of a stay: phases one after the other, and each test due by the end of its day. */
export function planStay(rules: StayRules, zone: Zone, lastExposure: When): StayPlan {
  const { first, last } = daysOfWhen(zone, lastExposure);
  const startOf = (day: number): When => ({ earliest: dayStart(zone, dayNumbered(rules, first, day)), latest: dayStart(zone, dayNumbered(rules, last, day)) });
  const phases: PlannedPhase[] = [];
  const tests: PlannedTest[] = [];
  if (rules.centralDays > 0) {
    phases.push({ phase: "central", from: startOf(1), end: startOf(rules.centralDays + 1) });
    for (const day of rules.centralTests) tests.push({ phase: "central", day, due: startOf(day + 1) });
  }
  if (rules.homeDays > 0) {
    phases.push({ phase: rules.homeKind, from: startOf(rules.centralDays + rules.dayFrom), end: startOf(rules.centralDays + rules.homeDays + 1) });
    for (const day of rules.homeTests) tests.push({ phase: rules.homeKind, day, due: startOf(rules.centralDays + day + 1) });
  }
  return { edition: rules.edition, phases, tests };
}

/** The phase a measure is about: at a site, or at home. */
export function phaseOf(plan: StayPlan, phase: PhaseKind): PlannedPhase | undefined {
  return plan.phases.find((planned) => planned.phase === phase) ?? (phase === "central" ? undefined : plan.phases.find((planned) => planned.phase !== "central"));
}

/** Whole days of the stay that had passed when the person was placed: shown, not hidden. */
export function daysBefore(plan: StayPlan, zone: Zone, placedAt: When): number {
  const from = plan.phases[0]?.from.latest;
  if (from === undefined || placedAt.latest <= from) return 0;
  let passed = 0;
  for (let day = dayOf(zone, from); day < dayOf(zone, placedAt.latest); day = nextDay(day)) passed += 1;
  return passed;
}

/** Tests still to come, and those whose day had passed before the plan was made. */
export function splitTests(plan: StayPlan, phase: PhaseKind, now: Ms): { readonly coming: readonly PlannedTest[]; readonly passed: readonly PlannedTest[] } {
  const own = plan.tests.filter((test) => (test.phase === "central") === (phase === "central"));
  return { coming: own.filter((test) => test.due.latest > now), passed: own.filter((test) => test.due.latest <= now) };
}
