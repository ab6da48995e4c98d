/**
 * What each event may do to a duty's life, told from events alone. It refuses nothing; it names the law that a
 * move broke and goes on with the event as written, so that one broken law is reported once and not a hundred
 * times.
 */
import { plus, type When } from "../../base/time.ts";
import type { Done, Link } from "../duty/duty.ts";
import type { LedgerEvent } from "../event.ts";
import { holderIsPost, lawOf, length, NEVER, NOBODY, same, undrawn, type Check, type Life, type Move, type Told } from "./life.ts";
import { actsFor, equal, postOf, type Register } from "./read.ts";
import { askDecider, ring, RINGS } from "./rings.ts";

/** Applies one event to a duty's life, naming what it breaks. */
export function move(life: Life, event: LedgerEvent, register: Register, check: Check): void {
  const turn: Move = { life, event, data: event.data as Told, register, check };
  check(3, life.closed === null || event.type === "duty.evidence_kept", `it had ended, and ${event.type} came after`);
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
  const theirs = rule?.verifiedBy === "counterpart" && rule.moves.some((trigger) => trigger.as === "verified" && !trigger.subject.startsWith("duty:"));
  check(3, !theirs || event.cause !== undefined || data.how === "reported", "closed by a word where the record of whoever it was done for is owed");
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
    Object.assign(life, { status: "done", offer: null, verifyDue: data.verifyDue ?? null, verifier, nextEscalation: null, level: 0 });
  },
  "duty.rejected"({ life, event, data, check }) {
    check(3, life.done !== null, "rejected before anybody reported it done");
    check(lawOf(life, event.type), same(data.next, life.overdue === null ? null : event.learned + length(life, "escalation.step")), "rejected when overdue, and its alarms do not go on");
    const due = data.followUpDue ?? NEVER;
    check(4, same(due, plus({ earliest: event.learned, latest: event.learned }, length(life, "follow-up.interval"))), "rejected, and nobody looks again");
    life.links = life.links.map((link) => ({ ...link, due }));
    Object.assign(life, { nextEscalation: data.next ?? null, level: 0, status: "started", done: null, verifyDue: null, verifier: null, rejections: life.rejections + 1, rejectedAt: event.learned });
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
