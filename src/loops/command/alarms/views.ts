/**
 * State of the alarms of an incident, folded from their events: each call with its rings, the bell of each
 * post with what waits to be folded in, and how far the ledger has been read.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Column, Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { postId } from "../watch/views.ts";
import { loudest, MAX_ITEMS, type Batch, type DeliveryOutcome, type Item, type Rank, type RungData } from "./events.ts";

export interface Ring extends Omit<RungData, "call" | "nextAt"> {
  readonly at: Ms;
  /** Null until the channels have been tried. */
  readonly outcomes: readonly DeliveryOutcome[] | null;
}

export interface CallView extends ThingState {
  /** `ringing` waits for an answer; `telling` is a reminder on its way, which asks for none. */
  readonly status: "ringing" | "answered" | "unanswered" | "telling" | "told";
  readonly to: Post;
  /** `role@org`, for lists. */
  readonly post: string;
  readonly rank: Rank;
  readonly count: number;
  readonly items: readonly Item[];
  readonly raisedAt: Ms;
  readonly rings: readonly Ring[];
  readonly nextAt: Ms | null;
  readonly answer: { readonly at: Ms; readonly by: Post; readonly who: string | null; readonly how: string; readonly ring: number | null } | null;
}

export interface BellView extends ThingState {
  /** `folding` while alarms wait for the window to end. */
  readonly status: "quiet" | "folding";
  readonly to: Post;
  readonly call: string;
  readonly rank: Rank;
  readonly foldUntil: Ms;
  readonly pending: Batch | null;
}

export interface DeskView extends ThingState {
  /** Seq up to which the ledger's alarms have been taken up. */
  readonly position: number;
}

export const DESK: Ref = ref("alarm-desk", "position");
export const callRef = (call: string): Ref => ref("call", call);
export const bellRef = (post: Post): Ref => ref("bell", postId(post));

/** Two batches of one post as one. */
export function together(a: Batch | null, b: Batch): Batch {
  if (a === null) return b;
  return { to: b.to, rank: loudest(a.rank, b.rank), count: a.count + b.count, items: [...a.items, ...b.items].slice(0, MAX_ITEMS) };
}

/**
 * Every channel was tried and none took it. Where no channel is configured at all the ring still shows on the
 * screens, so there it waits for its time instead.
 */
export function undelivered(call: CallView): boolean {
  const outcomes = call.rings.at(-1)?.outcomes ?? [];
  return outcomes.some((outcome) => outcome.result !== "not-configured") && !outcomes.some((outcome) => outcome.result === "accepted");
}

function changeRing(call: CallView, index: number, change: Partial<Ring>): readonly Ring[] {
  return call.rings.map((ring, at) => (at === index ? { ...ring, ...change } : ring));
}

function foldCall(state: CallView | undefined, event: LedgerEvent): CallView | undefined {
  if (event.type === "alarm.raised") {
    const { to, rank, count, items } = dataOf<Batch>(event);
    const status = rank === "reminder" ? "telling" : "ringing";
    return { status, to, post: postId(to), rank, count, items, raisedAt: event.occurred.latest, rings: [], nextAt: null, answer: null };
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "alarm.joined": {
      const joined = together({ to: state.to, rank: state.rank, count: state.count, items: state.items }, dataOf<Batch>(event));
      return { ...state, rank: joined.rank, count: joined.count, items: joined.items };
    }
    case "alarm.rung": {
      const { call: _call, nextAt, ...ring } = dataOf<RungData>(event);
      return { ...state, nextAt, rings: [...state.rings, { ...ring, at: event.occurred.latest, outcomes: null }] };
    }
    case "alarm.delivered":
    case "alarm.failed": {
      const { ring, outcomes } = dataOf<{ ring: number; outcomes: DeliveryOutcome[] }>(event);
      return { ...state, status: state.status === "telling" ? "told" : state.status, rings: changeRing(state, ring, { outcomes }) };
    }
    case "alarm.answered": {
      const { by, who, how, ring } = dataOf<{ by: Post; who?: string; how: string; ring?: number }>(event);
      return { ...state, status: "answered", nextAt: null, answer: { at: event.occurred.latest, by, who: who ?? null, how, ring: ring ?? null } };
    }
    case "alarm.unanswered":
      return { ...state, status: "unanswered", nextAt: null };
    default:
      return state;
  }
}

function foldBell(state: BellView | undefined, event: LedgerEvent): BellView | undefined {
  switch (event.type) {
    case "alarm.raised":
    case "alarm.joined": {
      const { to, rank, call, foldUntil } = dataOf<Batch & { call: string; foldUntil: Ms }>(event);
      return { status: "quiet", to, call, rank, foldUntil, pending: null };
    }
    case "alarm.folded":
      return state === undefined ? state : { ...state, status: "folding", pending: together(state.pending, dataOf<Batch>(event)) };
    default:
      return state;
  }
}

function foldDesk(state: DeskView | undefined, event: LedgerEvent): DeskView | undefined {
  return event.type === "alarm.noted" ? { status: "open", position: dataOf<{ upTo: number }>(event).upTo } : state;
}

const column = (key: string, zh: string, en: string, type: Column["type"] = "text"): Column => ({ key, title: zhEn(zh, en), type });

export const kinds: readonly Kind[] = [
  {
    kind: "call", title: zhEn("告警呼叫", "Alarm call"), scope: "incident", fold: foldCall as Kind["fold"],
    columns: [
      column("status", "状态", "Status"), column("post", "呼叫岗位", "Post rung"), column("rank", "等级", "Rank"),
      column("count", "告警数", "Alarms", "number"),
    ],
  },
  {
    kind: "bell", title: zhEn("岗位告警铃", "Bell of a post"), scope: "incident", fold: foldBell as Kind["fold"],
    columns: [column("status", "状态", "Status"), column("call", "最近呼叫", "Latest call")],
  },
  {
    kind: "alarm-desk", title: zhEn("告警台", "Alarm desk"), scope: "incident", fold: foldDesk as Kind["fold"],
    columns: [column("position", "已读至", "Read up to", "number")],
  },
];
