// Makes sure node_modules holds what package-lock.json names, by running `npm ci` when it does not.
// It compares contents, not clocks: a checkout or a copy changes file times without changing a package.
// It never edits package.json or the lock file, and it touches the network only through npm.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Left behind after a good install, so the next start needs one small file to know all is well. */
const STAMP = ".firebreak-install";

/**
 * @param {string} root folder of the checkout
 * @returns {Promise<boolean>} true when the packages are in place
 */
export async function ensureInstalled(root) {
  const lockText = readFileSync(join(root, "package-lock.json"), "utf8");
  const wanted = fingerprint(lockText);
  if (readIfPresent(join(root, "node_modules", STAMP)) === wanted) return true;
  if (!matchesLock(root, lockText) && !(await runNpmCi(root))) return false;
  writeStamp(root, wanted);
  return true;
}

/**
 * Whether every required package of the lock file is installed in the locked version, and every
 * optional one made for this machine is there. Exported for the house tests.
 * @param {string} root
 * @param {string} lockText
 */
export function matchesLock(root, lockText) {
  const installedText = readIfPresent(join(root, "node_modules", ".package-lock.json"));
  if (installedText === null) return false;
  return differences(JSON.parse(lockText), JSON.parse(installedText)).length === 0;
}

/**
 * @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Entry
 * @param {{ packages: Record<string, Entry> }} lock
 * @param {{ packages: Record<string, Entry> }} installed
 * @returns {string[]} the folders that differ
 */
export function differences(lock, installed) {
  const wrong = [];
  for (const [folder, entry] of Object.entries(lock.packages)) {
    if (folder === "") continue;
    const there = installed.packages[folder];
    if (there ? there.version !== entry.version : entry.optional !== true) wrong.push(folder);
  }
  return wrong;
}

/** @param {string} lockText */
function fingerprint(lockText) {
  const digest = createHash("sha256").update(lockText).digest("hex");
  return `${digest} ${process.platform} ${process.arch}`;
}

/** @param {string} path */
function readIfPresent(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

/**
 * @param {string} root
 * @param {string} wanted
 */
function writeStamp(root, wanted) {
  try {
    writeFileSync(join(root, "node_modules", STAMP), wanted);
  } catch {
    // Installed by another user and not writable for us: the slower comparison runs next time.
  }
}

/**
 * @param {string} root
 * @returns {Promise<boolean>}
 */
async function runNpmCi(root) {
  const first = !existsSync(join(root, "node_modules"));
  say(
    first
      ? "Installing Firebreak's packages with npm (once; about 150 MB to download)."
      : "The list of packages has changed since the last start. Installing them again.",
  );
  const startedAt = process.hrtime.bigint();
  const seconds = () => Math.round(Number(process.hrtime.bigint() - startedAt) / 1e9);
  const ticker = setInterval(() => say(`  still installing, ${seconds()} s so far …`), 10_000);
  // --include=dev: a NODE_ENV of "production" would leave out what builds and checks the console.
  const result = await run(npmCommand(), ["ci", "--include=dev", "--include=optional", "--loglevel=error", "--no-audit", "--no-fund"], root);
  clearInterval(ticker);
  if (result.code === 0) {
    say(`Installed in ${seconds()} s.`);
    return true;
  }
  console.error(result.output.trim());
  console.error(
    result.missing
      ? "npm was not found. Install Node with npm from https://nodejs.org, then try again."
      : "Installing the packages failed; npm's own words are above. Check the connection to the npm registry and try again. Nothing else was changed.",
  );
  return false;
}

/**
 * npm as a command line: the npm that started us, else the one beside this Node, else the one on PATH.
 * @returns {{ file: string, args: string[], shell: boolean }}
 */
function npmCommand() {
  const candidates = [];
  const parent = process.env.npm_execpath;
  if (parent) candidates.push(basename(parent) === "npx-cli.js" ? join(dirname(parent), "npm-cli.js") : parent);
  const bin = dirname(process.execPath);
  candidates.push(join(bin, "node_modules", "npm", "bin", "npm-cli.js"));
  candidates.push(join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"));
  for (const path of candidates) {
    if (basename(path) === "npm-cli.js" && existsSync(path)) {
      return { file: process.execPath, args: [path], shell: false };
    }
  }
  return { file: "npm", args: [], shell: process.platform === "win32" };
}

/**
 * @param {{ file: string, args: string[], shell: boolean }} command
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<{ code: number, output: string, missing: boolean }>}
 */
function run(command, args, cwd) {
  return new Promise((resolve) => {
    let output = "";
    const child = spawn(command.file, [...command.args, ...args], {
      cwd,
      shell: command.shell,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", (error) => resolve({ code: 1, output: `${output}${error.message}\n`, missing: "code" in error && error.code === "ENOENT" }));
    child.on("close", (code) => resolve({ code: code ?? 1, output, missing: false }));
  });
}

/** @param {string} sentence */
function say(sentence) {
  // On standard error, so that `firebreak replay --json` stays clean JSON even on a first run.
  console.error(sentence);
}
