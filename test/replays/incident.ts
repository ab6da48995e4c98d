/** Reads the project's own fact files and packs for the replay tests, and makes changed copies of a file. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRefusal } from "../../src/base/refusal.ts";
import { replay, type Replayed } from "../../src/drill/replay/replay.ts";
import { report, type ReplayReport, type ReportedFinding } from "../../src/drill/replay/report.ts";
import { checkScenario, type Scenario, type ScenarioEvent } from "../../src/drill/replay/scenario.ts";
import { resolvePack } from "../../src/engine/pack/load.ts";
import { readPackFolder } from "../../src/server/pack-folder.ts";

const ROOT = join(import.meta.dirname, "../..");

export function scenarioFile(id: string): Scenario {
  return JSON.parse(readFileSync(join(ROOT, "scenarios", `${id}.json`), "utf8")) as Scenario;
}

/** A copy in which `change` has rewritten what it wants; the original stays as it is. */
export function changed(scenario: Scenario, change: (copy: Scenario) => void): Scenario {
  const copy = structuredClone(scenario);
  change(copy);
  return copy;
}

export function eventOf(scenario: Scenario, id: string): ScenarioEvent {
  const event: ScenarioEvent | undefined = scenario.events.find((candidate) => candidate.id === id);
  if (event === undefined) throw new Error(`no event ${id}`);
  return event;
}

/** Sets an event to one exact instant, or to an interval. */
export function retime(scenario: Scenario, id: string, earliest: string, latest = earliest): void {
  Object.assign(eventOf(scenario, id), { time: earliest, time_earliest: earliest, time_latest: latest, time_precision: earliest === latest ? "minute" : "range" });
}

/** Adds a fact of our own; `after` places it. */
export function add(scenario: Scenario, event: Pick<ScenarioEvent, "id" | "actor_role" | "action" | "object" | "time"> & { after?: string[] }): void {
  scenario.events.push({
    kind: "action", time_precision: "minute", time_earliest: event.time, time_latest: event.time, detail: "added by the test", ...event,
  } satisfies ScenarioEvent);
}

export async function played(scenario: Scenario, pack = scenario.protocol_in_force.pack): Promise<{ replayed: Replayed; report: ReplayReport }> {
  const problems = checkScenario(scenario);
  if (problems.length > 0) throw new Error(problems[0]!.message);
  const packs = await readPackFolder(join(ROOT, "packs"));
  if (!(packs instanceof Map)) throw new Error(`the packs do not load: ${JSON.stringify(packs)}`);
  const resolved = resolvePack(pack, packs, scenario.period.start);
  if (isRefusal(resolved)) throw new Error(resolved.message);
  const replayed = replay(scenario, { pack: resolved });
  return { replayed, report: report(replayed) };
}

export function of(result: { report: ReplayReport }, kind: string): ReportedFinding[] {
  return result.report.findings.filter((finding) => finding.kind === kind);
}
