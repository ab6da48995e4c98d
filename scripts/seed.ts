// The seed of a test run: one number, printed at the start, from which every random history follows.

/** Used when nothing else is asked for, so that two runs of `npm test` test the same thing. */
export const USUAL_SEED = 20210925;

/** Throws a plain sentence when FIREBREAK_SEED is set to something that is not a whole number. */
export function seedOfRun(env: NodeJS.ProcessEnv): number {
  const text = env["FIREBREAK_SEED"];
  if (text === undefined || text === "") return USUAL_SEED;
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new Error(`FIREBREAK_SEED must be a whole number, and "${text}" is not one.`);
  return seed | 0;
}
