/**
 * Commands of areas → events or a refusal. A level comes down by a counted proposal that a named role signs, on
 * the day known since it was drawn. A count that is not complete is never proposed, and what it rested on is
 * looked at again before it is signed.
 */
import { isoIn } from "../../base/civil.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { at, type When } from "../../base/time.ts";
import { command, event, Id, known, knownOrg, NameShape, WhenShape, Words } from "../../engine/define.ts";
import { samePost, type NewEvent } from "../../engine/event.ts";
import type { CommandDef, Context, Objection } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";
import { roundResult } from "../testing/lists/views.ts";
import { endings } from "./closures/ending.ts";
import { CLASSES, FOUND, stepDown, UNITS, verdict, type CaseReport, type RoundReport, type Verdict } from "./counting.ts";
import { areaRef, caseEvents, chain, counted, started } from "./infections/views.ts";
import { notice } from "./notice.ts";
import { notTheSigner } from "./signing.ts";
import type { AreaView } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));
/** A case that is still to come, or told the wrong way round. */
function notYet(happened: When, context: Context): Refusal | null {
  if (happened.earliest <= happened.latest && happened.latest <= context.now) return null;
  return refuse("case-not-yet", "That interval is upside down or not over yet.", { where: "data.happened", fix: "Give when the case was found, up to now." });
}

const many = Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true });

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
];

const counting: readonly CommandDef[] = [
  command("area.case", zhEn("登记区域内感染者", "Record an infection in the area"), {
    area: Id, case: Id, class: oneOf(CLASSES), found: oneOf(FOUND), happened: Type.Optional(WhenShape),
  }, ({ state, data, occurred, context }) => {
    const report = { case: data.case, area: data.area, class: data.class, found: data.found, occurred: data.happened ?? occurred, learned: context.now } as CaseReport;
    const wrong = notYet(report.occurred, context);
    return wrong ?? caseEvents(state, report, null, occurred, context);
  }, { on: { kind: "area", field: "area" }, help: zhEn("病例由“报告病例”带入；这里只登记别处报来的。", "Cases come in with their report; here only what is reported from elsewhere.") }),
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

/**
 * Full rounds of an area: those testing holds of it, or of an area it lies in, as they stand now, and those
 * recorded from elsewhere. The same round told by both is testing's.
 */
function roundsOf(state: State, area: AreaView, context: Context): RoundReport[] {
  const names = [...new Set(chain(state, area).flatMap((one) => one.covering))];
  const held = names.flatMap((name) => roundResult(state, name, context.pack) ?? []);
  return [...area.rounds.filter((one) => !names.includes(one.round)), ...held];
}

/** Whether it may come down, from everything known of it now. */
function judged(state: State, area: AreaView, context: Context): Verdict {
  const asked = counted(area);
  if (asked === null || !area.closed) return { ready: false, why: "no-step", forecast: null };
  return verdict({ ...asked, rounds: roundsOf(state, area, context) }, context.pack, context.zone, context.now);
}

function waiting(area: string, found: Exclude<Verdict, { ready: true }>, { pack, zone }: Context): Refusal {
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
      const found = judged(state, area, context);
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
      // A tube doubted since, a pool found positive: what it rested on no longer holds.
      const still = judged(state, area, context);
      if (!still.ready) return waiting(name, still, context);
      const { by, ...evidence } = proposal;
      const lowest = stepDown(context.pack, proposal.to, area.level) === null;
      if (lowest && data.watchUntil === undefined) return refuse("watch-without-end", "The watch after release needs an end.", { where: "data.watchUntil", fix: "Say until when the area is looked at." });
      events.push(event("area.downgraded", occurred, [areaRef(name)], { area: name, org: area.org, proposal: evidence, proposedBy: by, signedBy: actor, decision: data.decision, effective: at(proposal.effective), lowest, ...(data.watchUntil === undefined ? {} : { watchUntil: data.watchUntil }) }));
      // What was ordered for the level ends with it, from the same instant, by the same decision.
      const ending = lowest ? area.closures : [];
      const changed = { area: name, from: area.level, to: proposal.to, effective: proposal.effective, decision: data.decision, counted: { from: proposal.countFrom, through: proposal.countThrough, days: proposal.days }, watchUntil: data.watchUntil, ending };
      events.push(notice(changed, context.pack, context.zone, occurred));
      for (const closure of ending) events.push(...endings(state, closure, data.decision, at(proposal.effective), occurred));
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
  command("area.watch", zhEn("登记解封后监测", "Record a look after release"), { area: Id, found: Words, last: Type.Boolean() }, ({ state, data, occurred }) => {
    const area = known<AreaView>(state, areaRef(data.area), "data.area");
    return isRefusal(area) ? area : [event(data.last ? "area.watch_ended" : "area.watched", occurred, [areaRef(data.area)], data)];
  }, { on: { kind: "area", field: "area", statuses: ["lowered", "opened"] } }),
];

export const commands: readonly CommandDef[] = [...register, ...counting, ...down, ...after];
