/** Questions to try the matching with: drawn from a seeded stream, small ones to be solved by hand, large ones to be timed. */
import type { Stream } from "../../../base/rng.ts";
import { HOUR } from "../../../base/time.ts";
import type { FreeRoom, Question, Traveller, Vehicle } from "./question.ts";

export interface Size {
  readonly people: number;
  readonly rooms: number;
  readonly vehicles: number;
  readonly teams: number;
  readonly sites: number;
}

const number = (index: number): string => String(index).padStart(4, "0");

function peopleOf(rng: Stream, count: number): Traveller[] {
  const people: Traveller[] = [];
  for (let household = 0; people.length < count; household++) {
    const size = Math.min(count - people.length, rng.pick([1, 1, 1, 2, 2, 3, 4]));
    const first = people.length;
    const due = rng.below(24 * HOUR) - 8 * HOUR;
    const riskClass = rng.pick(["close", "close", "close", "secondary"]);
    for (let index = 0; index < size; index++) {
      const child = index > 0 && rng.unit() < 0.4;
      people.push({
        contact: `P${number(first + index)}`, class: riskClass, due: due + rng.below(HOUR), household: size > 1 ? `H${household}` : null,
        wheelchair: rng.unit() < 0.05, stretcher: rng.unit() < 0.01, dependant: child, carer: child ? `P${number(first)}` : null,
      });
    }
  }
  return people;
}

export function trialQuestion(rng: Stream, size: Size): Question {
  const sites = Array.from({ length: size.sites }, (_, index) => ({ site: `S${index}`, missing: size.sites > 1 && index === size.sites - 1 ? ["manager post"] : [] }));
  return {
    departAt: 0, doublingMs: 4 * HOUR, travellers: peopleOf(rng, size.people), placed: [], sites,
    rooms: Array.from({ length: size.rooms }, (_, index): FreeRoom => ({
      room: `R${number(index)}`, site: rng.pick(sites).site, beds: rng.pick([1, 1, 1, 2, 3]), barrierFree: rng.unit() < 0.15, classes: rng.pick([null, null, null, ["close"], ["secondary"]]),
    })),
    vehicles: Array.from({ length: size.vehicles }, (_, index): Vehicle => ({
      vehicle: `V${number(index)}`, org: "B", seats: rng.pick([2, 4, 7, 12, 20, 33]), wheelchairs: rng.pick([0, 0, 0, 1]), stretchers: rng.unit() < 0.1 ? 1 : 0,
      promisedTo: null, dirty: rng.unit() < 0.1 ? { until: rng.unit() < 0.5 ? HOUR : null } : null, out: null,
    })),
    teams: Array.from({ length: size.teams }, (_, index) => ({ team: `K${number(index)}`, org: "B" })),
  };
}
