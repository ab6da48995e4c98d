/**
 * The sheet of an outbreak's end: what supports saying that the chain is cut, and the day the outbreak may be declared
 * over. It declares nothing; a named role does, and where a support is missing the page says what it waits for.
 */
import { dayOf } from "../../base/civil.ts";
import type { Ref } from "../../base/ids.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import { days } from "../../engine/pack/clause.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, named, ofKind, row, type Block, type Facts, type Row, type Sheet } from "../../engine/sheet.ts";
import type { PatientView } from "../care/clinical/views.ts";
import { chainCut } from "../cases/investigation/views.ts";
import type { CaseView } from "../cases/views.ts";
import { CLASSES, has, streak, type RoundReport } from "./counting.ts";
import { outbreakEnd } from "./over.ts";
import { reportsOf, type AreaView } from "./views.ts";

const ZERO = "phase.zero-days";

/** Rounds as the areas heard of them, each once, the earlier first; one with results to come is not complete. */
function roundsOf(areas: Facts["things"]): { readonly round: string; readonly complete: boolean; readonly positive: number }[] {
  const heard = new Map<string, RoundReport>(areas.flatMap(({ state }) => (state as AreaView).rounds).map((one) => [one.round, one]));
  return [...heard.values()].sort((a, b) => a.held.latest - b.held.latest).map(({ round, complete, pending, positive }) => ({ round, complete: complete && pending === 0, positive }));
}

/** What “the chain is cut” rests on; nothing to say where the rules name no clean days. */
function cut({ things, now, zone, pack }: Facts): Block {
  const [areas, cases, contacts] = [ofKind(things, "area"), ofKind(things, "case"), ofKind(things, "contact")];
  const known = new Set<string>(things.map(({ ref }) => ref));
  if (cases.length === 0 || !has(pack, ZERO)) return block("chain-cut", "传播链是否阻断", "Whether the chain is cut", []);
  const since = dayOf(zone, Math.min(...cases.map(({ state }) => (state as CaseView).reportedAt.earliest)));
  const reports = reportsOf(areas);
  const clean = streak([...reports, ...unplaced(cases, new Set(reports.map((one) => one.case)))], { scope: null, classes: CLASSES, found: "community", cutOff: now, knownAt: now, since }, zone);
  const rounds = roundsOf(areas);
  const last = rounds.at(-1);
  const needed = days(pack, ZERO);
  const { supported, support } = chainCut(cases, contacts, rounds, clean.days, needed);
  const open = support.chainsClosed.open.map((id): Ref => (known.has(`case:${id}`) ? `case:${id}` : `contact:${id}`));
  const round = last === undefined ? zhEn("没有已结束的轮次", "No round has ended") : support.roundNegative.reached ? zhEn("末轮检测已完成且全阴", "The last round is complete and negative") : zhEn("末轮检测未完成或有阳性", "The last round is not complete, or has positives");
  return block("chain-cut", "传播链是否阻断", "Whether the chain is cut", [
    row("claim", supported ? zhEn("可以说传播链已阻断", "“The chain is cut” is supported") : zhEn("还不能说传播链已阻断", "“The chain is cut” is not supported yet"), [], `${Object.values(support).filter(({ reached }) => reached).length} / 3`),
    row("chains", zhEn("未收口的病例和密接", "Cases and contacts still open"), open),
    row("round", round, last === undefined || !known.has(`round:${last.round}`) ? [] : named("round", [last.round]), last?.round ?? null),
    row("streak", zhEn("社会面无新增天数 / 应达天数", "Days without a case outside quarantine / days asked for"), named("case", clean.restartedBy), `${clean.days} / ${needed}`),
  ]);
}

/** Cases no area has heard of count as well: a place not yet known makes no day clean. */
function unplaced(cases: Facts["things"], placed: ReadonlySet<string>): ReturnType<typeof reportsOf> {
  return cases.map(({ ref, state }) => ({ name: ref.slice("case:".length), view: state as CaseView })).filter(({ name }) => !placed.has(name)).flatMap(({ name, view }) => {
    const found = CLASSES.find((one) => one === view.class);
    return found === undefined ? [] : [{ case: name, area: "", class: found, found: view.found, occurred: view.reportedAt, learned: view.reportedAt.latest }];
  });
}

/** When a case could no longer pass it on, as the hospital recorded it: recovered or dead, and out of care. */
function clearedAt(patient: PatientView | undefined): When | null {
  return patient === undefined || patient.inCare ? null : patient.died?.at ?? patient.discharged?.at ?? null;
}

/** The day the outbreak may be declared over, counted from the last case cleared; no date while any is not. */
function over({ things, pack, zone }: Facts): Block {
  const cases = ofKind(things, "case");
  const patients = new Map(ofKind(things, "patient").map(({ ref, state }) => [ref.slice("patient:".length), state as PatientView]));
  const ends = cases.map(({ ref }) => ({ ref, cleared: clearedAt(patients.get(ref.slice("case:".length))) }));
  const open = ends.filter(({ cleared }) => cleared === null).map(({ ref }) => ref);
  const last = ends.reduce<{ readonly ref: Ref; readonly cleared: When } | null>((latest, { ref, cleared }) => (cleared !== null && (latest === null || cleared.latest > latest.cleared.latest) ? { ref, cleared } : latest), null);
  const rows: Row[] = [row("open", zhEn("未康复、未死亡或结局不明的病例", "Cases neither recovered nor dead, or of unknown outcome"), open)];
  const end = has(pack, "outbreak.over-days") && open.length === 0 && last !== null ? outbreakEnd(pack, zone, last.cleared) : null;
  if (!has(pack, "outbreak.over-days")) rows.push(row("no-rule", zhEn("现行规则没有疫情结束的天数，由具名岗位决定", "The rules in force name no days; a named role decides"), [], null));
  if (end === null || isRefusal(end) || last === null) return block("over", "疫情结束日期", "When the outbreak is over", rows);
  const dated = (key: string, title: Row["title"], instant: number): Row => ({ ...row(key, title, [last.ref], dayOf(zone, instant)), when: { earliest: instant, latest: instant } });
  return block("over", "疫情结束日期", "When the outbreak is over", [
    ...rows, row("day-one", zhEn("第1天（末例清除的次日）", "Day 1, the day after the last case was cleared"), [last.ref], end.dayOne), dated("over", zhEn("可宣布结束", "May be declared over"), end.over),
    ...(end.watchedUntil === null ? [] : [dated("watched", zhEn("加强监测至", "Watched more closely until"), end.watchedUntil)]),
  ]);
}

export const outbreak: Sheet = {
  name: "outbreak", title: zhEn("疫情阻断与结束", "Chain cut and outbreak over"), about: null, duties: "none", kinds: ["case", "contact", "area", "round", "patient"],
  write: (facts) => [cut(facts), over(facts)],
};
