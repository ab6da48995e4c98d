/**
 * `firebreak rebuild`: says where the tables of things and duties differ from what the ledgers give, and with
 * `--write` writes them anew, incident by incident, the city first. Needed after a version that folds otherwise,
 * or after a table was damaged; the ledgers are what is true, and stay as they are.
 */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { Packs } from "../engine/pack/types.ts";
import { readPackFolder } from "../server/pack-folder.ts";
import type { Incident, Rebuilt, RowChanges, Store } from "../store/contract.ts";
import { EXIT, langOf, readArgs } from "./args.ts";
import { openDatabase } from "./database.ts";
import { no, pick, type Io } from "./io.ts";
import { dataDirOf, ownPacks, PACKS } from "./places.ts";

/** Differences named for each incident; the rest are counted. */
const MOST_SHOWN = 20;

type Lang = ReturnType<typeof langOf>;

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const words = readArgs(args, { incident: text, data: text, write: { type: "boolean" } }, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const packs = await readPackFolder(PACKS, ownPacks(null, io.env));
  if (Array.isArray(packs)) return no(io, packs as readonly Refusal[]);
  const database = await openDatabase({ packs: packs as Packs, dataDir: dataDirOf(words.values["data"] as string | undefined, io.env), env: io.env, say: io.say });
  if (isRefusal(database)) return no(io, database);
  try {
    const asked = words.values["incident"];
    const incidents = (await database.store.incidents()).filter((incident) => asked === undefined || incident.id === asked).sort(cityFirst);
    if (asked !== undefined && incidents.length === 0) {
      io.say(`There is no incident “${String(asked)}”.`);
      return EXIT.failed;
    }
    let sound = true;
    for (const incident of incidents) sound = (await one(database.store, incident, words.values["write"] === true, langOf(words, io.env), io)) && sound;
    return sound ? EXIT.ok : EXIT.failed;
  } finally {
    await database.close();
  }
}

function cityFirst(a: Incident, b: Incident): number {
  const own = (incident: Incident): number => (incident.city === incident.id ? 0 : 1);
  return own(a) - own(b) || (a.id < b.id ? -1 : 1);
}

/** True when the tables agree in the end. */
async function one(store: Store, { id }: Incident, write: boolean, lang: Lang, io: Io): Promise<boolean> {
  io.say(`${id} …`);
  const before = await store.rebuildAndCompare(id);
  if (before.length === 0) {
    io.out(`${id}: ${pick(lang, "与台账一致，无需重建", "agrees with its ledger, nothing to rebuild")}`);
    return true;
  }
  if (!write) {
    io.out(`${id}: ${pick(lang, `有 ${before.length} 处不同，加 --write 重建`, `${before.length} differences; --write writes them anew`)}`);
    for (const difference of before.slice(0, MOST_SHOWN)) io.out(`  ${difference}`);
    return false;
  }
  const rebuilt = await store.rebuild(id, Date.now());
  if (isRefusal(rebuilt)) {
    no(io, rebuilt);
    return false;
  }
  io.out(`${id}: ${told(rebuilt, lang)}`);
  const after = await store.rebuildAndCompare(id);
  for (const difference of after.slice(0, MOST_SHOWN)) io.out(`  ${difference}`);
  return after.length === 0;
}

function told({ things, duties, ticks }: Rebuilt, lang: Lang): string {
  const rows = (zh: string, en: string, { missing, changed, surplus }: RowChanges): string =>
    pick(lang, `${zh} 补 ${missing}、改 ${changed}、删 ${surplus}`, `${en}: ${missing} added, ${changed} changed, ${surplus} removed`);
  return [rows("事项", "things", things), rows("任务", "duties", duties), rows("时钟", "clock", ticks)].join(pick(lang, "；", "; "));
}
