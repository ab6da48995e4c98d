// `firebreak build`: the console's bundle, and nothing else, for everything else runs as it is written.

import { ensureConsole } from "./console-bundle.ts";

export async function main(): Promise<number> {
  await ensureConsole((sentence) => console.log(sentence));
  return 0;
}
