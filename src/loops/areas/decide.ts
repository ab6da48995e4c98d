/**
 * Commands of areas → events or a refusal. A level is drawn on the smallest unit the rules name, comes down by a
 * counted proposal that a named role signs, and the day it comes down is known from the day it is drawn. What is
 * found wider than the rules' unit needs a reason; a count that is not complete is never proposed.
 */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { isoIn } from "../../base/civil.ts";
import { at, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, NameShape, WhenShape, Words } from "../../engine/define.ts";
import { samePost, type NewEvent, type Post } from "../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../engine/loop.ts";
import { items } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { above, answering } from "../../engine/select.ts";
import type { State } from "../../engine/state.ts";
import { CLASSES, countedClasses, forecast, FOUND, lastDayOf, levels, stepDown, UNITS, verdict, widerThanRules, type CaseReport, type Counted, type RoundReport } from "./counting.ts";
import type { AreaView } from "./views.ts";

export const areaRef = (id: string): Ref => ref("area", id);
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
const many = Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true });

/** The post that signs for an area: who the map names there or in the nearest organisation above; else the incident's command. */
export function signerOf(state: State, org: string, context: Context): Post {
  for (let current: string | undefined = org, steps = 0; current !== undefined && steps < 32; current = above(state, current), steps++) {
    const role = answering(state, current, "area.sign")[0];
    if (role !== undefined) return { org: current, role };
  }
  return context.commandPost;
}

export function notTheSigner(state: State, actor: Post, org: string, context: Context, where: string): Refusal | null {
  const signer = signerOf(state, org, context);
  if (samePost(signer, actor)) return null;
  return refuse("not-the-signer", `${signer.role} of ${signer.org} signs this.`, { where, fix: "Let the named role sign it.", params: { org: signer.org, role: signer.role } });
}

