/**
 * Runs one of the database's programs to its end, as the chosen account, in a clean environment: the
 * server's user must see neither our secrets nor PG* variables that would bend what the program does.
 */
import { type ChildProcess, spawn, type SpawnOptions } from "node:child_process";
import { codeOf } from "../outage.ts";
import type { Account } from "./account.ts";

export interface Ran {
  /** Null when the program could not be started at all; `failure` then says why. */
  readonly code: number | null;
  readonly output: string;
  readonly failure: NodeJS.ErrnoException | null;
}

/** Working folder "/": ours may be one the account cannot even look into. */
export function spawnOptions(account: Account | null): SpawnOptions {
  if (process.platform === "win32") {
    const kept = Object.entries(process.env).filter(([name]) => !name.toUpperCase().startsWith("PG"));
    return { env: { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" }, windowsHide: true };
  }
  const env = { PATH: "/usr/local/bin:/usr/bin:/bin", HOME: "/", LC_ALL: "C", TZ: "UTC" };
  return account === null
    ? { env, cwd: "/" }
    : { env, cwd: "/", uid: account.uid, gid: account.gid };
}

/** Node throws for some failures to start a program and emits an event for others; here the former is a value. */
export function spawnSafely(
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess | NodeJS.ErrnoException {
  try {
    return spawn(program, args, options);
  } catch (error) {
    if (codeOf(error) === "") throw error;
    return error as NodeJS.ErrnoException;
  }
}

export function runAs(account: Account | null, program: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    const child = spawnSafely(program, args, { ...spawnOptions(account), stdio: ["ignore", "pipe", "pipe"] });
    if (child instanceof Error) return resolve({ code: null, output, failure: child });
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.once("error", (failure: NodeJS.ErrnoException) => resolve({ code: null, output, failure }));
    child.once("close", (code) => resolve({ code: code ?? -1, output, failure: null }));
  });
}

/** The name of a program file on this system. */
export const programFile = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);
