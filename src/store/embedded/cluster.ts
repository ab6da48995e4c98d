/**
 * Makes the database cluster, whole or not at all, and checks that an existing one is ours to open. The
 * cluster is built beside its final place and renamed, so a start killed half-way leaves nothing behind
 * that looks finished. Refuses a cluster of another PostgreSQL version or of another user, with a way out.
 */
import { createHmac, randomBytes } from "node:crypto";
import {
  chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync,
  writeFileSync,
} from "node:fs";
import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { codeOf, Outage } from "../outage.ts";
import { type Account, give } from "./account.ts";
import { type Binaries, programOf } from "./binaries.ts";
import { outageFromLog } from "./diagnosis.ts";
import { notWritable, ownerOf, type Place, placeAt } from "./place.ts";
import { isAlive } from "./process-table.ts";
import { runAs } from "./run-as.ts";

/** The superuser (the launcher's own) and the plain role the product works as. */
export const ADMIN_ROLE = "postgres";
export const APP_ROLE = "firebreak";
export const APP_DATABASE = "firebreak";

/** Each role's password follows from the one secret, so that knowing the product's does not give the superuser's. */
export const passwordOf = (secret: string, role: string): string =>
  createHmac("sha256", secret).update(role).digest("base64url");

export function readSecret(place: Place): string {
  try {
    const secret = readFileSync(place.secretFile, "utf8").trim();
    if (secret.length >= 32) return secret;
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw notWritable(place.dataDir, error);
  }
  throw new Outage(
    "password-lost",
    `The database's password file ${place.secretFile} is missing or damaged.`,
    "Put it back from a backup of the data folder: without it nobody can sign in to this database.",
  );
}

/** Throws unless the cluster there was made by this PostgreSQL's major version and for the user we are. */
export function assertOpenable(place: Place, binaries: Binaries, account: Account | null): void {
  const owner = ownerOf(place);
  const us = account?.uid ?? process.getuid?.() ?? owner?.uid;
  if (owner !== null && owner.uid !== us) {
    throw new Outage(
      "data-of-another-user",
      `The data in ${place.home} belongs to user id ${owner.uid}, and PostgreSQL opens it only for its owner (it would run as user id ${us}).`,
      owner.uid === 0
        ? `Give it back: chown -R ${us} ${place.cluster} ${place.socketDir}`
        : "Start Firebreak as the user who made it (root, if that was root), or name another folder with FIREBREAK_DATA.",
    );
  }
  const found = versionIn(place.cluster);
  if (found === String(binaries.major)) return;
  throw new Outage(
    "data-of-another-version",
    `The data in ${place.cluster} was made by PostgreSQL ${found}; this Firebreak brings PostgreSQL ${binaries.major}, which cannot open it.`,
    `Start the Firebreak that made it, or run a PostgreSQL ${found} on that folder and set DATABASE_URL to it, or name an empty folder with FIREBREAK_DATA.`,
  );
}

function versionIn(cluster: string): string {
  try {
    return readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "(unknown: the file PG_VERSION is missing)";
    // Only its owner may look inside; whoever is not the owner was told so above.
    throw notWritable(cluster, error);
  }
}

/** Tells this process from an earlier one with the same number, which containers hand out again and again. */
const MAKER = randomBytes(4).toString("hex");
const BUILDING = `postgres.new-${process.pid}-${MAKER}-`;

/**
 * Folders of starts that were killed half-way. Their `initdb` may still be writing: without its folder's name
 * it soon stops, and what it held on to is removed by trying again, now or at a later start.
 */
async function removeAbandoned(place: Place): Promise<void> {
  for (const name of readdirSync(place.dataDir)) {
    const [, state, maker] = /^postgres\.(new|abandoned)-(\d+)-/.exec(name) ?? [];
    if (maker === undefined || name.startsWith(BUILDING)) continue;
    if (state === "new" && Number(maker) !== process.pid && isAlive(Number(maker))) continue;
    const abandoned = join(place.dataDir, name.replace(".new-", ".abandoned-"));
    if (state === "new") renameSync(join(place.dataDir, name), abandoned);
    await rm(abandoned, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 }).catch(() => undefined);
  }
}

/** Makes the cluster when there is none. Two starts at once: one wins, the other drops its own. */
export async function makeCluster(
  place: Place,
  binaries: Binaries,
  account: Account | null,
  say: (line: string) => void,
): Promise<void> {
  if (ownerOf(place) !== null) return;
  if (existsSync(join(place.dataDir, "PG_VERSION"))) {
    throw new Outage(
      "data-not-ours",
      `${place.dataDir} is the data folder of another PostgreSQL, not of Firebreak.`,
      "Name another folder with FIREBREAK_DATA, or set DATABASE_URL to that PostgreSQL.",
    );
  }
  say(`Creating the database in ${place.home} …`);
  let building = "";
  try {
    await removeAbandoned(place);
    building = mkdtempSync(join(place.dataDir, BUILDING));
    await fill(placeInside(building), binaries, account);
    renameSync(building, place.home);
  } catch (error) {
    if (building !== "") rmSync(building, { recursive: true, force: true });
    if (ownerOf(place) !== null) return;
    throw error instanceof Outage ? error : notWritable(place.dataDir, error);
  }
}

/** The same layout, in a folder that does not bear the final name yet. */
function placeInside(building: string): Place {
  const moved = (path: string): string => join(building, basename(path));
  const final = placeAt(dirname(building));
  return {
    dataDir: final.dataDir,
    home: building,
    cluster: moved(final.cluster),
    socketDir: moved(final.socketDir),
    secretFile: moved(final.secretFile),
    portFile: moved(final.portFile),
    confFile: moved(final.confFile),
    logFile: moved(final.logFile),
  };
}

async function fill(place: Place, binaries: Binaries, account: Account | null): Promise<void> {
  chmodSync(place.home, account === null ? 0o700 : 0o711);
  for (const dir of [place.cluster, place.socketDir]) {
    mkdirSync(dir, { mode: 0o700 });
    give(dir, account);
  }
  const secret = randomBytes(32).toString("base64url");
  writeFileSync(place.secretFile, `${secret}\n`, { mode: 0o600 });
  const forInitdb = join(place.home, "initdb-password");
  writeFileSync(forInitdb, `${passwordOf(secret, ADMIN_ROLE)}\n`, { mode: 0o600 });
  give(forInitdb, account);
  const ran = await runAs(account, programOf(binaries, "initdb"), [
    `--pgdata=${place.cluster}`,
    `--username=${ADMIN_ROLE}`,
    `--pwfile=${forInitdb}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--data-checksums",
    "--no-instructions",
  ]);
  rmSync(forInitdb);
  if (ran.failure !== null) throw ran.failure;
  if (ran.code !== 0) throw outageFromLog(ran.output, place.dataDir);
}
