/**
 * The small city of the trials with somebody who signs for areas, a compound with its two owners, and posts for the
 * services of a static management, to try areas in. Tests stand on it; no city is it.
 */
import { dayStart, wholeDay } from "../../base/civil.ts";
import { assert } from "../../base/refusal.ts";
import { at, DAY, HOUR, type Ms } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { findings } from "../../engine/findings/findings.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Thing } from "../../engine/thing.ts";
import { tryOut, type Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { citySetup, COMMAND } from "../trial-city.ts";
import type { ClosureView } from "./closures/views.ts";
import type { AreaView } from "./views.ts";

export const ZONE = "Asia/Shanghai";
export const day = (text: string): Ms => dayStart(ZONE, text);

export const SIGNER: Post = { org: "A", role: "area_signer" };
/** Signs beside the signer where two are needed. */
export const MAYOR: Post = { org: "city", role: "area_mayor" };
export const HEAD: Post = { org: "A1", role: "area_head" };
export const SUPPLY: Post = { org: "A1", role: "supply_lead" };
export const GUARANTOR: Post = { org: "A1", role: "guarantor" };
export const MEDICAL: Post = { org: "A", role: "clinic_head" };
export const HOTLINE: Post = { org: "A", role: "hotline" };
export const ABOVE: Post = { org: "A", role: "head" };

const ANSWERS = [
  ["city", "area.sign", "area_mayor"], ["A", "area.sign", "area_signer"], ["A1", "area.release", "area_head"], ["A1", "area.watch", "area_head"], ["A1", "vulnerable.call", "care_worker"],
] as const;

export function tryArea(pack: ResolvedPack, start: Ms): Trial {
  const trial = tryOut({ model, pack, start, commandPost: COMMAND });
  for (const { type, data } of citySetup()) trial.tell(COMMAND, type, data);
  for (const [org, duty, role] of ANSWERS) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  trial.tell(COMMAND, "compound.register", { compound: "C1", org: "A1", householdCount: 2, guarantor: GUARANTOR, supplyLead: SUPPLY });
  trial.tell(GUARANTOR, "household.register", { compound: "C1", households: [{ household: "H1", residents: 2 }, { household: "H2", residents: 1 }] });
  return trial;
}

export function register(trial: Trial, area: string, unit: string, parent?: string): void {
  trial.tell(COMMAND, "area.register", { area, unit, org: "A1", ...(parent === undefined ? {} : { parent }) });
}

export const drawing = (area: string, level: string, more: object = {}): object => ({ area, level, evidence: "E-1", decision: "D-1", alternatives: "one building: cases in three", review: at(0), ...more });

export function draw(trial: Trial, area: string, level: string, more: object = {}): void {
  trial.tell(SIGNER, "area.draw", drawing(area, level, more));
}

/** An infection reported from elsewhere; `case.report` brings in the city's own. */
export function infect(trial: Trial, area: string, name: string, on: string, more: object = {}): void {
  trial.tell(HEAD, "area.case", { area, case: name, class: "confirmed", found: "community", happened: wholeDay(ZONE, on), ...more });
}

/** A static management of the compound for three days from the next hour on. */
export const closing = (start: Ms, more: object = {}): object => ({
  closure: "Q1", area: "C1", start: at(start + HOUR), end: at(start + 3 * DAY), review: at(start + DAY), legalBasis: "Law 42", decision: "D-1", reason: "spread in three buildings",
  alternatives: "single buildings: cases in all", notice: "N-1", compounds: ["C1"], allowed: ["food", "medicine", "emergency"], supply: SUPPLY, medical: MEDICAL, hotline: HOTLINE, ...more,
});

export function acceptAll(trial: Trial): void {
  for (const [post, service] of [[SUPPLY, "supply"], [MEDICAL, "medical"], [HOTLINE, "hotline"]] as const) trial.tell(post, "closure.accept", { closure: "Q1", service });
}

export const until = (trial: Trial, ms: Ms): void => trial.wait(ms - trial.simulation.now());
export const area = (trial: Trial, name: string): AreaView => trial.simulation.state.thing(`area:${name}`)!.state as AreaView;
export const closure = (trial: Trial): ClosureView => trial.simulation.state.thing("closure:Q1")!.state as ClosureView;
export const all = (trial: Trial): Thing[] => [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith("area:"));

export function found({ simulation }: Trial): Finding[] {
  return findings({ model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() });
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
