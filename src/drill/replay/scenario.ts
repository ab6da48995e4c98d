/**
 * The shape of a fact file (`outbreak-scenario/1`) and what it must keep: ids once, references that exist,
 * times the right way round, roles that are listed. Expected results a file may carry are ignored.
 */
import { parseInstant } from "../../base/civil.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import { Type, type Static } from "../../base/schema.ts";

const Id = Type.String({ minLength: 1, maxLength: 120 });
const Text = Type.String({ maxLength: 5000 });
const MaybeTime = Type.Union([Text, Type.Null()]);
const Strict = { additionalProperties: false } as const;

const EventShape = Type.Object({
  id: Id, kind: Type.Union([Type.Literal("occurrence"), Type.Literal("action"), Type.Literal("omission"), Type.Literal("statement"), Type.Literal("figure")]),
  time: MaybeTime, time_precision: Text, time_earliest: Type.Optional(MaybeTime), time_latest: Type.Optional(MaybeTime),
  actor_role: Id, org_level: Type.Optional(Text), action: Id, object: Text, detail: Type.Optional(Text), source: Type.Optional(Text),
  requirement: Type.Optional(Type.Array(Text)), assumed: Type.Optional(Type.Boolean()), assumed_fields: Type.Optional(Type.Array(Text)),
  after: Type.Optional(Type.Array(Id)), to_org: Type.Optional(Id), data: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
}, Strict);

const PostShape = Type.Object({ org: Id, role: Id }, Strict);

/** What was set going before or beside the events: a command of the engine at its hour, or together with the event that says so. */
const PlanShape = Type.Object({
  at: Type.Optional(Text), with: Type.Optional(Id), by: PostShape, command: Id, data: Type.Record(Type.String(), Type.Unknown()), note: Type.Optional(Text),
}, Strict);

const SetupShape = Type.Object({
  assumed: Type.Literal(true), note: Type.Optional(Text),
  command: Type.Object({ org: Id, role: Id }, Strict),
  bodies: Type.Optional(Type.Array(Id)),
  orgs: Type.Optional(Type.Array(Type.Object({ id: Id, level: Id, parent: Type.Optional(Id) }, Strict))),
  responsibilities: Type.Optional(Type.Array(Type.Object({ org: Id, duty: Id, roles: Type.Array(Id) }, Strict))),
  deputies: Type.Optional(Type.Array(Type.Object({ org: Id, role: Id, deputy: Id }, Strict))),
  persons: Type.Optional(Type.Array(Type.Object({
    person: Id, class: Type.Optional(Type.Union([Type.Literal("close"), Type.Literal("secondary"), Type.Literal("general")])),
    home: Type.Optional(Id), exposure: Type.Optional(Id), last_exposure: Type.Optional(Id),
  }, Strict))),
  sites: Type.Optional(Type.Array(Type.Object({
    site: Id, org: Id, run_by: Id, group: Id, layout_certified: Type.Optional(Type.Boolean()), waste_planned: Type.Optional(Type.Boolean()),
    posts: Type.Optional(Type.Record(Type.String(), Text)),
  }, Strict))),
  compounds: Type.Optional(Type.Array(Type.Object({ compound: Id, org: Id, guarantor: PostShape, supply_lead: PostShape, households: Type.Optional(Type.Integer({ minimum: 0 })), area: Type.Optional(Id) }, Strict))),
  places: Type.Optional(Type.Array(Type.Object({ place: Id, org: Id, compound: Type.Optional(Id), pickup: Type.Optional(Id) }, Strict))),
  institutions: Type.Optional(Type.Array(Type.Object({ institution: Id, org: Id, sort: Id, baseline: Type.Array(Id) }, Strict))),
  plans: Type.Optional(Type.Array(PlanShape)),
  rooms_ready: Type.Optional(Type.Array(Type.Object({ org: Id, rooms: Type.Integer({ minimum: 0 }) }, Strict))),
}, Strict);

/** The same outbreak in which people did their work: what they did, and what then did not happen. */
const TwinShape = Type.Object({ note: Type.Optional(Text), without: Type.Optional(Type.Array(Id)), events: Type.Array(EventShape) }, Strict);

const Ignored = Type.Optional(Type.Unknown());

