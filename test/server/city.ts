/**
 * A small city for tests of the server: a command, a district, a sub-district, a community and a hotel, who
 * answers for what in each, and a vehicle and a team. No room is ready: that is what one of the tests is about.
 */
import type { Post } from "../../src/engine/event.ts";

export const COMMAND: Post = { org: "city", role: "duty_officer" };
export const TRACING: Post = { org: "district", role: "tracing" };
export const DISTRICT_LOGISTICS: Post = { org: "district", role: "logistics" };
export const DISTRICT_DEPUTY: Post = { org: "district", role: "deputy_head" };
export const STREET: Post = { org: "street", role: "office" };
export const COMMUNITY: Post = { org: "community", role: "secretary" };
export const HOTEL: Post = { org: "hotel", role: "manager" };

export interface Draft {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

const ORGS: readonly (readonly [string, string, string | undefined])[] = [
  ["city", "city", undefined],
  ["district", "district", "city"],
  ["street", "subdistrict", "district"],
  ["community", "community", "street"],
  ["hotel", "site", "district"],
];

const ANSWERS: readonly (readonly [string, string, readonly string[]])[] = [
  ["city", "command", ["duty_officer"]],
  ["city", "oversight", ["duty_officer"]],
  ["city", "resource.provide", ["duty_officer"]],
  ["district", "contact.transfer", ["tracing"]],
  ["district", "command", ["deputy_head"]],
  ["district", "oversight", ["deputy_head"]],
  ["district", "follow-up", ["tracing"]],
  ["district", "resource.provide", ["logistics"]],
  ["street", "contact.transfer", ["office"]],
  ["street", "oversight", ["secretary"]],
  ["street", "resource.provide", ["office"]],
  ["community", "contact.home-hold", ["secretary"]],
  ["hotel", "handover.sign", ["manager"]],
];

/** Sent by the city's command, in this order. */
export const FOUNDING: readonly Draft[] = [
  ...ORGS.map(([org, level, parent]) => ({ type: "org.register", data: { org, level, ...(parent === undefined ? {} : { parent }) } })),
  ...ANSWERS.map(([org, duty, roles]) => ({ type: "responsibility.assign", data: { org, duty, roles } })),
  { type: "site.register", data: { site: "hotel", org: "hotel", runBy: "district", group: "district", posts: { manager: "m1", medical: "m2", security: "m3", cleaning: "m4" }, layoutCertified: true } },
  { type: "vehicle.register", data: { vehicle: "bus-1", org: "district", seats: 8 } },
  { type: "team.register", data: { team: "team-1", org: "district" } },
];
