/**
 * The auditor: reads a ledger with the duty tables and the packs, derives every duty again on its own, and
 * names each law that was broken. It shares neither decider nor fold with the engine, changes nothing, and
 * refuses nothing: what it cannot make sense of is reported and it reads on.
 */
import { nextClock, type Zone } from "../../base/civil.ts";
import type { Ref } from "../../base/ids.ts";
import { plus, type Ms, type When } from "../../base/time.ts";
import type { Duty } from "../duty/duty.ts";
import type { LedgerEvent, Post } from "../event.ts";
import { lengthMs } from "../pack/clause.ts";
import type { ResolvedPack } from "../pack/types.ts";
import { LENGTHS } from "../pack/units.ts";
import type { DutyRule } from "../rule.ts";
import { createCity, hear, noticed, untold, waits, type City } from "./city.ts";
import { recount, type Placing } from "./closing.ts";
import { lawOf, nextTick, openLife, pending, type Life } from "./life.ts";
import { move } from "./moves.ts";
import { above, createRegister, equal, learn, postOf, type Register } from "./read.ts";
import { owedBy, type Owed } from "./owed.ts";
import { createThings, dutyEnded, lacksCare, settle, watch, type Things } from "./things.ts";

export interface Broken {
  /** Number of the law, 1 to 15. */
  readonly law: number;
  readonly duty?: string;
  readonly seq?: number;
  /** The city's ledger, where `seq` is not the incident's own. */
  readonly ledger?: string;
  readonly why: string;
}

export interface AuditInput {
  /** One incident, and what its city's ledger holds, in the order written; each ledger whole, from its first event. */
  readonly events: Iterable<LedgerEvent>;
  /** The ledger whose duties are audited; any other ledger in `events` is the city's. */
  readonly incident: string;
  readonly commandPost: Post;
  /** For clauses that name an hour of the day; where it is not said, those deadlines are not derived. */
  readonly zone?: Zone;
  readonly rules: readonly DutyRule[];
  /** By content hash, as duties cite them. */
  readonly packs: ReadonlyMap<string, ResolvedPack>;
  /** Hash of the incident's own pack, for what cites none; the first of `packs` when not said. */
  readonly packHash?: string;
  /** What a store says the duties are now, to be compared. */
  readonly duties?: Iterable<Duty>;
  /** Kinds of thing that belong to the city; what is about nothing else may move another incident's duties. */
  readonly cityKinds?: ReadonlySet<string>;
  /** The clock ran up to here. */
  readonly until: Ms;
  /** The clock also ran up to each event before it was learned, as in replays and drills. */
  readonly punctual?: boolean;
}

interface Head {
  seq: number;
  learned: Ms;
  command: string;
  actor: Post;
  readonly commands: Set<string>;
}

interface Audit {
  readonly input: AuditInput;
  readonly register: Register;
  readonly things: Things;
  readonly closing: Placing;
  readonly pack: ResolvedPack | undefined;
  readonly heads: Map<string, Head>;
  readonly lives: Map<string, Life>;
  readonly bySubject: Map<Ref, Life[]>;
  readonly rulesOn: Map<string, DutyRule[]>;
  readonly kinds: Map<string, DutyRule>;
  readonly broken: Broken[];
  command: string | null;
  /** What this command still owes, by the seq of the event that owes it; the city's events apart. */
  readonly owed: Map<number, Owed[]>;
  owedByCity: Owed[];
  blocked: { readonly life: Life; readonly seq: number }[];
  readonly city: City;
}

export function audit(input: AuditInput): Broken[] {
  const rulesOn = new Map<string, DutyRule[]>();
  for (const rule of input.rules) {
    const types = new Set([...rule.opens, ...(rule.offers ?? []), ...rule.moves].map((trigger) => trigger.on));
    for (const type of types) rulesOn.set(type, [...(rulesOn.get(type) ?? []), rule]);
  }
  const state: Audit = {
    input, register: createRegister(input.rules, input.commandPost), things: createThings(), closing: new Map(), pack: packOf(input), heads: new Map(), lives: new Map(), bySubject: new Map(),
    rulesOn, kinds: new Map(input.rules.map((rule) => [rule.kind, rule])), broken: [], command: null, owed: new Map(), owedByCity: [], blocked: [], city: createCity(),
  };
  for (const event of input.events) {
    if (event.command !== state.command) settleCommand(state);
    state.command = event.command;
    readEvent(state, event);
  }
  settleCommand(state);
  for (const life of state.lives.values()) endOfTime(state, life);
  for (const { owed, ledger, seq } of untold(state.city)) {
    if (!settled(state, owed)) tell(state, 12, `nobody told this incident of ${ledger} ${seq}: ${owed.type} of ${owed.kind} about ${owed.subject} should have followed`, { seq, ledger });
  }
  if (input.duties !== undefined) compare(state, input.duties);
  return state.broken;
}

