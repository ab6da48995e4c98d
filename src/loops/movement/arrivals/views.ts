/** State of arrivals, of the places they come from and of their stays there; the board of arrivals, each number opening into its people. */
import { dayOf, nextDay, type Day, type Zone } from "../../../base/civil.ts";
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { isOpen, type Duty } from "../../../engine/duty/duty.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { AreaView } from "../../areas/views.ts";
import type { Hit, Proposal, RiskPeriod, Stay } from "./matching.ts";

export interface OriginView extends ThingState {
  readonly origin: string;
  readonly periods: readonly RiskPeriod[];
}

export interface StayView extends ThingState, Stay {
  readonly person: string;
}

export interface TravellerView extends ThingState {
  readonly person: string;
  readonly arrived: When;
  /** Community that takes the person in; null while nobody knows. */
  readonly home: string | null;
  readonly stays: readonly Stay[];
  readonly hits: readonly Hit[];
  readonly level: string | null;
  /** What the rules propose; a named role decides. */
  readonly proposal: Proposal | null;
  readonly outcome: string | null;
}

export const travellerRef = (person: string): Ref => ref("traveller", person);
export const originRef = (origin: string): Ref => ref("origin", origin);
export const stayRef = (person: string, origin: string): Ref => ref("stay", `${person}/${origin}`);

/** Levels of a place over time: of one elsewhere as published, of an area of our own as drawn. */
export function periodsOf(elsewhere: readonly RiskPeriod[], area: AreaView | undefined, zone: Zone): readonly RiskPeriod[] {
  const own: RiskPeriod[] = [];
  if (area !== undefined && area.level !== null) {
    const since = dayOf(zone, area.since.earliest);
    const open = (area["reopenedAt"] ?? null) as When | null;
    if (area.formerly !== null) own.push({ level: area.formerly, from: null, until: nextDay(since, -1), source: "area" });
    own.push({ level: area.level, from: since, until: open === null ? null : dayOf(zone, open.latest), source: "area" });
  }
  return [...elsewhere, ...own];
}

/** Told again for the same first day, the later word stands. */
export function withPeriod(periods: readonly RiskPeriod[], said: RiskPeriod): readonly RiskPeriod[] {
  return [...periods.filter((one) => one.from !== said.from), said];
}

function foldOrigin(state: OriginView | undefined, event: LedgerEvent): OriginView | undefined {
  if (event.type === "origin.set") {
    const { origin, ...said } = dataOf<RiskPeriod & { origin: string }>(event);
    return { status: "set", origin, periods: withPeriod(state?.periods ?? [], said), ...said };
  }
  if (event.type !== "origin.withdrawn" || state === undefined) return state;
  const periods = state.periods.filter((one) => one.from !== dataOf<{ from: string }>(event).from);
  const last = periods.at(-1);
  return { status: last === undefined ? "withdrawn" : "set", origin: state.origin, periods, level: last?.level ?? null, from: last?.from ?? null, until: last?.until ?? null, source: last?.source ?? null };
}

function foldStay(state: ThingState | undefined, event: LedgerEvent, about: Ref): ThingState | undefined {
  if (event.type !== "traveller.recorded") return state;
  const { person, stays } = dataOf<{ person: string; stays: readonly Stay[] }>(event);
  const stay = stays.find((one) => stayRef(person, one.origin) === about);
  return stay === undefined ? state : { ...stay, person, status: "recorded" };
}

function statusOf(matched: boolean, home: string | null): string {
  return !matched ? "no-risk" : home === null ? "home-unknown" : "matched";
}

function foldTraveller(state: TravellerView | undefined, event: LedgerEvent): TravellerView | undefined {
  if (event.type === "traveller.recorded") {
    const data = dataOf<TravellerView & { matched: boolean }>(event);
    return { ...data, home: data.home ?? null, outcome: null, status: statusOf(data.matched, data.home ?? null) };
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "traveller.rematched": return { ...state, ...dataOf<object>(event), outcome: null, status: statusOf(true, state.home) };
    case "traveller.cleared": return { ...state, hits: [], level: null, proposal: null, status: "no-risk" };
    case "traveller.redirected": return { ...state, home: dataOf<{ home: string }>(event).home, status: "matched" };
    case "traveller.settled": return { ...state, ...dataOf<object>(event), status: "settled" };
    default: return state;
  }
}

