/**
 * Laboratories, what each has waiting, and what they can do against what is coming: the shortfall hour by hour
 * and which tubes to send where. Laboratories belong to the city; a queue belongs to an incident.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import { HOUR, type Ms, type When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { LedgerEvent, NewEvent } from "../../../engine/event.ts";
import type { Context, Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { LabView } from "../../command/means/views.ts";

export type { LabView };

export interface QueueView extends ThingState {
  readonly lab: string;
  /** On the way or received, without a result. */
  readonly waiting: number;
}

export const queueRef = (lab: string): Ref => ref("lab-queue", lab);

/** Hours of the day it works, `[from, to)`; all day where none, or none readable, were given. */
export function hoursOf({ hours }: Pick<LabView, "hours">): { readonly from: number; readonly to: number } {
  const [, from, fromMinute, to, toMinute] = /^(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})$/.exec(hours ?? "") ?? [];
  if (from === undefined) return { from: 0, to: 24 };
  const begin = Number(from) + Number(fromMinute) / 60;
  const end = Number(to) + Number(toMinute) / 60;
  // Past midnight: 20:00-08:00 ends at 32.
  return { from: begin, to: end > begin ? end : end + 24 };
}

/** Tubes an hour while it works. */
export function hourlyRate(lab: Pick<LabView, "tubesPerDay" | "hours">): number {
  const { from, to } = hoursOf(lab);
  return lab.tubesPerDay / (to - from);
}

/** Whether it works in an hour of the local day. */
export function isOpenAt(lab: Pick<LabView, "hours">, hour: number): boolean {
  const { from, to } = hoursOf(lab);
  const local = hour % 24;
  return (local >= from && local < to) || (local + 24 >= from && local + 24 < to);
}

/** Written when what waits is more than the rules allow; the level above then owes a way out. */
export function overloaded(state: State, id: string, lab: LabView, coming: number, occurred: When, context: Context): NewEvent[] {
  const waiting = ((state.thing(queueRef(id))?.state as QueueView | undefined)?.waiting ?? 0) + coming;
  const most = Math.floor(hourlyRate(lab) * (lengthMs(context.pack, "test.lab.queue") / HOUR));
  return waiting <= most ? [] : [event("lab.overloaded", occurred, [ref("lab", id)], { lab: id, labOrg: lab.org, waiting, most })];
}

export interface HourNeed {
  readonly hour: number;
  readonly demand: number;
  readonly capacity: number;
  /** Left over at the end of the hour, having waited. */
  readonly waiting: number;
}

/**
 * Planned demand (tubes reaching laboratories in each hour) against what they can do, one row an hour. What is
 * not done waits: what that hour and those before it lacked. Rows begin at the local hour `firstHour`; a laboratory
 * said not to be accredited counts for nothing.
 */
export function capacityByHour(labs: readonly LabView[], demand: readonly number[], waitingNow = 0, firstHour = 0): HourNeed[] {
  let waiting = waitingNow;
  return demand.map((tubes, hour) => {
    const capacity = labs.reduce((sum, lab) => sum + (lab.accredited !== false && isOpenAt(lab, firstHour + hour) ? hourlyRate(lab) : 0), 0);
    waiting = Math.max(0, waiting + tubes - capacity);
    return { hour, demand: tubes, capacity, waiting };
  });
}

export interface Rerouting {
  readonly from: Ref;
  readonly to: Ref;
  readonly tubes: number;
  readonly fromClears: Ms;
  readonly toClears: Ms;
}

/**
 * Proposals to even out queues: from each laboratory over the limit to the accredited one that would have its
 * queue done soonest, until nobody is over or nobody has room. A proposal; a person sends `tubes.re-route`.
 */
export function proposeRerouting(labs: Iterable<Thing>, queues: Iterable<Thing>, limit: Ms): Rerouting[] {
  const waitingOf = new Map([...queues].map(({ state }) => [(state as QueueView).lab, (state as QueueView).waiting]));
  const all = [...labs].map(({ ref: about, state }) => ({ about, lab: state as LabView, waiting: waitingOf.get(idOf(about)) ?? 0, most: Math.floor(hourlyRate(state as LabView) * (limit / HOUR)) }));
  const clears = (one: (typeof all)[number]): Ms => Math.round((one.waiting / hourlyRate(one.lab)) * HOUR);
  const proposals: Rerouting[] = [];
  for (const from of all.filter((one) => one.waiting > one.most).sort((a, b) => clears(b) - clears(a) || (a.about < b.about ? -1 : 1))) {
    const others = all.filter((one) => one !== from && one.lab.accredited !== false && one.waiting < one.most).sort((a, b) => clears(a) - clears(b) || (a.about < b.about ? -1 : 1));
    for (const to of others) {
      const tubes = Math.min(from.waiting - from.most, to.most - to.waiting);
      if (tubes <= 0) continue;
      from.waiting -= tubes;
      to.waiting += tubes;
      proposals.push({ from: from.about, to: to.about, tubes, fromClears: clears(from), toClears: clears(to) });
    }
  }
  return proposals;
}

function queue(state: ThingState | undefined, happened: LedgerEvent, about: Ref): ThingState | undefined {
  const before = (state as QueueView | undefined) ?? { status: "waiting", lab: about.slice(about.indexOf(":") + 1), waiting: 0 };
  const { coming, by } = happened.data as { coming?: number; by?: number };
  const change = happened.type === "tube.resulted" ? -1 : coming ?? by ?? 0;
  return change === 0 ? state : { ...before, waiting: Math.max(0, before.waiting + change) };
}

export const kinds: readonly Kind[] = [
  { kind: "lab-queue", title: zhEn("实验室待检", "Waiting at a laboratory"), scope: "incident", fold: queue, columns: [{ key: "lab", title: zhEn("实验室", "Laboratory"), type: "text" }, { key: "waiting", title: zhEn("待检管数", "Tubes waiting"), type: "number" }] },
];
