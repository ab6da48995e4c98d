/**
 * Copies PostgreSQL's programs to a folder another account can reach, whole or not at all, and makes the
 * library links which npm cannot pack. A copy is used only if nobody but us and root could have changed it.
 */
import { createHash } from "node:crypto";
import {
  chmodSync, copyFileSync, constants, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync,
  renameSync, rmSync, symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { codeOf } from "../outage.ts";

/**
 * Makes the links listed by the package (`native/lib/libpq.so.5` → `libpq.so.5.18` …) where they are
 * missing. A folder we may not write to is left alone: trying the programs will tell.
 */
export function linkLibraries(nativeDir: string): void {
  let links: { source: string; target: string }[];
  try {
    links = JSON.parse(readFileSync(join(nativeDir, "pg-symlinks.json"), "utf8"));
  } catch {
    return;
  }
  for (const { source, target } of links) {
    const at = join(nativeDir, relative("native", target));
    const to = relative(dirname(target), source);
    try {
      symlinkSync(to, at);
    } catch (error) {
      if (["EEXIST", "EACCES", "EPERM", "EROFS"].includes(codeOf(error))) continue;
      throw error;
    }
  }
}

/** Every plain file below, as paths relative to it, in one order on every machine. */
function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}

/** What tells one build of the programs from another: every file's name and size, and the server itself. */
function stampOf(dir: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file} ${lstatSync(join(dir, file)).size}\n`);
  for (const file of files) {
    if (/^bin[\\/]postgres/.test(file)) hash.update(readFileSync(join(dir, file)));
  }
  return hash.digest("hex").slice(0, 12);
}

/** Ours, a real folder, and closed to writing by others: nobody could have put other programs there. */
function isOurs(dir: string): boolean {
  const found = lstatSync(dir, { throwIfNoEntry: false });
  if (found === undefined || !found.isDirectory()) return false;
  return process.platform === "win32" || (found.uid === process.geteuid?.() && (found.mode & 0o022) === 0);
}

function makeOurs(dir: string): boolean {
  const created = mkdirSync(dir, { recursive: true, mode: 0o755 });
  if (created !== undefined) chmodSync(dir, 0o755);
  return isOurs(dir);
}

/** A half-made copy never bears the final name: it is built beside and renamed. */
function copyInto(source: string, files: readonly string[], target: string): void {
  const building = mkdtempSync(`${target}.new-`);
  try {
    for (const file of files) {
      const to = join(building, file);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(join(source, file), to, constants.COPYFILE_FICLONE);
      chmodSync(to, /^bin[\\/]/.test(file) ? 0o755 : 0o644);
    }
    for (const entry of readdirSync(building, { recursive: true, withFileTypes: true })) {
      if (entry.isDirectory()) chmodSync(join(entry.parentPath, entry.name), 0o755);
    }
    linkLibraries(building);
    chmodSync(building, 0o755);
    renameSync(building, target);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    // Another start made the same copy meanwhile: its copy is as good as ours.
    if (!existsSync(target)) throw error;
  }
}

/** The copy of `source` below `base`, made now if need be, or why `base` will not do. */
export function copyOf(
  source: string,
  base: string,
  version: string,
): { dir: string; fresh: boolean } | { refused: string } {
  try {
    if (!makeOurs(base)) return { refused: "belongs to somebody else, or others may write to it" };
    const files = filesBelow(source);
    const dir = join(base, `postgres-${version}-${stampOf(source, files)}`);
    const fresh = !existsSync(dir);
    if (fresh) copyInto(source, files, dir);
    return isOurs(dir) ? { dir, fresh } : { refused: "belongs to somebody else, or others may write to it" };
  } catch (error) {
    return { refused: codeOf(error) || String(error) };
  }
}
