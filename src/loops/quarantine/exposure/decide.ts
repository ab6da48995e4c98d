/**
 * Commands about exposure inside a site → events or a refusal. A gathering is a possible exposure of everybody there:
 * they are tested by a day, and a recount of each stay is proposed; only a named decision makes anybody stay longer.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { at, plus, type When } from "../../../base/time.ts";
import { dayStart, nextDay } from "../../../base/civil.ts";
import { command, event, Id, known, WhenShape, Words } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context } from "../../../engine/loop.ts";
import { alarmPost } from "../../../engine/duty/transitions.ts";
import { lengthMs } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { answering } from "../../../engine/select.ts";
import type { State } from "../../../engine/state.ts";
import type { ContactView } from "../../cases/views.ts";
import { daysOfWhen, phaseOf, planStay, rulesOf, stated } from "../stay/rules.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import type { RoomView, SiteView } from "../views.ts";
import { circleOf, gatheringRef } from "./views.ts";

const oneOf = (words: readonly string[]) => Type.Union(words.map((word) => Type.Literal(word)));

/** When a stay would end if counted again from a new exposure; the infection rule may give its own number of days. */
function recountedEnd(context: Context, contact: ContactView, exposed: When, restartDays: number | null): When | null {
  if (restartDays !== null) {
    const { first, last } = daysOfWhen(context.zone, exposed);
    return { earliest: dayStart(context.zone, nextDay(first, restartDays + 1)), latest: dayStart(context.zone, nextDay(last, restartDays + 1)) };
  }
  const rules = rulesOf(context.pack, contact.class);
  return isRefusal(rules) ? null : phaseOf(planStay(rules, context.zone, exposed), "central")?.end ?? null;
}

/** A recount put before whoever issued the measure; nothing of the stay moves by it. */
function proposals(state: State, context: Context, people: readonly string[], exposed: When, why: string, occurred: When, restartDays: number | null = null): NewEvent[] {
  return people.flatMap((person) => {
    const contact = state.thing(ref("contact", person))?.state as ContactView | undefined;
    const measure = contact?.measures.find((one) => (state.thing(measureRef(one))?.state as MeasureView | undefined)?.phase === "central");
    const view = measure === undefined ? undefined : state.thing(measureRef(measure))!.state as MeasureView;
    if (contact === undefined || view === undefined || view.end === null) return [];
    const end = recountedEnd(context, contact, exposed, restartDays);
    if (end === null || end.latest <= view.end.latest) return [];
    return [event("stay.recount_proposed", occurred, [measureRef(measure!)], { measure, contact: person, end, before: view.end, lastExposure: exposed, why, owner: view.issuer })];
  });
}

/** People of different rooms together: a breach of whoever was to time the site's services by room. */
function together(state: State, context: Context, site: SiteView, gathering: string, occurred: When): NewEvent {
  const answerable = answering(state, site.runBy, "site.slots").map((role) => ({ org: site.runBy, role }));
  return event("breach.recorded", occurred, [], {
    code: "gathering-inside", finding: "gathering_in_quarantine", duty: "site.slots", answerable, holder: answerable[0] ?? context.commandPost, to: alarmPost(state, site.runBy, context),
    message: "People of different rooms were together inside a site.", subjects: [ref("site", site.id), gatheringRef(gathering)],
  });
}

const gather = command("site-gathering.report", zhEn("报告隔离点内聚集", "Report a gathering inside a site"), {
  gathering: Id, site: Id, place: Words, held: Type.Optional(WhenShape), attendees: Type.Array(Id, { maxItems: 500, uniqueItems: true }), cause: Type.Optional(Words),
}, ({ state, data, context, occurred }) => {
  if (state.thing(gatheringRef(data.gathering)) !== undefined) return refuse("gathering-exists", `Gathering ${data.gathering} is recorded already.`, { where: "data.gathering", fix: "Use another number." });
  const site = known<SiteView>(state, ref("site", data.site), "data.site");
  if (isRefusal(site)) return site;
  const held = data.held ?? occurred;
  const within = stated(context.pack, "site.gathering.test") ? lengthMs(context.pack, "site.gathering.test") : 0;
  const people = data.attendees.map((person) => ref("contact", person));
  return [
    event("exposure.recorded", occurred, [ref("gathering", data.gathering)], { gathering: data.gathering, place: data.place, at: held }),
    together(state, context, site, data.gathering, occurred),
    event("site_gathering.recorded", occurred, [gatheringRef(data.gathering), ref("site", data.site), ...people], { ...data, held, org: site.org, runBy: site.runBy, group: site.group }),
    // Who was there is tested by a day; the areas' own duty asks for the missing by name.
    ...(data.attendees.length === 0 ? [] : [event("attendance.marked", occurred, [ref("attendance", data.gathering)], { gathering: data.gathering, area: data.site, place: data.place, held, attendees: data.attendees, testBy: plus(at(occurred.latest), within), org: site.org })]),
    ...proposals(state, context, data.attendees, held, "gathering", occurred),
  ];
}, { record: true, on: { kind: "site", field: "site" }, needs: (data) => (data["attendees"] as string[]).map((person) => ref("contact", person)) });

const after: readonly CommandDef[] = [
  command("site-gathering.ease", zhEn("登记聚集已疏散", "Record a gathering dispersed"), { gathering: Id, cause: Words, done: Words }, ({ state, data, occurred }) => {
    const gathering = known(state, gatheringRef(data.gathering), "data.gathering");
    return isRefusal(gathering) ? gathering : [event("site_gathering.eased", occurred, [gatheringRef(data.gathering)], data)];
  }, { on: { kind: "site-gathering", field: "gathering", statuses: ["there"] } }),
  command("site-infection.record", zhEn("登记隔离点内感染", "Record an infection inside a site"), {
    infection: Id, site: Id, found: oneOf(["person", "environment-outside-room"]), floor: Type.Optional(Type.Integer({ minimum: -5, maximum: 200 })), since: Type.Optional(WhenShape), infected: Type.Optional(Id),
  }, ({ state, data, context, occurred }) => {
    const site = known<SiteView>(state, ref("site", data.site), "data.site");
    if (isRefusal(site)) return site;
    const rooms = state.things("room", "site", data.site);
    const own = rooms.find(({ state: room }) => room["claimedBy"] === data.infected)?.state as RoomView | undefined;
    const circle = circleOf(context.pack, rooms, data.found, data.floor ?? own?.floor ?? null);
    const near = new Set(circle?.rooms);
    const people = rooms.filter(({ ref: room }) => near.has(room)).flatMap(({ state: room }) => [room["claimedBy"], ...((room["claimedWith"] as string[] | undefined) ?? [])]).filter((one): one is string => typeof one === "string" && one !== data.infected);
    return [
      event("site_infection.recorded", occurred, [ref("site-infection", data.infection), ref("site", data.site)], { ...data, rooms: circle?.rooms.length ?? 0, people }),
      ...(circle === null ? [] : proposals(state, context, people, data.since ?? occurred, "infection-inside", occurred, circle.restartDays)),
    ];
  }, { record: true, on: { kind: "site", field: "site" } }),
];

export const commands: readonly CommandDef[] = [gather, ...after];
