/**
 * A small city to try the loops in, registered by the commands anybody would send: a district that finds and
 * transfers, a county that runs two quarantine sites, one of them ready. Tests stand on it; no city is it.
 */
import type { Ms } from "../base/time.ts";
import type { Post } from "../engine/event.ts";
import type { ResolvedPack } from "../engine/pack/types.ts";
import { tryOut, type Trial } from "../engine/trial.ts";
import { model } from "./index.ts";

export const COMMAND: Post = { org: "city", role: "duty_officer" };
/** Finds contacts, holds their transfer until somebody accepts it. */
export const DISTRICT: Post = { org: "A", role: "transfer_desk" };
export const TRACING: Post = { org: "A", role: "tracing_deputy" };
export const SUBDISTRICT: Post = { org: "A1", role: "secretary" };
export const COMMUNITY: Post = { org: "A1c", role: "branch_secretary" };
export const COUNTY: Post = { org: "B", role: "transfer_head" };
/** The site's own record: `S1` is ready, `S2` is not. */
export const SITE: Post = { org: "h1", role: "site_guarantor" };
export const SITE2: Post = { org: "h2", role: "site_guarantor" };

const POSTS = { manager: "on site", medical: "on site", security: "on site", cleaning: "on site" };

const ORGS: readonly { readonly org: string; readonly level: string; readonly parent?: string; readonly answers: Readonly<Record<string, readonly string[]>> }[] = [
  { org: "city", level: "city", answers: { command: ["duty_officer"], "resource.provide": ["duty_officer"] } },
  {
    org: "A", level: "district", parent: "city",
    answers: { command: ["head"], oversight: ["commander"], "contact.transfer": ["transfer_desk"], "follow-up": ["tracing_deputy"], "order.execute": ["head"], "resource.provide": ["head"] },
  },
  { org: "A1", level: "subdistrict", parent: "A", answers: { "contact.transfer": ["secretary", "director"], "order.execute": ["secretary"], "guarantor.review": ["guarantor"] } },
  { org: "A1c", level: "community", parent: "A1", answers: { "contact.home-hold": ["branch_secretary"] } },
  { org: "A2", level: "subdistrict", parent: "A", answers: { "contact.transfer": ["secretary"], "order.execute": ["secretary"] } },
  {
    org: "B", level: "county", parent: "city",
    answers: { command: ["head"], coordination: ["transfer_head"], "contact.transfer": ["transfer_head"], "site.staff": ["emergency_head"], "site.waste": ["waste_group"], "sister-check": ["transfer_group"], "order.execute": ["head"] },
  },
  { org: "h1", level: "site", parent: "B", answers: { "site.presence": ["site_guarantor"], "handover.sign": ["site_guarantor"] } },
  { org: "h2", level: "site", parent: "B", answers: { "site.presence": ["site_guarantor"], "handover.sign": ["site_guarantor"] } },
];

/** Every command that registers the city, in an order that goes through. */
export function citySetup(): { readonly type: string; readonly data: object }[] {
  const setup: { type: string; data: object }[] = [];
  for (const { org, level, parent, answers } of ORGS) {
    setup.push({ type: "org.register", data: { org, level, ...(parent === undefined ? {} : { parent }) } });
    for (const [duty, roles] of Object.entries(answers)) setup.push({ type: "responsibility.assign", data: { org, duty, roles } });
  }
  setup.push({ type: "deputy.assign", data: { org: "A", role: "transfer_desk", deputy: "transfer_deputy" } });
  for (const [site, org] of [["S1", "h1"], ["S2", "h2"]]) setup.push({ type: "site.register", data: { site, org, runBy: "B", group: "B", wastePlanned: true } });
  setup.push({ type: "site.fill-posts", data: { site: "S1", posts: POSTS } }, { type: "site.certify", data: { site: "S1", zones: 3, passages: 2 } }, { type: "site.open", data: { site: "S1" } });
  for (const [room, site] of [["R1", "S1"], ["R2", "S1"], ["R3", "S1"], ["Q1", "S2"]]) setup.push({ type: "room.register", data: { room, site, capacity: 1 } });
  for (const vehicle of ["V1", "V2"]) setup.push({ type: "vehicle.register", data: { vehicle, org: "B", seats: 2 } });
  for (const team of ["K1", "K2"]) setup.push({ type: "team.register", data: { team, org: "B" } });
  return setup;
}

export function tryCity(pack: ResolvedPack, start: Ms): Trial {
  const trial = tryOut({ model, pack, start, commandPost: COMMAND });
  for (const { type, data } of citySetup()) trial.tell(COMMAND, type, data);
  return trial;
}

/** Close contacts found by the district, living in its community. */
export function findContacts(trial: Trial, ...contacts: readonly string[]): void {
  for (const contact of contacts) trial.tell(DISTRICT, "contact.find", { contact, class: "close", home: "A1c" });
}

/** A measure that lacks nothing, from now for a number of days. */
export function fullMeasure(trial: Trial, measure: string, contact: string, lastsMs: Ms): object {
  const start = trial.simulation.now();
  const point = (at: Ms): object => ({ earliest: at, latest: at });
  return {
    measure, contact, legalBasis: "No. 51", reason: "close contact", alternatives: "home quarantine: no single room", notice: "N-1", start: point(start), review: point(start + lastsMs / 2),
    end: point(start + lastsMs), support: COMMUNITY, supportAccepted: true,
  };
}