/** The area and every area it lies in, the smallest first. */
function chain(state: State, area: AreaView): AreaView[] {
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
function counted(area: AreaView): Counted | null {
  return area.level === null ? null : { ...area, level: area.level };
}

function started(area: AreaView, occurred: When, { pack, zone, now }: Context): NewEvent[] {
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

/** The last downgrade counted days as clean that this case says were not. */
function broken(state: State, area: AreaView, report: CaseReport, occurred: When, context: Context): NewEvent[] {
  const day = lastDayOf(context.zone, report.occurred);
  const rested = area.lowered;
  if (rested === null || report.found !== "community" || !countedClasses(context.pack).includes(report.class) || day < rested.countFrom || day > rested.countThrough) return [];
  return [event("area.count_broken", occurred, [areaRef(area.area)], { area: area.area, org: area.org, case: report.case, day, signer: signerOf(state, area.org, context) })];
}

const register: readonly CommandDef[] = [
  command("area.register", zhEn("登记区域", "Register an area"), {
    area: Id, unit: oneOf(UNITS), parent: Type.Optional(Id), org: Id, name: Type.Optional(NameShape), boundary: Type.Optional(Words),
  }, ({ state, data, occurred }) => {
    const missing = knownOrg(state, data.org, "data.org");
    if (missing !== null) return missing;
    if (state.thing(areaRef(data.area)) !== undefined) return refuse("area-exists", `Area ${data.area} exists already.`, { where: "data.area", fix: "Use another name." });
    if (data.parent !== undefined) {
      const parent = known<AreaView>(state, areaRef(data.parent), "data.parent");
      if (isRefusal(parent)) return parent;
      const order: readonly string[] = UNITS;
      if (order.indexOf(parent.unit) >= order.indexOf(data.unit)) return refuse("area-inside-out", `A ${data.unit} does not lie in a ${parent.unit}.`, { where: "data.parent", fix: "Name a wider area." });
    }
    return [event("area.registered", occurred, [areaRef(data.area)], data)];
  }),
  command("area.draw", zhEn("划定风险等级", "Draw a risk level"), {
    area: Id, level: Id, evidence: Words, decision: Words, reason: Type.Optional(Words), review: WhenShape,
  }, ({ state, data, actor, occurred, context }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    if (isRefusal(area)) return area;
    const allowed = levels(context.pack).filter((level) => stepDown(context.pack, level, null) !== null);
    if (!allowed.includes(data.level)) {
      return refuse("level-not-in-pack", `${context.pack.id} draws no ${data.level} area.`, { where: "data.level", fix: allowed.length === 0 ? "These rules draw no risk areas." : `Its levels: ${allowed.join(", ")}.`, params: { levels: allowed.join(", ") } });
    }
    const unsigned = notTheSigner(state, actor, area.org, context, "data.area");
    if (unsigned !== null) return unsigned;
    const wide = widerThanRules(context.pack, area.unit);
    const objections: Objection[] = wide && data.reason === undefined ? [{
      refusal: refuse("wider-than-unit", `${data.area} is a ${area.unit}; these rules draw by ${items(context.pack, "risk.unit").map((one) => one.en).join(" or ")}.`, { where: "data.reason", fix: "Draw the smallest area, or give the reason for a wider one.", params: { area: data.area } }),
      about: [areaRef(data.area)], finding: null,
    }] : [];
    const about = [areaRef(data.area)];
    const after: AreaView = { ...area, level: data.level, formerly: null, since: occurred };
    return { objections, events: [
      ...(area.closed ? [event("area.count_ended", occurred, about, { area: data.area, org: area.org })] : []),
      event("area.drawn", occurred, about, { ...data, org: area.org, signedBy: actor, wide, closed: true, edition: { pack: context.pack.id, hash: context.pack.hash } }),
      ...started(after, occurred, context),
    ] };
  }, { on: { kind: "area", field: "area" }, help: zhEn("按最小单元划定；大于规定单元须说明理由。", "Draw the smallest unit; wider than the rules' unit needs a reason.") }),
];

const counting: readonly CommandDef[] = [
  command("area.case", zhEn("登记区域内感染者", "Record an infection in the area"), {
    area: Id, case: Id, class: oneOf(CLASSES), found: oneOf(FOUND), happened: Type.Optional(WhenShape),
  }, ({ state, data, occurred, context }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    if (isRefusal(area)) return area;
    const report = { case: data.case, area: data.area, class: data.class, found: data.found, occurred: data.happened ?? occurred, learned: context.now } as CaseReport;
    if (report.occurred.earliest > report.occurred.latest || report.occurred.latest > context.now) return refuse("case-not-yet", "That interval is upside down or not over yet.", { where: "data.happened", fix: "Give when the case was found, up to now." });
    const areas = chain(state, area);
    return [
      event("area.case_recorded", occurred, areas.map((one) => areaRef(one.area)), { report }),
      ...areas.flatMap((one) => [
        ...recounted(one, { ...one, cases: [...one.cases.filter((other) => other.case !== report.case), report] }, occurred, context),
        ...broken(state, one, report, occurred, context),
      ]),
    ];
  }, { on: { kind: "area", field: "area" } }),
  command("area.round", zhEn("登记区域全员检测结果", "Record a full round of the area"), {
    area: Id, round: Id, held: Type.Optional(WhenShape), complete: Type.Boolean(), pending: Type.Integer({ minimum: 0 }), positive: Type.Integer({ minimum: 0 }),
  }, ({ state, data, occurred, context }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    if (isRefusal(area)) return area;
    const { area: _, held, ...counts } = data;
    const report: RoundReport = { ...counts, held: held ?? occurred, learned: context.now };
    const about = [areaRef(data.area)];
    const voided = area.proposal !== null && (report.positive > 0 || report.pending > 0);
    return [event("area.round_recorded", occurred, about, { report }), ...(voided ? [event("area.proposal_voided", occurred, about, { area: data.area, org: area.org })] : [])];
  }, { on: { kind: "area", field: "area" } }),
];

function waiting(area: string, found: Exclude<ReturnType<typeof verdict>, { ready: true }>, { pack, zone }: Context): Refusal {
  const where = "data.areas";
  const day = found.forecast === null ? "" : isoIn(zone, found.forecast);
  const params = { area, day };
  switch (found.why) {
    case "no-step": return refuse("no-step-down", `${pack.id} names no step down for ${area}.`, { where, fix: "Look at its level.", params });
    case "days": return refuse("count-not-complete", `${area} is not clean long enough: not before ${day}.`, { where, fix: "Propose it then.", params });
    case "round-missing": return refuse("final-round-missing", `${area} has no complete round on the last day of its count.`, { where, fix: "Finish a round of everybody and record it.", params });
    case "round-positive": return refuse("final-round-positive", `The last round of ${area} was not all negative.`, { where, fix: "Record the cases; the count begins anew.", params });
    default: return refuse("pools-pending", `The last round of ${area} has results pending.`, { where, fix: "Resolve the pending pools first.", params });
  }
}

const down: readonly CommandDef[] = [
  command("area.propose", zhEn("建议降级", "Propose a downgrade"), { areas: many }, ({ state, data, occurred, context }) => {
    const events: NewEvent[] = [];
    for (const [index, name] of data.areas.entries()) {
      const area = known<AreaView>(state, areaRef(name), `data.areas[${index}]`);
      if (isRefusal(area)) return area;
      const asked = counted(area);
      const found = asked === null || !area.closed ? { ready: false as const, why: "no-step" as const, forecast: null } : verdict(asked, context.pack, context.zone, context.now);
      if (!found.ready) return waiting(name, found, context);
      events.push(event("area.downgrade_proposed", occurred, [areaRef(name)], { area: name, org: area.org, proposal: found.proposal, warnings: found.proposal.warnings }));
    }
    return events;
  }, { help: zhEn("附证据；同一决定可含多个区域。", "With its evidence; one proposal may hold many areas.") }),
  command("area.sign", zhEn("签批降级", "Sign a downgrade"), { areas: many, decision: Words, watchUntil: Type.Optional(WhenShape) }, ({ state, data, actor, occurred, context }) => {
    const events: NewEvent[] = [];
    for (const [index, name] of data.areas.entries()) {
      const where = `data.areas[${index}]`;
      const area = known<AreaView>(state, areaRef(name), where);
      if (isRefusal(area)) return area;
      const { proposal } = area;
      if (proposal === null) return refuse("nothing-proposed", `No downgrade of ${name} is proposed.`, { where, fix: "Propose it first, with its evidence.", params: { area: name } });
      const unsigned = notTheSigner(state, actor, area.org, context, where);
      if (unsigned !== null) return unsigned;
      if (samePost(proposal.by, actor)) return refuse("self-verification", "Who proposed it does not sign it.", { where, fix: "Let another post propose or sign." });
      const { by, ...evidence } = proposal;
      const lowest = stepDown(context.pack, proposal.to, area.level) === null;
      if (lowest && data.watchUntil === undefined) return refuse("watch-without-end", "The watch after release needs an end.", { where: "data.watchUntil", fix: "Say until when the area is looked at." });
      events.push(event("area.downgraded", occurred, [areaRef(name)], { area: name, org: area.org, proposal: evidence, proposedBy: by, signedBy: actor, decision: data.decision, effective: at(proposal.effective), lowest, ...(data.watchUntil === undefined ? {} : { watchUntil: data.watchUntil }) }));
      // What was ordered for the level ends with it, from the same instant, by the same decision.
      const ending = lowest ? area.closures.filter((closure) => state.thing(ref("closure", closure))?.state.status !== "ended") : [];
      for (const closure of ending) events.push(event("closure.ended", occurred, [ref("closure", closure)], { closure, decision: data.decision, effective: at(proposal.effective) }));
      const after: AreaView = { ...area, level: proposal.to, formerly: area.level, since: at(proposal.effective) };
      if (!lowest) events.push(...started(after, occurred, context));
    }
    return events;
  }),
  command("area.reopen", zhEn("登记解封开放", "Record the area open"), { area: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    if (isRefusal(area)) return area;
    if (!area.closed) return refuse("not-closed", `${data.area} is not closed.`, { where: "data.area", fix: "Look whether it was opened already." });
    const early: Objection[] = area.status === "lowered" ? [] : [{ refusal: refuse("downgrade-unsigned", `The downgrade of ${data.area} is not signed.`, { where: "data.area", fix: "Propose it and have it signed first." }), about: [areaRef(data.area)], finding: null }];
    return { objections: early, events: [event("area.reopened", occurred, [areaRef(data.area)], { ...data, org: area.org, closed: false })] };
  }, { on: { kind: "area", field: "area", statuses: ["lowered"] } }),
];

const after: readonly CommandDef[] = [
  command("area.keep", zhEn("复核后维持现等级", "Keep the level after a second look"), { area: Id, reason: Words, decision: Words }, ({ state, data, actor, occurred, context }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    if (isRefusal(area)) return area;
    return notTheSigner(state, actor, area.org, context, "data.area") ?? [event("area.kept", occurred, [areaRef(data.area)], { ...data, org: area.org })];
  }, { on: { kind: "area", field: "area" } }),
  command("area.watch", zhEn("登记解封后监测", "Record a look after release"), { area: Id, found: Words, last: Type.Boolean() }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    return isRefusal(area) ? area : [event(data.last ? "area.watch_ended" : "area.watched", occurred, [areaRef(data.area)], data)];
  }, { on: { kind: "area", field: "area", statuses: ["lowered", "opened"] } }),
];

export const commands: readonly CommandDef[] = [...register, ...counting, ...down, ...after];
