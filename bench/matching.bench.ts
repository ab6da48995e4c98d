/**
 * Matching rooms, people and vehicles: how many people the solver's plan moves for each one a simple pass moves
 * (oldest deadline first, smallest car that will do), and how long it takes, when different things are scarce.
 */
import { seededRng } from "../src/base/rng.ts";
import { worth, faults } from "../src/loops/transfer/matching/plan.ts";
import { matching, programOf } from "../src/loops/transfer/matching/propose.ts";
import { partiesOf, type Question } from "../src/loops/transfer/matching/question.ts";
import { trialQuestion, type Size } from "../src/loops/transfer/matching/trial-question.ts";
import { solveNow } from "../src/server/highs.ts";
import { LIMITS } from "../src/server/matching.ts";
import type { Figure } from "../scripts/figure.ts";

export const title = "Matching rooms, people and vehicles, against a simple pass";

const CITY: Size = { people: 500, rooms: 400, vehicles: 40, teams: 40, sites: 5 };
const QUICK: Size = { people: 120, rooms: 100, vehicles: 12, teams: 12, sites: 3 };

const moved = (trips: readonly { readonly contacts: readonly string[] }[]): number => trips.reduce((sum, trip) => sum + trip.contacts.length, 0);

async function asked(question: Question): Promise<{ ratio: number; worthRatio: number; seconds: number; proved: boolean; broken: number }> {
  const simple = matching(question, null);
  const from = performance.now();
  const solved = await solveNow(programOf(question), LIMITS);
  const found = matching(question, solved);
  const seconds = (performance.now() - from) / 1000;
  const parties = partiesOf(question);
  return { ratio: moved(found.trips) / moved(simple.trips), worthRatio: worth(question, parties, found.trips) / found.simpleWorth, seconds, proved: found.proved, broken: faults(question, parties, found.trips).length };
}

export async function run({ quick }: { quick: boolean }): Promise<Figure[]> {
  const figures: Figure[] = [];
  let broken = 0;
  const whole = quick ? QUICK : CITY;
  for (const size of [whole, { ...whole, teams: whole.teams / 2 }, { ...whole, vehicles: whole.vehicles / 4, teams: whole.vehicles / 4 }]) {
    const one = await asked(trialQuestion(seededRng(21).stream("bench"), size));
    broken += one.broken;
    figures.push({ name: `people moved: ${size.people} waiting, ${size.rooms} rooms, ${size.vehicles} vehicles, ${size.teams} teams`, value: one.ratio, unit: "× simple pass", note: `${one.proved ? "proved" : "best found"} in ${one.seconds.toFixed(1)} s` });
    figures.push({ name: "their urgency", value: one.worthRatio, unit: "× simple pass", target: { atLeast: 1 } });
  }
  figures.push({ name: "rules broken by any plan", value: broken, unit: "", target: { atMost: 0 } });
  return figures;
}
