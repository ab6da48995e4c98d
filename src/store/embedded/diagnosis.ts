/**
 * Turns what PostgreSQL wrote before it gave up into one plain sentence and a way out. Knows the failures an
 * operator meets; anything else is passed on in PostgreSQL's own words. `faultIn` names those failures which
 * the launcher itself can answer by waiting or by another port.
 */
import { Outage } from "../outage.ts";

export type Fault = "locked" | "empty-lock" | "leftovers" | "port-taken" | "other";

export function faultIn(log: string): Fault {
  if (/lock file "postmaster\.pid" already exists/.test(log)) return "locked";
  if (/lock file "postmaster\.pid" is empty/.test(log)) return "empty-lock";
  if (/pre-existing shared memory block/.test(log)) return "leftovers";
  if (/could not bind .*(Address already in use|in use by|WSAEADDRINUSE)/i.test(log)) return "port-taken";
  return "other";
}

interface Known {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: (dataDir: string) => string;
  readonly fix: string;
}

/** The first that fits counts: PostgreSQL reports lacking semaphores as "No space left on device" too. */
const KNOWN: readonly Known[] = [
  {
    pattern: /could not create (semaphores|shared memory segment)/,
    code: "kernel-limits",
    message: () => "This system gives PostgreSQL no more semaphores or shared memory.",
    fix: "Stop other database servers, or raise the kernel's limits (kernel.sem, kernel.shmall, kernel.shmmni).",
  },
  {
    pattern: /could not map anonymous shared memory|out of memory|Cannot allocate memory/,
    code: "out-of-memory",
    message: () => "There is not enough free memory to start the database.",
    fix: "Free some memory, or set a smaller shared_buffers.",
  },
  {
    pattern: /No space left on device|Disk quota exceeded/,
    code: "disk-full",
    message: (dir) => `The disk that holds ${dir} is full.`,
    fix: "Free some space there and start again: nothing that was acknowledged is lost.",
  },
  {
    pattern: /could not bind .*Permission denied/,
    code: "port-forbidden",
    message: () => "The database may not listen on that port (ports below 1024 are the system's).",
    fix: "Choose a port above 1023, or leave it out.",
  },
  {
    pattern: /pre-existing shared memory block/,
    code: "leftover-processes",
    message: (dir) => `Processes of an earlier database server for ${dir} are still running.`,
    fix: "End them (their names begin with \"postgres: firebreak-\") and start again.",
  },
  {
    pattern: /Read-only file system|Permission denied|Operation not permitted/,
    code: "data-not-writable",
    message: (dir) => `The database cannot write to its folder in ${dir}.`,
    fix: "Give the user who starts Firebreak that folder, or name another with FIREBREAK_DATA.",
  },
];

export function outageFromLog(log: string, dataDir: string): Outage {
  for (const { pattern, code, message, fix } of KNOWN) {
    if (pattern.test(log)) return new Outage(code, message(dataDir), fix, new Error(log.trim().slice(-4000)));
  }
  return new Outage(
    "database-start-failed",
    `The embedded PostgreSQL did not start: ${lastWords(log)}`,
    `Its own log is in ${dataDir} (postgres/server.log).`,
    new Error(log.trim().slice(-4000)),
  );
}

/** The last line PostgreSQL itself ranks as fatal, without its time stamp; else the last line. */
function lastWords(log: string): string {
  const lines = log.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const fatal = lines.filter((line) => /\b(PANIC|FATAL|error|ERROR):/.test(line)).at(-1);
  return (fatal ?? lines.at(-1) ?? "it said nothing").replace(/^.*?\b(?:PANIC|FATAL|ERROR|error):\s*/, "");
}
