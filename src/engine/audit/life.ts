/**
 * One duty's life as the auditor tells it from events alone: what each move may do, which clocks run, what
 * each alarm must say. It refuses nothing; it names the law that a move broke and goes on with the event as
 * written, so that one broken law is reported once and not a hundred times.
 */
import { plus, type Ms, type When } from "../../base/time.ts";
import type { Done, Duty, Link } from "../duty/duty.ts";
import type { LedgerEvent, Post } from "../event.ts";
import { lengthMs } from "../pack/clause.ts";
import type { ResolvedPack } from "../pack/types.ts";
import type { DutyRule } from "../rule.ts";
import { actsFor, alarmAbove, equal, postOf, type Register } from "./read.ts";

export type Life = { -readonly [Key in keyof Duty]: Duty[Key] } & {
  readonly rule: DutyRule | undefined;
  readonly pack: ResolvedPack | undefined;
  /** When anything about it was last learned; no alarm of it can be older. */
  touched: Ms;
  /** When a report of completion was last rejected; before that nobody owed a look. */
  rejectedAt: Ms;
};

export interface Alarm {
  readonly type: string;
  readonly at: Ms;
  readonly link?: number;
  readonly why?: string;
}

/** Reports a law as broken unless `holds`. */
export type Check = (law: number, holds: boolean, why: string) => void;

/** What events of a duty carry, read as it comes; a field that is not what it should be fails its check. */
interface Told {
  readonly to?: Post;
  readonly alsoTo?: Post;
  readonly from?: Post;
  readonly by?: Post;
  readonly post?: Post;
  readonly holder?: Post;
  readonly holderOrg?: string;
  readonly unit?: string;
  readonly kind?: string;
  readonly subject?: string;
  readonly watched?: boolean;
  readonly overdue?: boolean;
  readonly followerOrg?: string | null;
  readonly follower?: Post;
  readonly verifier?: Post;
  readonly due?: When;
  readonly nextDue?: When;
  readonly followUpDue?: When;
  readonly verifyDue?: When;
  readonly plannedAt?: When;
  readonly next?: Ms | null;
  readonly timing?: Done["timing"];
  readonly missing?: readonly string[];
  readonly level?: number;
  readonly link?: number;
  readonly why?: string;
  readonly reason?: string;
  readonly decision?: string;
  readonly decided?: boolean;
  readonly implied?: boolean;
}

const NOBODY: Post = { org: "", role: "" };
const NEVER: When = { earliest: NaN, latest: NaN };

