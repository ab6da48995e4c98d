/**
 * The surge detector: so many households of one compound with supply requests within so many minutes, by the
 * pack, ring its guarantor and the level above at once, before people stand at the gate. One household that
 * asks five times is one household.
 */
import { ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { event } from "../../../engine/define.ts";
import type { JsonObject, NewEvent } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { count, lengthMs } from "../../../engine/pack/clause.ts";
import { above } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import { ownersOf, type CompoundView } from "../../supplies/views.ts";
import type { RequestView } from "../views.ts";
import type { SurgeView } from "./views.ts";

interface Taken {
  readonly request: string;
  readonly category: string;
  readonly compound?: string;
  readonly household?: string;
}

export function surgeBy(state: State, context: Context, taken: Taken, occurred: When): NewEvent[] {
  if (taken.category !== "supplies" || taken.compound === undefined) return [];
  const since = occurred.earliest - lengthMs(context.pack, "surge.window");
  const before = (state.thing(ref("surge", taken.compound))?.state as SurgeView | undefined);
  if (before !== undefined && (before.status === "surging" || before.at.latest >= since)) return [];
  const near = state.things("request", "compound", taken.compound).map((one) => one.state as RequestView)
    .filter((one) => one.category === "supplies" && one.request !== taken.request && one.takenAt.latest >= since && one.takenAt.earliest <= occurred.latest && one.status !== "withdrawn");
  const households = new Set([taken, ...near].map((one) => one.household ?? one.request));
  if (households.size < count(context.pack, "surge.count")) return [];
  const compound = state.thing(ref("compound", taken.compound))!.state as CompoundView;
  const owners = ownersOf(compound);
  return [event("surge.detected", occurred, [ref("surge", taken.compound), ref("compound", taken.compound)], {
    compound: taken.compound, ...owners, requests: [...near.map((one) => one.request), taken.request], households: households.size,
    spot: taken.compound, kind: "surge.answer", to: owners.guarantor, alsoTo: alarmPost(state, above(state, owners.guarantor.org), context),
  } as unknown as JsonObject)];
}
