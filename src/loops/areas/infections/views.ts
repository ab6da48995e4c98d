/**
 * What a case means for the areas it lies in: every count that begins anew, every count already acted upon that it
 * breaks, and a proposal to raise the level of the smallest area the rules name. The loop that reports the case
 * writes these events beside its own, so that nobody enters a case twice.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, type Refusal } from "../../../base/refusal.ts";
import { at, DAY, type When } from "../../../base/time.ts";
import { event, known } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { Context } from "../../../engine/loop.ts";
import { count, days, list } from "../../../engine/pack/clause.ts";
import type { State } from "../../../engine/state.ts";
import { countedClasses, forecast, has, lastDayOf, levels, stepDown, type CaseReport, type Counted } from "../counting.ts";
import { signerOf } from "../signing.ts";
import type { AreaView, Raise } from "../views.ts";

export type { CaseReport } from "../counting.ts";

export const areaRef = (id: string): Ref => ref("area", id);

/** The area and every area it lies in, the smallest first. */
export function chain(state: State, area: AreaView): AreaView[] {
  const found = [area];
  while (found.length < 32) {
    const { parent } = found.at(-1)!;
    const next = parent === null ? undefined : state.thing(areaRef(parent))?.state as AreaView | undefined;
    if (next === undefined) break;
    found.push(next);
  }
  return found;
}

/** What counting reads of an area. */
export function counted(area: AreaView): Counted | null {
  return area.level === null ? null : { ...area, level: area.level };
}

export function started(area: AreaView, occurred: When, { pack, zone, now }: Context): NewEvent[] {
  const asked = counted(area);
  const instant = asked === null ? null : forecast(asked, pack, zone, now);
  return instant === null ? [] : [event("area.count_started", occurred, [areaRef(area.area)], { area: area.area, org: area.org, forecast: at(instant) })];
}

/** A count and what rests on it, begun anew where new knowledge changes its end. */
function recounted(before: AreaView, after: AreaView, occurred: When, context: Context): NewEvent[] {
  if (!before.closed || stepDown(context.pack, before.level ?? "", before.formerly) === null) return [];
  const next = started(after, occurred, context);
  if ((next[0]?.data["forecast"] as When | undefined)?.latest === before.forecast?.latest) return [];
  const about = [areaRef(before.area)];
  return [
    ...(before.proposal === null ? [] : [event("area.proposal_voided", occurred, about, { area: before.area, org: before.org })]),
    event("area.count_ended", occurred, about, { area: before.area, org: before.org }), ...next,
  ];
}

const counts = (report: CaseReport, { pack }: Context): boolean => report.found === "community" && countedClasses(pack).includes(report.class);

/** The last downgrade counted days as clean that this case says were not. */
function broken(state: State, area: AreaView, report: CaseReport, occurred: When, context: Context): NewEvent[] {
  const day = lastDayOf(context.zone, report.occurred);
  const rested = area.lowered;
  if (rested === null || !counts(report, context) || day < rested.countFrom || day > rested.countThrough) return [];
  return [event("area.count_broken", occurred, [areaRef(area.area)], { area: area.area, org: area.org, case: report.case, day, signer: signerOf(state, area.org, context) })];
}

/** Level and clause the rules ask for with these cases; null where they ask for none. */
function levelFor(area: AreaView, context: Context): { level: string; clause: string; cases: string[]; warnings: string[] } | null {
  const { pack, now } = context;
  const window = has(pack, "risk.window-days") ? days(pack, "risk.window-days") * DAY : Infinity;
  const all = area.cases.filter((one) => counts(one, context));
  const fresh = all.filter((one) => now - one.occurred.earliest < window).map((one) => one.case);
  if (fresh.length === 0) return null;
  if (!has(pack, "risk.cumulative-limit")) {
    // Later editions draw the place a case lives in; places merely stayed at are a matter of investigation.
    return has(pack, "risk.high.definition") ? { level: "high", clause: "risk.high.definition", cases: fresh, warnings: [] } : null;
  }
  const over = all.length > count(pack, "risk.cumulative-limit");
  // Over the limit it is a cluster that makes it high, and whether there is one is for people to say.
  return { level: "medium", clause: "risk.medium.definition", cases: fresh, warnings: over ? ["cluster-to-judge"] : [] };
}