interface Move {
  readonly life: Life;
  readonly event: LedgerEvent;
  readonly data: Told;
  readonly register: Register;
  readonly check: Check;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isRelease = (life: Life): boolean => /release|reopen/.test(life.kind);
/** Overdue release is the same alarm as any other, so its breach is named by its own law. */
export const lawOf = (life: Life, type: string): number =>
  type === "duty.offer_expired" ? 2 : type === "duty.follow_up_silent" ? 4 : isRelease(life) ? 9 : 7;

function length(life: Life, clause: string): Ms {
  const known = life.pack?.clauses[clause];
  return life.pack === undefined || known === undefined || known.unit === "absent" ? NaN : lengthMs(life.pack, clause);
}

/** Whether a drawn sample lets this duty close unchecked: mixing of the number, as the pack's share asks. */
export function undrawn(life: Life): boolean {
  let mixed = Number(life.id.slice(1)) >>> 0;
  for (let round = 0; round < 2; round++) mixed = Math.imul(mixed ^ (mixed >>> 16), 0x45d9f3b);
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32 >= Number(life.pack?.clauses["confirm.sample"]?.value);
}

export function openLife(event: LedgerEvent, rule: DutyRule | undefined, pack: ResolvedPack | undefined, register: Register, check: Check): Life {
  const data = event.data as unknown as Duty & { duty: string };
  const life: Life = {
    id: data.duty, incident: event.incident, kind: data.kind, subject: data.subject, asker: data.asker, holder: data.holder,
    unassigned: data.unassigned, status: "open", citation: data.citation, start: data.start, due: data.due, openedAt: event.learned,
    offer: null, accepted: null, links: [], handOns: 0, block: null, blockedMs: 0, planned: null, done: null, closed: null,
    verifyDue: null, verifier: null, serves: data.serves, batch: data.batch, watched: data.watched, remindAt: data.remindAt,
    warned: false, overdue: null, level: 0, nextEscalation: null, rejections: 0, nextTick: null, version: 1,
    rule, pack, touched: event.learned, rejectedAt: -Infinity,
  };
  check(12, life.id === `D${event.seq}`, `its id is not D${event.seq}`);
  check(12, rule !== undefined, `no table knows the kind ${life.kind}`);
  holderIsPost({ life, event, data: event.data as Told, register, check }, life.holder);
  check(1, postOf(life.asker) !== null, "its asker is not an organisation and a role");
  const { citation, due, start } = life;
  // A pack may say in so many words that it has no such rule: then there is no clock, and nothing to cite.
  const clauseless = rule === undefined || rule.clause === null || pack?.clauses[rule.clause]?.unit === "absent";
  if (clauseless) check(6, citation === null, "it cites a clause its table does not name, or its pack does not have");
  else {
    const cited = citation !== null && citation.clause === rule.clause && pack !== undefined && citation.pack === pack.id && citation.hash === pack.hash;
    check(6, cited && Object.hasOwn(pack.clauses, rule.clause), `it does not cite ${rule.clause} of a pack in force`);
    check(6, citation !== null && citation.startedBy >= 1 && citation.startedBy < event.seq, "no earlier event starts its clock");
  }
  if (due !== null) check(6, due.earliest <= due.latest, "its deadline is upside down");
  const remindAt = due === null ? null : due.earliest - length(life, "warning.lead");
  check(7, life.remindAt === (remindAt !== null && remindAt > start.latest ? remindAt : null), "its reminder is not at its time");
  return life;
}

function holderIsPost({ event, register, check }: Move, holder: Post): void {
  const known = postOf(holder) !== null && (register.orgs.has(holder.org) || equal(holder, register.commandPost));
  check(1, known, `${event.type} makes it held by nobody known as an organisation and a role`);
}

/** Everything the clock has still to say about a duty, in no order. */
export function pending(life: Life): Alarm[] {
  if (life.closed !== null) return [];
  const alarms: Alarm[] = life.nextEscalation === null ? [] : [{ type: "duty.escalated", at: life.nextEscalation, why: "still-open" }];
  if (life.done !== null) return life.verifyDue === null ? alarms : [...alarms, { type: "duty.escalated", at: life.verifyDue.latest, why: "unverified" }];
  const { due, offer, remindAt } = life;
  if (remindAt !== null) alarms.push({ type: "duty.reminded", at: remindAt });
  if (due !== null && !life.warned && due.earliest < due.latest) alarms.push({ type: "duty.warned", at: due.earliest });
  if (due !== null && life.overdue === null) alarms.push({ type: "duty.overdue", at: due.latest });
  if (offer !== null && !offer.expired) alarms.push({ type: "duty.offer_expired", at: offer.due.latest });
  for (const link of life.links) {
    if (offer === null || offer.expired || offer.seq !== link.seq) alarms.push({ type: "duty.follow_up_silent", at: link.due.latest, link: link.seq });
  }
  return alarms;
}

export function nextTick(life: Life): Ms | null {
  const times = pending(life).map((alarm) => alarm.at);
  return times.length === 0 ? null : Math.min(...times);
}

/** Applies one event to a duty's life, naming what it breaks. */
export function move(life: Life, event: LedgerEvent, register: Register, check: Check): void {
  const turn: Move = { life, event, data: event.data as Told, register, check };
  check(3, life.closed === null, `it had ended, and ${event.type} came after`);
  const handedOn = event.type === "duty.escalated" && turn.data.why === "hand-on-limit";
  if (RINGS[event.type] !== undefined && !handedOn) ring(turn);
  const before = life.holder;
  (handedOn ? askDecider : RINGS[event.type] ?? MOVES[event.type])?.(turn);
  if (event.type !== "duty.accepted" && event.type !== "duty.taken_over") check(2, equal(before, life.holder), `${event.type} changed its holder`);
  const moved = event.data["holder"];
  check(2, postOf(moved) === null || equal(postOf(moved), life.holder), `${event.type} names another holder than the one that accepted`);
  life.touched = event.learned;
  life.version += 1;
}

/** An alarm of the clock: at its own time, once, with nothing older left unsaid. */
function ring({ life, event, data, check }: Move): void {
  const instant = event.occurred.latest;
  const waiting = pending(life);
  const mine = waiting.filter((alarm) => alarm.type === event.type && (alarm.link === undefined || alarm.link === data.link) && (alarm.why === undefined || alarm.why === data.why));
  const law = lawOf(life, event.type);
  check(law, mine.length > 0, `${event.type} has nothing to raise, or was raised before`);
  check(law, mine.length === 0 || mine.some((alarm) => alarm.at === instant && event.occurred.earliest === instant), `${event.type} was not raised at its time`);
  const said = [data.kind, data.subject, data.holderOrg, data.unit, data.watched, data.overdue, data.followerOrg];
  const own = [life.kind, life.subject, life.holder.org, life.offer?.to.org ?? life.holder.org, life.watched, life.overdue !== null && life.done === null, life.links.at(-1)?.post.org];
  check(12, same(said, own), `${event.type} says of the duty what it is not`);
  const skipped = waiting.find((alarm) => alarm.at < instant);
  if (skipped !== undefined) check(lawOf(life, skipped.type), false, `${event.type} came before the ${skipped.type} that was due first`);
}

function nextLook({ life, event, data, check }: Move): When {
  check(4, same(data.followUpDue, plus(event.occurred, length(life, "follow-up.interval"))), `${event.type} does not set the next follow-up`);
  return data.followUpDue ?? NEVER;
}

/** What somebody did about a push starts its clock again, unless it is told so late that this time is over too. */
function look({ life, event }: Move, due: When, only: (link: Link) => boolean, counted = true): void {
  life.links = life.links.map((link) => {
    const before = event.occurred.latest < link.since.earliest;
    if (!only(link) || (counted && before)) return link;
    const over = due.latest <= event.learned && due.latest < link.due.latest;
    return { ...link, looks: counted ? [...link.looks, event.seq] : link.looks, due: over ? link.due : due };
  });
}

function dropOffer({ life, event, check }: Move): void {
  check(2, life.offer !== null, `${event.type} without an offer`);
  life.links = life.links.filter((link) => link.seq !== life.offer?.seq);
  quiet(life);
}

/** An offer settled ends what went up because of it; a deadline that has passed goes on. */
function quiet(life: Life): void {
  life.offer = null;
  if (life.overdue === null) Object.assign(life, { nextEscalation: null, level: 0 });
}

function finishBlock(life: Life, at: When): void {
  if (life.block !== null) life.blockedMs += Math.max(0, at.latest - life.block.since.latest);
  life.block = null;
}

function timing({ due }: Life, { occurred, learned }: LedgerEvent): Done["timing"] {
  if (due === null) return "no-clock";
  if (occurred.earliest > due.latest) return "late";
  if (occurred.latest > due.earliest) return "possibly-late";
  return learned > due.latest && occurred.latest < learned ? "reported-late" : "in-time";
}

const end = (status: "verified" | "lapsed" | "withdrawn", may: (turn: Move) => void) => (turn: Move): void => {
  const { life, event, data, check } = turn;
  may(turn);
  check(3, postOf(data.by) !== null, `${event.type} names nobody who ended it`);
  const { reason } = data;
  Object.assign(life, { status, offer: null, block: null, nextEscalation: null });
  life.closed = { at: event.occurred, learned: event.learned, by: data.by ?? NOBODY, seq: event.seq, ...(reason === undefined ? {} : { reason }) };
};

function mayVerify({ life, event, data, check, register }: Move): void {
  const { done, rule } = life;
  const by = data.by ?? NOBODY;
  check(3, done !== null, "verified before anybody reported it done");
  const byItself = equal(by, { org: register.commandPost.org, role: "record" }) ? "record" : equal(by, { org: register.commandPost.org, role: "sample" }) ? "sample" : null;
  if (byItself !== null && event.cause !== undefined) {
    check(3, rule?.verifiedBy === byItself && (byItself === "record" || undrawn(life)), "closed unchecked, and its table asks for a check");
    return;
  }
  check(3, equal(by, event.actor), "verified in another's name");
  check(3, done === null || !equal(by, done.by), "verified by the post that did it");
  check(3, done === null || by.org !== done.by.org || equal(by, life.verifier), "verified inside the organisation that did it");
  check(3, done?.person === undefined || event.cause !== undefined || event.by !== done.person, "verified by the person who did it");
}

type Step = (turn: Move) => void;

const MOVES: Readonly<Record<string, Step>> = {
  "duty.offered"({ life, event, data, check, register }) {
    check(2, equal(data.from, life.holder), "passed on by a post that does not hold it");
    check(2, life.offer === null, "offered twice at once");
    check(2, life.done === null, "passed on after it was reported done");
    check(2, postOf(data.to) !== null && !equal(data.to, life.holder), "passed on to nobody, or to its holder");
    check(1, register.orgs.has(data.to?.org ?? ""), "passed on to an organisation nobody registered");
    check(2, same(data.due, plus(event.occurred, length(life, "push.receipt"))), "the offer's clock is not the pack's");
    const follower = postOf(data.follower);
    check(4, follower !== null && follower.org === life.holder.org && register.orgs.has(follower.org) || equal(follower, register.commandPost), "nobody on the sender's side follows it up");
    const limit = Number(life.pack?.clauses["push.hand-on-limit"]?.value);
    check(2, data.decided === true || !(life.handOns >= limit), `handed on ${life.handOns + 1} times without a decider`);
    const { to = NOBODY, from = NOBODY, due = NEVER } = data;
    life.offer = { to, from, at: event.occurred, seq: event.seq, due, expired: false };
    life.links = [...life.links, { post: follower ?? NOBODY, to, since: event.occurred, seq: event.seq, due, looks: [], silences: 0 }];
    life.handOns += data.decided === true ? 0 : 1;
  },
  "duty.accepted"(turn) {
    const { life, event, data, check, register } = turn;
    const { offer } = life;
    const due = nextLook(turn);
    const post = data.post ?? NOBODY;
    check(2, offer !== null, "accepted, and nobody had offered it");
    check(2, offer === null || actsFor(register, post, offer.to, life.kind), "accepted by a post it was not offered to");
    const own = event.actor.org === post.org && (equal(event.actor, post) || equal(post, offer?.to));
    check(2, event.cause !== undefined || own, "accepted in another's name");
    holderIsPost(turn, post);
    look(turn, due, (link) => link.seq === offer?.seq, data.implied !== true);
    Object.assign(life, { holder: post, unassigned: false, accepted: event.occurred });
    quiet(life);
  },
  "duty.declined": dropOffer,
  "duty.recalled": dropOffer,
  "duty.started": ({ life }) => { life.status = "started"; },
  "duty.planned"(turn) {
    const { life, event, data } = turn;
    if (life.status === "open") life.status = "started";
    life.planned = data.plannedAt ?? event.occurred;
    look(turn, nextLook(turn), () => true);
  },
  "duty.looked"(turn) {
    const org = turn.data.post?.org;
    look(turn, nextLook(turn), (link) => link.post.org === org);
  },
  "duty.blocked"({ life, event, data, check }) {
    check(5, Array.isArray(data.missing) && data.missing.length > 0, "blocked, and nothing is said to be missing");
    check(5, life.done === null, "blocked after it was reported done");
    const begun = life.status === "started";
    life.status = "blocked";
    life.block = { since: event.occurred, missing: data.missing ?? [], seq: event.seq, begun };
  },
  "duty.unblocked"({ life, event, check }) {
    check(5, life.block !== null, "unblocked, and it was not blocked");
    life.status = life.block?.begun === true || life.planned !== null ? "started" : "open";
    finishBlock(life, event.occurred);
  },
  "duty.done"({ life, event, data, check, register }) {
    const verifier = postOf(data.verifier);
    check(3, life.done === null, "reported done twice");
    check(1, postOf(data.by) !== null, "done by nobody known as an organisation and a role");
    check(7, data.timing === timing(life, event), `done ${timing(life, event)}, and recorded as ${String(data.timing)}`);
    // Above the incident's command there is nobody, and below it only its deputy.
    const alone = equal(verifier, register.commandPost) && !register.orgs.get(register.commandPost.org)?.deputies.has(register.commandPost.role);
    check(3, verifier !== null && (!equal(verifier, postOf(data.by)) || alone), "the doer is to verify it");
    check(3, same(data.verifyDue, plus({ earliest: event.learned, latest: event.learned }, length(life, "verify.within"))), "verification has no clock");
    finishBlock(life, event.occurred);
    life.done = { at: event.occurred, learned: event.learned, by: data.by ?? NOBODY, seq: event.seq, timing: data.timing ?? "no-clock", ...(event.by === undefined ? {} : { person: event.by }) };
    Object.assign(life, { status: "done", offer: null, verifyDue: data.verifyDue ?? null, verifier, nextEscalation: null });
  },
  "duty.rejected"({ life, event, data, check }) {
    check(3, life.done !== null, "rejected before anybody reported it done");
    check(lawOf(life, event.type), same(data.next, life.overdue === null ? null : event.learned + length(life, "escalation.step")), "rejected when overdue, and its alarms do not go on");
    const due = data.followUpDue ?? NEVER;
    check(4, same(due, plus({ earliest: event.learned, latest: event.learned }, length(life, "follow-up.interval"))), "rejected, and nobody looks again");
    life.links = life.links.map((link) => ({ ...link, due }));
    Object.assign(life, { nextEscalation: data.next ?? null, status: "started", done: null, verifyDue: null, verifier: null, rejections: life.rejections + 1, rejectedAt: event.learned });
  },
  "duty.taken_over"(turn) {
    const { life, data, register, check } = turn;
    const post = data.post ?? NOBODY;
    check(2, actsFor(register, post, life.holder, life.kind) && equal(turn.event.actor, data.post), "taken over by a post that is not the deputy");
    holderIsPost(turn, post);
    Object.assign(life, { holder: post, unassigned: false });
  },
  "duty.verified": end("verified", mayVerify),
  "duty.lapsed": end("lapsed", () => {}),
  "duty.withdrawn": end("withdrawn", ({ data, check }) => {
    const named = [data.reason, data.decision].every((text: unknown) => typeof text === "string" && text.trim() !== "");
    check(3, named, "withdrawn without a reason and a decision");
  }),
};

function askDecider({ life, data, check }: Move): void {
  check(2, life.handOns >= Number(life.pack?.clauses["push.hand-on-limit"]?.value), "sent to a decider before it was handed on too often");
  check(7, data.level === life.level && same(data.next, life.nextEscalation), "a hand-on too many moved the alarm's clock");
}

const RINGS: Readonly<Record<string, Step>> = {
  "duty.reminded": ({ life }) => { life.remindAt = null; },
  "duty.warned": ({ life }) => { life.warned = true; },
  "duty.overdue"({ life, event, data, check, register }) {
    const unit = life.offer?.to.org ?? life.holder.org;
    const law = lawOf(life, event.type);
    check(law, equal(data.to, alarmAbove(register, unit, 1).post), "the alarm did not go one level up");
    check(law, data.next === event.occurred.latest + length(life, "escalation.step"), "the next level is not told in time");
    Object.assign(life, { overdue: event.seq, warned: true, remindAt: null, nextEscalation: data.next ?? null });
  },
  "duty.offer_expired"({ life, event, data, check, register }) {
    check(2, equal(data.to, alarmAbove(register, life.holder.org, 0).post) && equal(data.alsoTo, alarmAbove(register, life.holder.org, 1).post), "an offer that ran out did not go up");
    check(2, data.next === (life.nextEscalation ?? event.occurred.latest + length(life, "escalation.step")), "an offer that ran out goes up once and then away");
    if (life.offer !== null) life.offer = { ...life.offer, expired: true };
    life.nextEscalation ??= data.next ?? null;
  },
  "duty.follow_up_silent"({ life, event, data, check, register }) {
    const link = life.links.find((candidate) => candidate.seq === data.link);
    if (link === undefined) return;
    check(4, event.occurred.latest >= life.rejectedAt, "a silence is counted while it was reported done");
    const wait = length(life, "follow-up.interval") * 2 ** Math.min(link.silences + 1, 6);
    check(4, same(data.nextDue, plus(event.occurred, wait)), "the follow-up's clock does not go on");
    check(4, equal(data.to, link.silences === 0 ? link.post : alarmAbove(register, link.post.org, 1).post), "the silence is not told to who should have looked");
    life.links = life.links.map((other) => (other === link ? { ...link, due: data.nextDue ?? NEVER, silences: link.silences + 1 } : other));
  },
  "duty.escalated"({ life, event, data, check, register }) {
    const unverified = data.why === "unverified";
    const level = unverified ? life.level : life.level + 1;
    const up = unverified ? alarmAbove(register, (life.verifier ?? life.asker).org, 1) : alarmAbove(register, life.holder.org, level);
    const law = lawOf(life, event.type);
    check(law, data.level === level && equal(data.to, up.post), "the alarm did not go to the next level");
    check(law, data.next === event.occurred.latest + length(life, unverified || up.top ? "escalation.repeat" : "escalation.step"), "the alarm is not raised again in time");
    Object.assign(life, { level: data.level, nextEscalation: data.next, verifyDue: unverified ? null : life.verifyDue });
  },
};
