// Runs oxlint over everything tracked. The rules are in .oxlintrc.json; a warning counts as a failure,
// because a warning nobody must act on is soon a wall nobody reads.

import { run, tool, type Outcome } from "./step.ts";

export async function lint(args: readonly string[] = []): Promise<Outcome> {
  const code = await run(tool("oxlint", "bin/oxlint"), ["--deny-warnings", ...args]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** `firebreak lint [oxlint arguments]` */
export async function main(args: readonly string[]): Promise<number> {
  return (await lint(args)).failed;
}
