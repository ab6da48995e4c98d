/**
 * What a site lacks of its standard, who answers for each layer, and how its sites run: lists that open into the
 * rooms, measures, findings and exits behind each figure.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { list } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { zhEn } from "../../../engine/rule.ts";
import { stated } from "../stay/rules.ts";
import type { MeasureView } from "../stay/views.ts";
import type { RoomView, SiteView } from "../views.ts";

export const CHECKS = ["layout", "conditions", "daily"] as const;
export type Check = (typeof CHECKS)[number];

/** Clauses whose items each kind of inspection asks about. */
const CLAUSES: Readonly<Record<Check, readonly string[]>> = {
  layout: ["site.layout", "site.ventilation", "site.room", "site.special", "site.waste.handling"],
  conditions: ["site.conditions", "site.staff.conditions"],
  daily: ["safe-place.items"],
};

/** Every item an inspection must answer; a rule that is yes or no is an item of its own name. */
export function itemsOf(pack: ResolvedPack, what: Check): readonly string[] {
  return CLAUSES[what].flatMap((clause) => {
    if (!stated(pack, clause)) return [];
    return pack.clauses[clause]!.unit === "list" ? list(pack, clause) : [clause.slice(clause.indexOf(".") + 1)];
  });
}

/** Items that put people in danger while they stand. */
export function isUrgent(pack: ResolvedPack, item: string): boolean {
  return stated(pack, "safe-place.items") && list(pack, "safe-place.items").includes(item);
}

export interface SiteFindingView extends ThingState {
  readonly site: string;
  readonly item: string;
  readonly checklist: Check;
}

export const findingRef = (site: string, item: string): Ref => ref("site-finding", `${site}/${item}`);

/** Layers of responsibility nobody is named for; none where the rules name no layers. */
export function emptyLayers(pack: ResolvedPack, site: Pick<SiteView, "layers">): readonly string[] {
  return stated(pack, "site.layers") ? list(pack, "site.layers").filter((layer) => site.layers?.[layer] === undefined) : [];
}

const FINDING: Readonly<Record<string, string>> = { "site_finding.made": "standing", "site_finding.mended": "mended", "site_finding.cleared": "cleared", "site_finding.upheld": "standing" };

function foldFinding(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  const status = FINDING[event.type];
  if (status === undefined) return state;
  return event.type === "site_finding.made" ? { ...dataOf<object>(event), status, since: event.occurred } : state === undefined ? state : { ...state, status };
}

export const kinds: readonly Kind[] = [{
  kind: "capacity-review", title: zhEn("隔离房间核算", "Review of rooms"), scope: "incident", fold: latest({ "capacity.reviewed": "reviewed", "capacity.low": "scarce" }),
  columns: [
    { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "left.0", title: zhEn("现有余量", "Left now"), type: "number" }, { key: "left.24", title: zhEn("24小时余量", "Left in 24 h"), type: "number" },
    { key: "left.72", title: zhEn("72小时余量", "Left in 72 h"), type: "number" }, { key: "roomsPerStaff", title: zhEn("人均房间", "Rooms per staff"), type: "number" }, { key: "at", title: zhEn("时间", "When"), type: "when" },
  ],
}, {
  kind: "site-finding", title: zhEn("隔离点检查问题", "Inspection finding"), scope: "incident", fold: foldFinding,
  columns: [
    { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "item", title: zhEn("项目", "Item"), type: "text" }, { key: "checklist", title: zhEn("检查", "Inspection"), type: "text" },
    { key: "runBy", title: zhEn("管理单位", "Run by"), type: "text" }, { key: "urgent", title: zhEn("危险", "Danger"), type: "boolean" }, { key: "since", title: zhEn("发现", "Found"), type: "when" },
  ],
}];

export interface SiteReport {
  readonly site: Ref;
  readonly runBy: string;
  readonly status: string;
  readonly occupied: readonly Ref[];
  readonly free: readonly Ref[];
  readonly people: readonly string[];
  readonly staff: number | null;
  readonly unfilledPosts: readonly string[];
  readonly emptyLayers: readonly string[];
  readonly findings: readonly Ref[];
  readonly outOfRoom: readonly Ref[];
  /** Residents with a positive test, by test day. */
  readonly infections: readonly Ref[];
  readonly gatherings: readonly Ref[];
  /** Requests and complaints by people staying there. */
  readonly complaints: readonly Ref[];
}

export interface ReportInput {
  readonly sites: readonly Thing[];
  readonly rooms: readonly Thing[];
  readonly contacts: readonly Thing[];
  readonly measures: readonly Thing[];
  readonly testDays: readonly Thing[];
  readonly findings: readonly Thing[];
  readonly gatherings: readonly Thing[];
  readonly requests: readonly Thing[];
  readonly pack: ResolvedPack;
}

const POSTS = ["manager", "medical", "security", "cleaning"];

/** How each site of an organisation runs: one accountable owner sees all of them with occupancy and incidents. */
export function siteReports(input: ReportInput, runBy: string | null): SiteReport[] {
  return input.sites.filter(({ state }) => runBy === null || (state as SiteView).runBy === runBy).map(({ ref: site, state }) => {
    const view = state as SiteView;
    const id = site.slice("site:".length);
    const rooms = input.rooms.filter((room) => (room.state as RoomView).site === id);
    const there = input.contacts.filter((contact) => contact.state["site"] === id);
    const people = there.map((contact) => contact.ref.slice("contact:".length));
    const live = new Set(input.measures.filter((one) => (one.state as MeasureView).endedAt === null).map((one) => (one.state as MeasureView).contact));
    return {
      site, runBy: view.runBy, status: view.status, people: people.filter((one) => live.has(one)), staff: view.staff ?? null,
      occupied: rooms.filter((room) => (room.state as RoomView).claimedBy !== null).map((room) => room.ref), free: rooms.filter((room) => (room.state as RoomView).claimedBy === null).map((room) => room.ref),
      unfilledPosts: POSTS.filter((post) => view.posts[post] === undefined), emptyLayers: emptyLayers(input.pack, view),
      findings: input.findings.filter((one) => one.state["site"] === id && one.state.status !== "cleared").map((one) => one.ref),
      outOfRoom: there.filter((contact) => contact.state.status === "out-of-room").map((contact) => contact.ref),
      infections: input.testDays.filter((one) => one.state.status === "positive" && one.state["site"] === id).map((one) => one.ref),
      gatherings: input.gatherings.filter((one) => one.state["site"] === id).map((one) => one.ref),
      complaints: input.requests.filter((one) => people.includes(String(one.state["household"] ?? one.state["contact"] ?? ""))).map((one) => one.ref),
    };
  });
}
