/**
 * A Firebreak reduced to its database, in a process of its own for the launcher's tests: starts with the
 * options given as JSON, reports in JSON lines, ignores Ctrl-C, and stops the server when its input closes.
 */
import { Outage } from "../outage.ts";
import { type EmbeddedOptions, startEmbedded } from "./embedded.ts";

const tell = (what: object): boolean => process.stdout.write(`${JSON.stringify(what)}\n`);
process.on("SIGINT", () => undefined);

const options: EmbeddedOptions = JSON.parse(process.argv[2] ?? "{}");
try {
  const { stop, ...outcome } = await startEmbedded({ ...options, say: (line) => tell({ line }) });
  tell({ outcome });
  process.stdin.resume().once("end", () => {
    void stop().then(() => process.exit(0));
  });
} catch (error) {
  if (!(error instanceof Outage)) throw error;
  tell({ outcome: { outage: error.code, message: error.message, fix: error.fix } });
}
