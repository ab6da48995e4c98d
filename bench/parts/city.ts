/**
 * The made-up city every bench runs in: a tree of organisations with the roles that answer for each duty, and
 * the quarantine sites, rooms, vehicles and teams of a real one. Plain commands, so that all of it goes
 * through the real deciders. Nothing in it is drawn by chance.
 */
import type { JsonObject, Post } from "../../src/engine/event.ts";

export interface Draft {
  readonly type: string;
  readonly actor: Post;
  readonly data: JsonObject;
}

export interface CitySize {
  readonly districts: number;
  /** Sub-districts of each district. */
  readonly subdistricts: number;
  /** Communities of each sub-district. */
  readonly communities: number;
  readonly sites: number;
  /** Rooms of each site. */
  readonly rooms: number;
  readonly trips: number;
}

/** A city of about two million: a thousand communities in a hundred sub-districts. */
export const LARGE: CitySize = { districts: 10, subdistricts: 10, communities: 10, sites: 0, rooms: 0, trips: 0 };

export interface City {
  readonly drafts: readonly Draft[];
  readonly communities: readonly string[];
  readonly subdistricts: readonly string[];
  readonly sites: readonly string[];
  readonly rooms: ReadonlyMap<string, readonly string[]>;
  /** Vehicle and team of each trip that can be on the road at once. */
  readonly crews: readonly { readonly vehicle: string; readonly team: string }[];
}

export const CITY = "city";
export const COMMAND: Post = { org: CITY, role: "duty_officer" };
export const TRACER: Post = { org: "cdc", role: "tracer" };

export const lead = (subdistrict: string): Post => ({ org: subdistrict, role: "transfer_lead" });
export const grid = (community: string): Post => ({ org: community, role: "grid_lead" });
export const desk = (site: string): Post => ({ org: `${site}-desk`, role: "reception" });

/** Sub-district of a community, by its name. */
export function above(community: string): string {
  return community.slice(0, community.lastIndexOf("-"));
}

export function makeCity(size: CitySize): City {
  const drafts: Draft[] = [];
  const send = (type: string, data: JsonObject): void => void drafts.push({ type, actor: COMMAND, data });
  const org = (name: string, level: string, parent: string | null, answers: Readonly<Record<string, string>>): void => {
    send("org.register", { org: name, level, name: { zh: name, en: name }, ...(parent === null ? {} : { parent }) });
    for (const [duty, role] of Object.entries(answers)) send("responsibility.assign", { org: name, duty, roles: [role] });
  };
  const over = { command: "duty_officer", oversight: "duty_officer", "follow-up": "follow_up" };
  org(CITY, "city", null, over);
  org("cdc", "bureau", CITY, { "contact.transfer": "tracer", "contact.home-hold": "tracer", "follow-up": "tracer", oversight: "head" });
  const subdistricts: string[] = [];
  const communities: string[] = [];
  for (let d = 1; d <= size.districts; d++) {
    const district = `d${d}`;
    org(district, "district", CITY, over);
    for (let s = 1; s <= size.subdistricts; s++) {
      const subdistrict = `${district}-${s}`;
      subdistricts.push(subdistrict);
      org(subdistrict, "subdistrict", district, { ...over, "contact.transfer": "transfer_lead", "order.execute": "transfer_lead", coordination: "transfer_lead", "guarantor.review": "guarantor" });
      for (let c = 1; c <= size.communities; c++) {
        communities.push(`${subdistrict}-${c}`);
        org(`${subdistrict}-${c}`, "community", subdistrict, { "contact.home-hold": "grid_lead" });
      }
    }
  }
  return { drafts, subdistricts, communities, ...placesOf(size, send, org) };
}

type Org = (name: string, level: string, parent: string, answers: Readonly<Record<string, string>>) => void;

/** Sites ready to take people, with a desk that signs for them; a vehicle and a team for each trip. */
function placesOf(size: CitySize, send: (type: string, data: JsonObject) => void, org: Org): Pick<City, "sites" | "rooms" | "crews"> {
  const sites: string[] = [];
  const rooms = new Map<string, string[]>();
  for (let n = 1; n <= size.sites; n++) {
    const site = `site${n}`;
    sites.push(site);
    org(`${site}-desk`, "site", "d1", { "handover.sign": "reception", "site.presence": "reception", "measure.support": "support" });
    send("site.register", {
      site, org: `${site}-desk`, runBy: "d1", group: "d1", layoutCertified: true, posts: { manager: "A", medical: "B", security: "C", cleaning: "D" },
    });
    send("site.open", { site });
    const own = Array.from({ length: size.rooms }, (_, index) => `${site}-r${index + 1}`);
    for (const room of own) send("room.register", { room, site, capacity: 1 });
    rooms.set(site, own);
  }
  const crews = Array.from({ length: size.trips }, (_, index) => ({ vehicle: `bus${index + 1}`, team: `team${index + 1}` }));
  for (const { vehicle, team } of crews) {
    send("vehicle.register", { vehicle, org: "d1", seats: 50 });
    send("team.register", { team, org: "d1", people: 4 });
  }
  return { sites, rooms, crews };
}
