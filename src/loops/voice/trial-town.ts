/**
 * The small city of the trials with a compound, its owners, a hotline above them and desks that answer, to try
 * residents' voices in. Tests stand on it; no city is it.
 */
import { assert } from "../../base/refusal.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { findings } from "../../engine/findings/findings.ts";
import type { Thing } from "../../engine/thing.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";

export const T = Date.UTC(2022, 8, 7, 6);
export const GUARANTOR: Post = { org: "A1", role: "guarantor" };
export const LEAD: Post = { org: "A1", role: "supply_lead" };
/** Answers for the sub-district. */
export const DESK: Post = { org: "A1", role: "request_desk" };
/** Leads the vegetable packs. */
export const PACKS: Post = { org: "A1", role: "pack_lead" };
export const HOTLINE: Post = { org: "A", role: "hotline" };
export const HOMES: readonly string[] = ["H1", "H2", "H3", "H4", "H5", "H6"];

const ANSWERS = [
  ["A1", "request.answer", "request_desk"], ["A1", "cause.solve", "repair_head"], ["A1", "pickup.split", "pack_lead"], ["A1", "crowd.attend", "street_head"],
  ["A", "review.answer", "head"], ["city", "review.independent", "review_panel"],
] as const;

export function tryTown(pack: ResolvedPack): Trial {
  const trial = tryCity(pack, T);
  for (const [org, duty, role] of ANSWERS) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  trial.tell(COMMAND, "compound.register", { compound: "C1", org: "A1", householdCount: HOMES.length, guarantor: GUARANTOR, supplyLead: LEAD });
  trial.tell(GUARANTOR, "household.register", { compound: "C1", households: HOMES.map((household) => ({ household, residents: 2 })) });
  return trial;
}

/** A request the hotline takes, over supplies from the first household where nothing else is said. */
export function take(trial: Trial, request: string, more: object = {}): void {
  trial.tell(HOTLINE, "request.take", { request, channel: "hotline", category: "supplies", household: "H1", text: "nothing has come", ...more });
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
