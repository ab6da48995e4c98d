/**
 * Commands of a site's standard → events or a refusal. An inspection answers every item of the pack; what fails is
 * a finding with a clock, and keeps a site that is not open from opening. Nobody clears a finding of their own unit.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { isRefusal, refuse } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import type { When } from "../../../base/time.ts";
import { command, event, Id, known, knownOrg, PostShape, WhenShape, Words, type Turn } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef, Context } from "../../../engine/loop.ts";
import { count, list } from "../../../engine/pack/clause.ts";
import { zhEn } from "../../../engine/rule.ts";
import { stated } from "../stay/rules.ts";
import { STAGES, type SiteView } from "../views.ts";
import { capacity, HORIZONS, ROOM_CLASSES } from "./capacity.ts";
import { capacityRef, reserveOf } from "./reserve.ts";
import { CHECKS, emptyLayers, findingRef, isUrgent, itemsOf, type SiteFindingView } from "./views.ts";

const oneOf = (words: readonly (string | number)[]) => Type.Union(words.map((word) => Type.Literal(word)));
const siteRef = (site: string): Ref => ref("site", site);
const ON = { on: { kind: "site", field: "site" } };
const Item = Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 60 });
const Clock = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });

/** Blanks among the layers when people can be received: known at once, to whoever runs the site. */
export function layersShort(context: Context, site: SiteView, occurred: When): NewEvent[] {
  const missing = site.assumed === true ? [] : emptyLayers(context.pack, site);
  return missing.length === 0 ? [] : [event("site.layers_short", occurred, [siteRef(site.id)], { site: site.id, runBy: site.runBy, missing })];
}

/** What an inspection says of findings that stood already, and the new ones. */
function judged({ state, actor, occurred }: Turn<object>, context: Context, site: SiteView, what: string, failed: readonly string[], passed: readonly string[]): NewEvent[] {
  const standing = (item: string): SiteFindingView | undefined => state.thing(findingRef(site.id, item))?.state as SiteFindingView | undefined;
  return [
    ...failed.map((item) => {
      const before = standing(item);
      const again = before !== undefined && before.status !== "cleared";
      return event(again ? "site_finding.upheld" : "site_finding.made", occurred, [findingRef(site.id, item)], { site: site.id, item, checklist: what, runBy: site.runBy, urgent: isUrgent(context.pack, item) });
    }),
    // A unit's own word closes nothing: an inspection by somebody else does.
    ...passed.filter((item) => actor.org !== site.runBy && actor.org !== site.org && standing(item) !== undefined && standing(item)!.status !== "cleared")
      .map((item) => event("site_finding.cleared", occurred, [findingRef(site.id, item)], { site: site.id, item })),
  ];
}

const inspecting: readonly CommandDef[] = [
  command("site.inspect", zhEn("按清单检查隔离点", "Inspect a site by its checklist"), {
    site: Id, checklist: oneOf(CHECKS), passed: Type.Array(Item, { maxItems: 100, uniqueItems: true }), failed: Type.Array(Item, { maxItems: 100, uniqueItems: true }), proof: Type.Optional(Type.Array(Words, { maxItems: 20 })), note: Type.Optional(Words),
  }, (turn) => {
    const { state, data, context, occurred } = turn;
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const what = CHECKS.find((one) => one === data.checklist)!;
    const items = itemsOf(context.pack, what);
    const both = data.passed.filter((item) => data.failed.includes(item));
    if (both.length > 0) return refuse("item-both-ways", `Both passed and failed: ${both.join(", ")}.`, { where: "data.failed", fix: "Say one or the other.", params: { items: both.join(", ") } });
    const open = items.filter((item) => !data.passed.includes(item) && !data.failed.includes(item));
    if (open.length > 0) return refuse("items-unanswered", `Not looked at: ${open.join(", ")}.`, { where: "data.passed", fix: "Answer every item.", params: { items: open.join(", ") } });
    const strange = [...data.passed, ...data.failed].find((item) => !items.includes(item));
    if (strange !== undefined) return refuse("item-not-asked", `${strange} is not on this checklist.`, { where: "data.passed", fix: `Its items: ${items.join(", ") || "none"}.`, params: { item: strange, items: items.join(", ") } });
    return [event("site.inspected", occurred, [siteRef(data.site)], data, "city"), ...judged(turn, context, site, what, data.failed, data.passed)];
  }, { ...ON, help: zhEn("逐项作答；未通过的限期整改，未启用的不得启用。", "Every item is answered; what fails has a clock, and a site not yet open does not open.") }),
  command("site-finding.mend", zhEn("报告整改", "Report a finding mended"), { finding: Id, note: Words, proof: Type.Optional(Type.Array(Words, { maxItems: 20 })) }, ({ state, data, occurred }) => {
    const finding = known<SiteFindingView>(state, ref("site-finding", data.finding), "data.finding");
    return isRefusal(finding) ? finding : [event("site_finding.mended", occurred, [ref("site-finding", data.finding)], data)];
  }, { on: { kind: "site-finding", field: "finding", statuses: ["standing"] } }),
];

