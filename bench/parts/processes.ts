/** The processes a bench forks and talks to: started ready, asked one question at a time, ended with the bench. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { MadeLedger } from "./ledger-process.ts";
import type { LoadOrder, LoadResult } from "./load-process.ts";

export interface Server {
  readonly port: number;
  /** Seconds of processor time used so far, and bytes of memory now. */
  used(): Promise<{ cpuSeconds: number; memory: number }>;
  stop(): Promise<void>;
}

export interface Load {
  run(order: LoadOrder): Promise<LoadResult>;
  stop(): Promise<void>;
}

function start(file: string, args: readonly string[], execArgv: readonly string[] = []): ChildProcess {
  return fork(join(import.meta.dirname, file), [...args], { stdio: ["ignore", "inherit", "inherit", "ipc"], execArgv: [...execArgv] });
}

/** The next message of a process; throws when it ends instead, or answers with an error. */
async function answer<T>(child: ChildProcess): Promise<T> {
  const heard = new AbortController();
  try {
    const gone = once(child, "exit", { signal: heard.signal }).then(([code]) => {
      throw new Error(`a process of the bench ended with ${code}`);
    });
    gone.catch(() => undefined);
    const [message] = (await Promise.race([once(child, "message", { signal: heard.signal }), gone])) as [T & { error?: string }];
    if (message.error !== undefined) throw new Error(message.error);
    return message;
  } finally {
    heard.abort();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.disconnect();
  await gone;
}

/** `execArgv` is for profiling by hand: `--cpu-prof`. */
export async function startServer(url: string, execArgv: readonly string[] = []): Promise<Server> {
  const child = start("server-process.ts", [url], execArgv);
  const { port } = await answer<{ port: number }>(child);
  return {
    port,
    async used() {
      child.send("cpu");
      const { cpu, memory } = await answer<{ cpu: NodeJS.CpuUsage; memory: number }>(child);
      return { cpuSeconds: (cpu.user + cpu.system) / 1e6, memory };
    },
    stop: () => end(child),
  };
}

export async function startLoad(): Promise<Load> {
  const child = start("load-process.ts", []);
  await answer(child);
  return {
    async run(order) {
      child.send(order);
      return (await answer<{ result: LoadResult }>(child)).result;
    },
    stop: () => end(child),
  };
}

/** Resolves when it all lies in the database: lives of so many events, or so many home holds about to fall due. */
export async function makeLedger(url: string, what: "lives" | "holds", count: number): Promise<MadeLedger> {
  const child = start("ledger-process.ts", [url, what, String(count)]);
  const gone = once(child, "exit");
  const { made } = await answer<{ made: MadeLedger }>(child);
  await gone;
  return made;
}
