/**
 * Replays a fact file through the real engine: setup first, then each action and occurrence when it was
 * learned, the clock running in between. Omissions are never fed; what was not done is found from silence.
 */
import { dayStart, isoIn, nextDay, parseInstant } from "../../base/civil.ts";
import { assert, isRefusal, type Refusal } from "../../base/refusal.ts";
import type { Ms, When } from "../../base/time.ts";
import type { Json, Post } from "../../engine/event.ts";
import type { Draft, Fact, FactBook, PersonFact } from "../../engine/fact.ts";
import { findings, type FindingsInput } from "../../engine/findings/findings.ts";
import type { Finding } from "../../engine/findings/finding.ts";
import { inForce } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import { simulate, type Simulation } from "../../engine/simulation.ts";
import { factReaders, model, unreadFact } from "../../loops/index.ts";
import { commandDraft, commandNamed } from "./command-fact.ts";
import { inAfterOrder, type Plan, type Scenario, type ScenarioEvent } from "./scenario.ts";

export interface ReplayOptions {
  readonly pack: ResolvedPack;
  readonly until?: Ms;
}

export interface Replayed {
  readonly scenario: Scenario;
  readonly pack: ResolvedPack;
  readonly counterfactual: boolean;
  readonly until: Ms;
  readonly simulation: Simulation;
  readonly findings: readonly Finding[];
  /** Facts a loop refused even as a report (an unknown thing, an impossible time). */
  readonly refused: readonly { readonly fact: string; readonly refusal: Refusal }[];
}

export function instant(text: string): Ms {
  const value = parseInstant(text);
  assert(!isRefusal(value), `checked instant ${text} does not parse`);
  return value;
}

/** Without an earliest bound it may have been any time before its latest; a file's own period bounds it (`bounded`). */
export function occurredOf(event: ScenarioEvent): When {
  const latest = event.time_latest ?? event.time;
  const earliest = event.time_earliest ?? event.time ?? latest;
  assert(typeof earliest === "string" && typeof latest === "string", `${event.id} has no time`);
  return { earliest: instant(earliest), latest: instant(latest) };
}

/** The file with every event bounded: what has no earliest instant began with the period, at the earliest. */
function bounded(scenario: Scenario): Scenario {
  const begin = dayStart(scenario.timezone, scenario.period.start);
  const events = scenario.events.map((event) => {
    if (typeof (event.time_earliest ?? event.time) === "string") return event;
    const latest = occurredOf(event).latest;
    return { ...event, time_earliest: isoIn(scenario.timezone, Math.min(begin, latest)) };
  });
  return { ...scenario, events };
}

/** When each event was learned: at its latest, and never before what it comes after. */
export function learnedAt(events: readonly ScenarioEvent[]): Map<string, Ms> {
  const learned = new Map<string, Ms>();
  for (const event of inAfterOrder(events)) {
    // An omission is never fed: it only hands on the order it stands in.
    const own = event.kind === "omission" ? -Infinity : occurredOf(event).latest;
    learned.set(event.id, (event.after ?? []).reduce((latest, id) => Math.max(latest, learned.get(id)!), own));
  }
  return learned;
}

/** Fed events in the order they were learned; ties by what comes after what, then as the file has them. */
function inOrder(events: readonly ScenarioEvent[], learned: ReadonlyMap<string, Ms>): ScenarioEvent[] {
  const depth = new Map<string, number>();
  for (const event of inAfterOrder(events)) depth.set(event.id, (event.after ?? []).reduce((most, id) => Math.max(most, depth.get(id)! + 1), 0));
  return events
    .map((event, index) => ({ event, index, at: learned.get(event.id)!, depth: depth.get(event.id)! }))
    .filter(({ event }) => event.kind !== "omission")
    .sort((a, b) => a.at - b.at || a.depth - b.depth || a.index - b.index)
    .map(({ event }) => event);
}

