// One digest over a handful of histories, their events and their duties. Run as a program it prints the digest, so
// that a test can run it again in another time zone and language.

import fc from "fast-check";
import { digestOf } from "../../src/base/digest.ts";
import { historyOf, play } from "./history.ts";

export function digestOfRuns(): string {
  const worlds = fc.sample(historyOf(30), { numRuns: 12, seed: 12 }).map((history) => play(history));
  return digestOf(worlds.map((world) => [world.events, [...world.state.allDuties()]]));
}

if (process.argv[1] === new URL(import.meta.url).pathname) console.log(digestOfRuns());
