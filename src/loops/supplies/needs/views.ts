/** State of a need with the time of each stage, and what the stages cost: where needs wait on their way to the door. */
import type { Ms, When } from "../../../base/time.ts";
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";

export const CHANNELS = ["hotline", "web", "message", "in-person", "building-head", "care-call"] as const;
export const CATEGORIES = ["food", "water", "medicine", "infant", "hygiene", "fuel", "other"] as const;

export type NeedClass = "urgent" | "medicine" | "goods";

export interface NeedView extends ThingState {
  readonly household: string;
  readonly compound?: string;
  readonly org: string;
  readonly category: string;
  readonly class: NeedClass;
  readonly items: Readonly<Record<string, number>>;
  readonly deliveredBy: string | null;
  /** When each stage was reached. */
  readonly stages: Readonly<Record<string, When>>;
}

export function classOf(need: { readonly urgent?: boolean; readonly category: string }): NeedClass {
  if (need.urgent === true) return "urgent";
  return need.category === "medicine" ? "medicine" : "goods";
}

export function isSettled(need: NeedView): boolean {
  return need.status === "confirmed" || need.status === "cancelled";
}

const STATUS: Readonly<Record<string, string>> = {
  "need.reported": "reported", "need.ordered": "ordered", "need.allocated": "allocated", "need.short": "short", "need.dispatched": "dispatched", "need.at_gate": "at-gate",
  "need.delivered": "delivered", "need.confirmed": "confirmed", "need.denied": "denied", "need.cancelled": "cancelled",
};

function fold(state: NeedView | undefined, event: LedgerEvent): NeedView | undefined {
  const status = STATUS[event.type];
  if (status === undefined) return state;
  if (event.type === "need.reported") return { ...event.data, status, deliveredBy: null, stages: { reported: event.occurred } } as unknown as NeedView;
  if (state === undefined) return state;
  const deliveredBy = event.type === "need.delivered" ? String(event.data["deliveredBy"]) : event.type === "need.denied" ? null : state.deliveredBy;
  return { ...state, status, deliveredBy, stages: { ...state.stages, [status]: event.occurred } };
}

export interface StageFigure {
  readonly stage: string;
  readonly needs: readonly string[];
  readonly longestMs: Ms;
}

/** Where open needs stand now and how long the oldest has been there, slowest stage first. */
export function waitingAt(needs: readonly Thing[], now: Ms): StageFigure[] {
  const stages = new Map<string, { needs: string[]; longestMs: Ms }>();
  for (const { ref, state } of needs) {
    const need = state as NeedView;
    if (isSettled(need)) continue;
    const row = stages.get(need.status) ?? { needs: [], longestMs: 0 };
    stages.set(need.status, { needs: [...row.needs, ref.slice("need:".length)], longestMs: Math.max(row.longestMs, now - (need.stages[need.status]?.latest ?? now)) });
  }
  return [...stages].map(([stage, row]) => ({ stage, ...row })).toSorted((a, b) => b.longestMs - a.longestMs);
}

export const kinds: readonly Kind[] = [{
  kind: "need", title: zhEn("生活需求", "Need"), scope: "incident", fold: fold as Kind["fold"],
  columns: [
    { key: "household", title: zhEn("住户", "Household"), type: "text" }, { key: "compound", title: zhEn("小区", "Compound"), type: "text" },
    { key: "org", title: zhEn("所属单位", "Organisation"), type: "text" }, { key: "category", title: zhEn("类别", "Category"), type: "text" },
    { key: "class", title: zhEn("时限类别", "Clock"), type: "text" }, { key: "channel", title: zhEn("渠道", "Channel"), type: "text" },
    { key: "stages.reported", title: zhEn("登记时间", "Reported"), type: "when" }, { key: "stages.delivered", title: zhEn("送达时间", "Delivered"), type: "when" },
  ],
}];