function tell(state: Audit, law: number, why: string, at: Omit<Broken, "law" | "why"> = {}): void {
  state.broken.push({ law, ...at, why });
}

/** Where an event stands: its number, and the ledger when it is not the incident's. */
function at(state: Audit, { seq, incident }: Pick<LedgerEvent, "seq" | "incident">): Pick<Broken, "seq" | "ledger"> {
  return incident === state.input.incident ? { seq } : { seq, ledger: incident };
}

function readEvent(state: Audit, event: LedgerEvent): void {
  ledgerLaws(state, event);
  learn(state.register, event);
  watch(state.things, event, state.pack);
  for (const why of recount(state.closing, event, state.input)) tell(state, 11, why, at(state, event));
  const ids = event.incident === state.input.incident ? event.about.filter((about) => about.startsWith("duty:")) : [];
  for (const about of ids) dutyEvent(state, about.slice("duty:".length), event);
  const { register, kinds, lives } = state;
  const open = (subject: Ref, kind: string): Life[] => openAbout(state, subject).filter((life) => life.kind === kind);
  const reading = { register, event, open, kinds, lives, rules: state.rulesOn.get(event.type) ?? [], dueOf: (rule: DutyRule, hash: string | undefined, start: When) => deadline(state, rule, hash, start), ending: (life: Life, rule: DutyRule) => ending(state, life, rule) };
  const own = event.incident === state.input.incident;
  hear(state.city, event, own, state.input.cityKinds);
  if (own && event.type === "city.noticed") {
    const { owed, wrong } = noticed(state.city, event, (heard) => ({ ...reading, event: heard, rules: state.rulesOn.get(heard.type) ?? [] }));
    if (wrong !== null) tell(state, 12, wrong, { seq: event.seq });
    state.owed.set(event.seq, owed);
    return;
  }
  const owed = owedBy(reading);
  if (owed.length === 0) return;
  if (event.incident === state.input.incident) state.owed.set(event.seq, owed);
  else state.owedByCity.push(...owed);
}

function openAbout(state: Audit, subject: Ref): readonly Life[] {
  return (state.bySubject.get(subject) ?? []).filter((life) => life.closed === null);
}

function packOf({ packs, packHash }: AuditInput): ResolvedPack | undefined {
  return packHash === undefined ? packs.values().next().value : packs.get(packHash);
}

/** By the pack a duty cites; null where the table or the pack has no such clause, undefined where nobody said in which zone. */
function deadline(state: Audit, rule: DutyRule, hash: string | undefined, start: When): When | null | undefined {
  const pack = hash === undefined ? state.pack : state.input.packs.get(hash);
  const clause = rule.clause === null ? undefined : pack?.clauses[rule.clause];
  if (pack === undefined || clause === undefined) return null;
  const { zone } = state.input;
  if (clause.unit === "local-time") {
    const next = (after: Ms): Ms => nextClock(zone!, after, String(clause.value));
    return zone === undefined ? undefined : { earliest: next(start.earliest), latest: next(start.latest) };
  }
  // A day of a list is set by the event; only lengths are added up.
  return LENGTHS[clause.unit] === undefined ? null : plus(start, lengthMs(pack, clause.id));
}

/** Numbers without a gap, times that never run back, one effect for each command. */
function ledgerLaws(state: Audit, event: LedgerEvent): void {
  const { seq, learned, occurred, command, actor } = event;
  const where = at(state, event);
  const head = state.heads.get(event.incident) ?? { seq: 0, learned: -Infinity, command: "", actor, commands: new Set<string>() };
  state.heads.set(event.incident, head);
  if (seq !== head.seq + 1) tell(state, 14, `event ${seq} follows ${head.seq}`, where);
  if (learned < head.learned) tell(state, 11, "learned before the event written before it", where);
  if (!(occurred.earliest <= occurred.latest)) tell(state, 7, "its time is upside down", where);
  if (!(occurred.latest <= learned)) tell(state, 7, "known before it had surely happened", where);
  if (postOf(actor) === null) tell(state, 1, "nobody known as an organisation and a role acted", where);
  if (event.cause !== undefined && !(event.cause >= 1 && event.cause < seq)) tell(state, 12, "its cause is no earlier event", where);
  if (command === head.command) {
    if (learned !== head.learned || !equal(actor, head.actor)) tell(state, 14, `command ${command} was written twice`, where);
  } else if (head.commands.has(command)) tell(state, 14, `command ${command} has effects in two places`, where);
  head.commands.add(command);
  Object.assign(head, { seq, learned, command, actor });
}

