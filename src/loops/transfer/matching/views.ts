/**
 * The matching asked from the present state: who waits for a transfer and since when, what is free, and which
 * planned trips the facts have overtaken. The answer is a proposal for a person; nothing here is written down.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import { at, type Ms, type When } from "../../../base/time.ts";
import type { Duty } from "../../../engine/duty/duty.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import type { Text } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import type { ContactView } from "../../cases/views.ts";
import type { RoomView, SiteView } from "../../quarantine/views.ts";
import type { PassengerView } from "../needs/views.ts";
import { overtaken, OVERTAKEN, siteLacks, type Overtaken } from "../running/views.ts";
import type { Bookable, TripView, VehicleView } from "../views.ts";
import { matching, type Matching, type Solved } from "./propose.ts";
import { byText, type Placed, type Question, type Traveller } from "./question.ts";
import { WHY, type Why } from "./reasons.ts";

/** Everything the matching reads, as the store or a state in memory gives it. */
export interface Present {
  readonly incident: string;
  readonly now: Ms;
  readonly pack: ResolvedPack;
  /** Open duties of kind contact.transfer. */
  readonly transfers: readonly Duty[];
  readonly things: Readonly<Record<"contact" | "passenger" | "trip" | "site" | "room" | "vehicle" | "team", readonly Thing[]>>;
}

export interface OvertakenTrip extends Overtaken {
  readonly trip: string;
  readonly text: Text;
}

export interface Asked {
  readonly question: Question;
  readonly overtaken: readonly OvertakenTrip[];
  /** Names of trips that were ever used. */
  readonly tripNames: ReadonlySet<string>;
  /** Contact → duty that waits. */
  readonly duties: Readonly<Record<string, string>>;
}

function index(present: Present): (reference: Ref) => Thing | undefined {
  const all = new Map<Ref, Thing>();
  for (const things of Object.values(present.things)) for (const thing of things) all.set(thing.ref, thing);
  return (reference) => all.get(reference);
}

/** The question of the present: departure after the pack's lead time, unless another is asked for. */
export function ask(present: Present, departAt: Ms = present.now + lengthMs(present.pack, "transfer.lead")): Asked {
  const thing = index(present);
  const trips = present.things.trip.map((one) => ({ id: idOf(one.ref), view: one.state as TripView }));
  const overtakenTrips = trips.filter(({ view }) => view.status === "planned").flatMap(({ id, view }): OvertakenTrip[] => {
    const fact = overtaken({ thing }, id, view, present.incident, Math.max(view.departAt.latest, present.now));
    return fact === null ? [] : [{ trip: id, ...fact, text: OVERTAKEN[fact.code] }];
  });
  // What an overtaken trip was promised is free for the new plan, which cancels it.
  const given = new Set(overtakenTrips.map((one) => one.trip));
  const live = trips.filter(({ id, view }) => (view.status === "planned" || view.status === "on-the-way") && !given.has(id));
  const under = new Set(live.flatMap(({ view }) => view.contacts));
  const leaving = new Set(trips.filter(({ id }) => given.has(id)).flatMap(({ view }) => view.contacts));
  /** Who still has it once the overtaken trips are cancelled; somebody who stays in a shared room keeps it. */
  const promised = (view: Bookable): string | null => {
    if (view.claimedBy === null || view.claimedIn !== present.incident) return view.claimedBy;
    return [view.claimedBy, ...(view.claimedWith ?? [])].find((name) => !given.has(name) && !leaving.has(name)) ?? null;
  };
  const passenger = (name: string) => thing(ref("passenger", name))?.state as PassengerView | undefined;
  const duties: Record<string, string> = {};
  const travellers = present.transfers.filter((duty) => duty.done === null && duty.closed === null).flatMap((duty): Traveller[] => {
    const contact = idOf(duty.subject);
    const view = thing(duty.subject)?.state as ContactView | undefined;
    if (view === undefined || under.has(contact) || contact in duties) return [];
    duties[contact] = duty.id;
    const needs = passenger(contact);
    return [{
      contact, class: view.class, due: duty.due?.latest ?? view.foundAt.latest, household: needs?.household ?? null, carer: needs?.carer ?? null,
      wheelchair: needs?.wheelchair === true, stretcher: needs?.stretcher === true, dependant: needs?.dependant === true,
    }];
  });
  const placed = present.things.contact.flatMap((one): Placed[] => {
    const contact = idOf(one.ref);
    const view = one.state as ContactView;
    const trip = live.find((candidate) => candidate.view.contacts.includes(contact))?.view;
    const [site, roomId] = trip === undefined ? [view.site, view.room] : [trip.site, trip.rooms[contact] ?? null];
    if (site === null || view.status === "released" || contact in duties) return [];
    const room = roomId === null ? undefined : thing(ref("room", roomId))?.state as RoomView | undefined;
    const taken = room === undefined || room.claimedBy === null ? 0 : 1 + (room.claimedWith?.length ?? 0);
    return [{ contact, household: passenger(contact)?.household ?? null, class: view.class, site, room: roomId, bedsLeft: room === undefined ? 0 : room.capacity - taken }];
  });
  return {
    question: {
      departAt, doublingMs: lengthMs(present.pack, "transfer.priority.doubling"), travellers, placed,
      sites: present.things.site.map((one) => ({ site: idOf(one.ref), missing: siteLacks(one.state as SiteView) })),
      rooms: present.things.room.flatMap((one) => {
        const view = one.state as RoomView;
        return promised(view) !== null ? [] : [{ room: idOf(one.ref), site: view.site, beds: view.capacity, barrierFree: view["barrierFree"] === true, classes: (view["classes"] as readonly string[] | undefined) ?? null }];
      }),
      vehicles: present.things.vehicle.map((one) => {
        const view = one.state as VehicleView;
        return {
          vehicle: idOf(one.ref), org: view.org, seats: view.seats ?? 0, wheelchairs: view.wheelchairs ?? 0, stretchers: view.stretchers ?? 0, promisedTo: promised(view),
          dirty: view.dirty === undefined || view.dirty === null ? null : { until: view.dirty.until?.latest ?? null }, out: view.outOfService ?? null,
        };
      }),
      teams: present.things.team.flatMap((one) => (promised(one.state as Bookable) === null ? [{ team: idOf(one.ref), org: (one.state as Bookable).org }] : [])),
    },
    overtaken: overtakenTrips,
    tripNames: new Set(trips.map(({ id }) => id)),
    duties,
  };
}