type Send = (type: string, data: object, actor: Post, extra?: { at?: When; source?: string; reported?: boolean }) => void;

function feedSetup(scenario: Scenario, send: Send): void {
  const setup = scenario.setup;
  const commander = setup?.command ?? { org: scenario.orgs[0]!.id, role: "command" };
  const pending = [...scenario.orgs, ...(setup?.orgs ?? [])];
  const known = new Set<string>();
  while (pending.length > 0) {
    const index = pending.findIndex((org) => org.parent === undefined || known.has(org.parent));
    const [org] = pending.splice(Math.max(0, index), 1);
    send("org.register", { org: org!.id, level: org!.level, ...(org!.parent === undefined ? {} : { parent: org!.parent }), assumed: true }, commander);
    known.add(org!.id);
  }
  for (const entry of setup?.responsibilities ?? []) send("responsibility.assign", { ...entry, assumed: true }, commander);
  for (const entry of setup?.deputies ?? []) send("deputy.assign", entry, commander);
  for (const { compound, org, guarantor, supply_lead: supplyLead, households: householdCount = 0 } of setup?.compounds ?? []) {
    send("compound.register", { compound, org, guarantor, supplyLead, householdCount }, commander);
  }
  for (const entry of setup?.institutions ?? []) send("institution.register", entry, commander);
  for (const site of setup?.sites ?? []) {
    send("site.register", {
      site: site.site, org: site.org, runBy: site.run_by, group: site.group, layoutCertified: site.layout_certified ?? false,
      wastePlanned: site.waste_planned ?? false, posts: site.posts ?? {}, assumed: true,
    }, commander);
  }
}

/** Instants written out for readers, as the commands take them. */
function instants(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(instants);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, (key === "earliest" || key === "latest") && typeof inner === "string" ? instant(inner) : instants(inner)]));
}

/** A plan's data as its command takes it. */
export function planData(plan: Plan): object {
  return instants(plan.data) as object;
}

/** Feeds what was planned: at its hour, or with the fact that set it going, whose evidence it then is. */
function plansOf(scenario: Scenario, simulation: Simulation, send: Send): { until(at: Ms): void; with(fact: Fact): void } {
  const all = scenario.setup?.plans ?? [];
  const timed = all.flatMap((plan) => (plan.at === undefined ? [] : [{ plan, at: instant(plan.at) }])).toSorted((a, b) => a.at - b.at);
  return {
    until(at) {
      while (timed.length > 0 && timed[0]!.at <= at) {
        const { plan, at: hour } = timed.shift()!;
        if (hour > simulation.now()) simulation.advance(hour);
        send(plan.command, planData(plan), plan.by, { reported: true });
      }
    },
    with(fact) {
      for (const plan of all) if (plan.with === fact.id) send(plan.command, planData(plan), plan.by, { at: fact.occurred, source: fact.id, reported: true });
    },
  };
}

function personFacts(scenario: Scenario): Record<string, PersonFact> {
  const byId = new Map(scenario.events.map((event) => [event.id, event]));
  return Object.fromEntries((scenario.setup?.persons ?? []).map((person) => [person.person, {
    ...(person.class === undefined ? {} : { class: person.class }), ...(person.home === undefined ? {} : { home: person.home }),
    ...(person.exposure === undefined ? {} : { exposure: person.exposure }),
    ...(person.last_exposure === undefined ? {} : { lastExposure: occurredOf(byId.get(person.last_exposure)!) }),
  }]));
}

function factOf(event: ScenarioEvent, roleOrg: ReadonlyMap<string, string>): Fact {
  const role = event.actor_role.split(";")[0]!.trim();
  return {
    id: event.id, action: event.action, actor: { org: roleOrg.get(role)!, role }, occurred: occurredOf(event), object: event.object,
    toOrg: event.to_org ?? null, detail: event.detail === undefined || event.detail === "" ? event.action : event.detail,
    data: (event.data ?? {}) as Record<string, Json>, nominal: typeof event.time === "string" ? instant(event.time) : null,
  };
}

