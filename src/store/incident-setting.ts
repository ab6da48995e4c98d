/**
 * How an incident begins, the same in every store: which pack it runs under, what of it never changes, and
 * why it cannot begin.
 */
import { dayOf } from "../base/civil.ts";
import { isRef } from "../base/ids.ts";
import { refuse, type Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Context } from "../engine/loop.ts";
import { resolvePack } from "../engine/pack/load.ts";
import type { Packs, ResolvedPack } from "../engine/pack/types.ts";
import type { Incident, NewIncident } from "./contract.ts";

/** What stays the same of an incident for as long as it exists. */
export interface Setting {
  readonly incident: Omit<Incident, "head">;
  readonly context: Omit<Context, "now">;
}

export function contextOf(incident: Omit<Incident, "head">, pack: ResolvedPack): Omit<Context, "now"> {
  return { incident: incident.id, city: incident.city, pack, zone: incident.zone, commandPost: incident.commandPost };
}

/** The pack of a new incident as it stands on its first day, or why it cannot begin. */
export function packFor(incident: NewIncident, packs: Packs, now: Ms): ResolvedPack | Refusal {
  if (!isRef(`incident:${incident.id}`)) {
    return refuse("bad-incident-id", "An incident's id has 1 to 120 characters, no blanks and no “#”.", { where: "id" });
  }
  return resolvePack(incident.pack, packs, dayOf(incident.zone, now));
}

export function incidentExists(id: string): Refusal {
  return refuse("incident-exists", `There is an incident ${id} already.`, { where: "id", fix: "Choose another id." });
}

export function unknownCity(city: string): Refusal {
  return refuse("unknown-city", `There is no city ${city}.`, { where: "city", fix: "Create the city first: an incident whose city is its own id." });
}
