// Where each kind of test lives and what it may count on. One process per worker, no isolation between
// files: tests share globals and must not leak them, which keeps thousands of small tests at a few seconds.
// Run from here or by `npm test`; the latter also sets the time zone and starts the database once.

import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const PURE = ["base", "engine", "loops", "kernels", "drill"];
const MINUTE = 60_000;

interface Kind {
  include: string[];
  /** Threads are quicker to start; processes survive tests that kill, fork or change directory. */
  pool?: "threads" | "forks";
  database?: boolean;
  timeout?: number;
  alone?: boolean;
}

const KINDS: Record<string, Kind> = {
  pure: { include: [...PURE.map((floor) => `src/${floor}/**/*.test.ts`), "test/packs/**/*.test.ts"], timeout: MINUTE / 2 },
  console: { include: ["src/console/**/*.test.{ts,tsx}"], timeout: MINUTE / 2 },
  house: { include: ["test/house/**/*.test.ts"], timeout: MINUTE },
  laws: { include: ["test/laws/**/*.test.ts"], timeout: 3 * MINUTE },
  database: { include: ["src/store/**/*.test.ts", "test/database/**/*.test.ts"], pool: "forks", database: true, timeout: MINUTE },
  replays: { include: ["test/replays/**/*.test.ts"], pool: "forks", database: true, timeout: 2 * MINUTE },
  server: { include: ["src/{server,cli,interop}/**/*.test.ts", "test/server/**/*.test.ts"], pool: "forks", database: true, timeout: MINUTE },
  e2e: { include: ["test/e2e/**/*.test.ts"], pool: "forks", database: true, timeout: 4 * MINUTE, alone: true },
  soak: { include: ["test/soak/**/*.test.ts"], pool: "forks", database: true, timeout: 120 * MINUTE, alone: true },
};

function project(name: string, kind: Kind): TestProjectConfiguration {
  const timeout = kind.timeout ?? MINUTE;
  return {
    extends: true,
    test: {
      name,
      include: kind.include,
      pool: kind.pool ?? "threads",
      isolate: false,
      fileParallelism: kind.alone !== true,
      testTimeout: timeout,
      hookTimeout: timeout,
      setupFiles: ["./scripts/seed-setup.ts"],
      ...(kind.database === true ? { globalSetup: ["./scripts/database-setup.ts"] } : {}),
    },
  };
}

export default defineConfig({
  test: {
    isolate: false,
    // A long run is asked for by name (`npm run soak`), never met by accident.
    projects: Object.entries(KINDS)
      .filter(([name]) => name !== "soak" || process.env["FIREBREAK_SOAK"] === "1")
      .map(([name, kind]) => project(name, kind)),
  },
});
