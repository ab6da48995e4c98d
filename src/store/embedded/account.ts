/**
 * Which user the database server runs as. PostgreSQL refuses to run as root, so when Firebreak is root one
 * existing account is borrowed; nothing is ever installed and no user is created. Everybody else runs the
 * server as themselves. Only accounts in the password file count: `initdb` stops under an unnamed user id.
 */
import { chownSync, readFileSync } from "node:fs";
import { userInfo } from "node:os";
import { codeOf, Outage } from "../outage.ts";

export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Preferred in this order; the rest of the password file follows. */
const PREFERRED = ["postgres", "_postgres", "nobody"];

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The accounts of a password file (`name:x:uid:gid:…`), without root's own and without those of root's group. */
export function accountsIn(passwd: string): Account[] {
  const accounts: Account[] = [];
  for (const line of passwd.split("\n")) {
    const [name, , uid, gid] = line.split(":");
    if (name === undefined || name === "" || name.startsWith("#")) continue;
    if (!/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "")) continue;
    if (Number(uid) === 0 || Number(gid) === 0) continue;
    accounts.push({ name, uid: Number(uid), gid: Number(gid) });
  }
  return accounts;
}

/** A service account made for this, else nobody, else the first there is. */
export function chooseAccount(accounts: readonly Account[]): Account | undefined {
  for (const name of PREFERRED) {
    const account = accounts.find((each) => each.name === name);
    if (account !== undefined) return account;
  }
  return accounts[0];
}

function readPasswd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}

/**
 * The account to run as, or null for "as we are". An existing cluster decides: PostgreSQL opens a data
 * folder only for its owner, so `owner` (null when nothing is there yet) outranks every preference.
 */
export function accountFor(owner: { uid: number; gid: number } | null): Account | null {
  const ownUid = process.getuid?.();
  if (ownUid === undefined) return null;
  if (ownUid !== 0) {
    if (owner === null) assertNamed(ownUid);
    return null;
  }
  const accounts = accountsIn(readPasswd());
  if (owner !== null && owner.uid !== 0) {
    return accounts.find((each) => each.uid === owner.uid) ?? { name: `user ${owner.uid}`, ...owner };
  }
  const account = chooseAccount(accounts);
  if (account !== undefined) return account;
  throw new Outage(
    "no-account",
    "PostgreSQL refuses to run as root, and this machine has no other account to run it as.",
    "Start Firebreak as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}

/** Hands a file or folder over to the account. */
export function give(path: string, account: Account | null): void {
  if (account === null) return;
  try {
    chownSync(path, account.uid, account.gid);
  } catch (error) {
    throw withoutPowers(account, error) ?? error;
  }
}

/** The outage when a root in a container may not act as the account, nor give it files; null for other errors. */
export function withoutPowers(account: Account | null, error: unknown): Outage | null {
  if (account === null || !["EPERM", "EINVAL"].includes(codeOf(error))) return null;
  return new Outage(
    "root-without-powers",
    `Firebreak runs as a root that may not act as another user, and PostgreSQL, which refuses root, would run as ${account.name}.`,
    "Start Firebreak as an ordinary user, or allow this container's root CAP_CHOWN, CAP_SETUID and CAP_SETGID, or set DATABASE_URL to a PostgreSQL of your own.",
    error,
  );
}

function assertNamed(uid: number): void {
  try {
    userInfo();
  } catch (error) {
    throw new Outage(
      "nameless-user",
      `The user id ${uid} has no line in this machine's password file, and PostgreSQL cannot create a database under an unnamed user.`,
      "Start Firebreak as a named user, or set DATABASE_URL to a PostgreSQL of your own.",
      error,
    );
  }
}