function dutyEvent(state: Audit, id: string, event: LedgerEvent): void {
  const { input, lives, register } = state;
  const check = (law: number, holds: boolean, why: string): void => {
    if (!holds) tell(state, law, why, { duty: id, seq: event.seq });
  };
  const before = lives.get(id);
  if (event.type === "duty.opened") {
    check(12, before === undefined, "opened twice");
    const { kind, subject, citation } = event.data as unknown as Duty;
    const pack = citation === null || citation === undefined ? state.pack : input.packs.get(citation.hash);
    if (citation !== null && citation !== undefined) check(6, pack !== undefined, `cites a pack nobody has (${citation.hash})`);
    justify(state, event, { id, kind, subject }, check);
    const life = openLife(event, state.kinds.get(kind), pack, register, check);
    lives.set(id, life);
    const others = state.bySubject.get(subject);
    if (others === undefined) state.bySubject.set(subject, [life]);
    else others.push(life);
    return;
  }
  if (before === undefined) {
    check(12, false, `${event.type} for a duty never opened`);
    return;
  }
  if (!event.type.startsWith("duty.")) return;
  justify(state, event, before, check);
  if (input.punctual === true && !ALARMS.has(event.type)) unsaid(state, before, event.learned, event.seq);
  move(before, event, register, check);
  if (before.closed?.seq === event.seq) dutyEnded(state.things, before.subject, event);
  if (event.type === "duty.done" && before.rule?.byRecordWhile?.["thing.complete"] === false) {
    const lacks = lacksCare(state.things, before.subject);
    check(8, lacks.length === 0, `reported complete, and still without ${lacks.join(", ")}`);
  }
  if (event.type === "duty.blocked") state.blocked.push({ life: before, seq: event.seq });
  // Help that was checked and counted as given: whoever was blocked goes on, or somebody else owes it.
  const helped = event.type === "duty.verified" && answersBlocks(state).has(before.kind) ? lives.get(before.subject.slice("duty:".length)) : undefined;
  if (helped !== undefined) state.blocked.push({ life: helped, seq: event.seq });
}

const ALARMS: ReadonlySet<string> = new Set(["duty.reminded", "duty.warned", "duty.overdue", "duty.offer_expired", "duty.follow_up_silent", "duty.escalated"]);
/** What people do with a duty by a command of their own; everything else follows from a table. */
const BY_COMMAND: ReadonlySet<string> = new Set([
  "duty.offered", "duty.accepted", "duty.declined", "duty.recalled", "duty.started", "duty.planned", "duty.looked", "duty.blocked", "duty.unblocked",
  "duty.done", "duty.rejected", "duty.verified", "duty.withdrawn", "duty.taken_over", "duty.evidence_kept", ...ALARMS,
]);

/** The city's events of a command are read before the duty events they cause: what they end counts as ended for the next of them. */
function ending(state: Audit, life: Life, rule: DutyRule): boolean {
  return state.owedByCity.some(({ met, duty, type }) => !met && duty === life.id && (type === "duty.verified" || type === "duty.lapsed" || (type === "duty.done" && rule.repeatsWhile === undefined)));
}

/** Every duty event follows from a command of a person, from the clock, or from a table that asks for it. */
function justify(state: Audit, event: LedgerEvent, duty: Pick<Duty, "id" | "kind" | "subject">, check: (law: number, holds: boolean, why: string) => void): void {
  const law = event.type === "duty.lapsed" || event.type === "duty.verified" ? 3 : 12;
  const candidates = event.cause === undefined ? state.owedByCity : state.owed.get(event.cause) ?? [];
  const owed = candidates.find((one) => !one.met && one.type === event.type && one.kind === duty.kind && one.subject === duty.subject && (one.duty === null || one.duty === duty.id));
  if (owed === undefined) {
    if (event.cause !== undefined) check(law, false, `no table makes ${event.type} follow from event ${event.cause}`);
    else check(law, BY_COMMAND.has(event.type), `${event.type} follows from nothing`);
    return;
  }
  owed.met = true;
  for (const [brokenLaw, why] of owed.differs(event)) check(brokenLaw, false, why);
}

