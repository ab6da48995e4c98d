/**
 * Reads the rule packs of a folder: every `*.json` except the schema. Gives the packs that hold together and a
 * refusal with file and place for every one that does not; a pack resting on a refused one is refused with it,
 * so nothing half-understood is ever in force. A folder that cannot be read at all is an outage.
 */
import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { packRefusals } from "../engine/pack/load.ts";
import { PACK_SCHEMA } from "../engine/pack/schema.ts";
import type { PackFile, Packs } from "../engine/pack/types.ts";
import { parseJson, tooLarge } from "./json-text.ts";
import { checkShape } from "./shape.ts";

/** The largest pack is under 100 kB; beyond this it is not a pack. */
export const PACK_LIMIT_BYTES = 5_000_000;

export interface PacksFolder {
  /** Every pack here resolves. */
  readonly packs: Packs;
  /** Empty when every file is in order. */
  readonly refusals: readonly Refusal[];
}

const checkPackShape = checkShape(PACK_SCHEMA);

export async function readPacksFolder(folder: string): Promise<PacksFolder> {
  const refusals: Refusal[] = [];
  const read = new Map<string, PackFile>();
  for (const name of await packFiles(folder)) {
    const bytes = await readLimited(join(folder, name), name);
    const pack = isRefusal(bytes) ? bytes : readPack(bytes, name);
    if (isRefusal(pack)) refusals.push(pack);
    else read.set(pack.id, pack);
  }
  const packs = new Map<string, PackFile>();
  for (const [id, pack] of read) {
    const found = packRefusals(id, read);
    if (found.length === 0) packs.set(id, pack);
    else refusals.push(...found.filter((refusal) => !refusals.some((other) => same(other, refusal))));
  }
  return { packs, refusals };
}

/** One pack from the bytes of a file; its id is the file's name, so that no two files can claim one id. */
export function readPack(bytes: Uint8Array, name: string): PackFile | Refusal {
  const json = parseJson(bytes, { name, limit: PACK_LIMIT_BYTES });
  if (isRefusal(json)) return { ...json, where: json.where === undefined || json.where === name ? name : `${name}: ${json.where}` };
  const refusal = checkPackShape(json.value);
  if (refusal !== null) return { ...refusal, where: refusal.where === undefined || refusal.where === "" ? name : `${name}: ${refusal.where}` };
  const pack = json.value as PackFile;
  if (`${pack.id}.json` === name) return pack;
  return refuse("pack-id-not-file-name", `The pack calls itself “${pack.id}”, and its file is ${name}.`, {
    where: `${name}: id`, fix: `Rename the file to ${pack.id}.json, or give the pack another id.`,
  });
}

async function packFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && entry.name.endsWith(".json") && entry.name !== "schema.json")
      .map((entry) => entry.name)
      .toSorted();
  } catch (error) {
    throw new Error(`The folder of rule packs ${folder} cannot be read. Check that it exists and may be read.`, { cause: error });
  }
}

/** At most one byte more than the limit is ever read, however large the file is or grows. */
async function readLimited(path: string, name: string): Promise<Uint8Array | Refusal> {
  const file = await open(path, "r").catch((cause: unknown) => {
    throw new Error(`The rule pack ${path} cannot be read. Check its permissions.`, { cause });
  });
  try {
    const { size } = await file.stat();
    if (size > PACK_LIMIT_BYTES) return { ...tooLarge(name, size, PACK_LIMIT_BYTES), fix: "A pack is a few hundred kilobytes at most; check what this file is." };
    const buffer = new Uint8Array(PACK_LIMIT_BYTES + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.byteLength - length, length);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.byteLength) return buffer.subarray(0, length);
    }
  } finally {
    await file.close();
  }
}

function same(a: Refusal, b: Refusal): boolean {
  return a.code === b.code && a.where === b.where && a.message === b.message;
}
