/** Logs are JSON lines for machines: to the file FIREBREAK_LOG names, else to standard error; a terminal sees only what went wrong. */
import pino, { type Logger } from "pino";

export function makeLog(env: NodeJS.ProcessEnv, isTerminal: boolean): Logger {
  const file = env["FIREBREAK_LOG"];
  const level = env["FIREBREAK_LOG_LEVEL"] ?? (isTerminal && !file ? "error" : "info");
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, file ? pino.destination({ dest: file, mkdir: true, sync: false }) : pino.destination(2));
}
