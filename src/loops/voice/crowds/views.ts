/** State of surges, crowds and public-order events, and what the playbook of a crowd still lacks. */
import type { When } from "../../../base/time.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const OVER = ["supplies", "pick-up", "release", "testing", "other"] as const;
export const DISORDERS = ["quarrel", "theft", "fraud", "price", "blocked-road", "gathering", "other"] as const;
/** What may be told to the police of a public-order event: never who. */
export const SHAREABLE = ["matter", "where", "at"] as const;

export interface SurgeView extends ThingState {
  readonly at: When;
  readonly requests: readonly string[];
}

export interface CrowdView extends ThingState {
  readonly org: string;
  readonly over: string;
  readonly lead?: Post;
  readonly attended: boolean;
  readonly supplied: boolean;
  readonly eased: boolean;
}

export interface DisorderView extends ThingState {
  readonly matter: string;
  readonly where: string;
  readonly at: When;
}

/** Pages of the playbook nobody has recorded yet. */
export function playbookGaps(crowd: CrowdView): string[] {
  return (["attended", "supplied", "eased"] as const).filter((page) => !crowd[page]);
}

const PAGES: Readonly<Record<string, keyof CrowdView>> = { "crowd.attended": "attended", "crowd.supplied": "supplied", "crowd.eased": "eased" };

function fold(state: CrowdView | undefined, event: LedgerEvent): CrowdView | undefined {
  if (event.type === "crowd.reported") return { attended: false, supplied: false, eased: false, ...dataOf<object>(event), status: "there", reportedAt: event.occurred } as unknown as CrowdView;
  if (state === undefined) return state;
  if (event.type === "crowd.closed") return { ...state, status: "closed" };
  const page = PAGES[event.type];
  return page === undefined ? state : { ...state, [page]: true, status: page === "eased" ? "eased" : state.status };
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const COMPOUND = { key: "compound", title: zhEn("小区", "Compound"), type: "text" } as const;
const AT = { key: "at", title: zhEn("时间", "When"), type: "when" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "surge", title: zhEn("诉求激增", "Surge of requests"), scope: "incident", fold: latest({ "surge.detected": "surging", "surge.answered": "answered" }),
    columns: [COMPOUND, ORG, { key: "households", title: zhEn("户数", "Households"), type: "number" }, AT],
  },
  {
    kind: "crowd", title: zhEn("人员聚集", "Crowd"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      ORG, COMPOUND, { key: "where", title: zhEn("地点", "Place"), type: "text" }, { key: "over", title: zhEn("起因", "Over"), type: "text" },
      { key: "reportedAt", title: zhEn("首次报告", "First report"), type: "when" }, { key: "attended", title: zhEn("已到场", "Attended"), type: "boolean" },
      { key: "supplied", title: zhEn("已说明并落实物资", "Told and supplied"), type: "boolean" }, { key: "eased", title: zhEn("已疏导", "Eased"), type: "boolean" },
    ],
  },
  {
    kind: "disorder", title: zhEn("治安事项", "Public-order event"), scope: "incident", fold: latest({ "disorder.logged": "logged" }),
    columns: [{ key: "matter", title: zhEn("事项", "Matter"), type: "text" }, { key: "where", title: zhEn("地点", "Place"), type: "text" }, AT],
  },
];
