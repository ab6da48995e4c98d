/**
 * State of crews, dispatches, pooled resources and loans; the nearest capable crew for a place, and how many of a
 * team's members carry how many open investigations. Crews belong to the city and are promised to one task at a time.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { isOpen, type Duty } from "../../../engine/duty/duty.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import { ASSETS } from "./events.ts";

export interface Point {
  readonly lat: number;
  readonly lon: number;
}

export interface CrewView extends ThingState {
  readonly crew: string;
  readonly org: string;
  readonly skills: readonly string[];
  readonly members: readonly string[];
  readonly point: Point | null;
  readonly claimedBy: { readonly by: string; readonly incident: string } | null;
}

export interface DispatchView extends ThingState {
  readonly dispatch: string;
  readonly crew: string;
  readonly crewOrg: string;
  readonly to: string;
  readonly due: When;
}

export interface AssetView extends ThingState {
  readonly asset: string;
  readonly org: string;
  readonly type: (typeof ASSETS)[number];
  readonly quantity: number;
  readonly free: number;
}

export interface LoanView extends ThingState {
  readonly loan: string;
  readonly asset: string;
  readonly owner: string;
  readonly to: string;
  readonly quantity: number;
  readonly until: When;
}

export const crewRef = (crew: string): Ref => ref("crew", crew);
export const dispatchRef = (dispatch: string): Ref => ref("dispatch", dispatch);
export const assetRef = (asset: string): Ref => ref("asset", asset);
export const loanRef = (loan: string): Ref => ref("loan", loan);

function foldCrew(state: CrewView | undefined, event: LedgerEvent): CrewView | undefined {
  switch (event.type) {
    case "crew.registered": return { point: null, claimedBy: null, ...state, ...dataOf<object>(event), status: state?.status ?? "free" } as unknown as CrewView;
    case "crew.claimed": return state === undefined ? state : { ...state, status: "claimed", claimedBy: { by: String(event.data["by"]), incident: String(event.data["incident"]) } };
    case "crew.freed": return state === undefined ? state : { ...state, status: "free", claimedBy: null, point: dataOf<{ point?: Point }>(event).point ?? state.point };
    default: return state;
  }
}

function foldAsset(state: AssetView | undefined, event: LedgerEvent): AssetView | undefined {
  const { quantity } = dataOf<{ quantity: number }>(event);
  switch (event.type) {
    case "asset.registered": {
      const lent = state === undefined ? 0 : state.quantity - state.free;
      return { ...dataOf<object>(event), free: quantity - lent, status: quantity - lent > 0 ? "free" : "short" } as unknown as AssetView;
    }
    case "asset.lent": return state === undefined ? state : { ...state, free: state.free - quantity, status: state.free - quantity > 0 ? "free" : "short" };
    case "asset.returned": return state === undefined ? state : { ...state, free: state.free + quantity, status: state.free + quantity > 0 ? "free" : "short" };
    default: return state;
  }
}

const text = (key: string, zh: string, en: string) => ({ key, title: zhEn(zh, en), type: "text" as const });

export const kinds: readonly Kind[] = [
  { kind: "crew", title: zhEn("工作队", "Crew"), scope: "city", fold: foldCrew as Kind["fold"], columns: [text("org", "单位", "Organisation"), text("claimedBy.by", "派遣编号", "Dispatched as")] },
  {
    kind: "dispatch", title: zhEn("派遣", "Dispatch"), scope: "incident", fold: latest({ "dispatch.sent": "sent", "dispatch.arrived": "arrived", "dispatch.ended": "ended" }),
    columns: [text("crew", "工作队", "Crew"), text("to", "派往", "To"), text("task", "任务", "Task"), { key: "due", title: zhEn("应到时间", "Due"), type: "when" }],
  },
  {
    kind: "asset", title: zhEn("统筹资源", "Pooled resource"), scope: "city", fold: foldAsset as Kind["fold"],
    columns: [text("org", "所属单位", "Owner"), text("type", "类型", "Type"), { key: "quantity", title: zhEn("总数", "Quantity"), type: "number" }, { key: "free", title: zhEn("可调数", "Free"), type: "number" }],
  },
  {
    kind: "loan", title: zhEn("调拨", "Loan"), scope: "incident", fold: latest({ "loan.made": "lent", "loan.received": "received", "loan.ended": "ended" }),
    columns: [text("asset", "资源", "Resource"), text("to", "调往", "To"), { key: "quantity", title: zhEn("数量", "Quantity"), type: "number" }, { key: "until", title: zhEn("归还时限", "Back by"), type: "when" }],
  },
];

const EARTH_RADIUS_KM = 6371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Kilometres along the great circle. */
export function distanceKm(a: Point, b: Point): number {
  const half = Math.sin(radians(b.lat - a.lat) / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(b.lon - a.lon) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(half)));
}

