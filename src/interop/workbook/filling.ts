/**
 * What the city's ledger holds, as rows of the workbook: taken out, changed and loaded again. Writes what a
 * row can say and nothing more; loading it back unchanged changes nothing.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { idOf, kindOf } from "../../base/ids.ts";
import type { Thing } from "../../engine/loop.ts";
import type { LabView } from "../../loops/command/means/views.ts";
import type { OrgView } from "../../loops/command/views.ts";
import type { PostView, RosterView } from "../../loops/command/watch/views.ts";
import type { RoomView, SiteView } from "../../loops/quarantine/views.ts";
import type { Bookable } from "../../loops/transfer/views.ts";
import type { CellContent, Filling, Lang } from "./form.ts";
import { roomId } from "./steps.ts";
import { LOOKUPS, lookUp, wordFor, type LookupKind } from "./words.ts";

type Row = Record<string, CellContent>;

function row(fields: Readonly<Record<string, unknown>>): Row {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, typeof value === "number" ? value : String(value)]));
}

const clock = (zone: Zone, instant: number): string => isoIn(zone, instant).slice(0, 16).replace("T", " ");
const yesNo = (value: unknown, lang: Lang): string | undefined => (typeof value === "boolean" ? wordFor("yes-no", value ? "yes" : "no", lang) : undefined);

/** A word the form knows, in its language; anything else as it stands, so that nothing is lost on the way. */
function inWords(kind: LookupKind, value: unknown, lang: Lang): string | undefined {
  if (typeof value !== "string") return undefined;
  const known = lookUp(kind, value);
  return known === undefined || !LOOKUPS[kind].some((word) => word.value === known) ? value : wordFor(kind, known, lang);
}

function orgRow(id: string, org: OrgView, lang: Lang): Row {
  return row({ id, nameZh: org.name.zh, nameEn: org.name.en, level: inWords("level", org.level, lang), parent: org.parent });
}

function postRow(post: PostView, org: OrgView | undefined): Row {
  const duties = Object.entries(org?.answers ?? {}).filter(([, roles]) => roles.includes(post.role)).map(([duty]) => duty);
  return row({
    org: post.org, role: post.role, titleZh: post.title.zh, titleEn: post.title.en, who: post.who, phone: post.phone, email: post.email,
    deputy: org?.deputies[post.role], duties: duties.length === 0 ? undefined : duties.join(", "),
  });
}

function siteRow(site: SiteView, lang: Lang): Row {
  return row({
    id: site.id, name: site["name"] ?? site.id, org: site.runBy, group: site.group === site.runBy ? undefined : site.group,
    type: inWords("site-type", site["type"], lang), certified: yesNo(site.layoutCertified, lang), ...site.posts,
  });
}

function roomRow(id: string, room: RoomView, lang: Lang): Row {
  const prefix = roomId(room.site, "");
  return row({ site: room.site, room: id.startsWith(prefix) ? id.slice(prefix.length) : id, capacity: room.capacity, barrierFree: yesNo(room["barrierFree"], lang) });
}

export function fillingOf(things: readonly Thing[], zone: Zone, lang: Lang): Filling {
  const by = Map.groupBy(things, (thing) => kindOf(thing.ref));
  const each = <S>(kind: string, write: (id: string, state: S) => Row | Row[]): Row[] =>
    (by.get(kind) ?? []).flatMap((thing) => write(idOf(thing.ref), thing.state as unknown as S));
  const orgs = new Map((by.get("org") ?? []).map((thing) => [idOf(thing.ref), thing.state as OrgView]));
  const sites = new Set((by.get("site") ?? []).map((thing) => idOf(thing.ref)));
  const own = [...orgs].filter(([id, org]) => !(org.level === "site" && sites.has(id)));
  return {
    orgs: own.sort(([, a], [, b]) => ((a.place ?? "") < (b.place ?? "") ? -1 : 1)).map(([id, org]) => orgRow(id, org, lang)),
    posts: each<PostView>("post", (_id, post) => postRow(post, orgs.get(post.org))),
    roster: each<RosterView>("roster", (_id, roster) =>
      roster.shifts.map((shift) => row({ ...shift, org: roster.org, role: roster.role, from: clock(zone, shift.from), to: clock(zone, shift.to) }))),
    sites: each<SiteView>("site", (_id, site) => siteRow(site, lang)),
    rooms: each<RoomView>("room", (id, room) => roomRow(id, room, lang)),
    vehicles: each<Bookable>("vehicle", (id, vehicle) => row({ id, org: vehicle.org, seats: vehicle.seats, kind: vehicle["kind"] })),
    labs: each<LabView>("lab", (id, lab) =>
      row({ id, name: lab.name, org: lab.org, tubesPerDay: lab.tubesPerDay, poolSizes: lab.poolSizes.length === 0 ? undefined : lab.poolSizes.join(", "), hours: lab.hours })),
  };
}
