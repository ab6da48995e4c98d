// A random small city: a tree of organisations with gaps in who answers for what, sites, rooms, vehicles and
// teams. Given as the commands that register it, so that a history starts from an empty ledger.

import { seededRng } from "../../src/base/rng.ts";
import type { JsonObject, Post } from "../../src/engine/event.ts";

export interface CityShape {
  readonly seed: number;
  readonly districts: number;
  readonly subdistricts: number;
  readonly sites: number;
  readonly rooms: number;
  /** How many of ten responsibilities are mapped; the rest fall to the incident's command. */
  readonly mapped: number;
}

export const COMMAND: Post = { org: "city", role: "duty-officer" };
export const ROLES = ["head", "deputy", "clerk", "worker"] as const;

const KINDS = [
  "contact.transfer", "contact.home-hold", "handover.sign", "order.execute", "guarantor.review", "oversight", "resource.provide", "site.staff", "site.waste",
  "site.head-count", "exit.respond", "sister-check", "measure.support", "measure.complete", "person.release", "follow-up", "command", "coordination", "site.presence",
];

export interface City {
  readonly setup: readonly { readonly type: string; readonly data: JsonObject }[];
  readonly orgs: readonly string[];
  readonly homes: readonly string[];
  readonly sites: readonly string[];
  readonly rooms: readonly { readonly room: string; readonly site: string }[];
}

function tree(shape: CityShape): { org: string; level: string; parent?: string }[] {
  const orgs: { org: string; level: string; parent?: string }[] = [{ org: "city", level: "city" }];
  for (let d = 0; d < shape.districts; d++) {
    orgs.push({ org: `d${d}`, level: "district", parent: "city" });
    for (let s = 0; s < shape.subdistricts; s++) {
      orgs.push({ org: `d${d}s${s}`, level: "subdistrict", parent: `d${d}` }, { org: `d${d}s${s}c`, level: "community", parent: `d${d}s${s}` });
    }
  }
  for (let h = 0; h < shape.sites; h++) orgs.push({ org: `h${h}`, level: "site", parent: `d${h % shape.districts}` });
  return orgs;
}

export function cityOf(shape: CityShape): City {
  const rng = seededRng(shape.seed).stream("laws/city");
  const orgs = tree(shape);
  const setup: { type: string; data: JsonObject }[] = orgs.map((data) => ({ type: "org.register", data }));
  for (const { org } of orgs) {
    for (const duty of KINDS) {
      if (rng.below(10) >= shape.mapped) continue;
      const first = rng.pick(ROLES);
      const second = rng.pick(ROLES);
      setup.push({ type: "responsibility.assign", data: { org, duty, roles: first === second ? [first] : [first, second] } });
    }
    setup.push({ type: "deputy.assign", data: { org, role: "head", deputy: "deputy" } });
  }
  const sites = Array.from({ length: shape.sites }, (_, h) => `S${h}`);
  const rooms: { room: string; site: string }[] = [];
  sites.forEach((site, h) => {
    const ready = rng.below(3) > 0;
    setup.push({ type: "site.register", data: {
      site, org: `h${h}`, runBy: `d${h % shape.districts}`, group: `d${h % shape.districts}`, wastePlanned: rng.below(2) === 0, layoutCertified: ready,
      posts: ready ? { manager: "head", medical: "clerk", security: "worker", cleaning: "worker" } : {},
    } });
    for (let r = 0; r < shape.rooms; r++) {
      rooms.push({ room: `${site}R${r}`, site });
      setup.push({ type: "room.register", data: { room: `${site}R${r}`, site, capacity: 1 + (r % 2) * 2 } });
    }
  });
  for (const [kind, extra] of [["vehicle", { seats: 3 }], ["team", {}]] as const) {
    for (let n = 0; n < 2; n++) setup.push({ type: `${kind}.register`, data: { [kind]: `${kind}${n}`, org: "d0", ...extra } });
  }
  return { setup, orgs: orgs.map(({ org }) => org), homes: orgs.filter(({ level }) => level === "community").map(({ org }) => org), sites, rooms };
}
