// Hand-broken ledgers: each plant takes the orderly history and breaks one thing, and says which law the auditor
// must name for it and in what words. They are the negative controls: an auditor that finds nothing is no proof.

import type { Duty } from "../../src/engine/duty/duty.ts";
import type { LedgerEvent, Post } from "../../src/engine/event.ts";

export interface Ledger {
  readonly events: readonly LedgerEvent[];
  readonly duties: readonly Duty[];
}

export interface Plant {
  readonly law: number;
  readonly what: string;
  /** Words of the sentence the auditor must give. */
  readonly says: RegExp;
  readonly plant: (ledger: Ledger) => Partial<Ledger>;
}

interface Interval { readonly earliest: number; readonly latest: number }
/** Fields of the events the plants break. What they write in their place no type would allow; that is the point. */
interface Data {
  readonly kind?: string;
  readonly by?: Post;
  readonly from: Post;
  readonly to: Post;
  readonly holder: Post;
  readonly due: Interval;
  readonly start: Interval;
  readonly end: Interval;
  readonly followUpDue: Interval;
  readonly citation: object;
  readonly next: number;
  readonly level: number;
  readonly remindAt: number;
}
const read = (event: LedgerEvent): Data => event.data as unknown as Data;
type Where = (event: LedgerEvent) => boolean;

const anywhere: Where = () => true;
const ofKind = (kind: string): Where => (event) => read(event).kind === kind;
const byRole = (role: string): Where => (event) => read(event).by?.role === role;
const NOBODY = { org: "", role: "" };
const STRANGER = { org: "h0", role: "stranger" };

function indexOf(events: readonly LedgerEvent[], type: string, where: Where): number {
  const index = events.findIndex((event) => event.type === type && where(event));
  if (index < 0) throw new Error(`the orderly history has no such ${type}`);
  return index;
}

/** Changes the first event of a type. */
const change = (type: string, edit: (event: LedgerEvent, events: readonly LedgerEvent[]) => Partial<LedgerEvent>, where: Where = anywhere): Plant["plant"] => ({ events }) => {
  const index = indexOf(events, type, where);
  return { events: events.with(index, { ...events[index]!, ...edit(events[index]!, events) }) };
};
/** Changes fields of the first event's data; undefined takes a field away. */
const data = (type: string, fields: (data: Data) => object, where: Where = anywhere): Plant["plant"] => change(type, (event) => ({ data: { ...event.data, ...fields(read(event)) } }), where);
/** As if it had never been written, and something harmless instead. */
const blank = (type: string, where: Where = anywhere): Plant["plant"] => ({ events }) => {
  const index = indexOf(events, type, where);
  const { cause: _, ...event } = events[index]!;
  return { events: events.with(index, { ...event, type: "statement.recorded", about: [], data: {} }) };
};
/** Adds an event at the end, as a command of its own. */
type Made = Partial<LedgerEvent> & Pick<LedgerEvent, "type" | "about" | "data">;
const add = (make: (ledger: Ledger) => Made, before: readonly Made[] = []): Plant["plant"] => (ledger) => {
  const { cause: _, by: __, ...last } = ledger.events.at(-1)!;
  const occurred = { earliest: last.learned, latest: last.learned };
  const added = [...before, make(ledger)].map((made, index) => ({ ...last, seq: last.seq + 1 + index, command: `planted-${index}`, occurred, ...made }));
  return { events: [...ledger.events, ...added] };
};
const store = (edit: (duty: Duty) => Partial<Duty>, where: (duty: Duty) => boolean = () => true): Plant["plant"] => ({ duties }) => {
  const index = duties.findIndex(where);
  return { duties: duties.with(index, { ...duties[index]!, ...edit(duties[index]!) }) };
};
const onDuty = (duty: Duty | undefined, type: string, more: object): { type: string; about: LedgerEvent["about"]; data: LedgerEvent["data"] } => {
  if (duty === undefined) throw new Error("the orderly history has no such duty");
  return { type, about: [`duty:${duty.id}`], data: { duty: duty.id, ...more } };
};
const closed = ({ duties }: Ledger): Duty | undefined => duties.find((duty) => duty.closed !== null);
const open = ({ duties }: Ledger, kind?: string): Duty | undefined => duties.find((duty) => duty.closed === null && duty.done === null && duty.offer === null && (kind === undefined || duty.kind === kind));
const later = (when: Interval, by: number): Interval => ({ earliest: when.earliest + by, latest: when.latest + by });

