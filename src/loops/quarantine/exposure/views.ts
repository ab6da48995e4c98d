/** Who was together inside a site, and whose rooms an infection concerns by the pack's rule. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { table } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import { stated } from "../stay/rules.ts";
import type { RoomView } from "../views.ts";

export const gatheringRef = (id: string): Ref => ref("site-gathering", id);

export interface Circle {
  readonly restartDays: number;
  readonly rooms: readonly Ref[];
}

/** The rooms concerned: the floor and one above and below, or the whole site; null where the rules have no such rule. */
export function circleOf(pack: ResolvedPack, rooms: readonly Thing[], found: string, floor: number | null): Circle | null {
  if (!stated(pack, "site.infection.restart")) return null;
  const row = table(pack, "site.infection.restart").find((one) => one["found"] === found);
  if (row === undefined) return null;
  // Where a floor is not known, everybody near is asked rather than nobody.
  const near = (room: RoomView): boolean => row["scope"] === "site" || floor === null || room.floor === undefined || Math.abs(room.floor - floor) <= 1;
  return { restartDays: Number(row["restartDays"]), rooms: rooms.filter(({ state }) => near(state as RoomView)).map((one) => one.ref) };
}

function fold(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "site_gathering.recorded") return { ...event.data, status: "there" };
  return state !== undefined && event.type === "site_gathering.eased" ? { ...state, status: "eased", cause: event.data["cause"] } : state;
}

export const kinds: readonly Kind[] = [
  {
    kind: "site-gathering", title: zhEn("隔离点内聚集", "Gathering inside a site"), scope: "incident", fold,
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "place", title: zhEn("地点", "Place"), type: "text" }, { key: "held", title: zhEn("时间", "When"), type: "when" },
      { key: "cause", title: zhEn("原因", "Cause"), type: "text" }, { key: "runBy", title: zhEn("管理单位", "Run by"), type: "text" },
    ],
  },
  {
    kind: "site-infection", title: zhEn("隔离点内感染", "Infection inside a site"), scope: "incident",
    fold: (state, event) => (event.type === "site_infection.recorded" ? { ...event.data, status: "recorded" } : state),
    columns: [{ key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "found", title: zhEn("发现于", "Found in"), type: "text" }, { key: "floor", title: zhEn("楼层", "Floor"), type: "number" }],
  },
];
