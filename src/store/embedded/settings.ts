/**
 * The server's configuration, written anew before every start. Durability is not for sale: fsync, checksums
 * and full page writes stay on. Sizes follow the machine's memory. An operator overrules with ALTER SYSTEM
 * or with `settings`, except for where the server listens, which is the launcher's.
 */
import { statfsSync } from "node:fs";
import { totalmem } from "node:os";
import { assert } from "../../base/refusal.ts";
import type { Place } from "./place.ts";
import { clusterName } from "./process-table.ts";

const MIB = 2 ** 20;

/** The launcher's own; also what would cost acknowledged writes. */
const RESERVED = new Set([
  "port", "listen_addresses", "unix_socket_directories", "data_directory", "config_file", "hba_file",
  "cluster_name", "fsync", "full_page_writes",
]);

/** What this process may use: the machine's memory, or less inside a container. */
function memoryMib(): number {
  const limit = process.constrainedMemory();
  const bytes = limit > 0 ? Math.min(limit, totalmem()) : totalmem();
  return Math.floor(bytes / MIB);
}

/** Containers often give /dev/shm only 64 MB, too little for one parallel join. */
function sharedMemoryIsSmall(): boolean {
  if (process.platform !== "linux") return false;
  try {
    const { blocks, bsize } = statfsSync("/dev/shm");
    return blocks * bsize < 512 * MIB;
  } catch {
    return true;
  }
}

const clamp = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, Math.floor(value)));

/** Sizes for a machine of `mib` MiB that also runs the product itself. */
export function sizedFor(mib: number): Record<string, string> {
  return {
    shared_buffers: `${clamp(64, mib / 8, 4096)}MB`,
    effective_cache_size: `${clamp(128, mib / 2, 65536)}MB`,
    maintenance_work_mem: `${clamp(32, mib / 64, 512)}MB`,
    work_mem: `${clamp(4, mib / 512, 32)}MB`,
  };
}

function defaults(): Record<string, string> {
  return {
    ...sizedFor(memoryMib()),
    max_connections: "200",
    wal_level: "replica",
    max_wal_size: "4GB",
    min_wal_size: "256MB",
    checkpoint_timeout: "15min",
    wal_compression: "on",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    // A statement or a "Key (name)=(…) already exists" would carry people's data into a log file.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    ...(sharedMemoryIsSmall() ? { dynamic_shared_memory_type: "sysv" } : {}),
  };
}

/**
 * Unix socket paths have room for about a hundred bytes, and the setting is a list with commas; where the
 * path does not fit, loopback TCP serves alone.
 */
const socketFolder = (place: Place): string =>
  process.platform === "win32" || Buffer.byteLength(place.socketDir) > 85 || /[",]/.test(place.socketDir)
    ? ""
    : place.socketDir;

function quoted(value: string): string {
  assert(!/[\r\n\0]/.test(value), "a database setting is one line");
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** The text of the configuration file. Throws (a bug) for a setting that is not the caller's to make. */
export function configuration(place: Place, port: number, settings: Readonly<Record<string, string>>): string {
  for (const name of Object.keys(settings)) {
    assert(/^[a-z][a-z0-9_.]*$/.test(name) && !RESERVED.has(name), `${name} is not a setting one may pass`);
  }
  const all = {
    ...defaults(),
    ...settings,
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: socketFolder(place),
    cluster_name: clusterName(place.cluster),
    fsync: "on",
    full_page_writes: "on",
  };
  return [
    "# Written by Firebreak before every start; changes made here are lost. Use ALTER SYSTEM instead.",
    "include 'cluster/postgresql.conf'",
    ...Object.entries(all).map(([name, value]) => `${name} = ${quoted(value)}`),
    "",
  ].join("\n");
}