const one: readonly Plant[] = [
  { law: 1, what: "a room shared beyond its beds", says: /promised to 3 people and has 1 beds/, plant: add(() => ({ type: "room.shared", about: ["room:S0R0"], data: { by: "P0", incident: "laws", with: ["P1", "P2"] } })) },
  { law: 1, what: "a duty held by a role of no organisation", says: /held by nobody/, plant: data("duty.opened", () => ({ holder: { org: "", role: "head" } })) },
  { law: 1, what: "a duty held by an organisation nobody registered", says: /held by nobody/, plant: data("duty.opened", () => ({ holder: { org: "moon", role: "head" } })) },
  { law: 1, what: "a duty asked by a bare name", says: /asker is not/, plant: data("duty.opened", () => ({ asker: "Li" })) },
  { law: 1, what: "an acceptance by an organisation without a role", says: /held by nobody/, plant: data("duty.accepted", () => ({ post: { org: "d0s0", role: "" } })) },
  { law: 1, what: "passed on to an organisation nobody registered", says: /nobody registered/, plant: data("duty.offered", () => ({ to: { org: "moon", role: "head" } })) },
  { law: 1, what: "done by nobody", says: /done by nobody/, plant: data("duty.done", () => ({ by: NOBODY })) },
  { law: 1, what: "an event by nobody", says: /nobody known .* acted/, plant: change("duty.planned", () => ({ actor: NOBODY })) },
  { law: 1, what: "a vehicle promised to two trips", says: /promised to T0 of laws and to T1 of laws/, plant: blank("vehicle.freed") },
  { law: 1, what: "a vehicle promised to one trip of two incidents", says: /promised to T1 of elsewhere and to T1 of laws/, plant: ({ events }) => {
    const [first, second] = events.filter(({ type }) => type === "vehicle.claimed");
    const without = blankAt(events, events.findIndex(({ type }) => type === "vehicle.freed")).events!;
    return { events: without.with(first!.seq - 1, { ...first!, data: { ...second!.data, incident: "elsewhere" } }) };
  } },
  { law: 1, what: "a team freed by a trip it is not promised to", says: /freed for everybody while promised to T9/, plant: data("team.claimed", () => ({ by: "T9" })) },
  { law: 1, what: "a person under a measure with nobody responsible", says: /nobody is responsible/, plant: ({ events }) => {
    const index = indexOf(events, "contact.found", (event) => event.about.includes("contact:P5"));
    return { events: events.with(index, { ...events[index]!, type: "person.arrived", about: ["contact:P0"], data: {} }).map((event) => (event.type === "person.released" ? { ...event, type: "statement.recorded", about: [] } : event)) };
  } },
  { law: 1, what: "a person ruled out while under a measure", says: /ruled out while under a measure/, plant: add(() => ({ type: "contact.ruled_out", about: ["contact:P9"], data: {} }), [{ type: "measure.ordered", about: ["measure:M9", "contact:P9"], data: { measure: "M9" } }]) },
  { law: 1, what: "a person with an organisation nobody registered", says: /which is no organisation/, plant: data("person.arrived", () => ({ siteOrg: "moon" })) },
  { law: 1, what: "a store that names another holder", says: /store says holder/, plant: store(() => ({ holder: STRANGER })) },
];

