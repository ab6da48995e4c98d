/**
 * `firebreak verify`: folds every ledger of the database again and compares, then has the auditor derive every
 * duty on its own and name each law that was broken. Changes nothing; ends with 1 when anything differs.
 */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import type { LedgerEvent } from "../engine/event.ts";
import { audit, type Broken } from "../engine/audit/audit.ts";
import { writtenOrder } from "../engine/audit/merge.ts";
import type { Packs, ResolvedPack } from "../engine/pack/types.ts";
import { model } from "../loops/index.ts";
import { packResolver, readPackFolder, type PackResolver } from "../server/pack-folder.ts";
import type { Incident, Store } from "../store/contract.ts";
import { EXIT, langOf, readArgs } from "./args.ts";
import { openDatabase } from "./database.ts";
import { json, no, pick, type Io } from "./io.ts";
import { dataDirOf, ownPacks, PACKS } from "./places.ts";

interface Verdict {
  readonly incident: string;
  readonly events: number;
  readonly differences: readonly string[];
  readonly broken: readonly Broken[];
}

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const words = readArgs(args, { incident: text, data: text, json: { type: "boolean" } }, [0, 0]);
  if (isRefusal(words)) return no(io, words);
  const packs = await readPackFolder(PACKS, ownPacks(null, io.env));
  if (Array.isArray(packs)) return no(io, packs as readonly Refusal[]);
  const database = await openDatabase({ packs: packs as Packs, dataDir: dataDirOf(words.values["data"] as string | undefined, io.env), env: io.env, say: io.say });
  if (isRefusal(database)) return no(io, database);
  try {
    const asked = words.values["incident"];
    const incidents = (await database.store.incidents()).filter((incident) => asked === undefined || incident.id === asked);
    if (incidents.length === 0) {
      io.say(asked === undefined ? "The database holds no incident." : `There is no incident “${String(asked)}”.`);
      return asked === undefined ? EXIT.ok : EXIT.failed;
    }
    const resolve = packResolver(packs as Packs);
    const verdicts: Verdict[] = [];
    for (const incident of incidents) {
      io.say(`${incident.id}: ${incident.head} events …`);
      verdicts.push(await verdictOn(database.store, incident, resolve));
    }
    if (words.values["json"] === true) json(io, verdicts);
    else print(verdicts, langOf(words, io.env), io);
    return verdicts.every((one) => one.differences.length === 0 && one.broken.length === 0) ? EXIT.ok : EXIT.failed;
  } finally {
    await database.close();
  }
}

function print(verdicts: readonly Verdict[], lang: "zh" | "en", io: Io): void {
  for (const { incident, events, differences, broken } of verdicts) {
    const sound = differences.length === 0 && broken.length === 0;
    io.out(`${incident}: ${events} ${pick(lang, "条记录", "events")}, ${sound ? pick(lang, "一致，未发现违反规则", "agrees with its ledger, no law broken") : pick(lang, "有差异", "differs")}`);
    for (const difference of differences) io.out(`  ${difference}`);
    for (const one of broken) io.out(`  ${pick(lang, "第", "law ")}${one.law}${pick(lang, "条", "")}${one.duty === undefined ? "" : ` ${one.duty}`}${one.seq === undefined ? "" : ` #${one.seq}`}: ${one.why}`);
  }
}

async function verdictOn(store: Store, incident: Incident, resolve: PackResolver): Promise<Verdict> {
  const differences = await store.rebuildAndCompare(incident.id);
  const own = await wholeLedger(store, incident.id);
  const city = incident.city === incident.id ? [] : await wholeLedger(store, incident.city);
  const packs = packsOf(incident, own, resolve);
  const duties = await store.duties({ incident: incident.id });
  const broken = audit({
    events: writtenOrder(city, own), incident: incident.id, commandPost: incident.commandPost, zone: incident.zone, rules: [...model.rules.values()], packs, duties,
    cityKinds: new Set([...model.kinds.values()].filter(({ scope }) => scope === "city").map(({ kind }) => kind)), until: clockReached(own), punctual: incident.mode === "replay",
  });
  return { incident: incident.id, events: own.length, differences, broken };
}

/** The incident's own pack first, then every other one its duties cite, by hash. */
function packsOf(incident: Incident, events: readonly LedgerEvent[], resolve: PackResolver): Map<string, ResolvedPack> {
  const packs = new Map<string, ResolvedPack>();
  const add = (id: string, hash: string): void => {
    const pack = packs.has(hash) ? undefined : resolve(id, hash);
    if (pack !== undefined) packs.set(hash, pack);
  };
  add(incident.pack, incident.packHash);
  for (const event of events) {
    const citation = event.data["citation"] as { pack?: string; hash?: string } | null | undefined;
    if (event.type === "duty.opened" && citation?.pack !== undefined && citation.hash !== undefined) add(citation.pack, citation.hash);
  }
  return packs;
}

/** The clock is known to have run up to when it last wrote; what fell due since may still be waiting for it. */
function clockReached(events: readonly LedgerEvent[]): number {
  return events.findLast((event) => event.actor.role === "clock" && event.cause === undefined)?.learned ?? 0;
}

const PAGE = 5000;

async function wholeLedger(store: Store, incident: string): Promise<LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  for (;;) {
    const page = await store.events({ incident, after: events.length, limit: PAGE });
    events.push(...page);
    if (page.length < PAGE) return events;
  }
}