export interface CrewRow {
  readonly crew: string;
  readonly org: string;
  /** Null where either place is not known: it is ranked by the tree alone, after those that are. */
  readonly km: number | null;
  /** Steps up and down the tree of organisations. */
  readonly steps: number;
}

/** Steps between two organisations, by their places from the top. */
function stepsBetween(a: string, b: string): number {
  const [left, right] = [a.split("/"), b.split("/")];
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return left.length + right.length - 2 * shared;
}

/** Free crews that can do it, the nearest first; runs the same in routine times. */
export function nearest(crews: readonly Thing[], need: { readonly skill: string; readonly place: string; readonly point?: Point }): CrewRow[] {
  return crews.filter(({ state }) => state.status === "free" && (state as CrewView).skills.includes(need.skill)).map(({ ref: reference, state }) => {
    const { org, point, place } = state as CrewView;
    return { crew: idOf(reference), org, km: point === null || need.point === undefined ? null : distanceKm(point, need.point), steps: stepsBetween(place ?? org, need.place) };
  }).toSorted((a, b) => (a.km ?? Infinity) - (b.km ?? Infinity) || a.steps - b.steps || (a.crew < b.crew ? -1 : 1));
}

export interface SkillRow {
  readonly org: string;
  readonly crews: readonly string[];
  readonly members: number;
  readonly duties: readonly string[];
  /** Open duties a member; null where nobody is there to do them. */
  readonly perMember: number | null;
}

/** What crews of one skill are there, organisation by organisation, against the open duties that need it. */
export function crewLoad(crews: readonly Thing[], duties: Iterable<Duty>, skill: string, kinds: ReadonlySet<string>): SkillRow[] {
  const open = [...duties].filter((duty) => isOpen(duty) && duty.done === null && kinds.has(duty.kind));
  const mine = crews.filter(({ state }) => (state as CrewView).skills.includes(skill));
  const orgs = [...new Set([...open.map((duty) => duty.holder.org), ...mine.map(({ state }) => (state as CrewView).org)])].toSorted();
  return orgs.map((org) => {
    const here = mine.filter(({ state }) => (state as CrewView).org === org);
    const members = here.reduce((sum, { state }) => sum + (state as CrewView).members.length, 0);
    const owed = open.filter((duty) => duty.holder.org === org).map((duty) => duty.id);
    return { org, crews: here.map((one) => idOf(one.ref)), members, duties: owed, perMember: members === 0 ? null : owed.length / members };
  });
}

/** The pool, type by type: what there is, what is free, and whose it is. */
export function pool(assets: readonly Thing[]): { type: string; quantity: number; free: number; owners: readonly string[] }[] {
  return ASSETS.map((type) => {
    const mine = assets.map(({ state }) => state as AssetView).filter((asset) => asset.type === type);
    return { type, quantity: mine.reduce((sum, { quantity }) => sum + quantity, 0), free: mine.reduce((sum, { free }) => sum + free, 0), owners: [...new Set(mine.map(({ org }) => org))] };
  }).filter(({ quantity }) => quantity > 0);
}