export interface ProposedTrip {
  readonly trip: string;
  readonly contacts: readonly string[];
  readonly site: string;
  readonly rooms: Readonly<Record<string, string>>;
  readonly vehicle: string;
  readonly team: string;
  readonly departAt: When;
}

export interface Proposal {
  readonly departAt: Ms;
  /** Data of the one command that takes it over. */
  readonly adopt: { readonly cancel: readonly { readonly trip: string; readonly reason: string }[]; readonly trips: readonly ProposedTrip[] };
  readonly overtaken: readonly OvertakenTrip[];
  readonly waiting: readonly { readonly contacts: readonly string[]; readonly duties: readonly string[]; readonly class: string; readonly due: Ms; readonly why: Why & { readonly text: Text } }[];
  readonly by: Matching["by"];
  readonly proved: boolean;
}

/** A name no trip of the incident has had: its departure to the minute, its vehicle, a letter when that is taken. */
function tripName(departAt: Ms, vehicle: string, taken: Set<string>): string {
  const base = `${Math.floor(departAt / 60_000).toString(36).toUpperCase()}-${vehicle}`.slice(0, 110);
  let name = base;
  for (let letter = 0; taken.has(name); letter++) name = `${base}-${letter + 2}`;
  taken.add(name);
  return name;
}

export function proposal(asked: Asked, solved: Solved | null): Proposal {
  const found = matching(asked.question, solved);
  const taken = new Set(asked.tripNames);
  const trips = found.trips.toSorted((a, b) => byText(a.vehicle, b.vehicle)).map(({ vehicle, team, site, contacts, rooms, departAt }): ProposedTrip =>
    ({ trip: tripName(departAt, vehicle, taken), contacts, site, rooms, vehicle, team, departAt: at(departAt) }));
  return {
    departAt: asked.question.departAt,
    adopt: { cancel: asked.overtaken.map(({ trip, text, about }) => ({ trip, reason: `${text.en} (${about})` })), trips },
    overtaken: asked.overtaken,
    waiting: found.waiting.map((one) => ({ contacts: one.contacts, duties: one.contacts.map((name) => asked.duties[name]!), class: one.class, due: one.due, why: { ...one.why, text: WHY[one.why.code] } })),
    by: found.by,
    proved: found.proved,
  };
}
