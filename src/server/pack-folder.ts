/**
 * Reads the folder of packs. Every file must be JSON of the pack's shape, named after its id, and must resolve
 * together with what it rests on; otherwise nothing is loaded, and every reason is given with its place.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { packRefusals, resolvePack } from "../engine/pack/load.ts";
import { PACK_SCHEMA, type PackFile } from "../engine/pack/schema.ts";
import type { Packs, ResolvedPack } from "../engine/pack/types.ts";
import { parseJson, tooLarge } from "./json-text.ts";
import { checkShape } from "./shape.ts";

export const FILE_LIMIT = 5_000_000;

const checkPackShape = checkShape(PACK_SCHEMA);

/** The schema of packs lies in the same folder for editors; it is not a pack. */
const NOT_PACKS = new Set(["schema.json"]);

/** The packs of a folder, and of a folder of one's own beside it; the same id in both is refused, never shadowed. */
export async function readPackFolder(dir: string, own?: string): Promise<Packs | readonly Refusal[]> {
  const packs = new Map<string, PackFile>();
  const refusals: Refusal[] = [];
  for (const folder of own === undefined || own === "" ? [dir] : [dir, own]) {
    const names = await namesIn(folder);
    if (isRefusal(names)) return [names];
    for (const name of names) {
      const pack = await readPackFile(join(folder, name));
      if (isRefusal(pack)) refusals.push(pack);
      else if (packs.has(pack.id)) refusals.push(refuse("pack-twice", `There are two packs “${pack.id}”.`, { where: join(folder, name), fix: "Give your own another name." }));
      else packs.set(pack.id, pack);
    }
  }
  if (refusals.length === 0) for (const id of packs.keys()) refusals.push(...packRefusals(id, packs));
  return refusals.length === 0 ? packs : refusals;
}

async function namesIn(folder: string): Promise<readonly string[] | Refusal> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(".json") && !NOT_PACKS.has(name)).toSorted();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return refuse("pack-no-folder", `There is no folder ${folder}.`, { where: folder, fix: "Name the folder that holds your packs." });
  }
}

async function readPackFile(path: string): Promise<PackFile | Refusal> {
  const name = basename(path);
  const { size } = await stat(path);
  if (size > FILE_LIMIT) return tooLarge(name, size, FILE_LIMIT);
  const parsed = parseJson(await readFile(path), { name });
  if (isRefusal(parsed)) return { ...parsed, where: `${name}: ${parsed.where ?? ""}` };
  const bad = checkPackShape(parsed.value);
  if (bad !== null) return { ...bad, where: `${name}: ${bad.where ?? ""}` };
  const pack = parsed.value as PackFile;
  if (`${pack.id}.json` === name) return pack;
  return refuse("pack-other-name", `The file ${name} holds the pack “${pack.id}”.`, { where: name, fix: `Call the file ${pack.id}.json.` });
}

export type PackResolver = (id: string, hash?: string) => ResolvedPack | undefined;

/**
 * Packs never change while the server runs, so each is worked out once. With a hash the answer is the pack as it
 * stood on the day that gave this hash, deviations running or over; where no day does, the pack as it is today.
 */
export function packResolver(packs: Packs): PackResolver {
  const known = new Map<string, ResolvedPack | undefined>();
  const days = new Set([...packs.values()].flatMap((pack) => Object.values(pack.clauses).flatMap((clause) => clause.deviation?.until ?? [])));
  const work = (id: string, day?: string): ResolvedPack | undefined => {
    const key = `${id} ${day ?? ""}`;
    if (!known.has(key)) {
      const pack = packs.has(id) ? resolvePack(id, packs, day) : undefined;
      known.set(key, isRefusal(pack) ? undefined : pack);
    }
    return known.get(key);
  };
  return (id, hash) => {
    const pack = work(id);
    if (hash === undefined || pack?.hash === hash) return pack;
    for (const day of days) if (work(id, day)?.hash === hash) return work(id, day);
    return pack;
  };
}
