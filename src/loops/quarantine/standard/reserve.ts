/** Says that rooms run low while there still are some; that there are none is said by the order itself. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { event } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { ratio } from "../../../engine/pack/clause.ts";
import type { State } from "../../../engine/state.ts";
import { stated } from "../stay/rules.ts";

export const capacityRef = (org: string): Ref => ref("capacity-review", org);

/** Rooms below which the level above is told; never fewer than one. */
export function reserveOf({ pack }: Context, rooms: number): number {
  return stated(pack, "capacity.reserve") ? Math.max(1, Math.ceil(rooms * ratio(pack, "capacity.reserve"))) : 0;
}

/** Rooms of an organisation's own list, after so many more are taken. */
export function runningLow(state: State, context: Context, org: string, occurred: When, taken: number): NewEvent[] {
  const rooms = state.things("room", "org", org);
  const left = rooms.filter((room) => room.state["claimedBy"] === null).length - taken;
  if (rooms.length === 0 || left > reserveOf(context, rooms.length)) return [];
  return [event("capacity.low", occurred, [capacityRef(org)], { org, short: left, rooms: rooms.length, hours: 0 })];
}
