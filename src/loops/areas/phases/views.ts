/**
 * The phase an incident is in and what the next one asks for, read from the ledger: clean days, closed areas,
 * people under a measure. A criterion opens into what does not meet it.
 */
import { dayOf, nextDay, type Day } from "../../../base/civil.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Context, Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { days } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import type { MeasureView } from "../../quarantine/views.ts";
import { CLASSES, lastDayOf } from "../counting.ts";
import type { AreaView } from "../views.ts";

/** In their order; a case takes an incident back to `response`. */
export const PHASES = ["response", "community-zero", "wind-down", "ended"] as const;
export type Phase = (typeof PHASES)[number];

export interface PhaseView extends ThingState {
  readonly phase: Phase;
  readonly since: When;
  /** Measures in force when it was last asked. */
  readonly isolated: readonly string[];
  readonly windingDown: boolean;
}

export interface Criterion {
  readonly criterion: "clean-days" | "areas-open" | "closures-ended" | "watches-ended" | "nobody-isolated" | "isolated-held";
  readonly met: boolean;
  /** What does not meet it: cases, areas, measures. */
  readonly failing: readonly string[];
}

export interface Isolated {
  /** The measure; where none was ordered, the person, or the member of a positive pool. */
  readonly id: string;
  /** The one organisation responsible for the person; null breaks law 1. */
  readonly custody: string | null;
  readonly end: When | null;
  /** Somebody is responsible, and where a measure was ordered, its end is set. */
  readonly held: boolean;
}

/** States a measure can be in while it binds somebody; every other has ended. */
const BINDING = ["ordered", "incomplete", "in-force"] as const;
/** Where a person stands who no longer moves about, with or without a measure. */
const KEPT = ["held-at-home", "in-transit", "placed", "in-quarantine", "out-of-room"] as const;
const idOf = (thing: Thing): string => thing.ref.slice(thing.ref.indexOf(":") + 1);

/** Everybody who is isolated: under a measure, held until collected or placed without one, member of a positive pool. */
export function isolatedNow(state: State): Isolated[] {
  const measures = BINDING.flatMap((status) => state.things("measure", "status", status)).filter((one) => (one.state as MeasureView).endedAt === null).map((one): Isolated => {
    const { contact, end } = one.state as MeasureView;
    const custody = (state.thing(`contact:${contact}`)?.state as ContactView | undefined)?.custody?.org ?? null;
    return { id: idOf(one), custody, end, held: custody !== null && end !== null };
  });
  const people = KEPT.flatMap((status) => state.things("contact", "status", status)).filter((one) => (one.state as ContactView).measure === null).map((one): Isolated => {
    const custody = (one.state as ContactView).custody?.org ?? null;
    return { id: idOf(one), custody, end: null, held: custody !== null };
  });
  const members = ["held", "sampled"].flatMap((status) => state.things("pool-member", "status", status)).map((one): Isolated => {
    const { org, holdUntil } = one.state as unknown as { org: string; holdUntil: When };
    return { id: idOf(one), custody: org, end: holdUntil, held: true };
  });
  return [...measures, ...people, ...members].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

const AREA_STATES = ["routine", "to-countersign", "at-risk", "proposed", "lowered", "opened"] as const;
const areasOf = (state: State): AreaView[] => AREA_STATES.flatMap((status) => state.things("area", "status", status)).map((one) => one.state as AreaView);

/** Cases found outside quarantine on the days that must be clean, whatever their class. */
function inCleanDays(areas: readonly AreaView[], { now, zone, pack }: Context): string[] {
  const first: Day = nextDay(dayOf(zone, now), -days(pack, "phase.zero-days"));
  const cases = areas.flatMap((one) => one.cases).filter((one) => one.found === "community" && CLASSES.includes(one.class) && lastDayOf(zone, one.occurred) >= first);
  return [...new Set(cases.map((one) => one.case))];
}

function criterion(name: Criterion["criterion"], failing: readonly string[]): Criterion {
  return { criterion: name, met: failing.length === 0, failing };
}

/** What entering a phase asks for, as the ledger stands now. `response` asks for nothing. */
export function criteriaOf(state: State, phase: Phase, context: Context): Criterion[] {
  if (phase === "response") return [];
  const areas = areasOf(state);
  const clean = criterion("clean-days", inCleanDays(areas, context));
  if (phase === "community-zero") return [clean];
  const open = criterion("areas-open", areas.filter((one) => one.closed).map((one) => one.area));
  const closures = criterion("closures-ended", ["ordered", "in-force"].flatMap((status) => state.things("closure", "status", status)).map(idOf));
  const isolated = isolatedNow(state);
  if (phase === "wind-down") return [clean, open, closures, criterion("isolated-held", isolated.filter((one) => !one.held).map((one) => one.id))];
  const watched = areas.filter((one) => state.openDuties(`area:${one.area}`).some((duty) => duty.kind === "area.watch" && duty.done === null));
  return [clean, open, closures, criterion("watches-ended", watched.map((one) => one.area)), criterion("nobody-isolated", isolated.map((one) => one.id))];
}

/** Measures a phase proposes to end because they rest on the one before; people decide each. */
export function toEnd(state: State, phase: Phase): { readonly closures: readonly string[]; readonly areas: readonly string[] } {
  if (phase === "response") return { closures: [], areas: [] };
  return {
    closures: ["ordered", "in-force"].flatMap((status) => state.things("closure", "status", status)).map(idOf),
    areas: areasOf(state).filter((one) => one.closed && one.forecast !== null).map((one) => one.area),
  };
}


function fold(state: PhaseView | undefined, event: LedgerEvent): PhaseView | undefined {
  if (event.type === "phase.entered") {
    const { phase, isolated } = dataOf<{ phase: Phase; isolated: string[] }>(event);
    return { ...dataOf<object>(event), status: phase, phase, since: event.occurred, isolated, windingDown: phase === "wind-down" };
  }
  return event.type === "phase.isolated_accounted" && state !== undefined ? { ...state, isolated: dataOf<{ isolated: string[] }>(event).isolated } : state;
}

export const kinds: readonly Kind[] = [
  {
    kind: "phase", title: zhEn("疫情处置阶段", "Phase of the incident"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "phase", title: zhEn("阶段", "Phase"), type: "text" }, { key: "since", title: zhEn("进入时间", "Since"), type: "when" },
      { key: "isolatedCount", title: zhEn("进入时仍在隔离", "Isolated on entering"), type: "number" },
    ],
  },
];
