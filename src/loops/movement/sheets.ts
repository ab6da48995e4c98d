/**
 * The movement sheet: which strategy binds whom, arrivals, permits, exits, lists, inbound people, departures, spill-over and check-ins on one page,
 * each number with the rows it was counted from. “No spill-over” is written as none known by an instant.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { ref, type Ref } from "../../base/ids.ts";
import { DAY, type Ms, type When } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { Post } from "../../engine/event.ts";
import { zhEn, type Text } from "../../engine/rule.ts";
import { reading, type Asked } from "../../engine/sheet.ts";
import type { Thing } from "../../engine/thing.ts";
import { arrivalsBoard, travellerRef, type BoardRow } from "./arrivals/views.ts";
import { stillKept } from "./checkins/views.ts";
import { slotRows, type PlanView } from "./departures/views.ts";
import { gateFigures, type GateRow } from "./gates/views.ts";
import { leaversRef, openLists } from "./leavers/views.ts";
import { permitRef, waiting } from "./permits/views.ts";
import { chainFigures, gaps, inboundRef } from "./ports/views.ts";
import { spilloverFigure, spilloverRef } from "./spillover/views.ts";
import { strategyAt, strategyRef, type STRATEGIES, type StrategyView } from "./strategy/views.ts";

interface Facts {
  readonly things: readonly Thing[];
  readonly duties: readonly Duty[];
  readonly now: Ms;
  readonly zone: Zone;
}

interface Row {
  readonly key: string;
  readonly title: Text | string;
  readonly value: number | string | null;
  readonly refs: readonly Ref[];
  readonly post?: Post;
  readonly when?: When;
}

interface Block {
  readonly key: string;
  readonly title: Text;
  readonly rows: readonly Row[];
}

const row = (key: string, title: Text | string, refs: readonly Ref[], value: number | string | null = refs.length): Row => ({ key, title, value, refs });
const of = (things: readonly Thing[], kind: string): Thing[] => things.filter((thing) => thing.ref.startsWith(`${kind}:`));

const STRATEGY: Readonly<Record<(typeof STRATEGIES)[number], Text>> = { "import-rebound": zhEn("防输入、防反弹", "Against import and rebound"), "export-spread": zhEn("防输出、防扩散", "Against spread out of here") };

/** Every organisation under the strategy that binds it at the instant: its own, or that of the nearest above. */
function strategies({ things }: Facts, instant: Ms): Block {
  const state = reading(things);
  const bound = new Map<string, { readonly view: StrategyView; readonly orgs: Ref[] }>();
  const free: Ref[] = [];
  for (const one of of(things, "org")) {
    const view = strategyAt(state, one.ref.slice("org:".length), instant);
    if (view === undefined) free.push(one.ref);
    else bound.set(view.org, { view, orgs: [...(bound.get(view.org)?.orgs ?? []), one.ref] });
  }
  return {
    key: "strategies", title: zhEn("人员流动管控策略", "Movement strategies"), rows: [
      ...[...bound].map(([org, { view, orgs }]) => ({ ...row(org, STRATEGY[view.strategy], [strategyRef(org), ...orgs], orgs.length), post: view.issuer, ...(view.end === null ? {} : { when: view.end }) })),
      row("none", zhEn("无策略的单位", "Organisations under none"), free),
    ],
  };
}

function arrivals({ things, duties, zone }: Facts): Block {
  const board = arrivalsBoard(of(things, "traveller"), duties, zone);
  const all = (column: (one: BoardRow) => readonly string[]): Ref[] => board.flatMap(column).map(travellerRef);
  return {
    key: "arrivals", title: zhEn("来返人员", "Arrivals"), rows: [
      row("arrived", zhEn("抵达", "Arrived"), all((one) => one.arrived)), row("from-risk", zhEn("来自风险地区", "From risk areas"), all((one) => one.fromRisk)), row("settled", zhEn("已落实", "Settled"), all((one) => one.settled)),
      row("open", zhEn("未落实", "Not settled"), all((one) => one.open)), row("not-accepted", zhEn("社区未签收", "Not taken on by the community"), all((one) => one.notAccepted)), row("overdue", zhEn("超时未落实", "Overdue"), all((one) => one.overdue)),
      ...board.filter((one) => one.open.length > 0).map((one) => row(`open/${one.day}/${one.home ?? ""}`, `${one.day} ${one.home ?? "?"}`, one.open.map(travellerRef))),
    ],
  };
}

