/**
 * Rooms now, in 24 hours and in 72: free, promised, coming free by a planned release, opening at a site in the
 * pipeline; less the people expected. Pure; every number is a list of rooms, measures or sites behind it.
 */
import type { Ref } from "../../../base/ids.ts";
import { HOUR, type Ms, type When } from "../../../base/time.ts";
import type { Thing } from "../../../engine/loop.ts";
import type { MeasureView } from "../stay/views.ts";
import type { RoomView, SiteView } from "../views.ts";

export const HORIZONS = [0, 24, 72] as const;
export const ROOM_CLASSES = ["single", "shared", "barrier-free"] as const;
export type RoomClass = (typeof ROOM_CLASSES)[number];

export interface CapacityInput {
  readonly rooms: readonly Thing[];
  readonly sites: readonly Thing[];
  readonly measures: readonly Thing[];
  /** People to be placed by each horizon, by horizon in hours. */
  readonly expected: Readonly<Record<string, number>>;
  readonly now: Ms;
}

export interface CapacityRow {
  readonly hours: number;
  readonly class: RoomClass;
  readonly free: readonly Ref[];
  /** Rooms whose person's measure ends by then, with that measure. */
  readonly releases: readonly { readonly room: Ref; readonly measure: Ref }[];
  readonly openings: readonly { readonly site: Ref; readonly rooms: number }[];
  readonly total: number;
}

export interface CapacityAnswer {
  readonly rows: readonly CapacityRow[];
  /** Rooms of all classes at each horizon less the people expected by then. */
  readonly left: Readonly<Record<string, number>>;
  readonly rooms: number;
  /** Rooms for each member of staff on the shift; null where no site said how many there are. */
  readonly roomsPerStaff: number | null;
}

export function classOfRoom(room: Pick<RoomView, "capacity" | "barrierFree">): RoomClass {
  if (room.barrierFree === true) return "barrier-free";
  return room.capacity > 1 ? "shared" : "single";
}

const endsBy = (end: When | null, instant: Ms): boolean => end !== null && end.latest <= instant;

export function capacity({ rooms, sites, measures, expected, now }: CapacityInput): CapacityAnswer {
  const open = new Set(sites.filter(({ state }) => state.status === "open" || (state as SiteView).stage === "ready").map(({ ref }) => ref.slice("site:".length)));
  const held = new Map(measures.filter(({ state }) => (state as MeasureView).endedAt === null && (state as MeasureView).phase === "central").map((one) => [(one.state as MeasureView).contact, one]));
  const usable = rooms.filter(({ state }) => open.has(String((state as RoomView).site)));
  const rows = HORIZONS.flatMap((hours) => ROOM_CLASSES.map((roomClass): CapacityRow => {
    const by = now + hours * HOUR;
    const own = usable.filter(({ state }) => classOfRoom(state as RoomView) === roomClass);
    const free = own.filter(({ state }) => (state as RoomView).claimedBy === null).map(({ ref }) => ref);
    const releases = hours === 0 ? [] : own.flatMap(({ ref: room, state }) => {
      // A shared room comes free with the last of those in it.
      const inside = [(state as RoomView).claimedBy ?? "", ...((state as RoomView).claimedWith ?? [])].map((name) => held.get(name));
      const last = inside.every((one) => one !== undefined && endsBy((one.state as MeasureView).end, by)) ? inside.at(-1) : undefined;
      return last === undefined ? [] : [{ room, measure: last.ref }];
    });
    const openings = hours === 0 ? [] : sites.flatMap(({ ref: site, state }) => {
      const { readyAt, plannedRooms, stage } = state as SiteView;
      const promised = plannedRooms?.[roomClass] ?? 0;
      return state.status !== "open" && stage !== "ready" && promised > 0 && endsBy(readyAt ?? null, by) ? [{ site, rooms: promised }] : [];
    });
    return { hours, class: roomClass, free, releases, openings, total: free.length + releases.length + openings.reduce((sum, one) => sum + one.rooms, 0) };
  }));
  const left = Object.fromEntries(HORIZONS.map((hours) => [hours, rows.filter((row) => row.hours === hours).reduce((sum, row) => sum + row.total, 0) - (expected[hours] ?? 0)]));
  const staff = sites.filter(({ ref }) => open.has(ref.slice("site:".length))).reduce((sum, { state }) => sum + ((state as SiteView).staff ?? 0), 0);
  return { rows, left, rooms: usable.length, roomsPerStaff: staff === 0 ? null : usable.length / staff };
}
