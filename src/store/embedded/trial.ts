/**
 * What the launcher's tests share: folders of their own, waiting for a condition with a deadline, and a
 * Firebreak in a process of its own that can be killed. Nothing here is used outside tests.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { isRoot } from "./account.ts";
import type { Embedded, EmbeddedOptions } from "./embedded.ts";
import { readPidFile } from "./pid-file.ts";
import { findPlace } from "./place.ts";

/** Small servers: a dozen may run at once on a small machine. */
export const SMALL = { shared_buffers: "16MB", max_connections: "20" };

/** A folder below the temporary one that every account can pass through. */
export function trialFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), "firebreak-trial-"));
  if (isRoot()) chmodSync(path, 0o711);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Polls until `read` gives something; fails with `what` after the deadline. */
export async function until<T>(what: string, read: () => T | Promise<T>, seconds = 20): Promise<NonNullable<T>> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const value = await read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
    await pause(10);
  }
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

export function serverPid(dataDir: string): number {
  const file = readPidFile(findPlace(dataDir));
  if (file === null) throw new Error("no server runs there");
  return file.pid;
}

/** Gone for good: neither running nor a corpse that still holds the number as a running server would. */
export const isServing = (url: string): Promise<boolean> =>
  query(url, "select 1").then(() => true, () => false);

export interface Trial {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** The started server, or the outage's line. */
  readonly outcome: Promise<Omit<Embedded, "stop"> | { outage: string; message: string; fix: string }>;
  /** Asks it to stop the server and end; resolves when it has. */
  stop(): Promise<void>;
}

/** Starts `trial-run.ts` in a process group of its own, as another user or below another program if given. */
export function tryInProcess(options: Omit<EmbeddedOptions, "say">, more: { as?: { uid: number; gid: number }; wrapper?: readonly string[] } = {}): Trial {
  const script = fileURLToPath(new URL("./trial-run.ts", import.meta.url));
  const [program = "", ...args] = [...(more.wrapper ?? []), process.execPath, script, JSON.stringify(options)];
  const child = spawn(program, args, {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
    cwd: "/",
    env: { PATH: process.env["PATH"], XDG_CACHE_HOME: join(options.dataDir, "..", "cache") },
    ...more.as,
  });
  const lines: string[] = [];
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const outcome = new Promise<never>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const said: { line?: string; outcome?: never } = JSON.parse(line);
      if (said.line !== undefined) lines.push(said.line);
      if (said.outcome !== undefined) resolve(said.outcome);
    });
    child.once("error", reject);
    void ended.then(() => reject(new Error("the process ended without a word")));
  });
  outcome.catch(() => undefined);
  return {
    child,
    lines,
    outcome,
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
