/**
 * The solver behind a proposal of trips: HiGHS in WebAssembly, in a thread of its own, so that a hard question
 * holds up neither the clock nor anybody else's command. Bounded twice: by steps, which give the same answer on
 * any machine, and by time, after which the best found so far stands.
 */
import { Worker } from "node:worker_threads";
import type { Solved } from "../loops/transfer/matching/propose.ts";
import type { IntegerProgram } from "../loops/transfer/matching/program.ts";

export interface Limits {
  /** Nodes of the search tree; the same answer anywhere. */
  readonly nodes: number;
  /** Seconds; only a machine far too slow for the question ever gets there. */
  readonly seconds: number;
}

export const LIMITS: Limits = { nodes: 150, seconds: 30 };

/** Time for the thread to start and to answer beside what the solver itself may take. */
const SPARE_SECONDS = 10;

/** Solves a program; null when the thread failed, so that the caller goes on without it. */
export function solve(program: IntegerProgram, limits: Limits = LIMITS): Promise<Solved | null> {
  if (program.cost.length === 0) return Promise.resolve(null);
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./matching-worker.ts", import.meta.url), { workerData: { program, limits } });
    const late = setTimeout(() => finish(null), (limits.seconds + SPARE_SECONDS) * 1000);
    const finish = (solved: Solved | null): void => {
      clearTimeout(late);
      resolve(solved);
      void worker.terminate();
    };
    worker.once("message", (solved: Solved) => finish(solved));
    worker.once("error", () => finish(null));
    worker.once("exit", () => finish(null));
  });
}
