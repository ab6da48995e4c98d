/**
 * Opens a headless Chromium for browser tests: one already on the machine when there is one, else the one that
 * comes from npm, with its bundled libraries and fonts where the machine lacks them. Downloads nothing.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--font-render-hinting=none", "--hide-scrollbars"];

interface Found {
  readonly file: string;
  readonly env: Record<string, string>;
}

/** A running browser; the caller closes it. Throws with a sentence when no Chromium can run here. */
export async function openBrowser(): Promise<Browser> {
  const found = machineChromium() ?? packagedChromium();
  return chromium.launch({
    executablePath: found.file,
    args: ARGS,
    env: { ...definedEnv(), ...found.env },
    headless: true,
    timeout: 60_000,
  });
}

/** `FIREBREAK_CHROMIUM`, else the first Chromium on the path or in its usual place that answers `--version`. */
function machineChromium(): Found | null {
  const named = process.env["FIREBREAK_CHROMIUM"];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const file of [...(named === undefined ? [] : [named]), ...onPath, ...PLACES]) {
    if (isExecutable(file) && answers(file, {})) return { file, env: {} };
  }
  if (named !== undefined) throw new Error(`FIREBREAK_CHROMIUM names ${named}, which does not start. Correct it or leave it unset.`);
  return null;
}

/** Unpacked once per version and user into the temporary folder, whole or not at all. */
function packagedChromium(): Found {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("@sparticuz/chromium");
  const { version } = require(join(dirname(entry), "..", "..", "package.json")) as { version: string };
  const folder = join(tmpdir(), `firebreak-chromium-${version}-${userInfo().uid}`);
  if (!existsSync(join(folder, "chromium"))) unpack(entry, folder);
  const file = join(folder, "chromium");
  // A machine without any font configuration draws no text at all, so the package brings one.
  const fonts: Record<string, string> = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  if (answers(file, fonts)) return { file, env: fonts };
  const withLibraries = { ...fonts, LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), process.env["LD_LIBRARY_PATH"] ?? ""].filter(Boolean).join(":") };
  if (answers(file, withLibraries)) return { file, env: withLibraries };
  throw new Error(
    `No Chromium runs on this machine: none was found on the path, and the packaged one (${process.platform}-${process.arch}) does not start. ` +
      "Install Chromium or Chrome, or name one in FIREBREAK_CHROMIUM.",
  );
}

/** The package unpacks into the process's temporary folder, so a child process gets a fresh one, renamed when whole. */
function unpack(entry: string, folder: string): void {
  const fresh = mkdtempSync(join(tmpdir(), "firebreak-unpack-"));
  const script = `const it = require(${JSON.stringify(entry)}); (it.default ?? it).executablePath().catch((e) => { console.error(e); process.exit(1); })`;
  const run = spawnSync(process.execPath, ["-e", script], {
    env: { ...process.env, TMPDIR: fresh, TEMP: fresh, TMP: fresh, AWS_LAMBDA_JS_RUNTIME: "nodejs24.x" },
    encoding: "utf8",
  });
  if (run.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw new Error(`The packaged Chromium could not be unpacked into ${tmpdir()}: ${run.stderr.trim()}. Is the disk full?`);
  }
  try {
    renameSync(fresh, folder);
  } catch (error) {
    // Another test process was first: its folder is whole, ours is not needed.
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(join(folder, "chromium"))) throw error;
  }
}

function answers(file: string, env: Record<string, string>): boolean {
  const run = spawnSync(file, ["--version", "--no-sandbox", "--headless"], { env: { ...process.env, ...env }, timeout: 20_000, encoding: "utf8" });
  return run.status === 0 && /\d+\.\d+/.test(run.stdout);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined));
}
