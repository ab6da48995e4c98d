/** Commands of quarantine sites → events or a refusal: readiness, arrivals, exits, counts, waste. */
import { ref, type Ref } from "../../base/ids.ts";
import { isRefusal, refuse } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import { command, event, Id, known, knownOrg, orgRef, Words } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef, Objection } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { ContactView } from "../cases/views.ts";
import { freedByTrip, type TripView } from "../transfer/views.ts";
import { missingAtCount } from "./exits.ts";
import { roomsOf } from "./rooms.ts";
import { layersShort } from "./standard/decide.ts";
import { leftBefore, settledIn, staying } from "./stay/arriving.ts";
import { POSTS, siteReadiness, understaffed, unready, type SiteView } from "./views.ts";

const PostName = Type.Union(POSTS.map((post) => Type.Literal(post)));
const siteRef = (site: string): Ref => ref("site", site);

const keeping: readonly CommandDef[] = [
  command("site.register", zhEn("登记隔离点", "Register a site"), {
    site: Id, org: Id, runBy: Id, group: Id, name: Type.Optional(Words), type: Type.Optional(Words), wastePlanned: Type.Optional(Type.Boolean()),
    posts: Type.Optional(Type.Partial(Type.Record(PostName, Words))), layoutCertified: Type.Optional(Type.Boolean()), assumed: Type.Optional(Type.Boolean()),
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? knownOrg(state, data.runBy, "data.runBy") ?? knownOrg(state, data.group, "data.group")
      ?? [event("site.registered", occurred, [siteRef(data.site)], data, "city")]),
  command("room.register", zhEn("登记房间", "Register a room"), { room: Id, site: Id, capacity: Type.Integer({ minimum: 1, maximum: 20 }), barrierFree: Type.Optional(Type.Boolean()), floor: Type.Optional(Type.Integer({ minimum: -5, maximum: 200 })) }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    return isRefusal(site) ? site : [event("room.registered", occurred, [ref("room", data.room)], { ...data, org: site.runBy }, "city")];
  }),
  command("site.certify", zhEn("布局验收", "Certify the layout"), { site: Id, zones: Type.Literal(3), passages: Type.Literal(2), note: Type.Optional(Words) }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const failing = (site.failing ?? []).filter((one) => one.startsWith("layout: "));
    const objections: Objection[] = failing.length === 0 ? [] : [{
      refusal: refuse("layout-findings-open", `The last inspection failed: ${failing.join(", ")}.`, { where: "data.site", fix: "Mend these and inspect again.", params: { missing: failing.join(", ") } }), about: [siteRef(data.site)], finding: null,
    }];
    return { objections, events: [event("site.certified", occurred, [siteRef(data.site)], data, "city")] };
  }, { on: { kind: "site", field: "site" } }),
  command("site.fill-posts", zhEn("岗位到位", "Fill posts"), { site: Id, posts: Type.Partial(Type.Record(PostName, Words)), staff: Type.Optional(Type.Integer({ minimum: 0, maximum: 2000 })) }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const posts = { ...site.posts, ...data.posts };
    const complete = POSTS.every((post) => posts[post] !== undefined);
    return [event("site.posts_filled", occurred, [siteRef(data.site)], { ...data, complete }, "city")];
  }, { on: { kind: "site", field: "site" } }),
  command("site.open", zhEn("启用隔离点", "Open the site"), { site: Id }, ({ state, data, context, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const missing = siteReadiness(site);
    const objections: Objection[] = missing.length === 0 ? [] : [{
      refusal: refuse("site-not-ready", `${data.site} cannot open: ${missing.join(", ")}.`, { where: "data.site", fix: "Fill the posts, certify the layout, mend what the inspection found.", params: { site: data.site, missing: missing.join(", ") } }),
      about: [siteRef(data.site)], finding: "site_opened_without_staff", answers: { duty: "site.staff", org: site.runBy },
    }];
    return { objections, events: [event("site.opened", occurred, [siteRef(data.site)], { ...data, runBy: site.runBy }, "city"), ...layersShort(context, site, occurred)] };
  }, { on: { kind: "site", field: "site", statuses: ["closed"] } }),
  command("site.close", zhEn("关闭隔离点", "Close the site"), { site: Id, reason: Words }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    return isRefusal(site) ? site : [event("site.closed", occurred, [siteRef(data.site)], data, "city")];
  }, { on: { kind: "site", field: "site", statuses: ["open"] } }),
];