/** What an event says, as commands: of the loop that reads its word, or the command it names, else as what was said. */
function read(event: ScenarioEvent, fact: Fact, book: FactBook, simulation: Simulation): readonly Draft[] | Refusal {
  const fed = event.kind === "action" || event.kind === "occurrence";
  if (fed && Object.hasOwn(factReaders, event.action)) return factReaders[event.action]!(fact, book);
  if (!fed || commandNamed(model, event.action) === undefined) return unreadFact(fact);
  const draft = commandDraft(event.action, fact.data, simulation.state);
  return isRefusal(draft) ? draft : [draft];
}

export function replay(file: Scenario, options: ReplayOptions): Replayed {
  const scenario = bounded(file);
  const zone = scenario.timezone;
  const end = options.until ?? dayStart(zone, nextDay(scenario.period.end));
  const learned = learnedAt(scenario.events);
  const start = Math.min(dayStart(zone, scenario.period.start), ...scenario.events.filter((event) => event.kind !== "omission").map((event) => occurredOf(event).earliest));
  const commandPost = scenario.setup?.command ?? { org: scenario.orgs[0]!.id, role: "command" };
  const simulation = simulate({ model, pack: options.pack, incident: scenario.id, zone, commandPost, start });
  const refused: { fact: string; refusal: Refusal }[] = [];
  let sent = 0;
  const send: Send = (type, data, actor, extra = {}) => {
    const outcome = simulation.send({ id: `${scenario.id}/${++sent}`, type, actor, data: data as Draft["data"], ...extra });
    if (isRefusal(outcome)) refused.push({ fact: extra.source ?? `setup ${type}`, refusal: outcome });
  };
  feedSetup(scenario, send);
  const firstSeq = new Map<string, number>();
  const book: FactBook = {
    persons: personFacts(scenario),
    roomsReady: Object.fromEntries((scenario.setup?.rooms_ready ?? []).map((entry) => [entry.org, entry.rooms])),
    compounds: (scenario.setup?.compounds ?? []).map(({ compound, area = null }) => ({ compound, area })),
    places: Object.fromEntries((scenario.setup?.places ?? []).map(({ place, ...whose }) => [place, whose])),
    seqOf: (fact) => firstSeq.get(fact),
    openDuty: (kind, subject) => simulation.state.openDuties(subject as `${string}:${string}`).find((duty) => duty.kind === kind)?.id,
  };
  const roleOrg = new Map(scenario.roles.map((role) => [role.role, role.org]));
  const plans = plansOf(scenario, simulation, send);
  for (const event of inOrder(scenario.events, learned)) {
    const at = learned.get(event.id)!;
    if (at > end) continue;
    plans.until(at);
    if (at > simulation.now()) simulation.advance(at);
    const fact = factOf(event, roleOrg);
    firstSeq.set(event.id, simulation.events.length + 1);
    const drafts = read(event, fact, book, simulation);
    if (isRefusal(drafts)) refused.push({ fact: fact.id, refusal: drafts });
    else for (const draft of drafts) send(draft.type, draft.data, fact.actor, { at: fact.occurred, source: fact.id, reported: true });
    plans.with(fact);
  }
  plans.until(end);
  // What falls due at the very close of the last day is not yet late; at an instant asked for, it is.
  simulation.advance(Math.max(end, simulation.now()), options.until !== undefined);
  return {
    scenario, pack: options.pack, counterfactual: !inForce(options.pack, scenario.period.start, scenario.period.end), until: end, simulation,
    findings: findings(findingsInput(simulation)), refused,
  };
}

function findingsInput(simulation: Simulation): FindingsInput {
  return { model, state: simulation.state, duties: simulation.state.allDuties(), events: simulation.events, context: simulation.context() };
}

