/** The community page: the five things a visitor asks about, in their order, each number with the rows behind it. */
import type { Ref } from "../../../base/ids.ts";
import { isOpen } from "../../../engine/duty/duty.ts";
import type { Post } from "../../../engine/event.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing, ThingState } from "../../../engine/thing.ts";
import type { ContactView } from "../../cases/views.ts";
import type { CompoundView } from "../../supplies/views.ts";
import type { PointView } from "../../testing/rounds/views.ts";
import type { ClosureView } from "../../areas/closures/views.ts";
import { below, dutyRefs, ofKind, row, type Block, type Facts, type Row, type Sheet } from "../../../engine/sheet.ts";

const refs = (things: readonly Thing[]): Ref[] => things.map((thing) => thing.ref);
const orgIn = (orgs: ReadonlySet<string>) => (thing: Thing): boolean => orgs.has(String(thing.state["org"]));

/** Open duties of these kinds held or offered within the community, and those of them that are late. */
function owed(facts: Facts, orgs: ReadonlySet<string>, kinds: readonly string[]): Row[] {
  const mine = facts.duties.filter((duty) => isOpen(duty) && duty.done === null && kinds.some((kind) => duty.kind === kind || duty.kind.startsWith(`${kind}.`)) && (orgs.has(duty.holder.org) || orgs.has(duty.offer?.to.org ?? "")));
  const late = mine.filter((duty) => duty.overdue !== null);
  return [row("owed", zhEn("待办", "Owed"), dutyRefs(mine.map(({ id }) => id))), row("overdue", zhEn("逾期", "Overdue"), dutyRefs(late.map(({ id }) => id)))];
}

function staticManagement(facts: Facts, orgs: ReadonlySet<string>): Row[] {
  const closures = ofKind(facts.things, "closure").filter((thing) => orgs.has((thing.state as ClosureView).org) && thing.state.status !== "ended");
  const areas = ofKind(facts.things, "area").filter((thing) => orgIn(orgs)(thing) && thing.state["closed"] === true);
  return [
    ...closures.map((thing): Row => ({ ...row(thing.ref, zhEn("静态管理至", "Static management until"), [thing.ref], thing.state.status), when: (thing.state as ClosureView).end })),
    row("areas", zhEn("管控区域", "Areas under restrictions"), refs(areas)),
    ...owed(facts, orgs, ["closure", "area"]),
  ];
}

function forces(facts: Facts, orgs: ReadonlySet<string>): Row[] {
  const posts = ofKind(facts.things, "post").filter(orgIn(orgs));
  const empty = posts.filter((thing) => thing.state["who"] === null && !ofKind(facts.things, "roster").some((roster) => roster.ref.slice("roster:".length) === thing.ref.slice("post:".length)));
  const present = ofKind(facts.things, "worker").filter((thing) => orgs.has(String((thing.state["at"] as { org?: string } | null)?.org)));
  const helping = present.filter((thing) => thing.state["standing"] !== "staff");
  const crews = ofKind(facts.things, "dispatch").filter((thing) => orgs.has(String(thing.state["to"])) && thing.state.status !== "ended");
  return [
    row("posts", zhEn("岗位", "Posts"), refs(posts)), row("empty", zhEn("无人岗位", "Posts with nobody named"), refs(empty)), row("present", zhEn("在岗人员", "People at work"), refs(present)),
    row("volunteers", zhEn("其中志愿者、邻里", "Of them volunteers and neighbours"), refs(helping)), row("crews", zhEn("支援队伍", "Crews sent here"), refs(crews)),
  ];
}

function transfer(facts: Facts, orgs: ReadonlySet<string>): Row[] {
  const here = ofKind(facts.things, "contact").filter((thing) => orgs.has(String((thing.state as ContactView).home)));
  const waiting = here.filter((thing) => (thing.state as ContactView).placing === "owed");
  const placed = here.filter((thing) => (thing.state as ContactView).placing === "placed");
  return [
    row("waiting", zhEn("待转运", "Waiting for transfer"), refs(waiting)), row("placed", zhEn("已转运", "Placed"), refs(placed)),
    row("isolated", zhEn("居家管控", "Held at home"), refs(here.filter((thing) => thing.state.status === "held-at-home"))), ...owed(facts, orgs, ["contact"]),
  ];
}

function tests(facts: Facts, orgs: ReadonlySet<string>): Row[] {
  const points = ofKind(facts.things, "point").filter(orgIn(orgs));
  const sum = (of: (point: PointView) => number): number => points.reduce((total, thing) => total + of(thing.state as PointView), 0);
  return [
    row("points", zhEn("采样点", "Sampling points"), refs(points)), row("planned", zhEn("应检人数", "People to be sampled"), refs(points), sum(({ planned }) => planned)), row("sampled", zhEn("已采人数", "People sampled"), refs(points), sum(({ sampled }) => sampled)),
    row("behind", zhEn("进度滞后的采样点", "Points behind plan"), refs(points.filter((thing) => (thing.state as PointView).behind))), ...owed(facts, orgs, ["point", "tube", "round", "missing", "household"]),
  ];
}

function supplies(facts: Facts, orgs: ReadonlySet<string>): Row[] {
  const compounds = ofKind(facts.things, "compound").filter((thing) => orgIn(orgs)(thing) && (thing.state as CompoundView).confined);
  const names = new Set(compounds.map((thing) => (thing.state as CompoundView).compound));
  const within = (state: ThingState): boolean => orgs.has(String(state["org"])) || names.has(String(state["compound"]));
  const needs = ofKind(facts.things, "need").filter(({ state }) => within(state) && state.status !== "confirmed" && state.status !== "cancelled");
  const missed = ofKind(facts.things, "household").filter(({ state }) => within(state) && state["missed"] === true);
  const leads = compounds.map((thing): Row => ({ ...row(thing.ref, zhEn("封控小区的物资负责人", "Supply lead of a confined compound"), [thing.ref], null), post: (thing.state as CompoundView).supplyLead as Post }));
  return [
    row("compounds", zhEn("封控小区", "Confined compounds"), refs(compounds)), ...leads, row("needs", zhEn("未满足的需求", "Needs open"), refs(needs)),
    row("missed", zhEn("未送到的住户", "Households missed"), refs(missed)), ...owed(facts, orgs, ["supply", "need", "vulnerable", "door", "service"]),
  ];
}

export const community: Sheet = {
  name: "community",
  title: zhEn("社区五项一页", "Community on one page"),
  about: "org",
  kinds: ["org", "closure", "area", "post", "roster", "worker", "dispatch", "contact", "point", "compound", "need", "household"],
  duties: "open",
  write(facts, { about }) {
    const orgs = below(facts.things, about ?? "");
    const block = (key: string, zh: string, en: string, rows: readonly Row[]): Block => ({ key, title: zhEn(zh, en), rows });
    return [
      block("static", "静态管理", "Static management", staticManagement(facts, orgs)), block("forces", "防控力量", "Forces", forces(facts, orgs)), block("transfer", "隔离转运", "Transfer", transfer(facts, orgs)),
      block("tests", "核酸检测", "Tests", tests(facts, orgs)), block("supplies", "生活物资", "Supplies", supplies(facts, orgs)),
    ];
  },
};
