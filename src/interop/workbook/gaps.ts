/**
 * What a city still lacks before it can be relied on at night: posts nobody can be rung for, duties nobody
 * answers for, cells without anybody, hours nobody watches, sites without staff. Pure, over the city's things.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { idOf, kindOf } from "../../base/ids.ts";
import { DAY, type Ms } from "../../base/time.ts";
import type { Thing } from "../../engine/loop.ts";
import type { Text } from "../../engine/rule.ts";
import type { OrgView } from "../../loops/command/views.ts";
import type { PostView, RosterView, Shift } from "../../loops/command/watch/views.ts";
import { POSTS, type SiteView } from "../../loops/quarantine/views.ts";

export interface Gap {
  readonly code: "no-phone" | "no-deputy" | "nobody-answers" | "empty-cell" | "nobody-to-alarm" | "watch-uncovered" | "no-roster" | "site-post-unfilled" | "site-not-certified";
  readonly org?: string;
  readonly role?: string;
  readonly site?: string;
  readonly text: Text;
}

export interface GapInput {
  readonly things: Iterable<Thing>;
  /** Kinds of duty with their titles. */
  readonly duties: readonly { readonly kind: string; readonly title: Text }[];
  readonly now: Ms;
  readonly zone: Zone;
}

type OrgEntry = readonly [id: string, org: OrgView];

/** The smallest units that must have somebody. */
const CELLS = new Set(["community", "compound"]);
const OVERSEEING = ["oversight", "command"];

const gap = (code: Gap["code"], zh: string, en: string, where: Pick<Gap, "org" | "role" | "site"> = {}): Gap => ({ code, text: { zh, en }, ...where });
const named = (org: OrgView | undefined, id: string): Text => ({ zh: org?.name.zh ?? id, en: org?.name.en ?? id });

function answersAny(org: OrgView, role: string): boolean {
  return Object.values(org.answers).some((roles) => roles.includes(role));
}

function postGaps(posts: readonly PostView[], orgs: ReadonlyMap<string, OrgView>): Gap[] {
  return posts.flatMap((post) => {
    const org = orgs.get(post.org);
    const at = named(org, post.org);
    const where = { org: post.org, role: post.role };
    const found: Gap[] = [];
    if (post.phone === null) found.push(gap("no-phone", `${at.zh}·${post.title.zh}没有值班电话。`, `${post.title.en} at ${at.en} has no phone.`, where));
    if (org !== undefined && answersAny(org, post.role) && org.deputies[post.role] === undefined) {
      found.push(gap("no-deputy", `${at.zh}·${post.title.zh}没有替补。`, `${post.title.en} at ${at.en} has no deputy.`, where));
    }
    return found;
  });
}

function dutyGaps(orgs: readonly OrgEntry[], duties: GapInput["duties"]): Gap[] {
  const covered = new Set(orgs.flatMap(([, org]) => Object.entries(org.answers).filter(([, roles]) => roles.length > 0).map(([duty]) => duty)));
  return duties.filter((duty) => !covered.has(duty.kind)).map((duty) =>
    gap("nobody-answers", `全市无人负责“${duty.title.zh}”（${duty.kind}）。`, `Nobody in the city answers for “${duty.title.en}” (${duty.kind}).`));
}

function orgGaps(orgs: readonly OrgEntry[], posts: readonly PostView[]): Gap[] {
  const staffed = new Set(posts.map((post) => post.org));
  const parents = new Set(orgs.map(([, org]) => org.parent));
  return orgs.flatMap(([id, org]) => {
    const at = named(org, id);
    if (CELLS.has(org.level) && !staffed.has(id)) return [gap("empty-cell", `${at.zh}没有任何岗位。`, `${at.en} has no post at all.`, { org: id })];
    const overseen = OVERSEEING.some((duty) => (org.answers[duty]?.length ?? 0) > 0);
    if (!parents.has(id) || overseen) return [];
    return [gap("nobody-to-alarm", `${at.zh}无人接收告警，将直接报到全市指挥部。`, `Alarms at ${at.en} reach nobody there and go straight to the city's command.`, { org: id })];
  });
}

