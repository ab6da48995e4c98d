/**
 * Starts one server process with its configuration, port and log, and lets go of it: the server outlives us
 * if it must. Whether it came up is for others to find out by connecting.
 */
import { chmodSync, closeSync, fstatSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { codeOf } from "../outage.ts";
import type { Account } from "./account.ts";
import { type Binaries, programOf } from "./binaries.ts";
import type { Place } from "./place.ts";
import { spawnOptions, spawnSafely } from "./run-as.ts";
import { configuration } from "./settings.ts";

const LOG_LIMIT_BYTES = 16 * 2 ** 20;

/** Everything that was worked out about this data folder before its server is started or joined. */
export interface Setup {
  readonly place: Place;
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly secret: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}

export function rememberedPort(place: Place): number {
  try {
    const port = Number(readFileSync(place.portFile, "utf8").trim());
    return Number.isInteger(port) && port > 0 && port < 65536 ? port : 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return 0;
    throw error;
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const listener = createServer();
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      listener.close(() => resolve(port));
    });
  });
}

export interface Attempt {
  /** 0 where only the pid file will tell. */
  readonly pid: number;
  /** It ended without ever serving. */
  gone(): boolean;
  /** What it has written since. */
  log(): string;
}

/**
 * Whole or not at all: another start's server may read it at this moment, and half a configuration would
 * have it listen elsewhere. Whatever our umask, the account must read it; it holds no secret.
 */
export function replaceFile(path: string, text: string): void {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text);
  chmodSync(fresh, 0o644);
  renameSync(fresh, path);
}

/** Starts the server in a session of its own: Ctrl-C at the terminal must not reach it before us. */
export function launch(setup: Setup, port: number): Attempt {
  const { place, binaries, account } = setup;
  replaceFile(place.confFile, configuration(place, port, setup.settings));
  if ((statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) {
    renameSync(place.logFile, `${place.logFile}.1`);
  }
  const log = openSync(place.logFile, "a", 0o600);
  const from = fstatSync(log).size;
  // On Windows pg_ctl sheds an administrator's rights, which the server refuses; it ends once it has started it.
  const viaControl = process.platform === "win32";
  const args = viaControl
    ? ["start", "-W", "-D", place.cluster, "-o", `--config-file="${place.confFile}"`]
    : ["-D", place.cluster, `--config-file=${place.confFile}`];
  const child = spawnSafely(programOf(binaries, viaControl ? "pg_ctl" : "postgres"), args, {
    ...spawnOptions(account),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  if (child instanceof Error) throw child;
  let gone = false;
  let failure = "";
  child.once("exit", (code) => {
    gone = !viaControl || code !== 0;
  });
  child.once("error", (error) => {
    gone = true;
    failure = `FATAL: ${error.message}`;
  });
  child.unref();
  return {
    pid: viaControl ? 0 : (child.pid ?? 0),
    gone: () => gone,
    log: () => readFileSync(place.logFile).subarray(from).toString("utf8") + failure,
  };
}
