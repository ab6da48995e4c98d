/** Commands of command → events or a refusal: the organisation tree, who answers for what, records and reviews. */
import { idOf, ref } from "../../base/ids.ts";
import { refuse } from "../../base/refusal.ts";
import { Type } from "../../base/schema.ts";
import type { When } from "../../base/time.ts";
import { command, event, Id, knownOrg, NameShape, orgRef, placeOf, PostShape, Words } from "../../engine/define.ts";
import type { NewEvent } from "../../engine/event.ts";
import type { CommandDef } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { State } from "../../engine/state.ts";
import { PARTIES, partyOf, type OrgView } from "./views.ts";

const Assumed = Type.Optional(Type.Boolean({ title: "Assumed, not stated by a source" }));

/** Everything below an organisation goes where it goes. */
function moved(state: State, org: string, place: string, occurred: When): NewEvent[] {
  return state.things("org", "parent", org).flatMap(({ ref: below }) => {
    const own = `${place}/${idOf(below)}`;
    return [event("org.moved", occurred, [below], { org: idOf(below), place: own }, "city"), ...moved(state, idOf(below), own, occurred)];
  });
}

const organisation: readonly CommandDef[] = [
  command("org.register", zhEn("登记单位", "Register an organisation"), {
    org: Id, name: Type.Optional(NameShape), level: Id, parent: Type.Optional(Id), party: Type.Optional(Type.Union(PARTIES.map((party) => Type.Literal(party)))), assumed: Assumed,
  }, ({ state, data, occurred }) => {
    if (data.parent === data.org) return refuse("own-parent", "An organisation cannot be above itself.", { where: "data.parent", fix: "Name the one above it, or none." });
    if (data.parent !== undefined) {
      const missing = knownOrg(state, data.parent, "data.parent");
      if (missing !== null) return missing;
      if (placeOf(state, data.parent).split("/").includes(data.org)) return refuse("tree-cycle", `${data.parent} lies below ${data.org}.`, { where: "data.parent", fix: "Name an organisation that does not lie below it." });
    }
    const place = data.parent === undefined ? data.org : `${placeOf(state, data.parent)}/${data.org}`;
    const name = data.name ?? { zh: data.org, en: data.org };
    const before = state.thing(orgRef(data.org))?.state as OrgView | undefined;
    return [
      event("org.registered", occurred, [orgRef(data.org)], { ...data, name, parent: data.parent ?? null, place, party: data.party ?? before?.party ?? partyOf(data.level) }, "city"),
      ...(before?.place === place ? [] : moved(state, data.org, place, occurred)),
    ];
  }),
  command("responsibility.assign", zhEn("明确责任", "Say who answers for a duty"), {
    org: Id, duty: Id, roles: Type.Array(Id, { maxItems: 20 }), assumed: Assumed,
  }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("responsibility.assigned", occurred, [orgRef(data.org)], data, "city")]),
  command("deputy.assign", zhEn("明确副职", "Name a deputy"), { org: Id, role: Id, deputy: Id }, ({ state, data, occurred }) => {
    if (data.role === data.deputy) return refuse("own-deputy", "A role cannot be its own deputy.", { where: "data.deputy", fix: "Name another role." });
    return knownOrg(state, data.org, "data.org") ?? [event("deputy.assigned", occurred, [orgRef(data.org)], data, "city")];
  }),
];

const records: readonly CommandDef[] = [
  command("outbreak.declare", zhEn("宣布疫情发生", "Declare an outbreak"), { outbreak: Id, org: Type.Optional(Id), note: Type.Optional(Words) }, ({ data, occurred }) =>
    [event("outbreak.declared", occurred, [ref("outbreak", data.outbreak)], data)]),
  command("workline.assign", zhEn("明确牵头单位", "Name the lead unit of a work line"), { workline: Id, org: Id, note: Type.Optional(Words) }, ({ state, data, occurred }) =>
    knownOrg(state, data.org, "data.org") ?? [event("workline.assigned", occurred, [ref("workline", data.workline)], data)]),
  command("guarantee.review", zhEn("包保检查", "Record a guarantor's review"), { unit: Id, note: Words }, ({ state, data, occurred }) =>
    knownOrg(state, data.unit, "data.unit") ?? [event("guarantee.reviewed", occurred, [orgRef(data.unit)], data)]),
  command("resource.provide", zhEn("落实资源", "Provide what is missing"), { duty: Id, what: Words }, ({ state, data, occurred }) => {
    const blocked = state.duty(data.duty);
    if (blocked === undefined) return refuse("unknown-duty", `There is no duty ${data.duty}.`, { where: "data.duty", fix: "Check its number." });
    if (blocked.status !== "blocked") return refuse("not-blocked", "That duty is not blocked.", { where: "data.duty", fix: "Nothing is missing there; look at the duty again." });
    return [event("resource.provided", occurred, [], { ...data })];
  }),
  command("statement.record", zhEn("记录通报", "Record what an authority said"), {
    statement: Id, text: Words, by: PostShape, about: Type.Optional(Type.Array(Id, { maxItems: 50 })), figures: Type.Optional(Type.Record(Type.String(), Type.Number())),
  }, ({ data, occurred }) => [event("statement.recorded", occurred, [ref("statement", data.statement)], data)]),
  command("enforcement.record", zhEn("记录执法", "Record enforcement"), { enforcement: Id, text: Words, persons: Type.Array(Id, { maxItems: 1000 }) }, ({ data, occurred }) =>
    [event("enforcement.recorded", occurred, [ref("statement", data.enforcement)], data)]),
];

export const commands: readonly CommandDef[] = [...organisation, ...records];

