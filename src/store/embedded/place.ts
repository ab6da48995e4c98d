/**
 * Where the database lives on disk. Normally `<data folder>/postgres`; when Firebreak is root and the
 * server's account cannot reach that folder (a checkout below root's closed home), the data lives below
 * the state folder instead and a small file in the data folder points there, so that moving or deleting the
 * checkout means what one expects. Files that root reads and writes stay root's; the account owns only the
 * cluster and the socket folder.
 */
import { randomBytes } from "node:crypto";
import {
  chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { codeOf, Outage } from "../outage.ts";
import { type Account, give, isRoot } from "./account.ts";
import { type Binaries, programOf } from "./binaries.ts";
import { runAs } from "./run-as.ts";

export interface Place {
  /** The folder that was asked for, or the one it points to. */
  readonly dataDir: string;
  /** `<dataDir>/postgres`: appears only when the cluster in it is complete. */
  readonly home: string;
  /** PostgreSQL's own data folder. */
  readonly cluster: string;
  readonly socketDir: string;
  readonly secretFile: string;
  readonly portFile: string;
  readonly confFile: string;
  readonly logFile: string;
}

const POINTER = "where-the-data-is.json";
const OWNER = "belongs-to.json";

export function placeAt(dataDir: string): Place {
  const home = join(dataDir, "postgres");
  return {
    dataDir,
    home,
    cluster: join(home, "cluster"),
    socketDir: join(home, "socket"),
    secretFile: join(home, "password"),
    portFile: join(home, "port"),
    confFile: join(home, "firebreak.conf"),
    logFile: join(home, "server.log"),
  };
}

/** The owner of the cluster there, or null when there is none yet. */
export function ownerOf(place: Place): { uid: number; gid: number } | null {
  try {
    const { uid, gid } = lstatSync(place.cluster);
    return { uid, gid };
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw notWritable(place.dataDir, error);
  }
}

export function notWritable(dir: string, error: unknown): Outage {
  const code = codeOf(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    return new Outage("disk-full", `The disk that holds ${dir} is full.`, "Free some space there and start again.", error);
  }
  return new Outage(
    "data-not-writable",
    `The data folder ${dir} cannot be written to (${code || String(error)}).`,
    "Give the user who starts Firebreak that folder, or name another with FIREBREAK_DATA.",
    error,
  );
}

/** Makes the data folder if need be and follows its pointer, if it has one. */
export function findPlace(asked: string): Place {
  const dataDir = resolve(asked);
  try {
    mkdirSync(dataDir, { recursive: true });
    // Root lets the server's account pass through a new folder, but not list what will lie here.
    if (isRoot() && readdirSync(dataDir).length === 0) chmodSync(dataDir, 0o711);
    return placeAt(followPointer(realpathSync(dataDir)));
  } catch (error) {
    throw error instanceof Outage ? error : notWritable(dataDir, error);
  }
}

function readPath(file: string): string | null {
  try {
    const content: unknown = JSON.parse(readFileSync(file, "utf8"));
    const { path } = content as { path?: unknown };
    return typeof path === "string" ? path : null;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

const writePath = (file: string, path: string): void =>
  writeFileSync(file, `${JSON.stringify({ path })}\n`, { mode: 0o600 });

function followPointer(dataDir: string): string {
  const pointer = join(dataDir, POINTER);
  const target = readPath(pointer);
  if (target === null) return dataDir;
  const owner = readPath(join(target, OWNER));
  if (owner === null) {
    throw new Outage(
      "data-moved-away",
      `${pointer} says that the data is in ${target}, but it is not there.`,
      `Put that folder back, or delete ${pointer} to begin with an empty database.`,
    );
  }
  if (owner !== dataDir && readPath(join(owner, POINTER)) === target) {
    throw new Outage(
      "data-of-a-copy",
      `${dataDir} is a copy of ${owner}, and both would use the one database in ${target}.`,
      `Delete ${pointer} to begin with an empty database here.`,
    );
  }
  if (owner !== dataDir) writePath(join(target, OWNER), dataDir);
  return target;
}

/** Whether the account can get into a new folder inside `dir`: PostgreSQL itself tries. */
async function canReach(dir: string, binaries: Binaries, account: Account | null): Promise<boolean> {
  const probe = mkdtempSync(join(dir, "reach-"));
  try {
    writeFileSync(join(probe, "postgresql.conf"), "");
    give(join(probe, "postgresql.conf"), account);
    give(probe, account);
    const ran = await runAs(account, programOf(binaries, "postgres"), ["-C", "port", "-D", probe]);
    return ran.code === 0;
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

/** `place` if the account can live there, else a new place below the state folder with a pointer to it. */
export async function reachablePlace(
  place: Place,
  binaries: Binaries,
  account: Account | null,
  options: { stateDir: string; say: (line: string) => void },
): Promise<Place> {
  if (account === null) return place;
  try {
    if (await canReach(place.dataDir, binaries, account)) return place;
    if (ownerOf(place) !== null) throw closed(place, account);
    const elsewhere = join(options.stateDir, `data-${randomBytes(6).toString("hex")}`);
    if (mkdirSync(options.stateDir, { recursive: true }) !== undefined) chmodSync(options.stateDir, 0o755);
    mkdirSync(elsewhere);
    chmodSync(elsewhere, 0o711);
    if (!(await canReach(elsewhere, binaries, account))) {
      rmSync(elsewhere, { recursive: true });
      throw closed(place, account);
    }
    writePath(join(elsewhere, OWNER), place.dataDir);
    writePath(join(place.dataDir, POINTER), elsewhere);
    options.say(`User ${account.name} cannot reach ${place.dataDir}, so the data is kept in ${elsewhere}.`);
    return placeAt(elsewhere);
  } catch (error) {
    throw error instanceof Outage ? error : notWritable(place.dataDir, error);
  }
}

function closed(place: Place, account: Account): Outage {
  return new Outage(
    "data-unreachable",
    `User ${account.name}, who runs the database, cannot get into ${place.dataDir}: a folder above it is closed to others.`,
    "Open the folders above it (chmod o+x), move the data folder, or name another with FIREBREAK_DATA.",
  );
}
