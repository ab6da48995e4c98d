/**
 * The cells of an uploaded workbook, sheet by sheet. The bytes are checked first, then opened in a thread
 * with bounded memory and time. Refuses, in one sentence, whatever is no readable workbook.
 */
import { Worker } from "node:worker_threads";
import { refuse, type Refusal } from "../../base/refusal.ts";
import { checkArchive } from "./zip-guard.ts";

export type Cell = string | number | boolean | Date | null;

export interface RawSheet {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
}

const MEMORY_MB = 256;
const TIME_MS = 30_000;

const wild = (): Refusal =>
  refuse("workbook-too-large", "Opening the workbook took too much memory or time.", {
    fix: "Delete empty rows and columns far from the data, or split it into several workbooks.",
  });

interface Answer {
  readonly sheets?: readonly RawSheet[];
  readonly failure?: string;
}

function answerOf(answer: Answer): readonly RawSheet[] | Refusal {
  if (answer.sheets !== undefined) return answer.sheets;
  return refuse("workbook-damaged", `The workbook cannot be read: ${(answer.failure ?? "unknown reason").slice(0, 200)}.`, {
    fix: "Open it in a spreadsheet program, save it as .xlsx and try again.",
  });
}

/** Never rejects: what cannot be opened is refused. */
export function readSheets(bytes: Uint8Array): Promise<readonly RawSheet[] | Refusal> {
  const refused = checkArchive(bytes);
  if (refused !== null) return Promise.resolve(refused);
  return new Promise((resolve) => {
    // A copy of its own: a Buffer may be a window into memory shared with others.
    const copy = Uint8Array.from(bytes).buffer;
    const thread = new Worker(new URL("sheets-thread.ts", import.meta.url), {
      workerData: copy, transferList: [copy], resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }, execArgv: [], env: {},
    });
    const settle = (result: readonly RawSheet[] | Refusal): void => {
      clearTimeout(timer);
      resolve(result);
      void thread.terminate();
    };
    const timer = setTimeout(() => settle(wild()), TIME_MS);
    thread.once("message", (answer: Answer) => settle(answerOf(answer)));
    thread.once("error", () => settle(wild()));
    thread.once("exit", () => settle(wild()));
  });
}
