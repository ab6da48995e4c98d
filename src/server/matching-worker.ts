/** The thread the solver runs in: one program in, one answer out. */
import { parentPort, workerData } from "node:worker_threads";
import type { IntegerProgram } from "../loops/transfer/matching/program.ts";
import { solveNow } from "./highs.ts";
import type { Limits } from "./matching.ts";

const { program, limits } = workerData as { program: IntegerProgram; limits: Limits };
// A thread's port, not a window: there is no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort!.postMessage(await solveNow(program, limits));
