/**
 * Loads fact files into replay incidents: every command and every step of the clock that the replay sent in
 * memory is sent to the store again, at its own simulated time. So a replay's ledger is written by the same
 * writer as a live one, and a loading that was cut off goes on where it stopped, because each command has
 * one effect. A file whose replay has changed since becomes an incident of its own beside the old one.
 */
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { digestOf } from "../base/digest.ts";
import { bug, isRefusal, refusalLine, type Refusal } from "../base/refusal.ts";
import { replay, type Replayed } from "../drill/replay/replay.ts";
import type { Scenario } from "../drill/replay/scenario.ts";
import type { LedgerEvent } from "../engine/event.ts";
import type { Incident, Store } from "../store/contract.ts";
import { parseJson, tooLarge } from "./json-text.ts";
import { FILE_LIMIT, type PackResolver } from "./pack-folder.ts";
import { scenarioFrom } from "./scenario-file.ts";

export interface LoadedReplay {
  readonly incident: string;
  readonly scenario: Scenario;
  readonly replayed: Replayed;
}

/** The fact files of a folder, or every reason why one cannot be used. */
export async function readScenarioFolder(dir: string): Promise<readonly Scenario[] | readonly Refusal[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith(".json")).toSorted();
  const read = await Promise.all(names.map((name) => readScenario(dir, name)));
  const refusals = read.filter((one): one is readonly Refusal[] => Array.isArray(one)).flat();
  return refusals.length > 0 ? refusals : (read as Scenario[]);
}

async function readScenario(dir: string, name: string): Promise<Scenario | readonly Refusal[]> {
  const { size } = await stat(join(dir, name));
  if (size > FILE_LIMIT) return [tooLarge(name, size, FILE_LIMIT)];
  return scenarioFrom(parseJson(await readFile(join(dir, name)), { name }), name);
}

export interface Loading {
  readonly store: Store;
  readonly packOf: PackResolver;
  readonly say: (sentence: string) => void;
}

export async function loadReplay(scenario: Scenario, { store, packOf, say }: Loading): Promise<LoadedReplay | Refusal> {
  const pack = packOf(scenario.protocol_in_force.pack);
  if (pack === undefined) return bug(`the pack ${scenario.protocol_in_force.pack} of ${scenario.id} is not in the folder of packs`);
  const plain = replay(scenario, { pack });
  const state = await stateOf(store, scenario.id, plain);
  if (state === "loaded") return { incident: scenario.id, scenario, replayed: plain };
  if (state === "other") {
    const renamed = { ...scenario, id: `${scenario.id}-${digestOf(eventsOf(plain)).slice(7, 13)}` };
    const replayed = replay(renamed, { pack });
    if ((await stateOf(store, renamed.id, replayed)) !== "loaded") {
      say(`${scenario.id} replays differently than before; loading it beside the old one as ${renamed.id} …`);
      const refusal = await write(store, replayed);
      if (refusal !== null) return refusal;
    }
    return { incident: renamed.id, scenario: renamed, replayed };
  }
  say(`Loading the replay ${scenario.id} (${plain.simulation.events.length} events) …`);
  const refusal = await write(store, plain);
  return refusal ?? { incident: scenario.id, scenario, replayed: plain };
}

/** What makes two ledgers the same: everything but the numbers a store may not choose. */
const eventsOf = (replayed: Replayed): readonly LedgerEvent[] => replayed.simulation.events;

async function stateOf(store: Store, incident: string, replayed: Replayed): Promise<"absent" | "partly" | "loaded" | "other"> {
  const found = await store.incident(incident);
  if (found === undefined) return "absent";
  if (found.mode !== "replay" || found.pack !== replayed.pack.id || found.packHash !== replayed.pack.hash) return "other";
  const stored = await wholeLedger(store, found);
  const expected = eventsOf(replayed);
  if (digestOf(stored) !== digestOf(expected.slice(0, stored.length))) return "other";
  return stored.length === expected.length ? "loaded" : "partly";
}

const PAGE = 1000;

async function wholeLedger(store: Store, incident: Incident): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [];
  while (events.length < incident.head) {
    const page = await store.events({ incident: incident.id, after: events.length, limit: PAGE });
    if (page.length === 0) break;
    events.push(...page);
  }
  return events;
}

async function write(store: Store, { scenario, pack, simulation }: Replayed): Promise<Refusal | null> {
  const first = simulation.sent[0];
  const { commandPost } = simulation.context();
  if ((await store.incident(scenario.id)) === undefined) {
    const created = await store.createIncident(
      { id: scenario.id, title: scenario.title, mode: "replay", zone: scenario.timezone, city: scenario.id, pack: pack.id, commandPost },
      first?.now ?? simulation.now(),
    );
    if (isRefusal(created)) return created;
  }
  // One after the other: commands under way together are decided in whatever order suits the store.
  for (const { command, now } of simulation.sent) {
    const answer = await store.submit(command, now);
    if (isRefusal(answer)) return bug(`the store refuses what the replay accepted: ${refusalLine(answer)}`);
  }
  return null;
}
