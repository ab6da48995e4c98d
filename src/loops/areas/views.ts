/** State of areas and what is asked of them: the tree, streaks, what is due for release, community zero by day. */
import { dayOf, nextDay, type Day, type Zone } from "../../base/civil.ts";
import type { Ms, When } from "../../base/time.ts";
import { dataOf, type JsonObject, type LedgerEvent, type Post } from "../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import { lastDayOf, streak, type CaseReport, type Proposal, type RoundReport, type Streak, type StreakQuestion } from "./counting.ts";

export interface AreaView extends ThingState {
  readonly area: string;
  readonly unit: string;
  /** The area it lies in; null at the top. */
  readonly parent: string | null;
  readonly org: string;
  /** Null: no level drawn. */
  readonly level: string | null;
  readonly formerly: string | null;
  readonly since: When;
  /** Under restrictions: from drawing until it is reported open. */
  readonly closed: boolean;
  readonly cases: readonly CaseReport[];
  readonly rounds: readonly RoundReport[];
  readonly forecast: When | null;
  readonly proposal: (Proposal & { readonly by: Post }) | null;
  /** What the last downgrade rested on; a late case may break it. */
  readonly lowered: Proposal | null;
  readonly closures: readonly string[];
  /** Rounds of testing held of it in full, by their names. */
  readonly covering: readonly string[];
  /** A higher level proposed and not decided. */
  readonly raise: Raise | null;
  /** Signed once and waiting for a second person; `drawing` is null where it binds already. */
  readonly waiting: { readonly signer: Post; readonly second: Post | null; readonly drawing: JsonObject | null } | null;
}

/** A higher level proposed, with the clause that asks for it and the cases it rests on. */
export type Raise = {
  readonly to: string;
  readonly from: string | null;
  readonly clause: string;
  readonly cases: readonly string[];
  readonly warnings: readonly string[];
};

/** The same report told again, by its own name, takes the place of what was told before. */
function told<One>(list: readonly One[], one: One, key: keyof One): readonly One[] {
  return [...list.filter((other) => other[key] !== one[key]), one];
}

const steps: Readonly<Record<string, (state: AreaView, event: LedgerEvent) => AreaView>> = {
  "area.drawn": (state, event) => {
    const { lacksSecond, signer, second, ...drawing } = dataOf<{ lacksSecond?: true; signer?: Post; second?: Post }>(event);
    const waiting = lacksSecond === true ? { signer: signer!, second: second ?? null, drawing: null } : null;
    return { ...state, ...drawing, status: "at-risk", closed: true, since: event.occurred, formerly: null, forecast: null, proposal: null, lowered: null, reopenedAt: null, raise: null, waiting };
  },
  "area.upgrade_proposed": (state, event) => ({ ...state, raise: dataOf<{ raise: Raise }>(event).raise }),
  "area.draw_signed": (state, event) => {
    const { signer, second = null, drawing } = dataOf<{ signer: Post; second?: Post; drawing: JsonObject }>(event);
    return { ...state, status: state.closed ? state.status : "to-countersign", waiting: { signer, second, drawing } };
  },
  "area.draw_dropped": (state) => ({ ...state, status: state.status === "to-countersign" ? "routine" : state.status, waiting: null }),
  "area.case_struck": (state, event) => ({ ...state, cases: state.cases.filter((one) => one.case !== dataOf<{ case: string }>(event).case) }),
  "round.opened": (state, event) => ({ ...state, covering: [...new Set([...state.covering, dataOf<{ round: string }>(event).round])] }),
  "area.case_recorded": (state, event) => ({ ...state, cases: told(state.cases, dataOf<{ report: CaseReport }>(event).report, "case") }),
  "area.round_recorded": (state, event) => ({ ...state, rounds: told(state.rounds, dataOf<{ report: RoundReport }>(event).report, "round") }),
  "area.count_started": (state, event) => ({ ...state, forecast: dataOf<{ forecast: When }>(event).forecast }),
  "area.count_ended": (state) => ({ ...state, forecast: null }),
  "area.proposal_voided": (state) => ({ ...state, proposal: null }),
  "area.downgrade_proposed": (state, event) => ({ ...state, status: "proposed", proposal: { ...dataOf<{ proposal: Proposal }>(event).proposal, by: event.actor } }),
  "area.downgraded": (state, event) => {
    const { proposal, lowest } = dataOf<{ proposal: Proposal; lowest: boolean }>(event);
    const since = { earliest: proposal.effective, latest: proposal.effective };
    return { ...state, status: lowest ? "lowered" : "at-risk", formerly: state.level, level: proposal.to, since, proposal: null, lowered: proposal, forecast: lowest ? since : null, closures: [] };
  },
  "area.notice_written": (state, event) => ({ ...state, notice: dataOf<{ notice: { zh: string; en: string } }>(event).notice }),
  "area.reopened": (state, event) => ({ ...state, status: "opened", closed: false, reopenedAt: event.occurred }),
  "area.countersigned": (state) => ({ ...state, waiting: null }),
  "area.kept": (state) => ({ ...state, lowered: null, raise: null }),
  "closure.ordered": (state, event) => ({ ...state, closures: [...state.closures, dataOf<{ closure: string }>(event).closure] }),
};

