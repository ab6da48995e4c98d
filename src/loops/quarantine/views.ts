/** State of sites, rooms and measures, and whether a site is ready to receive people. */
import { ref } from "../../base/ids.ts";
import { refuse } from "../../base/refusal.ts";
import type { When } from "../../base/time.ts";
import { event } from "../../engine/define.ts";
import { dataOf, type LedgerEvent, type NewEvent, type Post } from "../../engine/event.ts";
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
  /** Set up for a replay: what its sources do not say of it is not measured. */
  readonly assumed?: boolean;
  /** Items the last inspections found wanting, `layout: living-zone`. */
  readonly failing?: readonly string[];
  /** Layer of responsibility → the post named for it. */
  readonly layers?: Readonly<Record<string, Post>>;
  /** Where it is on its way to being ready, when that is promised, and with how many rooms of each class. */
  readonly stage?: Stage;
  readonly readyAt?: When | null;
  readonly plannedRooms?: Readonly<Record<string, number>>;
  readonly staff?: number;
  /** Services with their time slots, by service. */
  readonly slots?: Readonly<Record<string, readonly { readonly from: string; readonly to: string; readonly rooms: readonly string[] }[]>>;
  readonly slotted?: boolean;
}

/** A place on its way to being a site. */
export const STAGES = ["candidate", "inspected", "converted", "ready"] as const;
export type Stage = (typeof STAGES)[number];

export interface RoomView extends Bookable {
  readonly site: string;
  readonly capacity: number;
  readonly barrierFree?: boolean;
  /** Others of the household in the same room. */
  readonly claimedWith?: readonly string[];
  readonly floor?: number;
}

export type { MeasureView } from "./stay/views.ts";

/** What a site still lacks: unfilled posts, and an uncertified layout; empty when it is ready. */
export function siteReadiness(site: SiteView): string[] {
  const missing = POSTS.filter((post) => site.posts[post] === undefined).map((post) => `${post} post`);
  return [...missing, ...(site.layoutCertified ? [] : ["certified layout"]), ...(site.failing ?? [])];
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
    case "site.posts_filled": {
      const { posts, staff } = dataOf<{ posts: Record<string, string>; staff?: number }>(event);
      return { ...state, posts: { ...state.posts, ...posts }, ...(staff === undefined ? {} : { staff }) };
    }
    case "site.opened": return { ...state, status: "open" };
    case "site.closed": return { ...state, status: "closed" };
    case "site.inspected": {
      const { checklist, failed } = dataOf<{ checklist: string; failed: string[] }>(event);
      return { ...state, failing: [...(state.failing ?? []).filter((one) => !one.startsWith(`${checklist}: `)), ...failed.map((item) => `${checklist}: ${item}`)] };
    }
    case "site.layer_named": {
      const { layer, post } = dataOf<{ layer: string; post: Post }>(event);
      return { ...state, layers: { ...state.layers, [layer]: post } };
    }
    case "site.layer_emptied": return { ...state, layers: Object.fromEntries(Object.entries(state.layers ?? {}).filter(([layer]) => layer !== event.data["layer"])) };
    case "site.staged": {
      const { stage, readyAt, rooms } = dataOf<{ stage: Stage; readyAt?: When; rooms?: Record<string, number> }>(event);
      return { ...state, stage, readyAt: readyAt ?? state.readyAt ?? null, ...(rooms === undefined ? {} : { plannedRooms: rooms }) };
    }
    case "site.scheduled": {
      const { service, slots } = dataOf<{ service: string; slots: NonNullable<SiteView["slots"]>[string] }>(event);
      return { ...state, slotted: true, slots: { ...state.slots, [service]: slots } };
    }
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "site", title: zhEn("隔离点", "Quarantine site"), scope: "city", fold: foldSite as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "runBy", title: zhEn("管理单位", "Run by"), type: "text" },
      { key: "group", title: zhEn("所属片组", "Group"), type: "text" }, { key: "layoutCertified", title: zhEn("布局验收", "Layout certified"), type: "boolean" },
      { key: "stage", title: zhEn("储备进度", "Pipeline"), type: "text" }, { key: "readyAt", title: zhEn("承诺启用", "Ready by"), type: "when" }, { key: "staff", title: zhEn("在岗人数", "Staff on shift"), type: "number" }, { key: "slotted", title: zhEn("已排时段", "Time slots set"), type: "boolean" },
    ],
  },
  {
    kind: "room", title: zhEn("隔离房间", "Room"), scope: "city", fold: bookable("room"),
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "capacity", title: zhEn("床位", "Beds"), type: "number" },
      { key: "claimedBy", title: zhEn("派给", "Promised to"), type: "text" }, { key: "floor", title: zhEn("楼层", "Floor"), type: "number" }, { key: "barrierFree", title: zhEn("无障碍", "Barrier-free"), type: "boolean" },
    ],
  },
  {
    kind: "head-count", title: zhEn("人数清点", "Head count"), scope: "incident",
    fold: (state, event) => (event.type === "heads.counted" ? { ...state, ...event.data, status: "counted" } : state),
    columns: [
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" }, { key: "roster", title: zhEn("应到", "On the list"), type: "number" },
      { key: "present", title: zhEn("实到", "Present"), type: "number" }, { key: "expected", title: zhEn("系统在册", "By the arrivals"), type: "number" },
    ],
  },
];