const layers: readonly CommandDef[] = [
  command("site.name-layer", zhEn("明确责任层级", "Name a layer of responsibility"), { site: Id, layer: Item, post: PostShape }, ({ state, data, context, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const missing = knownOrg(state, data.post.org, "data.post.org");
    if (missing !== null) return missing;
    const all = stated(context.pack, "site.layers") ? list(context.pack, "site.layers") : [];
    if (!all.includes(data.layer)) return refuse("layer-not-asked", `The rules in force name these layers: ${all.join(", ") || "none"}.`, { where: "data.layer", fix: "Name one of these.", params: { layers: all.join(", ") } });
    const complete = emptyLayers(context.pack, { layers: { ...site.layers, [data.layer]: data.post } }).length === 0;
    return [event("site.layer_named", occurred, [siteRef(data.site)], { ...data, complete }, "city")];
  }, ON),
  command("site.empty-layer", zhEn("登记责任人离岗", "Record a layer left empty"), { site: Id, layer: Item, reason: Words }, ({ state, data, context, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    if (site.layers?.[data.layer] === undefined) return refuse("layer-empty-already", "Nobody is named for this layer.", { where: "data.layer", fix: "Name somebody." });
    const { [data.layer]: _, ...rest } = site.layers;
    return [event("site.layer_emptied", occurred, [siteRef(data.site)], data, "city"), ...(site.status === "open" ? layersShort(context, { ...site, layers: rest }, occurred) : [])];
  }, ON),
];

const pipeline: readonly CommandDef[] = [
  command("site.stage", zhEn("登记储备进度", "Record a step of the pipeline"), { site: Id, stage: oneOf(STAGES), readyAt: Type.Optional(WhenShape), rooms: Type.Optional(Type.Partial(Type.Record(oneOf(ROOM_CLASSES), Type.Integer({ minimum: 0, maximum: 5000 })))) }, ({ state, data, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const before = site.stage === undefined ? -1 : STAGES.indexOf(site.stage);
    const next = STAGES.findIndex((one) => one === data.stage);
    if (next > before + 1) return refuse("stage-skipped", `The step before is missing: ${STAGES[before + 1]}.`, { where: "data.stage", fix: "Take the steps in order.", params: { stage: STAGES[before + 1]! } });
    const again = data.readyAt !== undefined && site.readyAt !== undefined && site.readyAt !== null && data.stage !== "ready";
    return [
      ...(again ? [event("site.redated", occurred, [siteRef(data.site)], { site: data.site, before: site.readyAt })] : []),
      event("site.staged", occurred, [siteRef(data.site)], { ...data, runBy: site.runBy, dated: data.readyAt !== undefined && data.stage !== "ready" }, "city"),
    ];
  }, ON),
  command("site.schedule", zhEn("按房间排定时段", "Time a service by room"), {
    site: Id, service: oneOf(["check-in", "meals", "tests", "temperature", "waste", "check-out"]),
    slots: Type.Array(Type.Object({ from: Clock, to: Clock, rooms: Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true }) }, { additionalProperties: false }), { minItems: 1, maxItems: 96 }),
  }, ({ state, data, context, occurred }) => {
    const site = known<SiteView>(state, siteRef(data.site), "data.site");
    if (isRefusal(site)) return site;
    const most = stated(context.pack, "site.slot.rooms") ? count(context.pack, "site.slot.rooms") : Infinity;
    const full = data.slots.findIndex((slot) => slot.rooms.length > most);
    if (full >= 0) return refuse("slot-too-full", `At most ${most} rooms go in one slot.`, { where: `data.slots[${full}].rooms`, fix: "Use more slots.", params: { most } });
    const sorted = data.slots.toSorted((a, b) => (a.from < b.from ? -1 : 1));
    if (sorted.some((slot, index) => slot.to <= slot.from || (index > 0 && slot.from < sorted[index - 1]!.to))) return refuse("slots-overlap", "Slots overlap, or one ends before it begins.", { where: "data.slots", fix: "Let one end before the next begins." });
    return [event("site.scheduled", occurred, [siteRef(data.site)], { ...data, slotted: true }, "city")];
  }, ON),
];

const review = command("capacity.review", zhEn("核算现有、24小时和72小时房间", "Review rooms now, in 24 and 72 hours"), {
  org: Id, expected: Type.Optional(Type.Object(Object.fromEntries(HORIZONS.map((hours) => [`h${hours}`, Type.Optional(Type.Integer({ minimum: 0 }))])), { additionalProperties: false })),
}, ({ state, data, context, occurred }) => {
  const missing = knownOrg(state, data.org, "data.org");
  if (missing !== null) return missing;
  const rooms = state.things("room", "org", data.org);
  const sites = state.things("site", "runBy", data.org);
  const people = [...new Set(rooms.flatMap(({ state: room }) => [room["claimedBy"], ...((room["claimedWith"] as string[] | undefined) ?? [])]))].filter((one) => typeof one === "string");
  const measures = people.flatMap((person) => state.things("measure", "contact", person));
  const expected = Object.fromEntries(HORIZONS.map((hours) => [hours, (data.expected as Record<string, number> | undefined)?.[`h${hours}`] ?? 0]));
  const answer = capacity({ rooms, sites, measures, expected, now: context.now });
  const reserve = reserveOf(context, rooms.length);
  const short = HORIZONS.filter((hours) => answer.left[hours]! <= reserve);
  const low = rooms.length > 0 && short.length > 0;
  const about = [capacityRef(data.org)];
  return [
    event("capacity.reviewed", occurred, about, { org: data.org, rows: answer.rows.map(({ free, releases, openings, ...row }) => ({ ...row, free: free.length, releases: releases.length, openings: openings.length })), left: answer.left, expected, reserve, low, reviewing: true, ...(answer.roomsPerStaff === null ? {} : { roomsPerStaff: answer.roomsPerStaff }) }),
    ...(low ? [event("capacity.low", occurred, about, { org: data.org, short: answer.left[short[0]!], rooms: rooms.length, hours: short[0] })] : []),
  ];
}, { on: { kind: "capacity-review", field: "org" } });

export const commands: readonly CommandDef[] = [...inspecting, ...layers, ...pipeline, review];