export const ScenarioShape = Type.Object({
  schema: Type.Literal("outbreak-scenario/1"), id: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{0,80}$" }), title: Text, disease: Text, city: Text,
  timezone: Type.String({ pattern: "^([+-]\\d{2}:\\d{2}|[A-Za-z_]+/[A-Za-z_/]+|UTC)$" }),
  period: Type.Object({ start: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }), end: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }) }, Strict),
  protocol_in_force: Type.Object({ pack: Id, assumed: Type.Optional(Type.Boolean()) }),
  orgs: Type.Array(Type.Object({ id: Id, level: Id, parent: Type.Optional(Id), assumed: Type.Optional(Type.Boolean()) })),
  roles: Type.Array(Type.Object({ role: Id, org: Id })),
  events: Type.Array(EventShape), setup: Type.Optional(SetupShape), twin: Type.Optional(TwinShape),
  sources: Ignored, privacy: Ignored, how_to_read: Ignored, parameters: Ignored, unknowns: Ignored,
  expected_findings: Ignored, expected_checks: Ignored, must_not: Ignored,
}, Strict);

export type Scenario = Static<typeof ScenarioShape>;
export type ScenarioEvent = Scenario["events"][number];
export type Plan = Static<typeof PlanShape>;

function repeated(ids: readonly string[], where: (index: number) => string, what: string): Refusal[] {
  const seen = new Set<string>();
  return ids.flatMap((id, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [refuse("duplicate-id", `The ${what} ${id} is there twice.`, { where: where(index), fix: "Give each its own id." })];
  });
}

function bounds(event: ScenarioEvent, where: string): Refusal[] {
  const times = (["time_earliest", "time_latest", "time"] as const).flatMap((field) => {
    const value = event[field];
    if (value === null || value === undefined) return [];
    const instant = parseInstant(value, `${where}.${field}`);
    return [isRefusal(instant) ? instant : { field, instant }];
  });
  const refusals = times.filter(isRefusal);
  if (refusals.length > 0) return refusals;
  const at = (field: string): number | undefined => (times as { field: string; instant: number }[]).find((time) => time.field === field)?.instant;
  const earliest = at("time_earliest") ?? at("time");
  const latest = at("time_latest") ?? at("time");
  if (latest === undefined) {
    return [refuse("no-time", `${event.id} has neither a time nor a latest bound.`, { where, fix: "Give time, or time_latest; without an earliest bound it may have begun with the period." })];
  }
  if (earliest !== undefined && earliest > latest) return [refuse("interval-upside-down", `The earliest bound of ${event.id} lies after its latest bound.`, { where, fix: "Exchange the two bounds." })];
  return [];
}

/**
 * Every event behind all those it comes after, else as the file has them. Events of a circle, and what comes
 * after one, are left out. Without recursion: a long chain of events must not exhaust the stack.
 */
export function inAfterOrder(events: readonly ScenarioEvent[]): ScenarioEvent[] {
  const waitsFor = new Map(events.map((event) => [event.id, new Set(event.after ?? []).size]));
  const next = new Map<string, ScenarioEvent[]>(events.map((event) => [event.id, []]));
  for (const event of events) for (const id of new Set(event.after ?? [])) next.get(id)?.push(event);
  const ordered = events.filter((event) => waitsFor.get(event.id) === 0);
  for (let index = 0; index < ordered.length; index++) {
    for (const event of next.get(ordered[index]!.id)!) {
      const left = waitsFor.get(event.id)! - 1;
      waitsFor.set(event.id, left);
      if (left === 0) ordered.push(event);
    }
  }
  return ordered;
}

function cycle(scenario: Scenario): Refusal[] {
  const ordered = new Set(inAfterOrder(scenario.events));
  const start = scenario.events.find((event) => !ordered.has(event));
  return start === undefined ? [] : [refuse("after-cycle", `${start.id} comes after itself, or after an event that does.`, { where: "events", fix: "Break the circle of “after”." })];
}

function orgPlace(scenario: Scenario, index: number): string {
  const extra = index - scenario.orgs.length;
  return extra < 0 ? `orgs[${index}].id` : `setup.orgs[${extra}].id`;
}

/** The same of what the setup puts in place: compounds, places, institutions, plans. */
function furnished(scenario: Scenario, ids: ReadonlySet<string>, unknownOrg: (org: string | undefined, where: string) => Refusal[]): Refusal[] {
  const { compounds = [], places = [], institutions = [], plans = [] } = scenario.setup ?? {};
  return [
    ...compounds.flatMap((one, index) => [one.org, one.guarantor.org, one.supply_lead.org].flatMap((org) => unknownOrg(org, `setup.compounds[${index}]`))),
    ...places.flatMap((one, index) => unknownOrg(one.org, `setup.places[${index}].org`)),
    ...institutions.flatMap((one, index) => unknownOrg(one.org, `setup.institutions[${index}].org`)),
    ...plans.flatMap((plan, index) => {
      const where = `setup.plans[${index}]`;
      if ((plan.at === undefined) === (plan.with === undefined)) return [refuse("plan-without-time", "A plan has either an hour or an event it came with.", { where, fix: "Give at, or with." })];
      if (plan.with !== undefined && !ids.has(plan.with)) return [refuse("dangling-reference", `There is no event ${plan.with} in this file.`, { where: `${where}.with`, fix: "Name an event of this file, or give the hour." })];
      const instant = plan.at === undefined ? 0 : parseInstant(plan.at, `${where}.at`);
      return [...(isRefusal(instant) ? [instant] : []), ...unknownOrg(plan.by.org, `${where}.by.org`)];
    }),
  ];
}

