// Keeps dist/console, the one thing that is built, in step with its sources. A digest of everything the
// bundle is made from lies beside it, so an unchanged console is never built twice and a changed one never
// served stale.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, run } from "./step.ts";

const SOURCE = join(ROOT, "src", "console");
const TARGET = join(ROOT, "dist", "console");
const DIGEST = ".made-from";

/** The console may import these floors, so a change in any of them is a change of the bundle. */
const MADE_FROM = ["src/console", "src/drill", "src/loops", "src/engine", "src/kernels", "src/base", "package-lock.json", "vite.config.ts", "scripts/console-build.ts"];

/** Builds unless dist/console is already made from exactly these sources. */
export async function ensureConsole(say: (sentence: string) => void): Promise<void> {
  if (!existsSync(join(SOURCE, "index.html"))) {
    say("src/console/index.html is missing, so there is no console to build.");
    return;
  }
  const digest = digestOfSources();
  if (builtFrom() === digest) return;
  say("Building the console …");
  const startedAt = performance.now();
  // In a process of its own: bundling leaves half a gigabyte of memory and an altered environment behind.
  const code = await run(join(ROOT, "scripts", "console-build.ts"), [SOURCE, TARGET, join(TARGET, DIGEST), digest]);
  if (code !== 0) throw new Error("The console could not be built; what Vite says about it is above.");
  say(`Built the console in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

function builtFrom(): string | null {
  const file = join(TARGET, DIGEST);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

function digestOfSources(): string {
  const hash = createHash("sha256");
  for (const path of MADE_FROM.flatMap(filesUnder).sort()) {
    hash.update(path).update("\0").update(readFileSync(join(ROOT, path))).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  if (!path.startsWith("src/")) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
}
