/** State of a trip home, and who of it has not been signed for yet. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface HomewardView extends ThingState {
  readonly contacts: readonly string[];
  readonly to: string;
  readonly vehicle: string;
  readonly team: string;
  readonly signed: readonly string[];
}

export const homewardRef = (trip: string): Ref => ref("homeward", trip);

/** People of the trip whom no community has signed for. */
export function unsigned(trip: Pick<HomewardView, "contacts" | "signed">): string[] {
  return trip.contacts.filter((one) => !trip.signed.includes(one));
}

function fold(state: HomewardView | undefined, event: LedgerEvent): HomewardView | undefined {
  if (event.type === "homeward.planned") return { signed: [], ...event.data, status: "planned" } as unknown as HomewardView;
  if (state === undefined) return state;
  switch (event.type) {
    case "homeward.departed": return { ...state, status: "on-the-way" };
    case "homeward.cancelled": return { ...state, status: "cancelled" };
    case "homecoming.signed": return { ...state, signed: [...state.signed, String(event.data["contact"])] };
    case "homeward.finished": return { ...state, status: "arrived" };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [{
  kind: "homeward", title: zhEn("返家车次", "Trip home"), scope: "incident", fold: fold as Kind["fold"],
  columns: [
    { key: "to", title: zhEn("接收社区", "Receiving community"), type: "text" }, { key: "vehicle", title: zhEn("车辆", "Vehicle"), type: "text" }, { key: "team", title: zhEn("队伍", "Team"), type: "text" },
    { key: "departAt", title: zhEn("计划出发", "Planned departure"), type: "when" },
  ],
}];
