// Gives every property test the seed of this run, so that a failure seen once can be seen again.
// `npm test` uses one fixed seed and says so; the soak draws a new one. The seed comes from
// FIREBREAK_SEED and nowhere else.

import { configureGlobal } from "fast-check";
import { seedOfRun } from "./seed.ts";

const runs = process.env["FIREBREAK_RUNS"];
configureGlobal({ seed: seedOfRun(process.env), ...(runs ? { numRuns: Number(runs) } : {}) });