/** One person's arrival: the site's own record where the site signs, a breach where it was not ready. */
function arrival(site: SiteView, contact: string, room: string | undefined, occurred: NewEvent["occurred"], measures: readonly string[]): NewEvent {
  return event("person.arrived", occurred, [ref("contact", contact), siteRef(site.id), ...measures.map((measure) => ref("measure", measure))], {
    contact, site: site.id, siteOrg: site.org, runBy: site.runBy, group: site.group, ...(site.assumed === true ? { assumed: true } : {}), ...(room === undefined ? {} : { room }),
  });
}

const arrive = command("arrival.record", zhEn("登记人员到达", "Record arrivals"), {
  site: Id, contacts: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }), rooms: Type.Optional(Type.Record(Id, Id)), trip: Type.Optional(Id),
}, ({ state, data, actor, context, occurred }) => {
  const site = known<SiteView>(state, siteRef(data.site), "data.site");
  if (isRefusal(site)) return site;
  const trip = data.trip === undefined ? undefined : known<TripView>(state, ref("trip", data.trip), "data.trip");
  if (trip !== undefined && isRefusal(trip)) return trip;
  const notReady = unready(site, actor.org);
  const objections = notReady === null ? [] : [notReady];
  const events: NewEvent[] = [...understaffed(site, occurred)];
  if (site.status !== "open") events.push(event("site.opened", occurred, [siteRef(data.site)], { site: data.site, runBy: site.runBy }, "city"), ...layersShort(context, site, occurred));
  const rooms = roomsOf(state, context.incident, data.site, occurred);
  for (const contact of data.contacts) {
    const view = state.thing(ref("contact", contact))?.state as ContactView | undefined;
    const planned = trip?.rooms[contact];
    const roomId = data.rooms?.[contact] ?? (trip?.site === data.site ? planned : undefined);
    events.push(...leftBefore(state, contact, view, data.site, occurred), arrival(site, contact, roomId, occurred, view?.measures ?? []));
    rooms.moves(contact, view?.room ?? planned, roomId);
    events.push(...staying(state, contact, site, occurred), ...settledIn(state, context, view, site, occurred));
  }
  const taken = rooms.settle();
  events.push(...taken.events);
  objections.push(...taken.objections);
  if (trip !== undefined && data.trip !== undefined) {
    events.push(event("trip.arrived", occurred, [ref("trip", data.trip)], { trip: data.trip, siteOrg: site.org }), ...freedByTrip(state, data.trip, trip, context.incident, occurred));
  }
  return { events, objections };
}, { record: true, on: { kind: "site", field: "site" }, needs: (data) => (data["contacts"] as string[]).map((name) => ref("contact", name)) });

const daily: readonly CommandDef[] = [
  command("heads.count", zhEn("人数清点", "Count heads"), { site: Id, roster: Type.Integer({ minimum: 0 }), present: Type.Integer({ minimum: 0 }), missing: Type.Array(Id, { maxItems: 500 }) }, (turn) => {
    const { state, data, occurred } = turn;
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    if (data.roster - data.present !== data.missing.length) {
      return refuse("count-does-not-add-up", `${data.roster} on the list, ${data.present} present, ${data.missing.length} named missing.`, { where: "data.missing", fix: "Name everybody who is missing." });
    }
    // What the list of arrivals says, beside what the count says: a difference is shown, not smoothed over.
    const expected = state.things("contact", "site", data.site).filter(({ state: one }) => one["custody"] !== null && one.status !== "released").map(({ ref: one }) => one.slice("contact:".length));
    return [event("heads.counted", occurred, [siteRef(data.site), ref("head-count", data.site)], { ...data, expected: expected.length }), ...missingAtCount(turn, site, data.missing)];
  }, { on: { kind: "site", field: "site" } }),
  command("waste.collect", zhEn("垃圾清运", "Record a waste collection"), { site: Id, kilograms: Type.Optional(Type.Number({ minimum: 0 })) }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    return isRefusal(site) ? site : [event("waste.collected", occurred, [siteRef(data.site)], data)];
  }, { on: { kind: "site", field: "site" } }),
  command("sites.check", zhEn("同组隔离点同查", "Check sister sites"), { group: Id, found: Words }, ({ state, data, occurred }) =>
    knownOrg(state, data.group, "data.group") ?? [event("sites.checked", occurred, [orgRef(data.group)], data)]),
];

export const sites: readonly CommandDef[] = [...keeping, arrive, ...daily];
