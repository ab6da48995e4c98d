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
  readonly seats?: number;
}

export interface TripView extends ThingState {
  readonly contacts: readonly string[];
  readonly site: string;
  readonly rooms: Readonly<Record<string, string>>;
  readonly vehicle: string;
  readonly team: string;
}

export type Booked = "room" | "vehicle" | "team";

/** Fold of a thing that can be promised: registered, claimed, freed. */
export function bookable(kind: Booked): Kind["fold"] {
  return (state, event) => {
    switch (event.type) {
      case `${kind}.registered`: return { claimedBy: null, claimedIn: null, status: "free", ...state, ...event.data };
      case `${kind}.claimed`: {
        const { by, incident } = dataOf<Claim>(event);
        return state === undefined ? state : { ...state, status: "claimed", claimedBy: by, claimedIn: incident };
      }
      case `${kind}.freed`: return state === undefined ? state : { ...state, status: "free", claimedBy: null, claimedIn: null };
      default: return state;
    }
  };
}

export function isClaimedBy(thing: Bookable, claim: Claim): boolean {
  return thing.claimedBy === claim.by && thing.claimedIn === claim.incident;
}

export function claimed(kind: Booked, id: string, claim: Claim, occurred: When): NewEvent {
  return event(`${kind}.claimed`, occurred, [ref(kind, id)], claim, "city");
}

/** Frees what is still promised to this claim; what has since been promised to another stays promised. */
export function freed(state: State, kind: Booked, id: string, claim: Claim, occurred: When): NewEvent[] {
  const thing = state.thing(ref(kind, id))?.state as Bookable | undefined;
  return thing !== undefined && isClaimedBy(thing, claim) ? [event(`${kind}.freed`, occurred, [ref(kind, id)], {}, "city")] : [];
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

function trip(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "transfer.planned") return { status: "planned", ...event.data };
  const status = TRIP[event.type];
  return state === undefined || status === undefined ? state : { ...state, status };
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const CLAIMED = { key: "claimedBy", title: zhEn("派给", "Promised to"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  { kind: "vehicle", title: zhEn("车辆", "Vehicle"), scope: "city", fold: bookable("vehicle"), columns: [ORG, CLAIMED, { key: "seats", title: zhEn("座位", "Seats"), type: "number" }] },
  { kind: "team", title: zhEn("转运队伍", "Team"), scope: "city", fold: bookable("team"), columns: [ORG, CLAIMED] },
  {
    kind: "trip", title: zhEn("转运", "Trip"), scope: "incident", fold: trip,
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "vehicle", title: zhEn("车辆", "Vehicle"), type: "text" },
      { key: "team", title: zhEn("队伍", "Team"), type: "text" }, { key: "departAt", title: zhEn("计划出发", "Planned departure"), type: "when" },
    ],
  },
  {
    kind: "capacity", title: zhEn("隔离房间保障", "Room capacity"), scope: "incident",
    fold: latest({ "capacity.short": "short" }),
    columns: [ORG],
  },
];
