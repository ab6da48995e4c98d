/** State of a staggered departure: slots with what they take, batches with their people's number, their destination and whether they have gone. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export type Slot = { readonly slot: string; readonly start: When; readonly end: When; readonly takes: number };

export interface PlanView extends ThingState {
  readonly plan: string;
  readonly org: string;
  readonly slots: readonly Slot[];
}

/** People who leave together for one destination: a class, a team, a floor. */
export interface BatchView extends ThingState {
  readonly batch: string;
  readonly plan: string;
  readonly slot: string;
  readonly people: number;
  /** Takes them in, and gets their list. */
  readonly destinationOrg: string;
  readonly carriage: string;
  readonly tested: number | null;
  readonly gone: number | null;
}

export const planRef = (plan: string): Ref => ref("departure-plan", plan);
export const batchRef = (batch: string): Ref => ref("departure", batch);

function foldPlan(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type !== "departure-plan.set") return state;
  const { slots } = dataOf<{ slots: Slot[] }>(event);
  return { ...event.data, status: "planned", takes: slots.reduce((total, slot) => total + slot.takes, 0), firstSlot: slots.map((slot) => slot.start).toSorted((a, b) => a.earliest - b.earliest)[0] };
}

function foldBatch(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "departure.booked") return { tested: null, gone: null, ...event.data, status: "planned" };
  if (state === undefined) return state;
  switch (event.type) {
    case "departure.moved": return { ...state, ...event.data, status: "planned" };
    case "departure.gone": return { ...state, ...event.data, status: "departed" };
    case "departure.called_off": return { ...state, status: "cancelled" };
    case "leavers.sent": return { ...state, listSentAt: event.occurred };
    default: return state;
  }
}

/** People booked into a slot, leaving one batch out. */
export function bookedIn(batches: readonly Thing[], plan: string, slot: string, except?: string): number {
  return batches.map((one) => one.state as BatchView)
    .filter((one) => one.plan === plan && one.slot === slot && one.batch !== except && one.status !== "cancelled").reduce((total, one) => total + one.people, 0);
}

export interface SlotRow extends Slot {
  readonly batches: readonly string[];
  readonly booked: number;
  readonly gone: number;
  /** Booked here and not gone by the end of the slot. */
  readonly waiting: readonly string[];
}

/** Plan against what happened, slot by slot. */
export function slotRows(plan: PlanView, batches: readonly Thing[], now: number): readonly SlotRow[] {
  const all = batches.map((one) => one.state as BatchView).filter((one) => one.plan === plan.plan && one.status !== "cancelled");
  return plan.slots.map((slot) => {
    const here = all.filter((one) => one.slot === slot.slot);
    return {
      ...slot, batches: here.map((one) => one.batch).toSorted(), booked: here.reduce((total, one) => total + one.people, 0), gone: here.reduce((total, one) => total + (one.gone ?? 0), 0),
      waiting: here.filter((one) => one.gone === null && now >= slot.end.latest).map((one) => one.batch).toSorted(),
    };
  });
}

export const kinds: readonly Kind[] = [
  {
    kind: "departure-plan", title: zhEn("错峰离开安排", "Staggered departure"), scope: "incident", fold: foldPlan,
    columns: [{ key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "takes", title: zhEn("总容量", "Takes in all"), type: "number" }, { key: "firstSlot", title: zhEn("首个时段", "First slot"), type: "when" }],
  },
  {
    kind: "departure", title: zhEn("离开批次", "Departing batch"), scope: "incident", fold: foldBatch,
    columns: [
      { key: "plan", title: zhEn("安排", "Plan"), type: "text" }, { key: "slot", title: zhEn("时段", "Slot"), type: "text" }, { key: "people", title: zhEn("人数", "People"), type: "number" }, { key: "destinationOrg", title: zhEn("目的地单位", "Destination"), type: "text" },
      { key: "carriage", title: zhEn("交通工具", "Carriage"), type: "text" }, { key: "tested", title: zhEn("已检测", "Tested"), type: "number" }, { key: "gone", title: zhEn("实际离开", "Gone"), type: "number" }, { key: "listSentAt", title: zhEn("名单发出", "List sent"), type: "when" },
    ],
  },
];