function fold(state: AreaView | undefined, event: LedgerEvent): AreaView | undefined {
  if (event.type === "area.registered") {
    return { status: "routine", parent: null, level: null, formerly: null, since: event.occurred, closed: false, cases: [], rounds: [], forecast: null, proposal: null, lowered: null, closures: [], covering: [], raise: null, waiting: null, ...state, ...dataOf<object>(event) } as unknown as AreaView;
  }
  const step = steps[event.type];
  if (state === undefined || step === undefined) return state;
  const after = step(state, event);
  // A voided proposal leaves the area where it stood.
  return event.type === "area.proposal_voided" && after.status === "proposed" ? { ...after, status: "at-risk" } : after;
}

const idOf = (thing: Thing): string => thing.ref.slice(thing.ref.indexOf(":") + 1);
const view = (thing: Thing): AreaView => thing.state as AreaView;

/** Reports of all areas, each once: an area's own list repeats those of what lies in it. */
export function reportsOf(areas: readonly Thing[]): CaseReport[] {
  return [...new Map(areas.flatMap((one) => view(one).cases).map((report) => [report.case, report])).values()];
}

/** An area and everything that lies in it, down to the smallest. */
export function within(areas: readonly Thing[], area: string): string[] {
  const found = [area];
  for (let index = 0; index < found.length; index++) {
    for (const one of areas) if (view(one).parent === found[index] && !found.includes(idOf(one))) found.push(idOf(one));
  }
  return found;
}

/** Clean days of an area and of all that lies in it. */
export function streakOf(areas: readonly Thing[], area: string, question: Omit<StreakQuestion, "scope">, zone: Zone): Streak {
  return streak(reportsOf(areas), { ...question, scope: within(areas, area) }, zone);
}

export interface ReleaseRow {
  readonly area: string;
  readonly level: string;
  readonly forecast: Ms;
  readonly daysLeft: number;
  readonly overdueMs: Ms;
}

/** Closed areas by the date they are to come down, the longest overdue first. */
export function releases(areas: readonly Thing[], now: Ms): ReleaseRow[] {
  return areas.flatMap((one) => {
    const { forecast, level, closed } = view(one);
    if (!closed || forecast === null || level === null) return [];
    return [{ area: idOf(one), level, forecast: forecast.latest, daysLeft: Math.max(0, Math.ceil((forecast.latest - now) / 86_400_000)), overdueMs: Math.max(0, now - forecast.latest) }];
  }).toSorted((a, b) => a.forecast - b.forecast || (a.area < b.area ? -1 : 1));
}

export interface ZeroRow {
  readonly area: string;
  readonly day: Day;
  readonly community: readonly string[];
  readonly quarantine: readonly string[];
  /** No new infection outside quarantine, as known when asked. */
  readonly zero: boolean;
}

/** New infections outside and inside quarantine, by area and day, opening into the cases. */
export function communityZero(areas: readonly Thing[], names: readonly string[], first: Day, last: Day, knownAt: Ms, zone: Zone): ZeroRow[] {
  const rows: ZeroRow[] = [];
  const reports = reportsOf(areas).filter((one) => one.learned <= knownAt);
  for (const area of names) {
    const scope = new Set(within(areas, area));
    for (let day = first; day <= last; day = nextDay(day)) {
      const cases = (found: CaseReport["found"]): string[] => reports.filter((one) => scope.has(one.area) && one.found === found && day >= dayOf(zone, one.occurred.earliest) && day <= lastDayOf(zone, one.occurred)).map((one) => one.case);
      const community = cases("community");
      rows.push({ area, day, community, quarantine: cases("quarantine"), zero: community.length === 0 });
    }
  }
  return rows;
}

export const kinds: readonly Kind[] = [
  {
    kind: "area", title: zhEn("风险区域", "Area"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "unit", title: zhEn("单元", "Unit"), type: "text" }, { key: "parent", title: zhEn("所在区域", "Lies in"), type: "text" }, { key: "org", title: zhEn("所属单位", "Organisation"), type: "text" },
      { key: "level", title: zhEn("风险等级", "Risk level"), type: "text" }, { key: "since", title: zhEn("生效时间", "In effect since"), type: "when" }, { key: "forecast", title: zhEn("预计降级", "Due to come down"), type: "when" },
      { key: "closed", title: zhEn("管控中", "Closed"), type: "boolean" },
      { key: "raise.to", title: zhEn("建议提级至", "Raise proposed to"), type: "text" }, { key: "review", title: zhEn("复核", "Review"), type: "when" },
    ],
  },
];
