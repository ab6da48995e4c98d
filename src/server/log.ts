/**
 * Logs are JSON lines for machines. The file FIREBREAK_LOG names gets all of them, standard error only warnings
 * and worse, a terminal only errors; FIREBREAK_LOG_LEVEL outranks this.
 */
import pino, { type Logger } from "pino";

export function makeLog(env: NodeJS.ProcessEnv, isTerminal: boolean): Logger {
  const file = env["FIREBREAK_LOG"];
  const level = env["FIREBREAK_LOG_LEVEL"] ?? (file ? "info" : isTerminal ? "error" : "warn");
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, file ? pino.destination({ dest: file, mkdir: true, sync: false }) : pino.destination(2));
}
