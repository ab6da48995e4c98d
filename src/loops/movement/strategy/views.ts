/**
 * Which strategy binds a place at an instant, whether leaving then takes a permit, and which one travel notice
 * stands. A strategy ends by itself at its end; a notice is one text at a time, however often it is repeated.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import { above } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";

/** Guard against import and rebound, or against spread out of here as well. */
export const STRATEGIES = ["import-rebound", "export-spread"] as const;

export interface StrategyView extends ThingState {
  readonly org: string;
  readonly strategy: (typeof STRATEGIES)[number];
  readonly start: When;
  readonly end: When | null;
  readonly endedAt: When | null;
  readonly issuer: Post;
}

export interface NoticeVersion {
  readonly version: number;
  readonly start: When;
  readonly end: When | null;
  /** Published, as it happened; a later version stands in its place from its own start. */
  readonly text: { readonly zh: string; readonly en: string };
  readonly withdrawn: When | null;
}

export interface NoticeView extends ThingState {
  readonly notice: string;
  readonly versions: readonly NoticeVersion[];
}

export const strategyRef = (org: string): Ref => ref("strategy", org);
export const noticeRef = (notice: string): Ref => ref("travel-notice", notice);

export function bindsAt(strategy: StrategyView, instant: Ms): boolean {
  return strategy.start.earliest <= instant && instant < Math.min(strategy.end?.latest ?? Infinity, strategy.endedAt?.latest ?? Infinity);
}

/** Strategies that bind a place at an instant: its own first, then those of the levels above. */
function strategies(state: State, org: string, instant: Ms): StrategyView[] {
  const found: StrategyView[] = [];
  for (let current: string | undefined = org, steps = 0; current !== undefined && steps < 32; current = above(state, current), steps++) {
    const strategy = state.thing(strategyRef(current))?.state as StrategyView | undefined;
    if (strategy !== undefined && bindsAt(strategy, instant)) found.push(strategy);
  }
  return found;
}

/** The strategy of a place at an instant: its own, else that of the nearest organisation above. */
export function strategyAt(state: State, org: string, instant: Ms): StrategyView | undefined {
  return strategies(state, org, instant)[0];
}

/** Only a strategy against spread, of the place or of any level above it, asks people for a permit; without one everybody may leave. */
export function permitNeeded(state: State, org: string, instant: Ms): boolean {
  return strategies(state, org, instant).some((one) => one.strategy === "export-spread");
}

/** The one version that stands at an instant: the latest begun; undefined where it has ended or was withdrawn. */
export function noticeAt(notice: NoticeView, instant: Ms): NoticeVersion | undefined {
  const latest = notice.versions.filter((one) => one.start.latest <= instant).at(-1);
  return latest === undefined || instant >= Math.min(latest.end?.latest ?? Infinity, latest.withdrawn?.latest ?? Infinity) ? undefined : latest;
}

function foldStrategy(state: StrategyView | undefined, event: LedgerEvent): StrategyView | undefined {
  switch (event.type) {
    case "strategy.set": return { ...dataOf<object>(event), end: (event.data["end"] as When | undefined) ?? null, status: "in-force", issuer: event.actor, endedAt: null } as StrategyView;
    case "strategy.reviewed": return state === undefined ? state : { ...state, reviewedAt: event.occurred };
    case "strategy.ended": return state === undefined ? state : { ...state, status: "ended", endedAt: event.occurred };
    default: return state;
  }
}

function foldNotice(state: NoticeView | undefined, event: LedgerEvent): NoticeView | undefined {
  if (event.type === "travel-notice.published") {
    const data = dataOf<{ notice: string; org: string; start: When; end?: When; text: NoticeVersion["text"] }>(event);
    const before = state?.versions ?? [];
    const version: NoticeVersion = { version: before.length + 1, start: data.start, end: data.end ?? null, text: data.text, withdrawn: null };
    return { status: "in-force", notice: data.notice, org: data.org, versions: [...before, version], version: version.version, start: version.start, end: version.end };
  }
  if (state === undefined || event.type !== "travel-notice.withdrawn") return state;
  const last = state.versions.at(-1)!;
  return { ...state, status: "withdrawn", versions: [...state.versions.slice(0, -1), { ...last, withdrawn: event.occurred }] };
}

const START = { key: "start", title: zhEn("开始", "Start"), type: "when" } as const;
const END = { key: "end", title: zhEn("结束", "End"), type: "when" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "strategy", title: zhEn("人员流动管控策略", "Movement strategy"), scope: "incident", fold: foldStrategy as Kind["fold"],
    columns: [
      { key: "strategy", title: zhEn("策略", "Strategy"), type: "text" }, { key: "issuer", title: zhEn("决定岗位", "Decided by"), type: "post" }, START, { key: "review", title: zhEn("复核", "Review"), type: "when" }, END,
    ],
  },
  {
    kind: "travel-notice", title: zhEn("出行通告", "Travel notice"), scope: "incident", fold: foldNotice as Kind["fold"],
    columns: [{ key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "version", title: zhEn("版次", "Version"), type: "number" }, START, END],
  },
];
