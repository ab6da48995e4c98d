/**
 * Trial cities whose ledgers are all read by the auditor afterwards: whatever a test does in one, no law may be
 * broken by it. Tests stand on it; no city is it.
 */
import type { Ms } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";

export interface Lawful {
  readonly tryCity: () => Trial;
  /** Laws broken in any city tried since last asked. */
  readonly broken: () => readonly unknown[];
}

export function lawfully(pack: ResolvedPack, start: Ms): Lawful {
  const trials: Trial[] = [];
  return {
    tryCity() {
      const trial = tryCity(pack, start);
      trials.push(trial);
      return trial;
    },
    broken: () => trials.splice(0).flatMap(({ simulation }) => audit({
      events: simulation.events, incident: "trial", commandPost: COMMAND, zone: "Asia/Shanghai", rules: [...model.rules.values()],
      packs: new Map([[pack.hash, pack]]), duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
    })),
  };
}
