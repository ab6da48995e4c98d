/**
 * The small city of the trials with desks for arrivals, permits, gates, lists, a port and an authority elsewhere that
 * signs for what it is sent. Tests stand on it; no city is it.
 */
import { assert } from "../../base/refusal.ts";
import { at, DAY, type When } from "../../base/time.ts";
import { audit } from "../../engine/audit/audit.ts";
import type { Post } from "../../engine/event.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { findings } from "../../engine/findings/findings.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Thing } from "../../engine/thing.ts";
import type { Trial } from "../../engine/trial.ts";
import { model } from "../index.ts";
import { COMMAND, tryCity } from "../trial-city.ts";

/** 14:00 on 7 September in the city. */
export const T = Date.UTC(2022, 8, 7, 6);
/** Takes lists of arrivals in. */
export const IMPORTER: Post = { org: "city", role: "arrivals_desk" };
export const COMMUNITY_DESK: Post = { org: "A1c", role: "arrivals_worker" };
export const PERMITS: Post = { org: "A", role: "permit_desk" };
/** Reviews what the district has decided. */
export const PANEL: Post = { org: "city", role: "review_panel" };
export const GATE: Post = { org: "A", role: "gate_lead" };
export const LISTS: Post = { org: "A", role: "lists_desk" };
/** Signs for people and lists outside the city. */
export const ELSEWHERE: Post = { org: "city-Y", role: "epidemic_office" };
export const PORT: Post = { org: "airport", role: "port_lead" };
export const COACH: Post = { org: "coaches", role: "dispatcher" };

const ANSWERS = [
  ["A1c", "traveller.settle", "arrivals_worker"], ["A", "permit.decide", "permit_desk"], ["A", "review.answer", "permit_desk"], ["city", "review.independent", "review_panel"], ["A", "gate.relieve", "gate_lead"],
  ["A", "gate.refresh", "gate_lead"], ["A", "emergency.mend", "gate_lead"], ["A", "leavers.send", "lists_desk"], ["A", "leavers.trace", "lists_desk"], ["city-Y", "leavers.sign", "epidemic_office"],
  ["airport", "port.check", "port_lead"], ["airport", "port.mend", "port_lead"], ["airport", "port.relieve", "port_lead"], ["airport", "inbound.hand-on", "port_lead"], ["coaches", "inbound.hand-on", "dispatcher"],
  ["coaches", "inbound.sign", "dispatcher"], ["h1", "inbound.sign", "site_guarantor"], ["h1", "inbound.hand-on", "site_guarantor"], ["A1c", "inbound.sign", "arrivals_worker"], ["A1c", "inbound.hand-on", "arrivals_worker"],
  ["A1", "departure.run", "school_head"], ["city", "spillover.judge", "epidemiologist"], ["A1c", "check-ins.delete", "mall_keeper"],
] as const;

export function tryBorder(pack: ResolvedPack): Trial {
  const trial = tryCity(pack, T);
  for (const [org, level, parent] of [["city-Y", "city", null], ["airport", "port", "city"], ["coaches", "company", "city"]] as const) trial.tell(COMMAND, "org.register", { org, level, ...(parent === null ? {} : { parent }) });
  for (const [org, duty, role] of ANSWERS) trial.tell(COMMAND, "responsibility.assign", { org, duty, roles: [role] });
  return trial;
}

export const inDays = (days: number): When => at(T + days * DAY);

/** From now leaving the district takes a permit, for a week. */
export function guardAgainstSpread(trial: Trial, org = "A"): void {
  trial.tell({ org, role: "head" }, "strategy.set", {
    org, strategy: "export-spread", start: at(trial.simulation.now()), review: inDays(3), end: inDays(7), legalBasis: "Infectious Disease Law 42", reason: "community cases in two streets", alternatives: "notices alone: kept by few", notice: "N-3",
    support: COMMAND, supportAccepted: true,
  });
}

export function things(trial: Trial, kind: string): Thing[] {
  return [...trial.simulation.state.allThings()].filter((thing) => thing.ref.startsWith(`${kind}:`));
}

export function viewOf<View>(trial: Trial, reference: `${string}:${string}`): View {
  const thing = trial.simulation.state.thing(reference);
  assert(thing !== undefined, `no ${reference}`);
  return thing.state as unknown as View;
}

/** Kinds of duties whose deadline has passed. */
export const overdue = (trial: Trial): unknown[] => trial.said("duty.overdue").map((event) => event.data["kind"]);

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