function permits({ things, now }: Facts): Block {
  const all = of(things, "permit");
  const open = waiting(all, now);
  const standing = (status: string): Ref[] => all.filter((one) => one.state.status === status).map((one) => one.ref);
  return {
    key: "permits", title: zhEn("通行许可", "Permits"), rows: [
      row("urgent", zhEn("紧急待批", "Urgent, waiting"), open.filter((one) => one.urgent).map((one) => permitRef(one.permit))), row("waiting", zhEn("其他待批", "Others waiting"), open.filter((one) => !one.urgent).map((one) => permitRef(one.permit))),
      row("granted", zhEn("准予", "Granted"), standing("granted")), row("refused", zhEn("不予", "Refused"), standing("refused")), row("revoked", zhEn("已撤销", "Revoked"), standing("revoked")),
    ],
  };
}

function exits({ things, now }: Facts): Block {
  const gates = gateFigures(of(things, "passage"), now - DAY, now + 1);
  const all = (column: (one: GateRow) => readonly string[]): Ref[] => gates.flatMap(column).map((passage) => ref("passage", passage));
  return {
    key: "exits", title: zhEn("近24小时离开通道", "Exits in the last 24 hours"), rows: [
      row("passed", zhEn("放行", "Passed"), all((one) => one.passed)), row("turned-back", zhEn("劝返", "Turned back"), all((one) => one.turnedBack)), row("emergencies", zhEn("急救", "Emergencies"), all((one) => one.emergencies)),
      row("doubtful", zhEn("有疑点", "With something wrong"), all((one) => one.doubtful)), row("reported-late", zhEn("事后补报", "Reported later"), all((one) => one.reportedLate)),
    ],
  };
}

function lists({ things, now }: Facts): Block {
  const open = openLists(of(things, "leavers"), now);
  const what = (kind: string): Ref[] => open.filter((one) => one.what === kind).map((one) => leaversRef(one.list));
  return {
    key: "lists", title: zhEn("离开人员名单", "Lists of people who left"), rows: [
      row("unsent", zhEn("未发出", "Not sent"), what("unsent")), row("unsigned", zhEn("目的地未签收", "Not signed for"), what("unsigned")), row("not-found", zhEn("有人查无", "With people nobody found"), what("not-found")),
    ],
  };
}

function inbound({ things }: Facts): Block {
  const people = of(things, "inbound");
  return {
    key: "inbound", title: zhEn("入境闭环", "Inbound people"), rows: [
      ...chainFigures(people).map((one) => row(`${one.stage}/${one.org}`, `${one.stage} ${one.org}`, one.people.map(inboundRef))),
      row("gaps", zhEn("交接不全", "Hand-overs without two signatures"), [...new Set(gaps(people).map((one) => inboundRef(one.person)))]),
    ],
  };
}

function departures({ things, now }: Facts): Block {
  const batches = of(things, "departure");
  const rows = of(things, "departure-plan").flatMap((plan) => slotRows(plan.state as PlanView, batches, now));
  const left = batches.filter((one) => one.state.status === "departed" && one.state["listSentAt"] === undefined);
  return {
    key: "departures", title: zhEn("错峰离开", "Staggered departures"), rows: [
      row("waiting", zhEn("过时段未离开", "Not gone by the end of their slot"), rows.flatMap((one) => one.waiting).map((batch) => ref("departure", batch))), row("list-unsent", zhEn("已离开、名单未发", "Gone, list not sent"), left.map((one) => one.ref)),
    ],
  };
}

function spillover({ things, now, zone }: Facts): Block {
  const figure = spilloverFigure(of(things, "spillover"), now);
  const refs = (ids: readonly string[]): Ref[] => ids.map(spilloverRef);
  return {
    key: "spillover", title: zhEn("外溢", "Spill-over"), rows: [
      row("linked", zhEn("判定外溢", "Linked"), refs(figure.linked)), row("undecided", zhEn("待判定", "Undecided"), refs(figure.undecided)),
      ...(figure.noneKnown ? [row("none-known", zhEn("未发现外溢，截至", "None known by"), [], isoIn(zone, now))] : []),
    ],
  };
}

function checkIns({ things, now }: Facts): Block {
  const kept = stillKept(of(things, "check-ins"), now);
  const refs = (rows: typeof kept): Ref[] => rows.map((one) => ref("check-ins", one.batch));
  return { key: "check-ins", title: zhEn("来访登记", "Check-ins"), rows: [row("kept", zhEn("保存中", "Kept"), refs(kept)), row("overdue", zhEn("应删未删", "Should be deleted"), refs(kept.filter((one) => one.overdueMs > 0)))] };
}

export const movementSheets = [{
  name: "movement", title: zhEn("人员流动情况", "Movement"), about: null, duties: "open" as const,
  kinds: ["traveller", "permit", "passage", "leavers", "inbound", "departure-plan", "departure", "spillover", "check-ins", "strategy", "org"],
  write: (facts: Facts, { instant = facts.now }: Asked = {}): readonly Block[] => [strategies(facts, instant), arrivals(facts), permits(facts), exits(facts), lists(facts), inbound(facts), departures(facts), spillover(facts), checkIns(facts)],
}] as const;
