// Builds the console, the one part that is bundled: src/console by Vite into dist/console. A digest of
// everything the bundle is made from lies beside it, so an unchanged console is never built twice and a
// changed one never served stale. The new folder takes the old one's place in one rename.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./step.ts";

const SOURCE = join(ROOT, "src", "console");
const TARGET = join(ROOT, "dist", "console");
const DIGEST = ".made-from";

/** The console may import these floors, so a change in any of them is a change of the bundle. */
const MADE_FROM = ["src/console", "src/drill", "src/loops", "src/engine", "src/kernels", "src/base", "package-lock.json", "scripts/console-bundle.ts"];

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
  await build(digest);
  say(`Built the console in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`);
}

function builtFrom(): string | null {
  const file = join(TARGET, DIGEST);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

async function build(digest: string): Promise<void> {
  const [vite, react] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
  const fresh = `${TARGET}.${process.pid}`;
  await vite.build({
    root: SOURCE,
    configFile: false,
    logLevel: "warn",
    plugins: [react.default()],
    build: { outDir: fresh, emptyOutDir: true, target: "es2022", sourcemap: false, chunkSizeWarningLimit: 2000 },
  });
  writeFileSync(join(fresh, DIGEST), digest);
  rmSync(TARGET, { recursive: true, force: true });
  renameSync(fresh, TARGET);
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
