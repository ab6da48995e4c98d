/**
 * The firebreak command: finds the subcommand, runs it, and turns whatever comes back into sentences and an
 * exit code: 0 done, 1 refused or failed, 2 used wrongly. It knows nothing of what the subcommands do.
 */
import { Outage, outageLine } from "../store/outage.ts";
import { EXIT, langOf } from "./args.ts";
import { helpFor, helpOverview } from "./help.ts";
import { processIo, type Io } from "./io.ts";
import { nearest } from "./nearest.ts";
import { SUBCOMMANDS } from "./subcommands.ts";

/** The words after `firebreak`; resolves to the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  // `firebreak replay … | head` closes the pipe early; that is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(EXIT.ok);
    throw error;
  });
  return dispatch(args, processIo());
}

export async function dispatch(args: readonly string[], io: Io): Promise<number> {
  const [word = "help", ...rest] = args;
  const lang = langOf(null, io.env);
  if (word === "help" || word === "--help" || word === "-h") return help(rest, io);
  const subcommand = SUBCOMMANDS.find((one) => one.name === word);
  if (subcommand === undefined) {
    const close = nearest(word, [...SUBCOMMANDS.map((one) => one.name), "help"]);
    io.say(`There is no command “${word}”.${close === null ? "" : ` Did you mean “${close}”?`} firebreak help lists them all.`);
    return EXIT.usage;
  }
  if (rest.includes("--help") || rest.includes("-h")) {
    helpFor(subcommand, lang, io);
    return EXIT.ok;
  }
  try {
    const { run } = await subcommand.load();
    return await run(rest, io);
  } catch (error) {
    if (error instanceof Outage) io.say(outageLine(error));
    else io.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return EXIT.failed;
  }
}

function help(rest: readonly string[], io: Io): number {
  const asked = rest.find((word) => !word.startsWith("-"));
  const lang = rest.includes("zh") ? "zh" : langOf(null, io.env);
  const subcommand = SUBCOMMANDS.find((one) => one.name === asked);
  if (subcommand === undefined) helpOverview(SUBCOMMANDS, lang, io);
  else helpFor(subcommand, lang, io);
  return EXIT.ok;
}
