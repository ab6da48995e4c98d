/** State of vehicles, teams and trips; vehicles and teams belong to the city and are never promised twice. */
import { ref } from "../../base/ids.ts";
import { refuse } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import { event, latest } from "../../engine/define.ts";
import { dataOf, type LedgerEvent, type NewEvent } from "../../engine/event.ts";
import type { Kind, Objection, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";

/** A trip or a person of one incident; another incident of the city may use the same name. */
export interface Claim {
  readonly by: string;
  readonly incident: string;
}

export interface Bookable extends ThingState {
  readonly org: string;
  /** The trip or person it is promised to, and in which incident; null when free. */
  readonly claimedBy: string | null;
  readonly claimedIn: string | null;
  /** Others of the same household in the same room, promised with the first. */
  readonly claimedWith?: readonly string[];
  readonly seats?: number;
}

/** A vehicle since its last run, and what it takes. */
export interface VehicleView extends Bookable {
  readonly wheelchairs?: number;
  readonly stretchers?: number;
  /** After people rode in it: disinfected from `until` on, null while nobody has begun. Absent when clean. */
  readonly dirty?: { readonly since: When; readonly until: When | null } | null;
  readonly outOfService?: string | null;
}

export interface TripView extends ThingState {
  readonly contacts: readonly string[];
  readonly site: string;
  readonly rooms: Readonly<Record<string, string>>;
  readonly vehicle: string;
  readonly team: string;
  readonly departAt: When;
  /** Whether the site was receiving people when the trip was planned. */
  readonly siteOpen: boolean;
  /** Each hop as it was: people aboard, left, at the gate, received. */
  readonly boardedAt: Readonly<Record<string, When>>;
  readonly departedAt: When | null;
  readonly gateAt: When | null;
  readonly arrivedAt: When | null;
  readonly arriveDue?: When;
  /** Points of the checklist told to be in order. */
  readonly checked: readonly string[];
}

export type Booked = "room" | "vehicle" | "team";

/** Fold of a thing that can be promised: registered, claimed, freed. */
export function bookable(kind: Booked): Kind["fold"] {
  return (state, event) => {
    switch (event.type) {
      case `${kind}.registered`: return { claimedBy: null, claimedIn: null, status: "free", ...state, ...event.data };
      case `${kind}.claimed`: {
        const { by, incident } = dataOf<Claim>(event);
        return state === undefined ? state : { ...state, status: "claimed", claimedBy: by, claimedIn: incident, claimedWith: [] };
      }
      case `${kind}.freed`: return state === undefined ? state : { ...state, status: "free", claimedBy: null, claimedIn: null, claimedWith: [] };
      case `${kind}.shared`: return state === undefined ? state : { ...state, claimedWith: dataOf<{ with: readonly string[] }>(event).with };
      case `${kind}.designated`: return state === undefined ? state : { ...state, classes: dataOf<{ classes: readonly string[] }>(event).classes };
      default: return kind === "vehicle" ? foldVehicle(state, event) : state;
    }
  };
}

function foldVehicle(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (state === undefined) return state;
  switch (event.type) {
    case "vehicle.used": return { ...state, dirty: { since: event.occurred, until: null } };
    case "vehicle.disinfected": return { ...state, dirty: { since: event.occurred, until: dataOf<{ until: When }>(event).until } };
    case "vehicle.stopped": return { ...state, outOfService: dataOf<{ reason: string }>(event).reason };
    case "vehicle.back": return { ...state, outOfService: null };
    default: return state;
  }
}

export function isClaimedBy(thing: Bookable, claim: Claim): boolean {
  return thing.claimedIn === claim.incident && (thing.claimedBy === claim.by || thing.claimedWith?.includes(claim.by) === true);
}

export function claimed(kind: Booked, id: string, claim: Claim, occurred: When): NewEvent {
  return event(`${kind}.claimed`, occurred, [ref(kind, id)], claim, "city");
}

/** Others of a household who share a room with the one it is promised to. */
export function shared(room: string, claim: Claim, others: readonly string[], occurred: When): NewEvent {
  return event("room.shared", occurred, [ref("room", room)], { ...claim, with: others }, "city");
}

/** Frees what is still promised to this claim; what has since been promised to another stays promised. */
export function freed(state: State, kind: Booked, id: string, claim: Claim, occurred: When): NewEvent[] {
  return freedOf(state, kind, id, [claim.by], claim.incident, occurred);
}

/** The same for several at once: who stays in a shared room keeps it. */
export function freedOf(state: State, kind: Booked, id: string, leaving: readonly string[], incident: string, occurred: When): NewEvent[] {
  const thing = state.thing(ref(kind, id))?.state as Bookable | undefined;
  if (thing === undefined || !leaving.some((by) => isClaimedBy(thing, { by, incident }))) return [];
  const stays = (thing.claimedWith ?? []).filter((by) => !leaving.includes(by));
  if (!leaving.includes(thing.claimedBy!)) return [shared(id, { by: thing.claimedBy!, incident }, stays, occurred)];
  const [next, ...rest] = stays;
  const free = event(`${kind}.freed`, occurred, [ref(kind, id)], {}, "city");
  if (next === undefined) return [free];
  return [free, claimed(kind, id, { by: next, incident }, occurred), ...(rest.length === 0 ? [] : [shared(id, { by: next, incident }, rest, occurred)])];
}

/** Everybody of a trip leaves the room kept for them, shared or not. */
export function freedRooms(state: State, trip: TripView, incident: string, occurred: When): NewEvent[] {
  const people = new Map<string, string[]>();
  for (const [name, room] of Object.entries(trip.rooms)) people.set(room, [...(people.get(room) ?? []), name]);
  return [...people].flatMap(([room, names]) => freedOf(state, "room", room, names, incident, occurred));
}

/** Vehicle and team of a trip that is over. */
export function freedByTrip(state: State, id: string, trip: TripView, incident: string, occurred: When): NewEvent[] {
  return [...freed(state, "vehicle", trip.vehicle, { by: id, incident }, occurred), ...freed(state, "team", trip.team, { by: id, incident }, occurred)];
}

/** The rule broken by promising a second time what is promised already. */
export function alreadyPromised(kind: Booked, id: string, by: string, where: string): Objection {
  return {
    refusal: refuse("already-promised", `${kind} ${id} is promised to ${by}.`, { where, fix: "Choose another one.", params: { id, by } }),
    about: [ref(kind, id)], finding: null,
  };
}

const TRIP: Readonly<Record<string, string>> = { "transfer.departed": "on-the-way", "transfer.cancelled": "cancelled", "trip.arrived": "arrived" };

function trip(state: TripView | undefined, event: LedgerEvent): TripView | undefined {
  if (event.type === "transfer.planned") return { status: "planned", boardedAt: {}, departedAt: null, gateAt: null, arrivedAt: null, checked: [], ...event.data } as unknown as TripView;
  if (state === undefined) return state;
  const status = TRIP[event.type] ?? state.status;
  switch (event.type) {
    case "transfer.boarded": {
      const boarded = Object.fromEntries(dataOf<{ contacts: readonly string[] }>(event).contacts.map((name) => [name, event.occurred]));
      return { ...state, boardedAt: { ...state.boardedAt, ...boarded } };
    }
    case "transfer.checked": return { ...state, checked: [...new Set([...state.checked, ...dataOf<{ points: readonly string[] }>(event).points])].sort() };
    case "transfer.departed": return { ...state, status, departedAt: event.occurred, arriveDue: dataOf<{ arriveDue: When }>(event).arriveDue };
    case "transfer.gate_reached": return { ...state, gateAt: event.occurred };
    case "trip.arrived": return { ...state, status, arrivedAt: event.occurred };
    default: return status === state.status ? state : { ...state, status };
  }
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const CLAIMED = { key: "claimedBy", title: zhEn("派给", "Promised to"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "vehicle", title: zhEn("车辆", "Vehicle"), scope: "city", fold: bookable("vehicle"),
    columns: [
      ORG, CLAIMED, { key: "seats", title: zhEn("座位", "Seats"), type: "number" }, { key: "wheelchairs", title: zhEn("轮椅位", "Wheelchair places"), type: "number" },
      { key: "stretchers", title: zhEn("担架位", "Stretcher places"), type: "number" }, { key: "dirty.since", title: zhEn("上次用车或消毒", "Used or disinfected"), type: "when" },
      { key: "dirty.until", title: zhEn("消毒完成", "Disinfected by"), type: "when" }, { key: "outOfService", title: zhEn("停用原因", "Out of service"), type: "text" },
    ],
  },
  { kind: "team", title: zhEn("转运队伍", "Team"), scope: "city", fold: bookable("team"), columns: [ORG, CLAIMED] },
  {
    kind: "trip", title: zhEn("转运", "Trip"), scope: "incident", fold: trip as Kind["fold"],
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "vehicle", title: zhEn("车辆", "Vehicle"), type: "text" },
      { key: "team", title: zhEn("队伍", "Team"), type: "text" }, { key: "departAt", title: zhEn("计划出发", "Planned departure"), type: "when" },
      { key: "departedAt", title: zhEn("实际出发", "Departed"), type: "when" }, { key: "arriveDue", title: zhEn("应到时间", "Due to arrive"), type: "when" },
      { key: "gateAt", title: zhEn("到达门口", "At the gate"), type: "when" }, { key: "arrivedAt", title: zhEn("签收时间", "Received"), type: "when" },
    ],
  },
  {
    kind: "capacity", title: zhEn("隔离房间保障", "Room capacity"), scope: "incident",
    fold: latest({ "capacity.short": "short" }),
    columns: [ORG],
  },
];
