/** The packs as shipped, and the one the benches run under. Throws when the folder holds a bad pack. */
import { join } from "node:path";
import { assert, bug, isRefusal, type Refusal } from "../../src/base/refusal.ts";
import { resolvePack } from "../../src/engine/pack/load.ts";
import type { Packs, ResolvedPack } from "../../src/engine/pack/types.ts";
import { readPackFolder } from "../../src/server/pack-folder.ts";

export const PACK = "cn-covid-9";
export const ZONE = "Asia/Shanghai";

export async function shippedPacks(): Promise<Packs> {
  const packs = await readPackFolder(join(import.meta.dirname, "..", "..", "packs"));
  if (!(packs instanceof Map)) bug(`the packs as shipped are refused: ${JSON.stringify((packs as readonly Refusal[])[0])}`);
  return packs as Packs;
}

export async function benchPack(): Promise<ResolvedPack> {
  const pack = resolvePack(PACK, await shippedPacks());
  assert(!isRefusal(pack), `the pack ${PACK} does not resolve`);
  return pack;
}
