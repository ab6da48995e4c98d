/** State of a temporary static management and whether its services stand behind it. */
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const PARTS = ["supply", "medical", "hotline"] as const;
export type Part = (typeof PARTS)[number];

export interface ClosureView extends ThingState {
  readonly closure: string;
  readonly area: string;
  readonly org: string;
  readonly start: When;
  readonly end: When;
  readonly legalBasis: string;
  readonly decision: string;
  /** What stays allowed while it lasts. */
  readonly allowed: readonly string[];
  readonly supply: Post;
  readonly medical: Post;
  readonly hotline: Post;
  /** The compounds it confines, each with its own two owners; supplies count their doors. */
  readonly compounds: readonly string[];
  /** Wider than the rules' unit: a second person signs beside the issuer. */
  readonly wide: boolean;
  /** Who that is; null where nobody was named. */
  readonly second: Post | null;
  readonly countersigned: boolean;
  readonly accepted: readonly Part[];
  readonly overridden: boolean;
  readonly inForceSince: When | null;
  readonly endedAt: When | null;
  readonly issuer: Post;
}

/** Wide, and signed by one person only. */
export function unsigned(closure: ClosureView): boolean {
  return closure.wide && !closure.countersigned;
}

/** Services nobody has accepted yet. */
export function lacking(closure: ClosureView): Part[] {
  return PARTS.filter((part) => !closure.accepted.includes(part));
}

/** Whether anybody may be held to it at an instant: it has taken effect, and has not run out or been ended. */
export function bindsAt(closure: ClosureView, instant: Ms): boolean {
  return closure.inForceSince !== null && closure.inForceSince.latest <= instant && instant < Math.min(closure.end.latest, closure.endedAt?.latest ?? Infinity);
}

function fold(state: ClosureView | undefined, event: LedgerEvent): ClosureView | undefined {
  if (event.type === "closure.ordered") return { accepted: [], compounds: [], wide: false, second: null, countersigned: false, overridden: false, inForceSince: null, endedAt: null, ...dataOf<object>(event), status: "ordered", issuer: event.actor } as unknown as ClosureView;
  if (state === undefined) return state;
  const part = PARTS.find((one) => event.type === `closure.${one}_accepted`);
  if (part !== undefined) return { ...state, accepted: [...state.accepted, part] };
  switch (event.type) {
    case "closure.countersigned": return { ...state, countersigned: true };
    case "closure.overridden": return { ...state, overridden: true };
    case "closure.took_effect": return { ...state, status: "in-force", inForceSince: dataOf<{ since: When }>(event).since };
    case "closure.ended": return { ...state, status: "ended", endedAt: dataOf<{ effective: When }>(event).effective };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "closure", title: zhEn("临时静态管理", "Static management"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "area", title: zhEn("区域", "Area"), type: "text" }, { key: "org", title: zhEn("所属单位", "Organisation"), type: "text" }, { key: "start", title: zhEn("开始", "Start"), type: "when" },
      { key: "end", title: zhEn("结束", "End"), type: "when" }, { key: "inForceSince", title: zhEn("实际生效", "In force since"), type: "when" }, { key: "overridden", title: zhEn("越过保障签批", "Services overridden"), type: "boolean" },
      { key: "supply", title: zhEn("物资保障", "Supply"), type: "post" }, { key: "medical", title: zhEn("医疗保障", "Medical"), type: "post" }, { key: "hotline", title: zhEn("热线", "Hotline"), type: "post" },
    ],
  },
];
