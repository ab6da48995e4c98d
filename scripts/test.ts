// `npm test`: every check there is, in the order in which a failure is cheapest to understand, each with
// its name and its time. It goes on after a failure, so one run shows all that is wrong, and ends non-zero.
// With paths it runs only those tests; with `--only a,b` only those steps.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureConsole } from "./console-bundle.ts";
import { startTestDatabase } from "./database-setup.ts";
import { lint } from "./lint.ts";
import { seedOfRun } from "./seed.ts";
import { ROOT, run, stopwatch, tool, type Outcome } from "./step.ts";
import { checkTypes } from "./types.ts";

interface Step {
  name: string;
  title: string;
  /** Folders that hold this step's tests; a step none of whose folders exists yet is passed over. */
  folders: string[];
  run(): Promise<Outcome>;
}

const PURE_FLOORS = ["src/base", "src/engine", "src/loops", "src/kernels", "src/drill"];

const STEPS: Step[] = [
  { name: "types-pure", title: "types: the pure floors, without Node and DOM", folders: ["src/base"], run: () => checkTypes("pure") },
  { name: "types-node", title: "types: everything Node runs", folders: ["src"], run: () => checkTypes("node") },
  { name: "types-console", title: "types: the console", folders: ["src/console/main.tsx", "src/console/index.html"], run: () => checkTypes("console") },
  { name: "lint", title: "lint", folders: ["src"], run: () => lint() },
  { name: "house", title: "house: imports, cycles, sizes, names, purity, links", folders: ["test/house"], run: () => tests(["house"]) },
  { name: "unit-utc", title: "units of the pure floors, clock set to UTC", folders: PURE_FLOORS, run: () => tests(["pure"], { TZ: "UTC" }) },
  { name: "unit-shanghai", title: "units of the pure floors, clock set to Asia/Shanghai", folders: PURE_FLOORS, run: () => tests(["pure"], { TZ: "Asia/Shanghai" }) },
  { name: "console", title: "units of the console", folders: ["src/console"], run: () => tests(["console"]) },
  { name: "laws", title: "laws: random histories", folders: ["test/laws"], run: () => tests(["laws"]) },
  { name: "database", title: "database: the store on PostgreSQL", folders: ["src/store", "test/database"], run: () => tests(["database"]) },
  { name: "replays", title: "replays of the real incidents", folders: ["test/replays"], run: () => tests(["replays"]) },
  { name: "server", title: "server, command and interop", folders: ["src/server", "src/cli", "src/interop", "test/server"], run: () => tests(["server"]) },
  { name: "e2e", title: "browser: the real server in a real Chromium", folders: ["test/e2e"], run: () => browserTests() },
];

/** Steps before the first of these need no database. */
const NEED_DATABASE = ["database", "replays", "server", "e2e"];

/** `firebreak test [--only step,…]`, or `firebreak test [paths and vitest arguments …]` */
export async function main(args: readonly string[]): Promise<number> {
  const seed = String(seedOfRun(process.env));
  process.env["FIREBREAK_SEED"] = seed;
  console.log(`Seed of this run: ${seed} (repeat it with FIREBREAK_SEED=${seed}).`);
  if (args.length === 0) return runAll(STEPS);
  if (args[0] !== "--only") return run(tool("vitest", "vitest.mjs"), ["run", ...args]);
  const names = (args[1] ?? "").split(",");
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length === 0) return runAll(STEPS.filter((step) => names.includes(step.name)));
  console.error(`There is no step "${unknown.join(", ")}". The steps are ${STEPS.map((step) => step.name).join(", ")}.`);
  return 1;
}

async function runAll(steps: readonly Step[]): Promise<number> {
  const total = stopwatch();
  const lines: string[] = [];
  const sum: Outcome = { passed: 0, failed: 0 };
  let database: { stop(): Promise<void> } | null = null;
  try {
    for (const step of steps) {
      if (!step.folders.some(holdsSomething)) {
        lines.push(`  –  ${step.title}: nothing there yet`);
        continue;
      }
      console.log(`\n── ${step.title}`);
      const elapsed = stopwatch();
      if (database === null && NEED_DATABASE.includes(step.name)) database = await databaseOrNull();
      const outcome = await attempt(step);
      sum.passed += outcome.passed;
      sum.failed += outcome.failed;
      lines.push(lineOf(step, outcome, elapsed()));
    }
  } finally {
    await database?.stop();
  }
  console.log(`\n${lines.join("\n")}\n  in ${total()}\n\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

function lineOf(step: Step, outcome: Outcome, elapsed: string): string {
  const skipped = outcome.skipped ? `, ${outcome.skipped} skipped` : "";
  return `  ${outcome.failed === 0 ? "ok  " : "FAIL"} ${step.title}: ${outcome.passed} passed, ${outcome.failed} failed${skipped}, ${elapsed}`;
}

async function attempt(step: Step): Promise<Outcome> {
  try {
    return await step.run();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
}

/** Without a database the steps that need one fail by themselves, each with the launcher's sentence. */
async function databaseOrNull(): Promise<{ stop(): Promise<void> } | null> {
  try {
    return await startTestDatabase();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

async function browserTests(): Promise<Outcome> {
  await ensureConsole((sentence) => console.log(sentence));
  return tests(["e2e"]);
}

/** Runs projects of vitest.config.ts and counts their tests from the JSON report. */
async function tests(projects: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "firebreak-report-"));
  const report = join(folder, "report.json");
  try {
    const chosenProjects = projects.flatMap((name) => ["--project", name]);
    const code = await run(
      tool("vitest", "vitest.mjs"),
      ["run", ...chosenProjects, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
      env,
    );
    return counted(code, existsSync(report) ? readFileSync(report, "utf8") : null);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A run that ends badly without a failed test (a file that does not load, a stray error) is one failure. */
export function counted(code: number, report: string | null): Outcome {
  if (report === null) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = JSON.parse(report) as Record<string, number>;
  if (passed === undefined || failed === undefined) return { passed: 0, failed: 1 };
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped: skipped ?? 0 };
}

function holdsSomething(path: string): boolean {
  const full = join(ROOT, path);
  if (!existsSync(full)) return false;
  return path.includes(".") || readdirSync(full, { recursive: true }).some((name) => /\.(ts|tsx)$/.test(String(name)));
}
