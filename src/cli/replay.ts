/**
 * `firebreak replay`: runs a fact file through the real engine in memory and says what was missed, by whom,
 * and when Firebreak would have raised it. Needs no database; the server's replay incidents are the same run.
 */
import { isoIn, parseInstant } from "../base/civil.ts";
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { replay as runReplay } from "../drill/replay/replay.ts";
import { report } from "../drill/replay/report.ts";
import type { Scenario } from "../drill/replay/scenario.ts";
import { twinOf } from "../drill/replay/twin.ts";
import { resolvePack } from "../engine/pack/load.ts";
import type { Packs } from "../engine/pack/types.ts";
import { readPackFolder } from "../server/pack-folder.ts";
import { scenarioFrom } from "../server/scenario-file.ts";
import { EXIT, langOf, readArgs } from "./args.ts";
import { readJsonFile } from "./files.ts";
import { findingsTable } from "./findings-table.ts";
import { json, no, pick, titleIn, type Io } from "./io.ts";
import { ownPacks, PACKS } from "./places.ts";

export async function run(args: readonly string[], io: Io): Promise<number> {
  const text = { type: "string" } as const;
  const words = readArgs(args, { pack: text, packs: text, until: text, json: { type: "boolean" }, twin: { type: "boolean" } }, [1, 1]);
  if (isRefusal(words)) return no(io, words);
  const path = words.positionals[0]!;
  const told = scenarioFrom(await readJsonFile(path), path);
  if (Array.isArray(told)) return no(io, told as readonly Refusal[]);
  const scenario = words.values["twin"] === true ? twinOf(told as Scenario) : (told as Scenario);
  if (scenario === null) return no(io, refuse("no-twin", `${path} tells of no twin in which people did their work.`, { fix: "Leave --twin out." }));
  const { timezone, protocol_in_force, title } = scenario;
  const packs = await readPackFolder(PACKS, ownPacks(words, io.env));
  if (Array.isArray(packs)) return no(io, packs as readonly Refusal[]);
  const pack = resolvePack(String(words.values["pack"] ?? protocol_in_force.pack), packs as Packs);
  if (isRefusal(pack)) return no(io, pack);
  const until = words.values["until"] === undefined ? undefined : parseInstant(String(words.values["until"]), "--until");
  if (isRefusal(until)) return no(io, until);
  const replayed = runReplay(scenario, { pack, ...(until === undefined ? {} : { until }) });
  for (const { fact, refusal } of replayed.refused) io.say(`${fact}: ${refusal.message}`);
  const answer = report(replayed);
  if (words.values["json"] === true) {
    json(io, answer);
    return EXIT.ok;
  }
  const lang = langOf(words, io.env);
  io.out(titleIn(title, lang));
  const mark = answer.counterfactual ? pick(lang, "（反事实：该规则当时未生效）", " (counterfactual: not in force at that time)") : "";
  io.out(`${pack.id}  ${pack.title[lang]}${mark}  ${pick(lang, "截至", "until")} ${isoIn(timezone, replayed.until).slice(0, 16)}`);
  io.out("");
  for (const line of findingsTable(answer, lang, io.width)) io.out(line);
  return EXIT.ok;
}