/** Everything wrong with a file of the right shape; empty when it can be replayed. */
export function checkScenario(scenario: Scenario): Refusal[] {
  const ids = new Set(scenario.events.map((event) => event.id));
  const orgs = new Set([...scenario.orgs, ...(scenario.setup?.orgs ?? [])].map((org) => org.id));
  const roles = new Set(scenario.roles.map((role) => role.role));
  const unknownOrg = (org: string | undefined, where: string): Refusal[] =>
    org === undefined || orgs.has(org) ? [] : [refuse("dangling-reference", `There is no organisation ${org} in this file.`, { where, fix: "List it under orgs." })];
  const refusals = [
    ...repeated(scenario.events.map((event) => event.id), (index) => `events[${index}].id`, "event"),
    ...repeated([...scenario.orgs, ...(scenario.setup?.orgs ?? [])].map((org) => org.id), (index) => orgPlace(scenario, index), "organisation"),
    ...scenario.orgs.flatMap((org, index) => unknownOrg(org.parent, `orgs[${index}].parent`)),
    ...scenario.roles.flatMap((role, index) => unknownOrg(role.org, `roles[${index}].org`)),
    ...repeated(scenario.roles.map((role) => role.role), (index) => `roles[${index}].role`, "role"),
    ...(scenario.setup?.orgs ?? []).flatMap((org, index) => unknownOrg(org.parent, `setup.orgs[${index}].parent`)),
    ...(scenario.setup?.deputies ?? []).flatMap((entry, index) => unknownOrg(entry.org, `setup.deputies[${index}].org`)),
    ...(scenario.setup?.rooms_ready ?? []).flatMap((entry, index) => unknownOrg(entry.org, `setup.rooms_ready[${index}].org`)),
    ...(scenario.setup?.responsibilities ?? []).flatMap((entry, index) => unknownOrg(entry.org, `setup.responsibilities[${index}].org`)),
    ...(scenario.setup?.sites ?? []).flatMap((site, index) => [site.org, site.run_by, site.group].flatMap((org) => unknownOrg(org, `setup.sites[${index}]`))),
    ...(scenario.setup?.persons ?? []).flatMap((person, index) => [
      ...unknownOrg(person.home, `setup.persons[${index}].home`),
      ...(person.last_exposure === undefined || ids.has(person.last_exposure) ? [] : [refuse("dangling-reference", `There is no event ${person.last_exposure} in this file.`, { where: `setup.persons[${index}].last_exposure`, fix: "Name an event of this file, or leave it out." })]),
    ]),
    ...unknownOrg(scenario.setup?.command.org, "setup.command.org"),
    ...furnished(scenario, ids, unknownOrg),
  ];
  for (const [index, event] of scenario.events.entries()) {
    const where = `events[${index}]`;
    refusals.push(...bounds(event, where), ...unknownOrg(event.to_org, `${where}.to_org`));
    for (const id of event.after ?? []) {
      if (!ids.has(id)) refusals.push(refuse("dangling-reference", `${event.id} comes after ${id}, which is not in this file.`, { where: `${where}.after`, fix: "Name an event of this file, or leave it out." }));
    }
    for (const role of event.actor_role.split(";").map((part) => part.trim())) {
      if (!roles.has(role)) refusals.push(refuse("unknown-role", `${event.id} names the role ${role}, which is not listed.`, { where: `${where}.actor_role`, fix: "List it under roles." }));
    }
  }
  for (const [index, id] of (scenario.twin?.without ?? []).entries()) {
    if (!ids.has(id)) refusals.push(refuse("dangling-reference", `There is no event ${id} in this file.`, { where: `twin.without[${index}]`, fix: "Name an event of this file, or leave it out." }));
  }
  if (scenario.period.start > scenario.period.end) refusals.push(refuse("period-upside-down", "The period ends before it starts.", { where: "period", fix: "Exchange the two days." }));
  return refusals.length > 0 ? refusals : cycle(scenario);
}