/** A proposal to raise the smallest area of the rules' unit; nothing where its level is that high already. */
function raised(state: State, areas: readonly AreaView[], occurred: When, context: Context): NewEvent[] {
  const units = has(context.pack, "risk.unit") ? list(context.pack, "risk.unit") : [];
  const area = areas.find((one) => units.includes(one.unit)) ?? areas[0]!;
  const asked = levelFor(area, context);
  const order = levels(context.pack);
  if (asked === null || !order.includes(asked.level)) return [];
  const now = area.closed && area.level !== null ? order.indexOf(area.level) : order.length;
  if (now <= order.indexOf(asked.level)) return [];
  const raise: Raise = { to: asked.level, from: area.level, clause: asked.clause, cases: asked.cases, warnings: asked.warnings };
  return [event("area.upgrade_proposed", occurred, [areaRef(area.area)], { area: area.area, org: area.org, signer: signerOf(state, area.org, context), asked: at(context.now), raise })];
}

const withCase = (area: AreaView, report: CaseReport): AreaView => ({ ...area, cases: [...area.cases.filter((other) => other.case !== report.case), report] });
const without = (area: AreaView, name: string): AreaView => ({ ...area, cases: area.cases.filter((other) => other.case !== name) });

/**
 * Everything a case says of the areas it lies in. Told again it takes the place of what was told before, also
 * where it was told of another area: `formerly` is that one.
 */
export function caseEvents(state: State, report: CaseReport, formerly: string | null, occurred: When, context: Context, where = "data.area"): NewEvent[] | Refusal {
  const area = known<AreaView>(state, areaRef(report.area), where);
  if (isRefusal(area)) return area;
  const areas = chain(state, area);
  const old = formerly === null || formerly === report.area ? undefined : state.thing(areaRef(formerly))?.state as AreaView | undefined;
  const left = old === undefined ? [] : chain(state, old).filter((one) => !areas.some((other) => other.area === one.area));
  return [
    ...(left.length === 0 ? [] : [event("area.case_struck", occurred, left.map((one) => areaRef(one.area)), { case: report.case, to: report.area })]),
    ...left.flatMap((one) => recounted(one, without(one, report.case), occurred, context)),
    event("area.case_recorded", occurred, areas.map((one) => areaRef(one.area)), { report }),
    ...areas.flatMap((one) => [...recounted(one, withCase(one, report), occurred, context), ...broken(state, one, report, occurred, context)]),
    ...(counts(report, context) ? raised(state, areas.map((one) => withCase(one, report)), occurred, context) : []),
  ];
}

/** The smallest area under this one that holds all its cases; null where none smaller does. */
export function smallestHolding(area: AreaView, below: readonly AreaView[], context: Context): string | null {
  const places = new Set(area.cases.filter((one) => counts(one, context)).map((one) => one.area));
  if (places.size === 0 || places.has(area.area)) return null;
  const inside = (name: string, top: string): boolean => {
    let current: AreaView | undefined = below.find((one) => one.area === name);
    for (let steps = 0; current !== undefined && steps < 32; steps++) {
      if (current.area === top) return true;
      const parent: string | null = current.parent;
      current = below.find((one) => one.area === parent);
    }
    return false;
  };
  const holding = below.filter((one) => one.area !== area.area && [...places].every((place) => inside(place, one.area)));
  // Of nested ones the innermost: no other that holds them all lies in it.
  return holding.find((one) => !holding.some((other) => other.area !== one.area && inside(other.area, one.area)))?.area ?? null;
}

/** What lies in an area, at any depth, with the area itself. */
export function belowOf(state: State, area: AreaView): AreaView[] {
  const found = [area];
  for (let index = 0; index < found.length && found.length < 2000; index++) {
    for (const thing of state.things("area", "parent", found[index]!.area)) {
      const view = thing.state as AreaView;
      if (!found.some((one) => one.area === view.area)) found.push(view);
    }
  }
  return found;
}
