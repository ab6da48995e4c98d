// `npm run soak`: the long runs that `npm test` only samples: the laws over many more random histories from
// a fresh seed, and test/soak (kills, fuzz, full scale). Made for a night, not for a change.

import { randomInt } from "node:crypto";
import { startTestDatabase } from "./database-setup.ts";
import { run, tool } from "./step.ts";

/** Random histories per property; a usual run takes fast-check's hundred. */
const RUNS = "5000";

/** `firebreak soak [vitest arguments …]` */
export async function main(args: readonly string[]): Promise<number> {
  const seed = process.env["FIREBREAK_SEED"] ?? String(randomInt(2 ** 31));
  console.log(`Seed of this soak: ${seed} (repeat it with FIREBREAK_SEED=${seed} npm run soak).`);
  const database = await startTestDatabase();
  try {
    return await run(tool("vitest", "vitest.mjs"), ["run", "--project", "laws", "--project", "soak", "--testTimeout=7200000", ...args], {
      FIREBREAK_SEED: seed,
      FIREBREAK_RUNS: process.env["FIREBREAK_RUNS"] ?? RUNS,
      FIREBREAK_SOAK: "1",
    });
  } finally {
    await database.stop();
  }
}
