/**
 * A planned trip against the facts: what has overtaken it, and each hop as planned and as it was. The same reading
 * marks a trip on the board and stops it from leaving.
 */
import { idOf, ref } from "../../../base/ids.ts";
import { elapsed, type Ms, type When } from "../../../base/time.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { Thing } from "../../../engine/thing.ts";
import type { ContactView } from "../../cases/views.ts";
import { siteReadiness, type RoomView, type SiteView } from "../../quarantine/views.ts";
import { isClaimedBy, type TripView, type VehicleView } from "../views.ts";

export const OVERTAKEN = {
  "person-not-to-move": zhEn("人员已排除、已解除或已到位", "Somebody on it is ruled out, released or placed already"),
  "classes-mixed": zhEn("车上人员类别已不同", "People on it are no longer of one class"),
  "site-not-ready": zhEn("隔离点未就绪或已关闭", "The site is not ready, or closed"),
  "room-lost": zhEn("预留房间已派给他人", "A room kept for it is somebody else's"),
  "vehicle-lost": zhEn("车辆停用或已派给他人", "The vehicle is out of service or somebody else's"),
  "vehicle-not-disinfected": zhEn("车辆届时未消毒", "The vehicle is not disinfected by then"),
} as const satisfies Record<string, Text>;

export type OvertakenCode = keyof typeof OVERTAKEN;

export interface Overtaken {
  readonly code: OvertakenCode;
  readonly about: string;
}

/** What a site lacks to receive people, being open among it. */
export function siteLacks(site: SiteView): string[] {
  return site.status === "open" ? siteReadiness(site) : [...siteReadiness(site), "opening"];
}

const MOVABLE: ReadonlySet<string> = new Set(["found", "pushed", "held-at-home", "in-transit"]);

/** Whether a vehicle can take people in at an instant: never used, or disinfected by then. */
export function isClean(vehicle: VehicleView, at: Ms): boolean {
  return vehicle.dirty === undefined || vehicle.dirty === null || (vehicle.dirty.until !== null && vehicle.dirty.until.latest <= at);
}

/** The first fact that makes a planned trip impossible or wrong; null while it stands. */
export function overtaken(state: Pick<State, "thing">, id: string, trip: TripView, incident: string, leaveAt: Ms): Overtaken | null {
  const people = trip.contacts.map((name) => ({ name, view: state.thing(ref("contact", name))?.state as ContactView | undefined }));
  for (const { name, view } of people) if (view === undefined || !MOVABLE.has(view.status)) return { code: "person-not-to-move", about: `contact:${name}` };
  if (new Set(people.map(({ view }) => view!.class)).size > 1) return { code: "classes-mixed", about: `trip:${id}` };
  const site = state.thing(ref("site", trip.site))?.state as SiteView | undefined;
  // A trip planned to a site before it opened waits for that; one whose site has closed since does not go.
  const lacks = site === undefined ? ["site"] : trip.siteOpen ? siteLacks(site) : siteReadiness(site);
  if (lacks.length > 0) return { code: "site-not-ready", about: `site:${trip.site}` };
  for (const [name, room] of Object.entries(trip.rooms)) {
    const view = state.thing(ref("room", room))?.state as RoomView | undefined;
    if (view === undefined || !isClaimedBy(view, { by: name, incident })) return { code: "room-lost", about: `room:${room}` };
  }
  const vehicle = state.thing(ref("vehicle", trip.vehicle))?.state as VehicleView | undefined;
  if (vehicle === undefined || typeof vehicle.outOfService === "string" || !isClaimedBy(vehicle, { by: id, incident })) return { code: "vehicle-lost", about: `vehicle:${trip.vehicle}` };
  return isClean(vehicle, leaveAt) ? null : { code: "vehicle-not-disinfected", about: `vehicle:${trip.vehicle}` };
}

export interface Hops {
  readonly trip: string;
  readonly planned: When;
  readonly departed: When | null;
  readonly due: When | null;
  readonly gate: When | null;
  readonly received: When | null;
  /** Person → time in the vehicle so far, from boarding (else from departure) to the signature. */
  readonly inVehicle: Readonly<Record<string, { readonly least: Ms; readonly most: Ms }>>;
}

/** Planned and actual time of every hop; waiting in vehicles is measured person by person. */
export function hopsOf(thing: Thing, now: Ms): Hops {
  const trip = thing.state as TripView;
  const until = trip.arrivedAt ?? { earliest: now, latest: now };
  const from = (name: string): When | null => trip.boardedAt[name] ?? trip.departedAt;
  const inVehicle = Object.fromEntries(trip.contacts.flatMap((name) => {
    const since = from(name);
    return since === null || trip.status === "cancelled" ? [] : [[name, elapsed(since, until)]];
  }));
  return { trip: idOf(thing.ref), planned: trip.departAt, departed: trip.departedAt, due: trip.arriveDue ?? null, gate: trip.gateAt, received: trip.arrivedAt, inVehicle };
}
