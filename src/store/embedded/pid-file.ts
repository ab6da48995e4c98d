/**
 * PostgreSQL's `postmaster.pid`: who serves this cluster, and on which port. Read here, and, when its process
 * is gone but the number lives on in a stranger, voided so that PostgreSQL's own check does not trip over it.
 */
import { closeSync, constants, openSync, readdirSync, readFileSync, rmSync, writeSync, ftruncateSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../outage.ts";
import type { Place } from "./place.ts";

export interface PidFile {
  readonly pid: number;
  /** Null until the server has got as far as listening. */
  readonly port: number | null;
  /** `starting`, `ready`, `stopping`, `standby`, or "" when not yet written. */
  readonly status: string;
}

/** A number no system gives to a process, so asking for it always answers "no such process". */
const NO_PROCESS = 2 ** 31 - 1;

/** Lines: pid, data folder, start time, port, socket folder, address, shared memory key, status. */
export function parsePidFile(text: string): PidFile | null {
  const lines = text.split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  const port = Number.parseInt(lines[3] ?? "", 10);
  return { pid, port: port > 0 ? port : null, status: (lines[7] ?? "").trim() };
}

function textOf(place: Place): string | null {
  try {
    return readFileSync(join(place.cluster, "postmaster.pid"), "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

export function readPidFile(place: Place): PidFile | null {
  const text = textOf(place);
  return text === null ? null : parsePidFile(text);
}

/**
 * Puts a number nobody has in place of `pid`. The other lines stay: by the shared memory named there
 * PostgreSQL still notices server processes that outlived their parent. Does nothing when the file has
 * meanwhile become another server's.
 */
export function voidPidFile(place: Place, pid: number): void {
  const text = textOf(place);
  if (text === null || parsePidFile(text)?.pid !== pid) return;
  const path = join(place.cluster, "postmaster.pid");
  // The folder belongs to the server's account: root must not follow a link laid there.
  const file = openSync(path, constants.O_WRONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const voided = text.replace(/^\d+/, String(NO_PROCESS));
    ftruncateSync(file, 0);
    writeSync(file, voided, 0);
  } finally {
    closeSync(file);
  }
  for (const name of readdirSync(place.socketDir)) rmSync(join(place.socketDir, name), { force: true });
}

/**
 * A crash can leave the file empty. PostgreSQL stops at that, since another server might be writing it at
 * this very moment; the caller has waited far longer than that takes.
 */
export function removeEmptyPidFile(place: Place): void {
  if (textOf(place) === "") rmSync(join(place.cluster, "postmaster.pid"), { force: true });
}
