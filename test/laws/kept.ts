// How every law's property is run: histories that once failed first, then new ones from the run's seed. A
// failure prints seed, path and the shrunk history, ready to be added to kept.json.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { model } from "../../src/loops/index.ts";
import { audit, type AuditInput, type Broken } from "../../src/engine/audit/audit.ts";
import { COMMAND } from "./city.ts";
import { historyOf, INCIDENT, play, type History, type World } from "./history.ts";

const kept = JSON.parse(readFileSync(new URL("kept.json", import.meta.url), "utf8")) as readonly { readonly why: string; readonly history: History }[];

/** Runs asked for with FIREBREAK_RUNS, else a number that keeps the whole folder quick. */
export function runs(usual: number): number {
  const asked = Number(process.env["FIREBREAK_RUNS"] ?? "");
  return Number.isInteger(asked) && asked > 0 ? asked : usual;
}

export function holds(usual: number, check: (history: History) => void, arbitrary = historyOf()): void {
  fc.assert(fc.property(arbitrary, (history) => check(history)), {
    numRuns: runs(usual) + kept.length,
    examples: kept.map(({ history }) => [history] as [History]),
    endOnFailure: false,
    reporter(details) {
      if (!details.failed) return;
      const error = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
      throw new Error(
        `Broken after ${details.numRuns} histories (FIREBREAK_SEED=${details.seed}, path ${details.counterexamplePath}):\n${error}\n`
        + `To keep it, add to test/laws/kept.json:\n${JSON.stringify({ why: "say what broke", history: details.counterexample?.[0] })}`,
        { cause: details.errorInstance },
      );
    },
  });
}

export function auditOf(world: World, more: Partial<AuditInput> = {}): Broken[] {
  return audit({
    events: world.events, incident: INCIDENT, commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()], packs: new Map([[world.pack.hash, world.pack]]),
    duties: world.state.allDuties(), until: world.clock === "running" ? world.now : -Infinity, punctual: world.punctual, ...more,
  });
}

/** A sentence a line, with the event it is about, for a message a person reads. */
export function sentences(world: World, broken: readonly Broken[]): string {
  return broken.slice(0, 12).map(({ law, duty, seq, ledger = INCIDENT, why }) => {
    const event = seq === undefined ? undefined : world.events.find((candidate) => candidate.incident === ledger && candidate.seq === seq);
    const kind = duty === undefined ? "" : ` ${duty} (${world.state.duty(duty)?.kind ?? "unknown"})`;
    return `law ${law}${kind}${seq === undefined ? "" : ` at ${seq} ${event?.type ?? ""}`}: ${why}`;
  }).join("\n");
}

/** Plays a history and fails with the auditor's own sentences about one law. */
export function lawful(law: number, history: History, after?: (world: World) => void): World {
  const world = play(history, after === undefined ? {} : { after: (playing) => after(playing) });
  const broken = auditOf(world).filter((one) => one.law === law);
  if (broken.length > 0) throw new Error(sentences(world, broken));
  return world;
}
