/**
 * The registers as they stand: gaps with owner and proof, visits of supervision with the last and the next.
 */
import { idOf } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { dataOf } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface GapView extends ThingState {
  readonly what: string;
  readonly finder: Post;
  readonly owner: Post;
  readonly due: When;
  readonly proof: string | null;
}

export interface SupervisionView extends ThingState {
  readonly place: string;
  readonly inspector: Post;
  readonly everyDays: number;
  readonly lastAt: When | null;
  readonly nextDue: When;
  readonly found: string | null;
}

/** Gaps not closed yet, the longest overdue first; `overdue` of them are past their day. */
export function openGaps(things: Iterable<Thing>, now: Ms): { readonly open: readonly string[]; readonly overdue: readonly string[] } {
  const open = [...things].filter(({ ref, state }) => ref.startsWith("gap:") && state.status === "open").sort((a, b) => (a.state as GapView).due.latest - (b.state as GapView).due.latest);
  return { open: open.map(({ ref }) => idOf(ref)), overdue: open.filter(({ state }) => (state as GapView).due.latest < now).map(({ ref }) => idOf(ref)) };
}

/** Who looks at a place, how often, and when last: its whole chain of inspectors. */
export function supervisionOf(things: Iterable<Thing>, place: string): { readonly supervision: string; readonly inspector: Post; readonly everyDays: number; readonly lastAt: When | null; readonly nextDue: When }[] {
  return [...things].filter(({ ref, state }) => ref.startsWith("supervision:") && state["place"] === place).map(({ ref, state }) => {
    const { inspector, everyDays, lastAt, nextDue } = state as SupervisionView;
    return { supervision: idOf(ref), inspector, everyDays, lastAt, nextDue };
  }).sort((a, b) => a.nextDue.latest - b.nextDue.latest);
}

const DUE = { key: "due", title: zhEn("时限", "Due"), type: "when" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "gap", title: zhEn("短板弱项", "Gap"), scope: "incident",
    fold: (state, event) => {
      if (event.type === "gap.recorded") return { ...event.data, status: "open", finder: event.actor, proof: null };
      return event.type === "gap.closed" && state !== undefined ? { ...state, status: "closed", proof: dataOf<{ proof: string }>(event).proof } : state;
    },
    columns: [{ key: "what", title: zhEn("内容", "What"), type: "text" }, { key: "owner", title: zhEn("整改岗位", "Owner"), type: "post" }, { key: "finder", title: zhEn("发现岗位", "Found by"), type: "post" }, DUE],
  },
  {
    kind: "supervision", title: zhEn("定期检查", "Calendar of supervision"), scope: "incident",
    fold: (state, event) => {
      if (event.type === "supervision.planned") return { lastAt: null, found: null, ...state, ...event.data, status: "planned" };
      if (state === undefined) return state;
      if (event.type === "supervision.due") return { ...state, nextDue: dataOf<{ due: When }>(event).due };
      return event.type === "supervision.made" ? { ...state, lastAt: event.occurred, found: dataOf<{ found: string }>(event).found } : state;
    },
    columns: [
      { key: "place", title: zhEn("场所", "Place"), type: "text" }, { key: "inspector", title: zhEn("检查岗位", "Inspector"), type: "post" },
      { key: "everyDays", title: zhEn("间隔天数", "Every so many days"), type: "number" }, { key: "lastAt", title: zhEn("上次检查", "Last visit"), type: "when" }, { key: "nextDue", title: zhEn("下次检查", "Next visit"), type: "when" },
    ],
  },
];
