/**
 * Commands of arrivals → events or a refusal. A list goes in whole or row by row as the sender asks, each bad row with
 * its reason; whoever stayed in a place while it was at risk is offered to the community that takes them in. A
 * level published late is matched against everybody who was there. Confinement is never ordered here.
 */
import { dayOf } from "../../../base/civil.ts";
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type, type Static } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { AreaView } from "../../areas/views.ts";
import { match, propose, riskLevels, type Hit, type Proposal, type RiskPeriod, type Stay } from "./matching.ts";
import { originRef, periodsOf, stayRef, travellerRef, withPeriod, type OriginView, type StayView, type TravellerView } from "./views.ts";

const DayShape = Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
/** Without days it was the day of arrival itself: where somebody came from. */
const StayShape = Type.Object({ origin: Id, from: Type.Optional(DayShape), until: Type.Optional(DayShape) }, { additionalProperties: false });
const RowShape = Type.Object({ person: Id, arrived: WhenShape, home: Type.Optional(Id), stays: Type.Array(StayShape, { minItems: 1, maxItems: 30 }) }, { additionalProperties: false });
type Typed = Static<typeof RowShape>;
type Row = Omit<Typed, "stays"> & { readonly stays: readonly Stay[] };
const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

/** Levels of a place as they are known, or as they are about to be. */
function riskAt(state: State, context: Context, soon?: { readonly origin: string; readonly periods: readonly RiskPeriod[] }) {
  return (origin: string): readonly RiskPeriod[] => {
    const before = state.thing(originRef(origin))?.state as OriginView | undefined;
    const periods = soon?.origin === origin ? soon.periods : before?.periods ?? [];
    return periodsOf(periods, state.thing(ref("area", origin))?.state as AreaView | undefined, context.zone);
  };
}

interface Matched {
  readonly matched: boolean;
  readonly hits: readonly Hit[];
  readonly level: string | null;
  readonly proposal: Proposal | null;
}

function matching(stays: readonly Stay[], arrived: When, periods: (origin: string) => readonly RiskPeriod[], { pack, zone }: Context): Matched {
  const hits = match(stays, periods, dayOf(zone, arrived.earliest), pack);
  return { matched: hits.length > 0, hits, level: hits[0]?.level ?? null, proposal: propose(hits, pack, zone) };
}

/** Owed from the arrival, or from when the stay became known to be a risk, whichever came later. */
const clockFrom = (arrived: When, occurred: When): When => (arrived.latest > occurred.latest ? arrived : occurred);

function dated(row: Typed, { zone }: Context): Row {
  const arrived = dayOf(zone, row.arrived.earliest);
  return { ...row, stays: row.stays.map(({ origin, from, until = arrived }) => ({ origin, from: from ?? until, until })) };
}

function rowFault(state: State, row: Row, index: number, rows: readonly Row[]): Refusal | null {
  const where = `data.rows[${index}]`;
  if (rows.findIndex((other) => other.person === row.person) !== index) return refuse("row-twice", `${row.person} is on the list twice.`, { where: `${where}.person`, fix: "Keep one row with all stays." });
  if (row.arrived.earliest > row.arrived.latest) return refuse("interval-upside-down", "The earliest bound lies after the latest bound.", { where: `${where}.arrived`, fix: "Exchange the two bounds." });
  const upside = row.stays.findIndex((stay) => stay.until < stay.from);
  if (upside >= 0) return refuse("ends-before-start", "It would end before it starts.", { where: `${where}.stays[${upside}].until`, fix: "Exchange start and end." });
  const twice = row.stays.findIndex((stay, at) => row.stays.findIndex((other) => other.origin === stay.origin) !== at);
  if (twice >= 0) return refuse("row-twice", `${row.stays[twice]!.origin} is named twice.`, { where: `${where}.stays[${twice}].origin`, fix: "Give one stay from the first day to the last." });
  return row.home === undefined ? null : knownOrg(state, row.home, `${where}.home`);
}

/** The same arrival on a second list changes nothing: what was settled stays settled. */
function sameAsBefore(before: TravellerView | undefined, row: Row, found: Matched): boolean {
  if (before === undefined || before.level !== found.level || before.home !== (row.home ?? null)) return false;
  const same = (stay: Stay): boolean => before.stays.some((one) => one.origin === stay.origin && one.from === stay.from && one.until === stay.until);
  return before.arrived.earliest === row.arrived.earliest && before.stays.length === row.stays.length && row.stays.every(same);
}

/** Everybody who was in a place, matched anew: newly at risk, at another level, or no more. */
function rematched(state: State, origin: string, occurred: When, context: Context, periods: (origin: string) => readonly RiskPeriod[]): NewEvent[] {
  return state.things("stay", "origin", origin).flatMap(({ state: stay }): NewEvent[] => {
    const about = travellerRef((stay as StayView).person);
    const traveller = state.thing(about)?.state as TravellerView | undefined;
    if (traveller === undefined) return [];
    const { matched, ...found } = matching(traveller.stays, traveller.arrived, periods, context);
    if (found.level === traveller.level && found.proposal?.until === traveller.proposal?.until) return [];
    // What would be over already is owed by nobody any more.
    if (matched && (found.proposal?.until ?? Infinity) < context.now) return [];
    if (!matched) return traveller.status === "settled" ? [] : [event("traveller.cleared", occurred, [about], { person: traveller.person })];
    return [event("traveller.rematched", occurred, [about], { ...found, clockFrom: clockFrom(traveller.arrived, occurred) })];
  });
}

