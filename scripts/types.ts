// Type checking in three profiles, one per kind of machine the code must run on. The pure floors see
// neither Node nor the DOM, so reaching for either is a compile error there. Checks only; emits nothing.

import { run, tool, type Outcome } from "./step.ts";

export const PROFILES = ["pure", "node", "console"] as const;
export type Profile = (typeof PROFILES)[number];

export async function checkTypes(profile: Profile): Promise<Outcome> {
  const code = await run(tool("typescript", "bin/tsc"), ["-p", `tsconfig.${profile}.json`, "--pretty", "false"]);
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** `firebreak types [pure|node|console …]` */
export async function main(args: readonly string[]): Promise<number> {
  const unknown = args.filter((arg) => !PROFILES.some((profile) => profile === arg));
  if (unknown.length > 0) {
    console.error(`There is no type profile "${unknown.join(", ")}". The profiles are ${PROFILES.join(", ")}.`);
    return 1;
  }
  let failed = 0;
  for (const profile of PROFILES) {
    if (args.length > 0 && !args.includes(profile)) continue;
    failed += (await checkTypes(profile)).failed;
  }
  return failed === 0 ? 0 : 1;
}
