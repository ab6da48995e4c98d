/**
 * What the transfer desk looks at: people, rooms, vehicles, teams and sites side by side, who is late and with what
 * reason, who is whose, and work lines nobody leads. Every number is a list of the ids behind it.
 */
import { idOf, kindOf } from "../../base/ids.ts";
import { at, lateness, type Lateness, type When } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import { list } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Thing } from "../../engine/thing.ts";
import type { ContactView } from "../cases/views.ts";
import type { SiteView } from "../quarantine/views.ts";
import type { Present } from "./matching/views.ts";
import type { PassengerView } from "./needs/views.ts";
import { hopsOf, siteLacks, type Hops } from "./running/views.ts";
import type { Bookable, TripView, VehicleView } from "./views.ts";

export interface Board {
  readonly people: { readonly waiting: readonly string[]; readonly planned: readonly string[]; readonly onTheWay: readonly string[]; readonly late: readonly string[] };
  readonly rooms: { readonly free: readonly string[]; readonly promised: readonly string[] };
  readonly vehicles: { readonly free: readonly string[]; readonly promised: readonly string[]; readonly toDisinfect: readonly string[]; readonly outOfService: readonly string[] };
  readonly teams: { readonly free: readonly string[]; readonly promised: readonly string[] };
  readonly sites: { readonly ready: readonly string[]; readonly notReady: readonly { readonly site: string; readonly lacks: readonly string[] }[] };
  /** Departed and not yet signed for: who sits in a vehicle, and for how long. */
  readonly underWay: readonly Hops[];
}

const ids = (things: readonly Thing[]): string[] => things.map((thing) => idOf(thing.ref));
const free = (thing: Thing): boolean => (thing.state as Bookable).claimedBy === null;

export function boardOf({ things, transfers, now }: Present): Board {
  const trips = things.trip.map((thing) => ({ thing, view: thing.state as TripView }));
  const planned = new Set(trips.filter(({ view }) => view.status === "planned").flatMap(({ view }) => view.contacts));
  const onTheWay = new Set(trips.filter(({ view }) => view.status === "on-the-way").flatMap(({ view }) => view.contacts));
  const open = transfers.filter((duty) => duty.done === null && duty.closed === null);
  const sites = things.site.map((thing) => ({ site: idOf(thing.ref), lacks: siteLacks(thing.state as SiteView) }));
  const dirty = (thing: Thing): boolean => {
    const { dirty: since } = thing.state as VehicleView;
    return since !== undefined && since !== null && (since.until === null || since.until.latest > now);
  };
  const usable = things.vehicle.filter((thing) => typeof (thing.state as VehicleView).outOfService !== "string");
  return {
    people: {
      waiting: open.map((duty) => idOf(duty.subject)).filter((name) => !planned.has(name) && !onTheWay.has(name)), planned: [...planned], onTheWay: [...onTheWay],
      late: open.filter((duty) => duty.due !== null && duty.due.latest < now).map((duty) => idOf(duty.subject)),
    },
    rooms: { free: ids(things.room.filter(free)), promised: ids(things.room.filter((thing) => !free(thing))) },
    vehicles: {
      free: ids(usable.filter((thing) => free(thing) && !dirty(thing))), promised: ids(usable.filter((thing) => !free(thing))), toDisinfect: ids(usable.filter((thing) => free(thing) && dirty(thing))),
      outOfService: ids(things.vehicle.filter((thing) => !usable.includes(thing))),
    },
    teams: { free: ids(things.team.filter(free)), promised: ids(things.team.filter((thing) => !free(thing))) },
    sites: { ready: sites.filter((site) => site.lacks.length === 0).map((site) => site.site), notReady: sites.filter((site) => site.lacks.length > 0) },
    underWay: trips.filter(({ view }) => view.status === "on-the-way" || (view.status === "planned" && Object.keys(view.boardedAt).length > 0)).map(({ thing }) => hopsOf(thing, now)),
  };
}

export interface Late {
  readonly contact: string;
  readonly duty: string;
  readonly holder: Duty["holder"];
  readonly by: Lateness;
  /** The reason given for the delay; null where none was. */
  readonly reason: PassengerView["delay"];
}

/** Transfers past their deadline, placed or not, longest late first; a delay without a reason says so. */
export function lateTransfers(present: Pick<Present, "things" | "now">, transfers: readonly Duty[]): Late[] {
  const told = new Map(present.things.passenger.map((thing) => [idOf(thing.ref), thing.state as PassengerView]));
  return transfers.flatMap((duty): Late[] => {
    const by = duty.due === null ? null : lateness(duty.due, duty.done?.at ?? at(present.now));
    if (by === null || by.certainty === "none" || kindOf(duty.subject) !== "contact") return [];
    const contact = idOf(duty.subject);
    return [{ contact, duty: duty.id, holder: duty.holder, by, reason: told.get(contact)?.delay ?? null }];
  }).sort((a, b) => b.by.least - a.by.least || b.by.most - a.by.most || (a.contact < b.contact ? -1 : 1));
}

export interface Custody {
  readonly contact: string;
  readonly status: string;
  readonly org: string | null;
  readonly since: When | null;
}

/** Who is responsible for each person now, and since when; nobody is left out. */
export function custodyOf(contacts: readonly Thing[]): Custody[] {
  return contacts.map((thing) => {
    const view = thing.state as ContactView;
    return { contact: idOf(thing.ref), status: view.status, org: view.custody?.org ?? null, since: view.custody?.since ?? null };
  });
}

/** Work lines of transfer that no unit leads. */
export function linesWithoutLead(pack: ResolvedPack, worklines: readonly Thing[]): string[] {
  const led = new Set(worklines.filter((thing) => typeof thing.state["org"] === "string").map((thing) => idOf(thing.ref)));
  return list(pack, "transfer.work-lines").filter((line) => !led.has(line));
}
