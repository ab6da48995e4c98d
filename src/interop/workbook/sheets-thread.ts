/**
 * Runs in a thread of its own with little memory: opens one workbook and sends its cells back. A file that
 * makes the library run wild ends this thread, never the server.
 */
import { parentPort, workerData } from "node:worker_threads";
import readWorkbook from "read-excel-file/universal";

const port = parentPort!;
try {
  // Formulas are read as the value last computed; macros and links are never opened.
  const sheets = await readWorkbook(workerData as ArrayBuffer);
  port.postMessage({ sheets: sheets.map(({ sheet, data }) => ({ name: sheet, rows: data })) });
} catch (error) {
  port.postMessage({ failure: error instanceof Error ? error.message : String(error) });
}
