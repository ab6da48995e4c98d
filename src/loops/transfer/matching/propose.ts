/**
 * A proposal: trips that could leave, and for everybody left waiting the one reason. The solver is a parameter:
 * it may take its time elsewhere, or be missing; then the simple pass stands. Whatever it says is checked, and
 * only a plan that keeps every rule and is worth more than the simple one is taken from it.
 */
import type { Ms } from "../../../base/time.ts";
import { add, after, greedy, tripsOf } from "./greedy.ts";
import { faults, worth, type Trip } from "./plan.ts";
import { build, read, type IntegerProgram } from "./program.ts";
import { partiesOf, type Party, type Question } from "./question.ts";
import { whyWaiting, type Why } from "./reasons.ts";

/** What a solver says of a program; null values when it found nothing. */
export interface Solved {
  readonly values: ArrayLike<number> | null;
  /** Most that any plan can be worth, as far as the solver has proved. */
  readonly bound: number;
  readonly proved: boolean;
}

export interface Waiting {
  readonly contacts: readonly string[];
  readonly class: string;
  readonly due: Ms;
  readonly why: Why;
}

export interface Matching {
  readonly trips: readonly Trip[];
  readonly waiting: readonly Waiting[];
  /** Which pass it comes from. */
  readonly by: "solver" | "simple-pass";
  /** Whether no plan is better by more than the solver was told to care about. */
  readonly proved: boolean;
  readonly worth: number;
  readonly simpleWorth: number;
}

/** Fills up what a plan leaves free; changes nothing where a plan already moves all it can. */
function filled(question: Question, parties: readonly Party[], trips: readonly Trip[]): Trip[] {
  const left = after(question, parties, trips);
  const moved = new Set(trips.flatMap((trip) => trip.contacts));
  for (const party of parties) if (!moved.has(party.id)) add(left, party);
  return tripsOf(left, question);
}

export function programOf(question: Question): IntegerProgram {
  return build(question, partiesOf(question)).program;
}

export function matching(question: Question, solved: Solved | null): Matching {
  const parties = partiesOf(question);
  const simple = greedy(question, parties);
  const simpleWorth = worth(question, parties, simple);
  let best = { trips: simple, worth: simpleWorth, by: "simple-pass" as Matching["by"] };
  if (solved !== null && solved.values !== null) {
    const trips = read(build(question, parties), solved.values, question);
    const whole = faults(question, parties, trips).length === 0 ? filled(question, parties, trips) : [];
    const solverWorth = worth(question, parties, whole);
    if (solverWorth > simpleWorth && faults(question, parties, whole).length === 0) best = { trips: whole, worth: solverWorth, by: "solver" };
  }
  const left = after(question, parties, best.trips);
  const moved = new Set(best.trips.flatMap((trip) => trip.contacts));
  const waiting = parties.filter((party) => !moved.has(party.id))
    .map((party): Waiting => ({ contacts: party.people.map((person) => person.contact), class: party.class, due: party.due, why: whyWaiting(question, party, left) }));
  return { ...best, simpleWorth, waiting, proved: solved?.proved === true };
}