/** The parts of `[from, to)` that no shift covers. */
export function uncovered(shifts: readonly Shift[], from: Ms, to: Ms): readonly (readonly [Ms, Ms])[] {
  const holes: [Ms, Ms][] = [];
  let reached = from;
  for (const shift of shifts.toSorted((a, b) => a.from - b.from)) {
    if (shift.from >= to) break;
    if (shift.from > reached) holes.push([reached, shift.from]);
    reached = Math.max(reached, shift.to);
  }
  if (reached < to) holes.push([reached, to]);
  return holes;
}

function watchGaps(rosters: readonly RosterView[], orgs: ReadonlyMap<string, OrgView>, posts: readonly PostView[], { now, zone }: GapInput): Gap[] {
  const clock = (instant: Ms): string => isoIn(zone, instant).slice(5, 16).replace("T", " ");
  const holes = rosters.flatMap((roster) => {
    const at = named(orgs.get(roster.org), roster.org);
    return uncovered(roster.shifts, now, now + DAY).map(([from, to]) =>
      gap("watch-uncovered", `${at.zh}·${roster.role}：${clock(from)} 至 ${clock(to)} 无人值班。`, `Nobody is on watch as ${roster.role} at ${at.en} from ${clock(from)} to ${clock(to)}.`, { org: roster.org, role: roster.role }));
  });
  const rostered = new Set(rosters.map((roster) => roster.org));
  const top = posts.filter((post) => orgs.get(post.org)?.parent === null && orgs.get(post.org)?.answers["oversight"]?.[0] === post.role && !rostered.has(post.org));
  return [...holes, ...top.map((post) => {
    const at = named(orgs.get(post.org), post.org);
    return gap("no-roster", `${at.zh}没有值班表，夜间只能呼叫岗位电话。`, `${at.en} has no roster; at night only the post's own phone can be rung.`, { org: post.org, role: post.role });
  })];
}

const SITE_POST_NAMES: Readonly<Record<string, Text>> = {
  manager: { zh: "负责人", en: "manager" }, medical: { zh: "医疗", en: "medical" },
  security: { zh: "安保", en: "security" }, cleaning: { zh: "保洁", en: "cleaning" },
};

function siteGaps(sites: readonly (readonly [string, SiteView])[]): Gap[] {
  return sites.flatMap(([id, site]) => {
    const name = typeof site["name"] === "string" ? site["name"] : id;
    const missing = POSTS.filter((post) => site.posts[post] === undefined).map((post) => {
      const title = SITE_POST_NAMES[post] ?? { zh: post, en: post };
      return gap("site-post-unfilled", `${name}的${title.zh}岗空缺。`, `The ${title.en} post of ${name} is unfilled.`, { site: id, org: site.runBy });
    });
    return site.layoutCertified ? missing : [...missing, gap("site-not-certified", `${name}的布局尚未验收。`, `The layout of ${name} has not been checked.`, { site: id, org: site.runBy })];
  });
}

/** In the order in which they hurt: duties without anybody first. */
export function findGaps(input: GapInput): readonly Gap[] {
  const by = Map.groupBy(input.things, (thing) => kindOf(thing.ref));
  const states = <S>(kind: string): S[] => (by.get(kind) ?? []).map((thing) => thing.state as unknown as S);
  const orgs = (by.get("org") ?? []).map((thing): OrgEntry => [idOf(thing.ref), thing.state as OrgView]);
  const byId = new Map(orgs);
  const posts = states<PostView>("post");
  const sites = (by.get("site") ?? []).map((thing) => [idOf(thing.ref), thing.state as SiteView] as const);
  return [
    ...dutyGaps(orgs, input.duties), ...orgGaps(orgs, posts), ...watchGaps(states<RosterView>("roster"), byId, posts, input),
    ...postGaps(posts, byId), ...siteGaps(sites),
  ];
}
