/** Files named on the command line: their size is looked at before a byte is read. */
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { codeOf } from "../store/outage.ts";
import { parseJson, tooLarge } from "../server/json-text.ts";

/** Scenarios and packs are some ten kilobytes; whatever is larger is something else. */
export const FILE_LIMIT = 5_000_000;

export async function readBytes(path: string, limit = FILE_LIMIT): Promise<Uint8Array | Refusal> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return refuse("not-a-file", `${path} is a folder, not a file.`, { where: path });
    if (found.size > limit) return tooLarge(basename(path), found.size, limit);
    return await readFile(path);
  } catch (error) {
    return unreadable(path, codeOf(error));
  }
}

export async function readJsonFile(path: string): Promise<{ readonly value: unknown } | Refusal> {
  const bytes = await readBytes(path);
  if (isRefusal(bytes)) return bytes;
  const parsed = parseJson(bytes, { name: basename(path) });
  return isRefusal(parsed) ? { ...parsed, where: `${path}: ${parsed.where ?? ""}` } : parsed;
}

function unreadable(path: string, code: string): Refusal {
  if (code === "ENOENT") return refuse("no-such-file", `There is no file ${path}.`, { where: path, fix: "Check the name and the folder you are in." });
  if (code === "EACCES") return refuse("file-not-readable", `You may not read ${path}.`, { where: path, fix: "Ask its owner for the right to read it." });
  return refuse("file-not-readable", `${path} cannot be read (${code}).`, { where: path });
}
