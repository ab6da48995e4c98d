/**
 * The small city of the trials with a hospital, a rehabilitation hospital and a village clinic, to try care in.
 * Tests stand on it; no city is it.
 */
import { assert } from "../../base/refusal.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { findings } from "../../engine/findings/findings.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Thing } from "../../engine/thing.ts";
import type { Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";

export const T = Date.UTC(2025, 2, 10, 1);
export const WARD: Post = { org: "hosp", role: "ward_doctor" };
export const REHAB: Post = { org: "rehab", role: "ward_doctor" };
export const CLINIC: Post = { org: "clinic", role: "village_doctor" };
/** Gives vaccines for the district. */
export const NURSE: Post = { org: "A", role: "immunisation" };
export const PHARMACIST: Post = { org: "city", role: "pharmacist" };
export const AMBULANCE: Post = { org: "city", role: "ambulance" };

const ANSWERS = [
  ["hosp", "patient.care", "ward_doctor"], ["rehab", "patient.care", "ward_doctor"], ["clinic", "remedy.give", "village_doctor"], ["A", "remedy.give", "immunisation"],
  ["city", "medicine.decide", "pharmacist"], ["city", "care.answer", "ambulance"], ["A1", "chronic.arrange", "secretary"], ["A", "care.unblock", "head"], ["A", "staff.assess", "infection_control"],
] as const;

export function tryWard(pack: ResolvedPack, start = T): Trial {
  const trial = tryCity(pack, start);
  for (const [org, level, parent] of [["hosp", "hospital", "A"], ["rehab", "hospital", "city"], ["clinic", "clinic", "A1"]] as const) trial.tell(COMMAND, "org.register", { org, level, parent });
  for (const [org, duty, role] of ANSWERS) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  return trial;
}

export function things(trial: Trial, kind: string): Thing[] {
  return [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
}

export function found({ simulation }: Trial, kind?: string): Finding[] {
  const all = findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() });
  return kind === undefined ? all : all.filter((one) => one.kind === kind);
}

/** No law is broken in the ledger a test has made. */
export function lawful({ simulation }: Trial): void {
  const { pack } = simulation.context();
  const broken = audit({
    events: simulation.events, incident: "trial", commandPost: COMMAND, rules: [...model.rules.values()], packs: new Map([[pack.hash, pack]]), packHash: pack.hash,
    duties: simulation.state.allDuties(), until: simulation.now(), punctual: true,
  });
  assert(broken.length === 0, JSON.stringify(broken));
}
