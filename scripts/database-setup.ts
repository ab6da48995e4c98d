// One PostgreSQL for a whole test run. An operator's database is used when FIREBREAK_TEST_DATABASE_URL or
// DATABASE_URL names one; otherwise the embedded server is started on an empty folder and removed after.
// Tests find it in DATABASE_URL and make their own database or schema inside it; nothing is cleaned for them.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./step.ts";

interface Running {
  url: string;
  stop(): Promise<void>;
}

const LAUNCHERS = ["src/store/embedded/index.ts", "src/store/embedded/embedded.ts", "src/store/embedded.ts"];

/** Resolves to a running database and how to stop it; sets DATABASE_URL for every later process. */
export async function startTestDatabase(): Promise<Running> {
  const given = process.env["FIREBREAK_TEST_DATABASE_URL"] || process.env["DATABASE_URL"];
  if (given) {
    process.env["DATABASE_URL"] = given;
    return { url: given, stop: async () => {} };
  }
  const launcher = LAUNCHERS.find((path) => existsSync(join(ROOT, path)));
  if (launcher === undefined) throw new Error(`The embedded database's launcher was not found at any of ${LAUNCHERS.join(", ")}.`);
  const { startEmbedded } = await import(pathToFileURL(join(ROOT, launcher)).href);
  const dataDir = mkdtempSync(join(tmpdir(), "firebreak-test-"));
  const running: Running = await startEmbedded({ dataDir });
  process.env["DATABASE_URL"] = running.url;
  return {
    url: running.url,
    stop: async () => {
      delete process.env["DATABASE_URL"];
      await running.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Vitest's global set-up: also serves a single file run without `npm test`. */
export default async function setup(): Promise<() => Promise<void>> {
  const running = await startTestDatabase();
  return () => running.stop();
}
