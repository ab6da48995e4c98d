/** State of sites, rooms and measures, and whether a site is ready to receive people. */
import { ref } from "../../base/ids.ts";
import { refuse } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import { event } from "../../engine/define.ts";
import { dataOf, type LedgerEvent, type NewEvent } from "../../engine/event.ts";
import type { Kind, Objection, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import { bookable, type Bookable } from "../transfer/views.ts";

/** Posts a site needs before it receives anybody; the pack's clause `site.staff` names the same four. */
export const POSTS = ["manager", "medical", "security", "cleaning"] as const;

export interface SiteView extends ThingState {
  readonly id: string;
  /** The site's own organisation, which signs for people. */
  readonly org: string;
  /** The organisation that runs it and staffs it. */
  readonly runBy: string;
  /** Sites of one group learn from each other's breaches. */
  readonly group: string;
  readonly posts: Readonly<Record<string, string>>;
  readonly layoutCertified: boolean;
  readonly wastePlanned: boolean;
}

export interface RoomView extends Bookable {
  readonly site: string;
  readonly capacity: number;
}

export interface MeasureView extends ThingState {
  readonly contact: string;
  readonly issuer: { readonly org: string; readonly role: string };
  readonly end: When | null;
  readonly support: { readonly org: string; readonly role: string } | null;
  readonly supportAccepted: boolean;
  /** What law 8 asks for and nobody has recorded yet. */
  readonly incomplete: readonly string[];
  readonly complete: boolean;
  /** When the person was released; null while the measure is in force. */
  readonly endedAt: When | null;
}

/** What a site still lacks: unfilled posts, and an uncertified layout; empty when it is ready. */
export function siteReadiness(site: SiteView): string[] {
  const missing = POSTS.filter((post) => site.posts[post] === undefined).map((post) => `${post} post`);
  return site.layoutCertified ? missing : [...missing, "certified layout"];
}

/** The rule broken by sending people to a site whose own board shows it not ready. */
export function unready(site: SiteView, senderOrg: string): Objection | null {
  const missing = siteReadiness(site);
  if (missing.length === 0) return null;
  return {
    refusal: refuse("site-not-ready", `${site.id} is not ready: ${missing.join(", ")}.`, {
      where: "data.site", fix: "Fill the posts and certify the layout, or choose another site.", params: { site: site.id, missing: missing.join(", ") },
    }),
    about: [ref("site", site.id)], finding: "coordination_weak", answers: { duty: "coordination", org: senderOrg },
  };
}

/** Posts unfilled when people come: the duty to staff the site opens with the arrival. */
export function understaffed(site: SiteView, occurred: When): NewEvent[] {
  const missing = POSTS.filter((post) => site.posts[post] === undefined);
  return missing.length === 0 ? [] : [event("site.understaffed", occurred, [ref("site", site.id)], { site: site.id, runBy: site.runBy, group: site.group, missing })];
}

function foldSite(state: SiteView | undefined, event: LedgerEvent): SiteView | undefined {
  if (event.type === "site.registered") {
    const data = dataOf<{ site: string; org: string; runBy: string; group: string; name?: string; wastePlanned?: boolean; posts?: Record<string, string>; layoutCertified?: boolean }>(event);
    return { status: "closed", wastePlanned: false, layoutCertified: false, posts: {}, ...state, ...data, id: data.site } as SiteView;
  }
  if (state === undefined) return state;
  switch (event.type) {
    case "site.certified": return { ...state, layoutCertified: true };
    case "site.posts_filled": return { ...state, posts: { ...state.posts, ...dataOf<{ posts: Record<string, string> }>(event).posts } };
    case "site.opened": return { ...state, status: "open" };
    case "site.closed": return { ...state, status: "closed" };
    default: return state;
  }
}

function lacks(event: LedgerEvent): Partial<MeasureView> {
  const { incomplete, complete } = dataOf<Partial<MeasureView>>(event);
  return incomplete === undefined || complete === undefined ? {} : { incomplete, complete };
}

function foldMeasure(state: MeasureView | undefined, event: LedgerEvent): MeasureView | undefined {
  if (event.type === "measure.ordered") return { status: "ordered", supportAccepted: false, support: null, end: null, incomplete: [], ...dataOf<object>(event), issuer: event.actor, endedAt: null } as unknown as MeasureView;
  if (state === undefined) return state;
  switch (event.type) {
    case "measure.completed": return { ...state, ...dataOf<Partial<MeasureView>>(event) };
    case "measure.support_accepted": return { ...state, supportAccepted: true, ...lacks(event) };
    case "measure.extended": return { ...state, end: dataOf<{ end: When }>(event).end, ...lacks(event) };
    case "person.arrived": return { ...state, status: "in-force" };
    case "release.prepared": return { ...state, gate: dataOf<{ results: unknown }>(event).results };
    case "person.released": return { ...state, status: "ended", endedAt: event.occurred };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "site", title: zhEn("隔离点", "Quarantine site"), scope: "city", fold: foldSite as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "runBy", title: zhEn("管理单位", "Run by"), type: "text" },
      { key: "group", title: zhEn("所属片组", "Group"), type: "text" }, { key: "layoutCertified", title: zhEn("布局验收", "Layout certified"), type: "boolean" },
    ],
  },
  {
    kind: "room", title: zhEn("隔离房间", "Room"), scope: "city", fold: bookable("room"),
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "capacity", title: zhEn("床位", "Beds"), type: "number" },
      { key: "claimedBy", title: zhEn("派给", "Promised to"), type: "text" },
    ],
  },
  {
    kind: "measure", title: zhEn("隔离措施", "Measure"), scope: "incident", fold: foldMeasure as Kind["fold"],
    columns: [
      { key: "contact", title: zhEn("对象", "Person"), type: "text" }, { key: "complete", title: zhEn("要件齐全", "Complete"), type: "boolean" }, { key: "end", title: zhEn("期满", "Ends"), type: "when" },
      { key: "supportAccepted", title: zhEn("保障已签收", "Support accepted"), type: "boolean" },
    ],
  },
  {
    kind: "head-count", title: zhEn("人数清点", "Head count"), scope: "incident",
    fold: (state, event) => (event.type === "heads.counted" ? { ...state, ...event.data, status: "counted" } : state),
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "roster", title: zhEn("应到", "On the list"), type: "number" },
      { key: "present", title: zhEn("实到", "Present"), type: "number" },
    ],
  },
];