/** Alarms whose time has come and that nobody has raised. */
function unsaid(state: Audit, life: Life, by: Ms, seq?: number): void {
  for (const alarm of pending(life)) {
    if (Math.max(alarm.at, life.touched) >= by) continue;
    tell(state, lawOf(life, alarm.type), `${alarm.type} was never raised`, { duty: life.id, ...(seq === undefined ? {} : { seq }) });
  }
}

function endOfTime(state: Audit, life: Life): void {
  if (life.touched <= state.input.until) unsaid(state, life, state.input.until + 1);
}

function settleCommand(state: Audit): void {
  for (const owed of [...state.owed.values(), state.owedByCity].flat()) {
    if (owed.met || settled(state, owed) || waits(state.city, owed)) continue;
    tell(state, 12, `${owed.type} of ${owed.kind} about ${owed.subject} should have followed`, at(state, { seq: owed.seq, incident: owed.ledger }));
  }
  if (state.blocked.length > 0) askedUpwards(state);
  for (const doubt of settle(state.things, state.input.incident, (subject) => openAbout(state, subject), (org) => state.register.orgs.has(org))) {
    tell(state, doubt.law, doubt.why, at(state, doubt));
  }
  state.city.reacted = false;
  state.owed.clear();
  state.owedByCity = [];
  state.blocked = [];
}

/** Something else of the same command has opened or ended the duty: nothing is owed any more. */
function settled(state: Audit, owed: Owed): boolean {
  const open = openAbout(state, owed.subject).some((life) => life.kind === owed.kind && (owed.duty === null || owed.duty === life.id));
  return open === (owed.type === "duty.opened");
}

/** Kinds of duty that a block opens. */
function answersBlocks(state: Audit): Set<string> {
  return new Set(state.rulesOn.get("duty.blocked")?.filter((rule) => rule.opens.some((trigger) => trigger.on === "duty.blocked")).map((rule) => rule.kind));
}

/** Every duty the command left blocked has a resource duty, opened one level above whoever holds it. */
function askedUpwards(state: Audit): void {
  const answers = answersBlocks(state);
  for (const { life, seq } of state.blocked) {
    if (life.status !== "blocked") continue;
    const resource = openAbout(state, `duty:${life.id}`).find((one) => answers.has(one.kind) && one.done === null);
    const up = above(state.register, life.holder.org);
    if (resource === undefined) tell(state, 5, "blocked, and nobody owes what is missing", { duty: life.id, seq });
    else if (resource.openedAt === life.touched && resource.holder.org !== up && !equal(resource.holder, state.register.commandPost)) {
      tell(state, 5, "the resource duty did not open one level up", { duty: life.id, seq });
    }
  }
}

const LAW_OF_FIELD: Readonly<Record<string, number>> = {
  holder: 1, asker: 1, offer: 2, accepted: 2, handOns: 2, status: 3, closed: 3, verifier: 3, links: 4, block: 5, blockedMs: 5, citation: 6, due: 6, start: 6, done: 7,
};

/** Field by field, whatever order a store keeps keys in. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, field]) => [key, canonical(field)]));
}

function compare(state: Audit, duties: Iterable<Duty>): void {
  const seen = new Set<string>();
  for (const duty of duties) {
    const life = state.lives.get(duty.id);
    seen.add(duty.id);
    if (life === undefined) {
      tell(state, 12, "the store holds a duty the ledger never opened", { duty: duty.id });
      continue;
    }
    const { rule: _rule, pack: _pack, touched: _touched, rejectedAt: _rejectedAt, ...derived } = { ...life, nextTick: nextTick(life) };
    for (const [field, value] of Object.entries(derived)) {
      const stored = JSON.stringify(canonical(duty[field as keyof Duty]));
      const own = JSON.stringify(canonical(value));
      if (stored !== own) tell(state, LAW_OF_FIELD[field] ?? 12, `the store says ${field} is ${stored}, the ledger says ${own}`, { duty: duty.id });
    }
  }
  for (const id of state.lives.keys()) if (!seen.has(id)) tell(state, 12, "the ledger opened a duty the store does not hold", { duty: id });
}
