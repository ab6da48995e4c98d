// The packs a random history may run under: every one in the folder that answers all the engine asks.

import { readdirSync, readFileSync } from "node:fs";
import { isRefusal } from "../../src/base/refusal.ts";
import { resolvePack } from "../../src/engine/pack/load.ts";
import type { PackFile, ResolvedPack } from "../../src/engine/pack/types.ts";

const FOLDER = new URL("../../packs/", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json") && name !== "schema.json");
/** Every pack file, by id, as a store is given them. */
export const PACK_FILES: ReadonlyMap<string, PackFile> = new Map(files.map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8")) as PackFile).map((pack) => [pack.id, pack]));

/** Diseases of every shape: two with a transfer deadline, one without, one without any quarantine of contacts. */
export const PACK_IDS = ["cn-covid-8", "cn-covid-9", "measles", "cholera"] as const;

export function packNamed(id: string): ResolvedPack {
  const pack = resolvePack(id, PACK_FILES);
  if (isRefusal(pack)) throw new Error(pack.message);
  return pack;
}

export const PACKS: ReadonlyMap<string, ResolvedPack> = new Map(PACK_IDS.map((id) => [id, packNamed(id)]));
