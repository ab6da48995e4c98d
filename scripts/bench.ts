// `npm run bench`: every figure we publish, measured one file after the other, each in a process of its
// own so that none inherits another's heap or compiled code. Ends non-zero when a full run misses a target;
// with --quick the sizes are small and a miss is shown but not judged.

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestDatabase } from "./database-setup.ts";
import { hardware, reaches, table, type Figure } from "./figure.ts";
import { ROOT, run, stopwatch } from "./step.ts";

const FOLDER = join(ROOT, "bench");

interface Measured {
  title: string;
  figures: Figure[];
}

/** `firebreak bench [--quick] [name …]` */
export async function main(args: readonly string[]): Promise<number> {
  const quick = args.includes("--quick");
  const wanted = args.filter((arg) => !arg.startsWith("--"));
  const files = benchFiles();
  const names = wanted.length === 0 ? files : wanted.map((name) => `${name.replace(/\.bench\.ts$/, "")}.bench.ts`);
  const unknown = names.filter((name) => !files.includes(name));
  if (unknown.length > 0 || names.length === 0) {
    console.error(`There is no such bench. There are: ${files.map((file) => file.replace(/\.bench\.ts$/, "")).join(", ") || "none yet"}.`);
    return 1;
  }
  console.log(`${hardware()}${quick ? " (quick: small sizes, targets not judged)" : ""}`);
  return measureAll(names, quick);
}

function benchFiles(): string[] {
  return existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith(".bench.ts")).sort() : [];
}

async function measureAll(names: readonly string[], quick: boolean): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "firebreak-bench-"));
  const database = await startTestDatabase();
  let bad = 0;
  try {
    for (const name of names) {
      const elapsed = stopwatch();
      const measured = await measure(name, quick, join(folder, `${name}.json`));
      if (measured === null) {
        console.error(`\n${name} ended without a result.`);
        bad++;
        continue;
      }
      console.log(`\n${measured.title} (${elapsed()})\n${table(measured.figures)}`);
      if (!quick) bad += measured.figures.filter((figure) => !reaches(figure)).length;
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return bad === 0 ? 0 : 1;
}

async function measure(name: string, quick: boolean, result: string): Promise<Measured | null> {
  const code = await run(join(ROOT, "scripts", "bench-one.ts"), [join(FOLDER, name), result, quick ? "quick" : "full"]);
  return code === 0 && existsSync(result) ? (JSON.parse(readFileSync(result, "utf8")) as Measured) : null;
}
