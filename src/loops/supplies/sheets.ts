/** Sheets of supplies: confined compounds, calls due, days of cover and where needs wait; a compound household by household. */
import { dayOf, dayStart } from "../../base/civil.ts";
import { DAY } from "../../base/time.ts";
import { idOf } from "../../base/ids.ts";
import { zhEn } from "../../engine/rule.ts";
import { block, hours, named, ofKind, row, type Row, type Sheet } from "../../engine/sheet.ts";
import type { ShouldListView } from "../testing/lists/views.ts";
import type { RoundView } from "../testing/rounds/views.ts";
import { waitingAt } from "./needs/views.ts";
import { coverByItem, runsOutAt, type StockView } from "./stock/views.ts";
import { callsDue, householdRoster, supplyBoard, type CompoundView } from "./views.ts";

const supplies: Sheet = {
  name: "supplies", title: zhEn("生活物资一页", "Supplies on one page"), about: null, duties: "none", kinds: ["compound", "household", "need", "stock"],
  write({ things, now, zone }) {
    const [compounds, households, needs, stocks] = [ofKind(things, "compound"), ofKind(things, "household"), ofKind(things, "need"), ofKind(things, "stock")];
    const today = dayStart(zone, dayOf(zone, now));
    return [
      ...supplyBoard(compounds, households, needs, today).map((one) => block(one.compound, `${one.compound}（今日）`, `${one.compound}, today`, [
        { ...row("guarantor", zhEn("责任人", "Guarantor"), [`compound:${one.compound}`], null), post: one.guarantor }, { ...row("lead", zhEn("物资负责人", "Supply lead"), [`compound:${one.compound}`], null), post: one.supplyLead },
        row("reached", zhEn("已送到", "Reached"), named("household", one.reached)), row("missing", zhEn("未送到", "Not reached"), named("household", one.missing)), row("needs", zhEn("未满足的需求", "Needs open"), named("need", one.openNeeds)),
      ])),
      block("calls", "重点住户今日待联系", "Care list, not called today", [row("due", zhEn("住户", "Households"), named("household", callsDue(households, today)))]),
      block("waiting", "需求停留环节（最长小时）", "Where needs wait, longest in hours", waitingAt(needs, now).map((one) => row(one.stage, one.stage, named("need", one.needs), `${one.needs.length} · ${hours(one.longestMs)}`))),
      block("cover", "储备天数", "Days of cover", coverByItem(stocks).map((one): Row => ({ ...row(one.item, `${one.item} (${one.use}) ${one.quantity}`, named("stock", one.stocks), one.coverDays) }))),
      block("runs-out", "三日内用尽", "Running out within three days", stocks.flatMap((one): Row[] => {
        const end = runsOutAt(one.state as StockView, now);
        return end === null || end > now + 3 * DAY ? [] : [{ ...row(one.ref, (one.state as StockView).item, [one.ref], null), when: { earliest: end, latest: end } }];
      })),
    ];
  },
};

/** The newest round with a list of who should be tested: what “tested” on the roster means. */
function newestRound(rounds: readonly { readonly ref: string; readonly state: unknown }[], lists: ReadonlySet<string>): string | undefined {
  return rounds.filter(({ ref }) => lists.has(ref.slice("round:".length))).toSorted((a, b) => (b.state as RoundView).start.latest - (a.state as RoundView).start.latest)[0]?.ref.slice("round:".length);
}

const roster: Sheet = {
  name: "household-roster", title: zhEn("小区逐户清单", "Compound, household by household"), about: "compound", duties: "none", kinds: ["compound", "household", "need", "round", "should-list", "tube"],
  only: { household: "compound", need: "compound" },
  write({ things, now, zone }, { about = "" }) {
    const lists = new Map(ofKind(things, "should-list").map((one) => [idOf(one.ref), one.state as ShouldListView]));
    const round = newestRound(ofKind(things, "round"), new Set(lists.keys()));
    const mine = (kind: string) => ofKind(things, kind).filter(({ state }) => state["compound"] === about);
    const since = (ofKind(things, "compound").find(({ ref }) => ref === `compound:${about}`)?.state as CompoundView | undefined)?.accountedAt?.latest ?? dayStart(zone, dayOf(zone, now));
    const tubes = ofKind(things, "tube").filter(({ state }) => state["round"] === round);
    const { rows, missing } = householdRoster(mine("household"), mine("need"), round === undefined ? null : lists.get(round) ?? null, tubes, Math.min(since, dayStart(zone, dayOf(zone, now))));
    const untested = (one: (typeof rows)[number]): string => (one.untested === null ? "?" : String(one.untested.length));
    return [
      block("missing", "须上门的住户", "Households to go to", [row("missing", zhEn("住户", "Households"), named("household", missing))]),
      block("roster", "逐户：未检人数 / 已送物资 / 未满足需求", "Household: not tested / supplied / needs open", rows.map((one) => row(one.household, one.household, [...named("household", [one.household]), ...named("need", one.openNeeds)], `${untested(one)} / ${one.supplied ? "✓" : "–"} / ${one.openNeeds.length}`))),
    ];
  },
};

export const sheets: readonly Sheet[] = [supplies, roster];
