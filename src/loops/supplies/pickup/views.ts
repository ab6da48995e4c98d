/** State of a pick-up point: its slots, who booked which, and how many more people are coming than it can take. */
import { type When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface Slot {
  readonly slot: string;
  readonly start: When;
  readonly end: When;
  readonly takes: number;
}

export interface PickupView extends ThingState {
  readonly org: string;
  readonly lead?: Post;
  readonly slots: readonly Slot[];
  /** Household → slot. */
  readonly bookings: Readonly<Record<string, string>>;
}

export function bookedIn(pickup: PickupView, slot: string): string[] {
  return Object.keys(pickup.bookings).filter((household) => pickup.bookings[household] === slot);
}

/** How many people the slots within a time can still take. */
export function capacityIn(pickup: PickupView, when: When): number {
  return pickup.slots.filter((slot) => slot.start.earliest <= when.latest && slot.end.latest >= when.earliest).reduce((total, slot) => total + slot.takes, 0);
}

export interface SlotRow extends Slot {
  readonly households: readonly string[];
}

export function slotRows(pickup: PickupView): SlotRow[] {
  return pickup.slots.map((slot) => ({ ...slot, households: bookedIn(pickup, slot.slot) }));
}

function fold(state: PickupView | undefined, event: LedgerEvent): PickupView | undefined {
  if (event.type === "pickup.planned") return { slots: [], bookings: {}, ...state, ...dataOf<object>(event), status: "planned" } as unknown as PickupView;
  if (state === undefined && event.type === "pickup.crowding") return { slots: [], bookings: {}, org: dataOf<{ org: string }>(event).org, status: "crowding" };
  if (state === undefined) return state;
  switch (event.type) {
    case "pickup.marshalled": return { ...state, status: "marshalled" };
    case "pickup.booked": {
      const { household, slot } = dataOf<{ household: string; slot: string }>(event);
      return { ...state, bookings: { ...state.bookings, [household]: slot } };
    }
    case "pickup.crowding": return { ...state, status: "crowding" };
    case "pickup.split_up": return { ...state, status: "split-up", slots: [...state.slots, ...dataOf<{ slots: Slot[] }>(event).slots] };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [{
  kind: "pickup", title: zhEn("领取点", "Pick-up point"), scope: "incident", fold: fold as Kind["fold"],
  columns: [
    { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "lead", title: zhEn("负责人", "Lead"), type: "post" },
    { key: "marshals", title: zhEn("维持秩序人数", "Marshals"), type: "number" }, { key: "firstSlot", title: zhEn("首个时段", "First slot"), type: "when" },
  ],
}];
