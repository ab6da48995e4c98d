/** Who was at a gathering and who of them is not tested yet. */
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface AttendanceView extends ThingState {
  readonly area: string;
  readonly org: string;
  readonly attendees: readonly string[];
  readonly tested: readonly string[];
}

/** Attendees nobody has tested, once those named are. */
export function untested(attendance: Pick<AttendanceView, "attendees" | "tested">, named: readonly string[] = []): string[] {
  return attendance.attendees.filter((one) => !attendance.tested.includes(one) && !named.includes(one));
}

function fold(state: AttendanceView | undefined, event: LedgerEvent): AttendanceView | undefined {
  if (event.type === "attendance.marked") return { ...dataOf<object>(event), tested: state?.tested ?? [], status: "marked" } as unknown as AttendanceView;
  if (state === undefined || event.type !== "attendance.tested") return state;
  const { tested, complete } = dataOf<{ tested: string[]; complete: boolean }>(event);
  return { ...state, status: complete ? "tested" : state.status, tested: [...new Set([...state.tested, ...tested])] };
}

export const kinds: readonly Kind[] = [
  {
    kind: "attendance", title: zhEn("聚集参加者", "People at a gathering"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "area", title: zhEn("区域", "Area"), type: "text" }, { key: "org", title: zhEn("所属单位", "Organisation"), type: "text" }, { key: "place", title: zhEn("地点", "Place"), type: "text" },
      { key: "held", title: zhEn("时间", "When"), type: "when" }, { key: "testBy", title: zhEn("检测期限", "Test by"), type: "when" },
    ],
  },
];