export interface BoardRow {
  readonly day: Day;
  /** Null: nobody knows which community takes them in. */
  readonly home: string | null;
  readonly arrived: readonly string[];
  readonly fromRisk: readonly string[];
  /** Given to the community and not taken on by it yet. */
  readonly notAccepted: readonly string[];
  readonly settled: readonly string[];
  readonly open: readonly string[];
  readonly overdue: readonly string[];
}

/** Arrivals by day and community: how many, how many from risk areas, how many done, not done, late. Every number is its people. */
export function arrivalsBoard(travellers: readonly Thing[], duties: Iterable<Duty>, zone: Zone): readonly BoardRow[] {
  const owed = new Map<string, Duty>();
  for (const duty of duties) if (duty.kind === "traveller.settle" && isOpen(duty)) owed.set(duty.subject, duty);
  const rows = new Map<string, { day: Day; home: string | null; all: TravellerView[] }>();
  for (const { state } of travellers) {
    const traveller = state as TravellerView;
    const day = dayOf(zone, traveller.arrived.earliest);
    const key = `${day} ${traveller.home ?? ""}`;
    const row = rows.get(key) ?? { day, home: traveller.home, all: [] };
    row.all.push(traveller);
    rows.set(key, row);
  }
  const dutyOf = (one: TravellerView): Duty | undefined => owed.get(travellerRef(one.person));
  return [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { day, home, all }]) => {
    const which = (test: (one: TravellerView) => boolean): string[] => all.filter(test).map((one) => one.person).toSorted();
    return {
      day, home, arrived: which(() => true), fromRisk: which((one) => one.level !== null), notAccepted: which((one) => (dutyOf(one)?.offer ?? null) !== null),
      settled: which((one) => one.status === "settled"), open: which((one) => one.status === "matched" || one.status === "home-unknown"),
      overdue: which((one) => (dutyOf(one)?.overdue ?? null) !== null && one.status !== "settled"),
    };
  });
}

const PERSON = { key: "person", title: zhEn("人员", "Person"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "origin", title: zhEn("域外风险地区", "Place elsewhere at risk"), scope: "incident", fold: foldOrigin as Kind["fold"],
    columns: [
      { key: "level", title: zhEn("风险等级", "Risk level"), type: "text" }, { key: "from", title: zhEn("自", "From"), type: "text" }, { key: "until", title: zhEn("至", "Until"), type: "text" },
      { key: "source", title: zhEn("来源", "Source"), type: "text" },
    ],
  },
  {
    kind: "stay", title: zhEn("旅居史", "Stay elsewhere"), scope: "incident", fold: foldStay,
    columns: [PERSON, { key: "origin", title: zhEn("地点", "Where"), type: "text" }, { key: "from", title: zhEn("自", "From"), type: "text" }, { key: "until", title: zhEn("至", "Until"), type: "text" }],
  },
  {
    kind: "traveller", title: zhEn("来返人员", "Arrival"), scope: "incident", fold: foldTraveller as Kind["fold"],
    columns: [
      { key: "list", title: zhEn("名单", "List"), type: "text" }, { key: "arrived", title: zhEn("抵达", "Arrived"), type: "when" }, { key: "home", title: zhEn("接收社区", "Community"), type: "text" },
      { key: "level", title: zhEn("来自风险等级", "Level of where they were"), type: "text" }, { key: "proposal.measure", title: zhEn("规则建议", "Proposed by the rules"), type: "text" },
      { key: "outcome", title: zhEn("落实情况", "Outcome"), type: "text" },
    ],
  },
  {
    kind: "traveller-list", title: zhEn("来返人员名单", "List of arrivals"), scope: "incident",
    fold: (state, event) => (event.type === "travellers.imported" ? { ...state, ...event.data, status: "taken-in", at: event.occurred } : state),
    columns: [
      { key: "source", title: zhEn("来源", "Source"), type: "text" }, { key: "taken", title: zhEn("已导入", "Taken in"), type: "number" }, { key: "matched", title: zhEn("来自风险地区", "From risk areas"), type: "number" },
      { key: "left", title: zhEn("未导入行", "Rows left out"), type: "number" }, { key: "at", title: zhEn("时间", "When"), type: "when" },
    ],
  },
];
