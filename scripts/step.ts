// How the workshop runs a tool: always with this very Node, from the root of the checkout, with its
// output straight to the terminal, and counted at the end. It knows no tool by name.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What one step of a run came to. */
export interface Outcome {
  passed: number;
  failed: number;
  /** Tests that declared they cannot run here; shown, never counted as passed. */
  skipped?: number;
}

/** Path of a tool's script inside its package; throws when the package is not installed. */
export function tool(packageName: string, script: string): string {
  const folder = join(ROOT, "node_modules", packageName);
  readFileSync(join(folder, "package.json"));
  return join(folder, script);
}

/** Runs a script with this Node and resolves to its exit code; Ctrl-C reaches it through the terminal. */
export function run(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: ROOT,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", stop);
      process.off("SIGINT", stop);
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
}

/** Elapsed seconds with one decimal, for people. */
export function stopwatch(): () => string {
  const startedAt = performance.now();
  return () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
