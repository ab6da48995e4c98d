/**
 * What a process id stands for. A pid file outlives its process, and the number may since have gone to a
 * stranger, to a corpse nobody has collected, or to another database: each of these must not be taken for
 * our server, and our server must not be taken for one of these.
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { codeOf } from "../outage.ts";

/** Written into every child's title by PostgreSQL (`cluster_name`), so that leftovers can be told apart. */
export const clusterName = (cluster: string): string =>
  `firebreak-${createHash("sha256").update(cluster).digest("hex").slice(0, 12)}`;

/** Whether the number is taken at all; a process of another user counts, a corpse too. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/**
 * The words of the command line; empty for a corpse or a vanished process, null where this cannot be known
 * (no process table, or one that hides other users' processes).
 */
function commandOf(pid: number): string[] | null {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").filter((word) => word !== "");
    } catch {
      return isAlive(pid) ? null : [];
    }
  }
  if (process.platform === "win32") return null;
  try {
    const [state, ...words] = execFileSync("ps", ["-o", "stat=,command=", "-p", String(pid)], { encoding: "utf8" })
      .trim()
      .split(/\s+/);
    return state?.startsWith("Z") ? [] : words;
  } catch {
    return isAlive(pid) ? null : [];
  }
}

/** Whether a command line can be that of the server of this cluster. */
export function isServerCommand(words: readonly string[], cluster: string): boolean {
  const [program] = words;
  if (program === undefined || basename(program) !== "postgres") return false;
  const flag = words.indexOf("-D");
  // Started by hand with the folder in its environment: connecting will tell.
  if (flag === -1) return true;
  // `ps` does not mark where a word with spaces ends, so the rest of the line is compared.
  return words.slice(flag + 1).join(" ").startsWith(cluster);
}

export function looksLikeServer(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  const words = commandOf(pid);
  return words === null || isServerCommand(words, cluster);
}

/**
 * Server processes of this cluster that outlived their parent: busy ones notice late that it is gone, and
 * hold the shared memory until then. Linux only; elsewhere one waits for them.
 */
export function leftoversOf(cluster: string): number[] {
  if (process.platform !== "linux") return [];
  const title = `postgres: ${clusterName(cluster)}: `;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => commandOf(pid)?.[0]?.startsWith(title) === true);
}