const two: readonly Plant[] = [
  { law: 2, what: "accepted though nobody offered", says: /nobody had offered/, plant: blank("duty.offered") },
  { law: 2, what: "accepted by a post it was not offered to", says: /not offered to/, plant: data("duty.accepted", () => ({ post: STRANGER })) },
  { law: 2, what: "accepted by somebody of another organisation", says: /another's name/, plant: change("duty.accepted", () => ({ actor: COMMANDER })) },
  { law: 2, what: "passed on by a post that does not hold it", says: /does not hold/, plant: data("duty.offered", () => ({ from: STRANGER })) },
  { law: 2, what: "passed on to its own holder", says: /to its holder/, plant: data("duty.offered", (old) => ({ to: old.from })) },
  { law: 2, what: "a receipt clock that is not the pack's", says: /offer's clock/, plant: data("duty.offered", (old) => ({ due: later(old.due, 60_000) })) },
  { law: 2, what: "a holder changed by a reminder", says: /another holder/, plant: data("duty.reminded", () => ({ holder: STRANGER })) },
  { law: 2, what: "an offer that ran out and was not raised", says: /duty.offer_expired that was due first/, plant: blank("duty.offer_expired", ofKind("contact.transfer")) },
  { law: 2, what: "an offer that ran out and went to its own sender only", says: /did not go up/, plant: data("duty.offer_expired", (old) => ({ alsoTo: old.to })) },
  { law: 2, what: "an offer that ran out and went away", says: /goes up once and then away/, plant: data("duty.offer_expired", () => ({ next: null })) },
  { law: 2, what: "taken over by a post that is no deputy", says: /not the deputy/, plant: data("duty.taken_over", () => ({ post: STRANGER })) },
  { law: 2, what: "declined though nothing was offered", says: /without an offer/, plant: add((ledger) => onDuty(open(ledger), "duty.declined", { reason: "no" })) },
  { law: 2, what: "offered twice at once", says: /twice at once/, plant: blank("duty.declined") },
  { law: 2, what: "handed on too often", says: /without a decider/, plant: ({ events }) => {
    const index = indexOf(events, "duty.offered", anywhere);
    const limit = 3;
    const offered = events[index]!;
    const copies = Array.from({ length: limit }, (_, n) => ({ ...offered, seq: events.length + 1 + n, learned: events.at(-1)!.learned, command: `again-${n}` }));
    return { events: [...events, ...copies] };
  } },
  { law: 2, what: "sent to a decider before it was handed on too often", says: /sent to a decider before/, plant: add((ledger) => onDuty(open(ledger), "duty.escalated", { why: "hand-on-limit", level: open(ledger)!.level, next: open(ledger)!.nextEscalation })) },
];

const COMMANDER = { org: "city", role: "duty-officer" };
const beforeDone = (type: string): Plant["plant"] => add((ledger) => onDuty(open(ledger), type, { by: COMMANDER, reason: "so", next: null, how: "so" }));

const three: readonly Plant[] = [
  { law: 3, what: "verified before it was done", says: /before anybody reported it done/, plant: beforeDone("duty.verified") },
  { law: 3, what: "rejected before it was done", says: /before anybody reported it done/, plant: beforeDone("duty.rejected") },
  { law: 3, what: "verified by the post that did it", says: /by the post that did it/, plant: ({ events }) => {
    const verified = events[indexOf(events, "duty.verified", (event) => event.cause === undefined)]!;
    const did = events.find((event) => event.type === "duty.done" && event.data["duty"] === verified.data["duty"])!;
    return { events: events.with(verified.seq - 1, { ...verified, actor: did.data["by"] as never, data: { ...verified.data, by: did.data["by"]! } }) };
  } },
  { law: 3, what: "verified inside the organisation that did it", says: /inside the organisation/, plant: ({ events }) => {
    const verified = events[indexOf(events, "duty.verified", (event) => event.cause === undefined)]!;
    const did = events.find((event) => event.type === "duty.done" && event.data["duty"] === verified.data["duty"])!;
    const by = { org: (did.data["by"] as { org?: string }).org!, role: "somebody" };
    return { events: events.with(verified.seq - 1, { ...verified, actor: by, data: { ...verified.data, by } }) };
  } },
  { law: 3, what: "verified by the person who did it", says: /by the person who did it/, plant: ({ events }) => {
    const verified = events[indexOf(events, "duty.verified", (event) => event.cause === undefined)]!;
    const did = events.find((event) => event.type === "duty.done" && event.data["duty"] === verified.data["duty"])!;
    return { events: events.with(verified.seq - 1, { ...verified, by: did.by! }) };
  } },
  { law: 3, what: "verified in another's name", says: /another's name/, plant: data("duty.verified", () => ({ by: STRANGER }), (event) => event.cause === undefined) },
  { law: 3, what: "closed unchecked though its table asks for a check", says: /asks for a check/, plant: data("duty.verified", () => ({ by: { org: "city", role: "record" } }), byRole("sample")) },
  { law: 3, what: "closed by the asker's word where the resident's is owed", says: /record of whoever it was done for/, plant: data("duty.verified", () => ({ how: "checked" }), (event) => event.data["how"] === "reported") },
  { law: 3, what: "lapsed with nothing that caused it", says: /follows from nothing/, plant: add((ledger) => onDuty(open(ledger), "duty.lapsed", { by: COMMANDER, reason: "old" })) },
  { law: 3, what: "lapsed because of an event no table names", says: /no table makes duty.lapsed/, plant: change("duty.lapsed", (event) => ({ cause: event.cause! - 1 })) },
  { law: 3, what: "withdrawn without a decision", says: /without a reason and a decision/, plant: data("duty.withdrawn", () => ({ decision: undefined })) },
  { law: 3, what: "withdrawn without a reason", says: /without a reason and a decision/, plant: data("duty.withdrawn", () => ({ reason: " " })) },
  { law: 3, what: "moved after it had ended", says: /it had ended/, plant: add((ledger) => onDuty(closed(ledger), "duty.started", {})) },
  { law: 3, what: "ended by nobody", says: /names nobody who ended it/, plant: data("duty.withdrawn", () => ({ by: "Li" })) },
  { law: 3, what: "done twice", says: /done twice/, plant: blank("duty.rejected") },
  { law: 3, what: "done with no clock on its verification", says: /verification has no clock/, plant: data("duty.done", () => ({ verifyDue: null })) },
  { law: 3, what: "done and to be verified by the doer", says: /doer is to verify/, plant: data("duty.done", (old) => ({ verifier: old.by })) },
  { law: 3, what: "a store that calls an open duty verified", says: /store says status/, plant: store(() => ({ status: "verified" }), (duty) => duty.closed === null) },
];

const four: readonly Plant[] = [
  { law: 4, what: "passed on with nobody to follow it up", says: /follows it up/, plant: data("duty.offered", () => ({ follower: undefined })) },
  { law: 4, what: "passed on, and followed up by the receiver", says: /follows it up/, plant: data("duty.offered", (old) => ({ follower: old.to })) },
  { law: 4, what: "accepted without a next follow-up", says: /next follow-up/, plant: data("duty.accepted", () => ({ followUpDue: undefined })) },
  { law: 4, what: "looked at without a next follow-up", says: /next follow-up/, plant: data("duty.looked", (old) => ({ followUpDue: later(old.followUpDue, 3_600_000) })) },
  { law: 4, what: "a silence nobody raised", says: /follow_up_silent/, plant: blank("duty.follow_up_silent", ofKind("contact.transfer")) },
  { law: 4, what: "a silence whose clock ends", says: /does not go on/, plant: data("duty.follow_up_silent", () => ({ nextDue: null })) },
  { law: 4, what: "a silence told to somebody else", says: /should have looked/, plant: data("duty.follow_up_silent", () => ({ to: STRANGER })) },
  { law: 4, what: "a store that lost the asker's side", says: /store says links/, plant: store(() => ({ links: [] }), (duty) => duty.links.length > 0) },
];

const five: readonly Plant[] = [
  { law: 5, what: "blocked, and no resource duty", says: /nobody owes what is missing/, plant: blank("duty.opened", ofKind("resource.provide")) },
  { law: 5, what: "helped, and left blocked", says: /nobody owes what is missing/, plant: blank("duty.unblocked") },
  { law: 5, what: "blocked, and the resource asked of the same level", says: /one level up/, plant: data("duty.opened", () => ({ holder: { org: "d0s0", role: "head" } }), ofKind("resource.provide")) },
  { law: 5, what: "blocked for want of nothing", says: /nothing is said to be missing/, plant: data("duty.blocked", () => ({ missing: [] })) },
  { law: 5, what: "unblocked though not blocked", says: /was not blocked/, plant: blank("duty.blocked") },
  { law: 5, what: "a store that counts blocked time against the holder", says: /store says blockedMs/, plant: store(() => ({ blockedMs: 1 })) },
];

const cite = (fields: object): Plant["plant"] => data("duty.opened", (old) => ({ citation: { ...old.citation, ...fields } }));
const six: readonly Plant[] = [
  { law: 6, what: "a pack nobody has", says: /cites a pack nobody has/, plant: cite({ hash: "sha256:00" }) },
  { law: 6, what: "another clause", says: /does not cite daily-close.at/, plant: cite({ clause: "release.overdue" }) },
  { law: 6, what: "another pack's name", says: /does not cite/, plant: cite({ pack: "cn-covid-9" }) },
  { law: 6, what: "a clock started by an event that is still to come", says: /no earlier event starts/, plant: cite({ startedBy: 9999 }) },
  { law: 6, what: "a clock started by another event", says: /started by event/, plant: cite({ startedBy: 1 }) },
  { law: 6, what: "no citation", says: /does not cite/, plant: data("duty.opened", () => ({ citation: null })) },
  { law: 6, what: "a citation where the table names no clause", says: /table does not name/, plant: data("duty.opened", () => ({ citation: { pack: "cn-covid-8", hash: "sha256:00", clause: "push.receipt", startedBy: 1 } }), ofKind("order.execute")) },
  { law: 6, what: "an hour too much", says: /start plus the clause's length/, plant: data("duty.opened", (old) => ({ due: later(old.due, 3_600_000) })) },
  { law: 6, what: "a planned deadline not kept", says: /nor the one planned/, plant: data("duty.opened", (old) => ({ due: later(old.due, 1) }), ofKind("handover.sign")) },
  { law: 6, what: "a clock that starts later", says: /does not start when/, plant: data("duty.opened", (old) => ({ start: later(old.start, 1) })) },
  { law: 6, what: "a deadline upside down", says: /upside down/, plant: data("duty.opened", (old) => ({ due: { earliest: old.due.latest + 1, latest: old.due.latest } })) },
  { law: 6, what: "a successor that starts now and not at the last deadline", says: /does not start when/, plant: ({ events }) => {
    const index = events.findIndex((event) => event.type === "duty.opened" && events[(event.cause ?? 1) - 1]!.type === "duty.verified");
    const event = events[index]!;
    return { events: events.with(index, { ...event, data: { ...event.data, start: event.occurred as never } }) };
  } },
  { law: 6, what: "a store with another deadline", says: /store says due/, plant: store(() => ({ due: { earliest: 0, latest: 0 } })) },
];

const seven: readonly Plant[] = [
  { law: 7, what: "late called in time", says: /recorded as in-time/, plant: data("duty.done", () => ({ timing: "in-time" }), (event) => event.data["timing"] === "late") },
  { law: 7, what: "in time called late", says: /recorded as late/, plant: data("duty.done", () => ({ timing: "late" }), (event) => event.data["timing"] === "in-time") },
  { law: 7, what: "in time, learned late, called late", says: /done reported-late, and recorded as late/, plant: ({ events, duties }) => reportLate(events, duties) },
  { law: 7, what: "overdue and never raised", says: /duty.overdue/, plant: blank("duty.overdue", ofKind("contact.transfer")) },
  { law: 7, what: "a reminder never given", says: /duty.reminded/, plant: blank("duty.reminded") },
  { law: 7, what: "a warning never given", says: /duty.warned/, plant: blank("duty.warned") },
  { law: 7, what: "a deadline raised twice", says: /raised before/, plant: add((ledger) => {
    const duty = ledger.duties.find((candidate) => candidate.overdue !== null && candidate.closed === null && candidate.done === null && candidate.kind !== "person.release");
    return onDuty(duty, "duty.overdue", { to: COMMANDER, next: 0 });
  }) },
  { law: 7, what: "raised before its time", says: /not raised at its time/, plant: change("duty.overdue", (event) => ({ occurred: { earliest: event.occurred.earliest - 1, latest: event.occurred.latest - 1 } }), ofKind("contact.transfer")) },
  { law: 7, what: "told to nobody above", says: /one level up/, plant: data("duty.overdue", (old) => ({ to: old.holder }), ofKind("contact.transfer")) },
  { law: 7, what: "the next level told late", says: /not told in time/, plant: data("duty.overdue", (old) => ({ next: old.next + 1 }), ofKind("contact.transfer")) },
  { law: 7, what: "a level skipped", says: /to the next level/, plant: data("duty.escalated", (old) => ({ level: old.level + 1 }), ofKind("contact.transfer")) },
  { law: 7, what: "an alarm at the top that ends", says: /raised again/, plant: data("duty.escalated", () => ({ next: null }), ofKind("contact.transfer")) },
  { law: 7, what: "a rejection that silences a late duty", says: /alarms do not go on/, plant: data("duty.rejected", () => ({ next: null })) },
  { law: 7, what: "a time upside down", says: /time is upside down/, plant: change("duty.planned", (event) => ({ occurred: { earliest: event.occurred.latest, latest: event.occurred.earliest - 1 } })) },
  { law: 7, what: "known before it happened", says: /before it had surely happened/, plant: change("duty.planned", (event) => ({ occurred: { earliest: event.occurred.earliest, latest: event.learned + 1 } })) },
  { law: 7, what: "a reminder set for another time", says: /reminder is not at its time/, plant: data("duty.opened", (old) => ({ remindAt: old.remindAt - 1 })) },
];

/** A duty done in time whose report came after its deadline: moves the report's learning behind the deadline. */
function reportLate(events: readonly LedgerEvent[], duties: readonly Duty[]): Partial<Ledger> {
  const duty = duties.find((candidate) => candidate.done?.timing === "in-time" && candidate.due !== null)!;
  const index = duty.done!.seq - 1;
  const learned = Math.max(events[index]!.learned, duty.due!.latest + 1);
  return { events: events.map((event, at) => (at < index ? event : { ...event, learned: Math.max(event.learned, learned), ...(at === index ? { data: { ...event.data, timing: "late" } } : {}) })) };
}

const eight: readonly Plant[] = [
  { law: 8, what: "issued without a reason", says: /issued without reason/, plant: data("measure.ordered", () => ({ reason: undefined })) },
  { law: 8, what: "issued with an empty notice", says: /issued without notice/, plant: data("measure.ordered", () => ({ notice: "" })) },
  { law: 8, what: "issued before the support holder accepted", says: /support accepted/, plant: data("measure.ordered", () => ({ supportAccepted: false })) },
  { law: 8, what: "reported incomplete, and no breach on record", says: /issued without reason/, plant: ({ events }) => {
    const reported = events.findIndex((event) => event.type === "measure.ordered" && event.data["complete"] === false);
    const breach = events.findIndex((event, index) => index > reported && event.type === "breach.recorded" && event.command === events[reported]!.command);
    const { cause: _, ...event } = events[breach]!;
    return { events: events.with(breach, { ...event, type: "statement.recorded", about: [], data: {} }) };
  } },
  { law: 8, what: "says it is complete when it is not", says: /says of itself/, plant: data("measure.ordered", () => ({ complete: true }), (event) => event.data["complete"] === false) },
  { law: 8, what: "completed, and says it is not", says: /against what has been recorded/, plant: data("measure.completed", () => ({ complete: false })) },
  { law: 8, what: "said to be complete while a safeguard is missing", says: /still without reason/, plant: data("measure.completed", () => ({ reason: undefined })) },
  { law: 8, what: "confines for longer than one order may", says: /confines for more than/, plant: data("measure.ordered", (old) => ({ end: later(old.end, 90 * 86_400_000) })) },
  { law: 8, what: "extended without a reason", says: /new reasoned decision/, plant: add(() => ({ type: "measure.extended", about: ["measure:M0"], data: { measure: "M0", end: { earliest: 1, latest: 1 }, decision: "9" } })) },
  { law: 8, what: "a release withdrawn while the person is confined", says: /no duty to end it/, plant: ({ events }) => {
    const index = indexOf(events, "duty.opened", ofKind("person.release"));
    const withdrawn = { ...events[index + 1]!, type: "duty.withdrawn", about: [`duty:${String(events[index]!.data["duty"])}` as const], data: { duty: events[index]!.data["duty"]!, by: COMMANDER as never, reason: "so", decision: "1" } };
    return { events: [...events.slice(0, index + 1), withdrawn] };
  } },
  { law: 8, what: "an end with no duty to end it", says: /no duty to end it/, plant: blank("duty.opened", ofKind("person.release")) },
];

const release = ofKind("person.release");
const nine: readonly Plant[] = [
  { law: 9, what: "an overdue release that is not raised", says: /duty.overdue/, plant: blank("duty.overdue", release) },
  { law: 9, what: "an overdue release told to the holder only", says: /one level up/, plant: data("duty.overdue", (old) => ({ to: old.holder }), release) },
  { law: 9, what: "an overdue release that climbs more slowly", says: /not told in time/, plant: data("duty.overdue", (old) => ({ next: old.next * 2 }), release) },
  { law: 9, what: "an overdue release that stops climbing", says: /duty.escalated/, plant: blank("duty.escalated", release) },
];

const ten: readonly Plant[] = [
  { law: 10, what: "a confinement decided by the clock", says: /no named role/, plant: change("measure.ordered", () => ({ actor: { org: "city", role: "clock" } })) },
  { law: 10, what: "a confinement that follows by rule", says: /no named role/, plant: change("measure.ordered", (event) => ({ cause: event.seq - 1 })) },
  { law: 10, what: "a withdrawal by the clock", says: /no named role/, plant: change("duty.withdrawn", () => ({ actor: { org: "city", role: "clock" } })) },
];

const eleven: readonly Plant[] = [
  { law: 11, what: "learned before what was written before it", says: /learned before/, plant: change("duty.planned", (event) => ({ learned: event.learned - 3_600_000, occurred: { earliest: 0, latest: 0 } })) },
  { law: 11, what: "a day closed with a figure the ledger does not give", says: /closed with placed 4; the ledger counts 1/, plant: data("day.closed", () => ({ placed: 4 })) },
  { law: 11, what: "a day closed that is not the day counted", says: /is not the day that was counted/, plant: data("day.closed", () => ({ day: "2021-09-01" })) },
];

const twelve: readonly Plant[] = [
  { law: 12, what: "an order nobody was there to take, and it does not say so", says: /hides that nobody answers/, plant: data("duty.opened", () => ({ unreached: undefined }), (event) => event.data["unreached"] === true) },
  { law: 12, what: "a duty the table opens that did not open", says: /duty.opened of site.head-count/, plant: blank("duty.opened", ofKind("site.head-count")) },
  { law: 12, what: "an offer the table makes that was not made", says: /duty.offered of contact.transfer/, plant: ({ events }) => {
    const index = events.findIndex((event) => event.type === "duty.offered" && events[(event.cause ?? 1) - 1]!.type === "contact.pushed");
    return blankAt(events, index);
  } },
  { law: 12, what: "a close the table makes that was not made", says: /duty.lapsed of (contact|transfer)/, plant: blank("duty.lapsed") },
  { law: 12, what: "a successor that did not open", says: /duty.opened of site.head-count/, plant: ({ events }) => blankAt(events, events.findIndex((event) => event.type === "duty.opened" && events[(event.cause ?? 1) - 1]!.type === "duty.verified")) },
  { law: 12, what: "a duty that opens out of nothing", says: /follows from nothing/, plant: change("duty.opened", (event) => { const { cause: _, ...rest } = event; return { ...rest, cause: undefined } as never; }) },
  { law: 12, what: "a move no table makes", says: /no table makes duty.started/, plant: add((ledger) => ({ ...onDuty(open(ledger), "duty.started", {}), cause: 1 })) },
  { law: 12, what: "a duty given to another post than the table's", says: /the table gives it to/, plant: data("duty.opened", () => ({ holder: { org: "d0s0", role: "head" } })) },
  { law: 12, what: "a duty asked by another post than the table's", says: /asks/, plant: data("duty.opened", () => ({ asker: { org: "d0s0", role: "head" } })) },
  { law: 12, what: "an offer to another post than the table's", says: /the table offers it to/, plant: data("duty.offered", () => ({ to: { org: "d0s0c", role: "stranger" } })) },
  { law: 12, what: "an unknown kind", says: /no table knows/, plant: data("duty.opened", () => ({ kind: "contact.forget" })) },
  { law: 12, what: "an id that is not its number", says: /its id is not/, plant: data("duty.opened", () => ({ duty: "D7" })) },
  { law: 12, what: "a cause that comes later", says: /no earlier event/, plant: change("duty.lapsed", (event) => ({ cause: event.seq + 5 })) },
  { law: 12, what: "a duty the store invented", says: /never opened/, plant: ({ duties }) => ({ duties: [...duties, { ...duties[0]!, id: "D1" }] }) },
  { law: 12, what: "a duty the store lost", says: /does not hold/, plant: ({ duties }) => ({ duties: duties.slice(1) }) },
  { law: 12, what: "a store whose clock will not look", says: /store says nextTick/, plant: store(() => ({ nextTick: null }), (duty) => duty.nextTick !== null) },
];

function blankAt(events: readonly LedgerEvent[], index: number): Partial<Ledger> {
  if (index < 0) throw new Error("the orderly history has no such event");
  const { cause: _, ...event } = events[index]!;
  return { events: events.with(index, { ...event, type: "statement.recorded", about: [], data: {} }) };
}

const thirteen: readonly Plant[] = [
  { law: 13, what: "a name in the ledger", says: /carries name/, plant: data("contact.found", () => ({ name: "Li Hua" })) },
  { law: 13, what: "a telephone number in the ledger", says: /carries phone/, plant: data("person.arrived", () => ({ phone: "13800000000" })) },
];

const fourteen: readonly Plant[] = [
  { law: 14, what: "an event that is gone", says: /follows/, plant: ({ events }) => ({ events: events.toSpliced(150, 1) }) },
  { law: 14, what: "an event that is there twice", says: /follows/, plant: ({ events }) => ({ events: events.toSpliced(150, 0, events[150]!) }) },
  { law: 14, what: "a ledger that lost its beginning", says: /event 2 follows 0/, plant: ({ events }) => ({ events: events.slice(1) }) },
  { law: 14, what: "a command written twice", says: /effects in two places/, plant: add(({ events }) => ({ type: "statement.recorded", about: [], data: {}, command: events[130]!.command })) },
  { law: 14, what: "a command written at two times", says: /was written twice/, plant: change("duty.opened", (event) => ({ learned: event.learned + 1 })) },
];

export const PLANTS: readonly Plant[] = [
  ...one, ...two, ...three, ...four, ...five, ...six, ...seven, ...eight, ...nine, ...ten, ...eleven, ...twelve, ...thirteen, ...fourteen,
];