const origins: readonly CommandDef[] = [
  command("origin.set", zhEn("登记域外风险等级", "Set the risk level of a place elsewhere"), { origin: Id, level: Id, from: DayShape, until: Type.Optional(DayShape), source: Words }, ({ state, data, occurred, context }) => {
    const levels = riskLevels(context.pack);
    if (levels.length > 0 && !levels.includes(data.level)) return refuse("unknown-risk-level", `The rules in force know no level ${data.level}.`, { where: "data.level", fix: `Known: ${levels.join(", ")}.` });
    if (data.until !== undefined && data.until < data.from) return refuse("ends-before-start", "It would end before it starts.", { where: "data.until", fix: "Exchange start and end." });
    const { origin, ...period } = { ...data, until: data.until ?? null };
    const periods = withPeriod((state.thing(originRef(origin))?.state as OriginView | undefined)?.periods ?? [], period);
    return [event("origin.set", occurred, [originRef(origin)], { origin, ...period }), ...rematched(state, origin, occurred, context, riskAt(state, context, { origin, periods }))];
  }, { help: zhEn("登记后自动比对曾在该地停留的人员。", "Everybody who was there is matched at once.") }),
  command("origin.withdraw", zhEn("撤销误登的域外风险等级", "Withdraw a level set by mistake"), { origin: Id, from: DayShape, reason: Words }, ({ state, data, occurred, context }) => {
    const origin = known<OriginView>(state, originRef(data.origin), "data.origin");
    if (isRefusal(origin)) return origin;
    const periods = origin.periods.filter((one) => one.from !== data.from);
    if (periods.length === origin.periods.length) return refuse("no-such-period", `No level of ${data.origin} begins on ${data.from}.`, { where: "data.from", fix: "Name the first day it was set for." });
    return [event("origin.withdrawn", occurred, [originRef(data.origin)], data), ...rematched(state, data.origin, occurred, context, riskAt(state, context, { origin: data.origin, periods }))];
  }, { on: { kind: "origin", field: "origin" } }),
  command("travellers.match", zhEn("重新比对某地旅居人员", "Match everybody who was in a place"), { origin: Id }, ({ state, data, occurred, context }) =>
    rematched(state, data.origin, occurred, context, riskAt(state, context)), { help: zhEn("本地区域等级变化后使用。", "After an area of our own has changed its level.") }),
];

const importing = command("travellers.import", zhEn("导入来返人员名单", "Take in a list of arrivals"), {
  list: Id, source: Words, whole: Type.Boolean(), rows: Type.Array(RowShape, { minItems: 1, maxItems: 2000 }),
}, ({ state, data, occurred, context }) => {
  const periods = riskAt(state, context);
  const events: NewEvent[] = [];
  const leftOut: { row: number; where: string; code: string; reason: string }[] = [];
  let matched = 0;
  let unchanged = 0;
  const rows = data.rows.map((row) => dated(row, context));
  for (const [index, row] of rows.entries()) {
    const fault = rowFault(state, row, index, rows);
    if (fault !== null && data.whole) return fault;
    if (fault !== null) {
      leftOut.push({ row: index + 1, where: fault.where ?? "", code: fault.code, reason: fault.message });
      continue;
    }
    const found = matching(row.stays, row.arrived, periods, context);
    if (found.matched) matched++;
    if (sameAsBefore(state.thing(travellerRef(row.person))?.state as TravellerView | undefined, row, found)) {
      unchanged++;
      continue;
    }
    events.push(event("traveller.recorded", occurred, [travellerRef(row.person), ...row.stays.map((stay) => stayRef(row.person, stay.origin))], {
      ...row, list: data.list, source: data.source, ...found, clockFrom: clockFrom(row.arrived, occurred),
    }));
  }
  const summary = { list: data.list, source: data.source, taken: events.length, unchanged, matched, left: leftOut.length, leftOut };
  return [event("travellers.imported", occurred, [ref("traveller-list", data.list)], summary), ...events];
}, { help: zhEn("每行写明何时在何地；“整份”表示有一行不合格就都不导入。", "Each row says where and when. “Whole”: one bad row keeps the list out; else the good rows go in and the rest is listed with reasons.") });

const OUTCOMES = ["measure", "tests", "monitoring", "no-measure"] as const;

const settling: readonly CommandDef[] = [
  command("traveller.settle", zhEn("登记落实情况", "Settle an arrival"), { person: Id, outcome: oneOf(OUTCOMES), measure: Type.Optional(Id), reason: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const traveller = known<TravellerView>(state, travellerRef(data.person), "data.person");
    if (isRefusal(traveller)) return traveller;
    if (data.outcome === "measure") {
      if (data.measure === undefined) return refuse("measure-not-named", "Which measure was ordered?", { where: "data.measure", fix: "Order it with its safeguards first, then name it here." });
      const measure = known(state, ref("measure", data.measure), "data.measure");
      if (isRefusal(measure)) return measure;
    }
    if (data.outcome === "no-measure" && data.reason === undefined) return refuse("reason-missing", "Nothing is done, and nobody says why.", { where: "data.reason", fix: "Give the reason." });
    return [event("traveller.settled", occurred, [travellerRef(data.person)], data)];
  }, { on: { kind: "traveller", field: "person", statuses: ["matched", "home-unknown"] } }),
  command("traveller.redirect", zhEn("转交另一社区", "Pass on to another community"), { person: Id, home: Id, reason: Words }, ({ state, data, occurred }) => {
    const traveller = known<TravellerView>(state, travellerRef(data.person), "data.person");
    if (isRefusal(traveller)) return traveller;
    return knownOrg(state, data.home, "data.home") ?? [event("traveller.redirected", occurred, [travellerRef(data.person)], data)];
  }, { on: { kind: "traveller", field: "person", statuses: ["matched", "home-unknown"] } }),
];

export const commands: readonly CommandDef[] = [...origins, importing, ...settling];
