/**
 * State of rounds and points, and their plan against what was done: how far a point should be, how far it is,
 * when it will be finished at its pace of late. A point that reports nothing is silent, never on pace.
 */
import { idOf, type Ref } from "../../../base/ids.ts";
import { HOUR, type Ms, type When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export type Purpose = "mass" | "fever-clinic" | "patients" | "voluntary" | "release";
export const PURPOSES: readonly Purpose[] = ["mass", "fever-clinic", "patients", "voluntary", "release"];

export interface RoundView extends ThingState {
  readonly round: string;
  readonly area: string;
  /** Counted up within the area, from 1. */
  readonly number: number;
  readonly scope: string;
  readonly start: When;
  readonly targetEnd: When;
  readonly poolSize: number;
  readonly purpose: Purpose;
  readonly owner: Post;
  /** Risk areas it covers in full. */
  readonly covers?: readonly string[];
}

export interface Count {
  readonly at: When;
  readonly sampled: number;
}

export interface PointView extends ThingState {
  readonly round: string;
  readonly org: string;
  readonly deliverOrg: string;
  readonly owner: Post;
  readonly planned: number;
  readonly start: When;
  readonly end: When;
  readonly samplers: readonly string[];
  readonly sampled: number;
  /** The counts of late, oldest first; at most twelve. */
  readonly counts: readonly Count[];
  readonly projectedFinish: When | null;
  readonly behind: boolean;
  readonly queue: number | null;
}

/** Counts this far back make the pace a finish is projected from. */
const WINDOW: Ms = 2 * HOUR;
const KEPT = 12;

export interface Pace {
  /** People who should have been sampled by now, by a steady plan. */
  readonly expected: number;
  /** Null: never, at this pace. */
  readonly projectedFinish: When | null;
  readonly behind: boolean;
}

function cut(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/**
 * Pace of a point after a count. Remaining people over the rate of the last two hours of counts (the start of
 * the plan counts as zero people); behind when that overruns the plan by more than `tolerance` of its length.
 * Times are taken at their latest bound: an uncertain count is not read as a quick one.
 */
export function paceOf(point: Pick<PointView, "planned" | "start" | "end">, counts: readonly Count[], tolerance: number): Pace {
  const begin = point.start.latest;
  const length = Math.max(1, point.end.latest - begin);
  const last = counts.at(-1) ?? { at: point.start, sampled: 0 };
  const now = last.at.latest;
  const expected = Math.round(point.planned * cut((now - begin) / length, 0, 1));
  if (last.sampled >= point.planned) return { expected, projectedFinish: last.at, behind: false };
  // Before its start a plan owes nothing.
  if (now <= begin) return { expected, projectedFinish: point.end, behind: false };
  const base = [{ at: point.start, sampled: 0 }, ...counts.slice(0, -1)].findLast((count) => count.at.latest <= now - WINDOW) ?? { at: point.start, sampled: 0 };
  const rate = (last.sampled - base.sampled) / Math.max(1, now - base.at.latest);
  const finish = rate <= 0 ? null : Math.round(now + (point.planned - last.sampled) / rate);
  const behind = finish === null || finish > point.end.latest + tolerance * length;
  return { expected, projectedFinish: finish === null || !Number.isSafeInteger(finish) ? null : { earliest: finish, latest: finish }, behind };
}

export interface PointRow {
  readonly point: Ref;
  readonly org: string;
  readonly planned: number;
  readonly sampled: number;
  readonly expected: number;
  readonly projectedFinish: When | null;
  readonly behind: boolean;
  readonly lastReportAt: When | null;
  /** Nothing heard for longer than the pack's interval since the start or the last count. */
  readonly silent: boolean;
}

/** Plan against actual of the points given, the furthest behind first. `interval` is how often a point reports. */
export function planAgainstActual(points: Iterable<Thing>, now: Ms, interval: Ms): PointRow[] {
  return [...points].map(({ ref, state }) => {
    const point = state as PointView;
    const length = Math.max(1, point.end.latest - point.start.latest);
    const expected = Math.round(point.planned * cut((now - point.start.latest) / length, 0, 1));
    const last = point.counts.at(-1) ?? null;
    const silent = point.status === "open" && now > (last?.at ?? point.start).latest + interval;
    return { point: ref, org: point.org, planned: point.planned, sampled: point.sampled, expected, projectedFinish: point.projectedFinish, behind: point.behind, lastReportAt: last?.at ?? null, silent };
  }).sort((a, b) => (b.expected - b.sampled) - (a.expected - a.sampled) || (a.point < b.point ? -1 : 1));
}

export interface OrgProgress {
  readonly org: string;
  readonly planned: number;
  readonly sampled: number;
  readonly expected: number;
  readonly behind: readonly Ref[];
  readonly silent: readonly Ref[];
  readonly points: readonly Ref[];
  /** When the last of its points will be done; null when one never will, or none says. */
  readonly projectedFinish: When | null;
}

/** The same by organisation (township), every figure with the points behind it. */
export function progressByOrg(rows: readonly PointRow[]): OrgProgress[] {
  const orgs = [...new Set(rows.map((row) => row.org))].sort();
  return orgs.map((org) => {
    const own = rows.filter((row) => row.org === org);
    const sum = (of: (row: PointRow) => number): number => own.reduce((total, row) => total + of(row), 0);
    const refs = (keep: (row: PointRow) => boolean): Ref[] => own.filter(keep).map((row) => row.point);
    const ends = own.map((row) => row.projectedFinish);
    const known = ends.filter((end) => end !== null);
    const last = known.length < ends.length ? null : known.reduce((a, b) => (b.latest > a.latest ? b : a));
    return {
      org, planned: sum((row) => row.planned), sampled: sum((row) => row.sampled), expected: sum((row) => row.expected), projectedFinish: last,
      behind: refs((row) => row.behind), silent: refs((row) => row.silent), points: refs(() => true),
    };
  });
}

export interface AreaRounds {
  readonly area: string;
  readonly rounds: readonly Ref[];
  readonly closed: number;
  /** Rounds the strategy asks for where the source is unclear, and how many are still to come; null without a rule. */
  readonly asked: number | null;
  readonly toCome: number | null;
}

/** Rounds by area, which need not be the same everywhere, against the strategy's number. */
export function roundsByArea(rounds: Iterable<Thing>, asked: number | null): AreaRounds[] {
  const by = new Map<string, Thing[]>();
  for (const round of rounds) by.set((round.state as RoundView).area, [...(by.get((round.state as RoundView).area) ?? []), round]);
  return [...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([area, things]) => {
    const closed = things.filter((thing) => thing.state.status !== "open").length;
    return { area, rounds: things.map((thing) => thing.ref), closed, asked, toCome: asked === null ? null : Math.max(0, asked - closed) };
  });
}

function round(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  switch (event.type) {
    case "round.opened": return { status: "open", ...event.data };
    case "round.closed": return state === undefined ? state : { ...state, status: state.status === "declared-negative" ? state.status : "closed", closedAt: event.occurred };
    case "round.declared_negative": return state === undefined ? state : { ...state, status: "declared-negative", coverage: event.data["coverage"], declaredAt: event.occurred };
    case "decision.to_repeat": return state === undefined ? state : { ...state, status: "to-repeat" };
    default: return state;
  }
}

function progressed(state: PointView, event: LedgerEvent): PointView {
  const { sampled, queue } = dataOf<{ sampled: number; queue?: number }>(event);
  const last = state.counts.at(-1);
  // A count told late fills in the past and says nothing about now.
  if (last !== undefined && event.occurred.latest < last.at.latest) return state;
  return { ...state, sampled, queue: queue ?? state.queue, counts: [...state.counts, { at: event.occurred, sampled }].slice(-KEPT) };
}

function point(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "point.opened") {
    return { status: "open", sampled: 0, counts: [], projectedFinish: null, behind: false, queue: null, ...event.data };
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "point.progressed": return progressed(state as PointView, event);
    case "point.on_pace":
    case "point.behind": return { ...state, behind: event.type === "point.behind", projectedFinish: event.data["projectedFinish"] ?? null };
    case "point.help_sent": return { ...state, helpSentAt: event.occurred };
    case "point.laid_out": return { ...state, ...event.data, layoutComplete: true };
    case "point.finished": return { ...state, status: "finished", sampled: event.data["sampled"], finishedAt: event.occurred, behind: false };
    default: return state;
  }
}

export const roundOf = (pointId: string): string => pointId.slice(0, pointId.indexOf("/"));
export const nameOf = (reference: Ref): string => idOf(reference);

export const kinds: readonly Kind[] = [
  {
    kind: "round", title: zhEn("检测轮次", "Round of testing"), scope: "incident", fold: round,
    columns: [
      { key: "area", title: zhEn("区域", "Area"), type: "text" }, { key: "number", title: zhEn("第几轮", "Number"), type: "number" },
      { key: "purpose", title: zhEn("用途", "Purpose"), type: "text" }, { key: "poolSize", title: zhEn("混采人数", "Pool size"), type: "number" },
      { key: "start", title: zhEn("开始", "Start"), type: "when" }, { key: "targetEnd", title: zhEn("计划结束", "Target end"), type: "when" },
      { key: "coverage", title: zhEn("覆盖率", "Coverage"), type: "number" },
    ],
  },
  {
    kind: "point", title: zhEn("采样点", "Sampling point"), scope: "incident", fold: point,
    columns: [
      { key: "round", title: zhEn("轮次", "Round"), type: "text" }, { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "planned", title: zhEn("计划", "Planned"), type: "number" }, { key: "sampled", title: zhEn("已采", "Sampled"), type: "number" },
      { key: "behind", title: zhEn("落后", "Behind"), type: "boolean" }, { key: "projectedFinish", title: zhEn("预计完成", "Projected finish"), type: "when" },
      { key: "end", title: zhEn("计划完成", "Planned end"), type: "when" }, { key: "queue", title: zhEn("排队", "Queue"), type: "number" },
    ],
  },
];
