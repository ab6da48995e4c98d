/**
 * What the duty tables owe to one event: which duties it must open, offer, move or close. The auditor holds
 * the ledger against this list in both directions: nothing owed may be missing, nothing else may follow.
 */
import type { Ref } from "../../base/ids.ts";
import type { When } from "../../base/time.ts";
import type { Duty } from "../duty/duty.ts";
import type { LedgerEvent, Post } from "../event.ts";
import type { DutyRule, MoveTrigger, OpenTrigger } from "../rule.ts";
import { undrawn, type Life } from "./life.ts";
import { equal, find, meets, orgAt, postAt, postOf, rolesFor, subjectsOf, type Register, type Scene } from "./read.ts";

/** A law and why it is broken. */
type Difference = readonly [number, string];

export interface Owed {
  readonly ledger: string;
  readonly seq: number;
  readonly type: string;
  readonly kind: string;
  readonly subject: Ref;
  /** The one duty it must happen to, where there may be several of a kind. */
  readonly duty: string | null;
  readonly differs: (event: LedgerEvent) => readonly Difference[];
  met: boolean;
}

export interface Reading {
  readonly register: Register;
  readonly event: LedgerEvent;
  readonly open: (subject: Ref, kind: string) => readonly Life[];
  readonly kinds: ReadonlyMap<string, DutyRule>;
  readonly lives: ReadonlyMap<string, Life>;
  readonly rules: readonly DutyRule[];
  /** A duty that an earlier event of the same command, in the city's ledger, has already ended; what follows from it stands further on. */
  readonly ending?: (life: Life, rule: DutyRule) => boolean;
  /** Deadline by the clause; undefined where it cannot be derived. */
  readonly dueOf: (rule: DutyRule, pack: string | undefined, start: When) => When | null | undefined;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const nothing = (): readonly Difference[] => [];
const by = (post: Post, why: string) => (event: LedgerEvent): readonly Difference[] => (equal(postOf(event.data["by"]), post) ? [] : [[3, why]]);
const to = (post: Post) => (event: LedgerEvent): readonly Difference[] => (equal(postOf(event.data["to"]), post) ? [] : [[12, `the table offers it to ${post.role} of ${post.org}`]]);

export function owedBy(reading: Reading): Owed[] {
  const owed: Owed[] = [];
  const { event } = reading;
  const owe: Owe = (type, kind, subject, differs = nothing, duty = null) => {
    owed.push({ ledger: event.incident, seq: event.seq, type, kind, subject, duty, differs, met: false });
  };
  for (const rule of reading.rules) {
    for (const trigger of rule.opens) if (trigger.on === event.type) opens(reading, rule, trigger, owe);
    for (const trigger of rule.offers ?? []) {
      if (trigger.on !== event.type) continue;
      each(reading, rule, trigger, (life, scene) => {
        const post = postAt(scene, trigger.to, rule.kind);
        if (post !== null && life.offer === null && life.done === null && !equal(post, life.holder)) owe("duty.offered", rule.kind, life.subject, to(post), life.id);
      });
    }
    const hands = new Map<Life, Hand>();
    for (const trigger of rule.moves) {
      if (trigger.on !== event.type) continue;
      each(reading, rule, trigger, (life, scene) => {
        const hand = hands.get(life) ?? { holder: life.holder, offer: life.offer, doneBy: life.done?.by ?? null, status: life.status, closed: false };
        hands.set(life, hand);
        if (!hand.closed) moves(scene, life, hand, trigger, (type, differs) => owe(type, rule.kind, life.subject, differs, life.id));
      });
    }
  }
  const own = event.type === "duty.done" || event.type === "duty.verified" ? reading.lives.get(String(event.data["duty"])) : undefined;
  if (own !== undefined && event.incident === own.incident) after(reading, own, owe);
  return owed;
}

type Owe = (type: string, kind: string, subject: Ref, differs?: Owed["differs"], duty?: string | null) => void;

function opens(reading: Reading, rule: DutyRule, trigger: OpenTrigger, owe: Owe): void {
  const { event, register } = reading;
  for (const subject of subjectsOf(event, trigger.subject)) {
    const scene = { register, event, subject };
    // One reported done only waits for its check, and the same may be owed anew; a calendar opens its own next.
    const owedAlready = reading.open(subject, rule.kind).some((life) => (life.done === null || rule.repeatsWhile !== undefined) && reading.ending?.(life, rule) !== true);
    if (!meets(scene, trigger.when) || owedAlready) continue;
    const holder = postAt(scene, trigger.holder, rule.kind);
    if (holder === null && trigger.onlyIfMapped === true) continue;
    const start = (trigger.start === undefined ? undefined : (find(scene, trigger.start) as When | undefined)) ?? event.occurred;
    const planned = trigger.due === undefined ? undefined : (find(scene, trigger.due) as When | undefined);
    const receiver = trigger.offer === undefined ? null : postAt(scene, trigger.offer, rule.kind);
    owe("duty.opened", rule.kind, subject, opened(reading, rule, planned, {
      asker: postAt(scene, trigger.asker, rule.kind) ?? register.commandPost, holder: holder ?? register.commandPost, unassigned: holder === null,
      start, startedBy: event.seq, unreached: trigger.offer !== undefined && receiver === null,
    }));
    if (receiver !== null && !equal(receiver, holder ?? register.commandPost)) owe("duty.offered", rule.kind, subject, to(receiver));
  }
}

type Opening = Pick<Duty, "asker" | "holder" | "unassigned" | "start"> & { readonly startedBy: number; readonly unreached: boolean };

function opened(reading: Reading, rule: DutyRule, planned: When | undefined, wanted: Opening): Owed["differs"] {
  return (event) => {
    const data = event.data as unknown as Duty;
    const found: Difference[] = [];
    const due = planned ?? reading.dueOf(rule, data.citation?.hash, wanted.start);
    if (due !== undefined && !same(data.due, due)) found.push([6, "its deadline is not the start plus the clause's length, nor the one planned"]);
    if (!same(data.start, wanted.start)) found.push([6, "its clock does not start when the event says"]);
    if (data.citation !== null && data.citation?.startedBy !== wanted.startedBy) found.push([6, `its clock was started by event ${wanted.startedBy}`]);
    if (!equal(data.holder, wanted.holder) || data.unassigned !== wanted.unassigned) found.push([12, `the table gives it to ${wanted.holder.role} of ${wanted.holder.org}`]);
    if ((event.data["unreached"] === true) !== wanted.unreached) found.push([12, wanted.unreached ? "it hides that nobody answers where it was to go" : "somebody answers where it was to go, and it says nobody does"]);
    if (!equal(data.asker, wanted.asker)) found.push([12, `the table says ${wanted.asker.role} of ${wanted.asker.org} asks`]);
    return found;
  };
}

function each(reading: Reading, rule: DutyRule, trigger: { subject: string; when?: MoveTrigger["when"] }, act: (life: Life, scene: Scene) => void): void {
  for (const subject of subjectsOf(reading.event, trigger.subject)) {
    const scene = { register: reading.register, event: reading.event, subject };
    if (meets(scene, trigger.when)) for (const life of reading.open(subject, rule.kind)) act(life, scene);
  }
}

/** A duty as it changes hands while the triggers of one event are gone through in order. */
interface Hand {
  holder: Post;
  offer: Duty["offer"];
  doneBy: Post | null;
  status: Duty["status"];
  closed: boolean;
}

type OweHere = (type: string, differs?: Owed["differs"]) => void;

/** The acting organisation is the addressee's; where both sides are one organisation, the role tells. */
function isAddressee(scene: Scene, life: Life, hand: Hand): boolean {
  const { org, role } = scene.event.actor;
  if (hand.offer === null || hand.offer.to.org !== org) return false;
  return hand.holder.org !== org || rolesFor(scene.register, org, life.kind).includes(role);
}

function accept(scene: Scene, life: Life, hand: Hand, owe: OweHere): void {
  if (!isAddressee(scene, life, hand)) return;
  owe("duty.accepted");
  hand.holder = hand.offer!.to;
  hand.offer = null;
}

function moves(scene: Scene, life: Life, hand: Hand, trigger: MoveTrigger, owe: OweHere): void {
  const { event } = scene;
  if (trigger.by !== undefined && orgAt(scene, trigger.by) !== event.actor.org) return;
  if (trigger.byHolder === true && !equal(event.actor, hand.holder)) return;
  switch (trigger.as) {
    case "accepted": return accept(scene, life, hand, owe);
    case "started": return hand.status === "open" ? owe("duty.started") : undefined;
    case "planned":
      accept(scene, life, hand, owe);
      return owe("duty.planned");
    case "looked": return owe("duty.looked");
    case "blocked": {
      const missing = find(scene, trigger.missing ?? "data.missing");
      if (hand.status !== "blocked" && hand.doneBy === null && Array.isArray(missing)) owe("duty.blocked");
      return;
    }
    case "unblocked": return hand.status === "blocked" ? owe("duty.unblocked") : undefined;
    case "done":
      if (hand.doneBy !== null) return;
      if (hand.offer !== null && !(event.occurred.latest < hand.offer.at.earliest)) accept(scene, life, hand, owe);
      owe("duty.done", by(event.actor, "done in another's name"));
      hand.doneBy = event.actor;
      hand.closed = closesItself(life);
      return;
    case "verified": return recorded(scene, life, hand, owe);
    case "rejected":
      // Nobody sends back their own organisation's work by a record.
      if (hand.doneBy === null || hand.doneBy.org === event.actor.org) return;
      owe("duty.rejected", by(event.actor, "sent back by another than the counterpart whose record it is"));
      Object.assign(hand, { doneBy: null, status: "started" });
      return;
    case "lapsed":
      owe("duty.lapsed");
      hand.closed = true;
  }
}

/** The counterpart's own record: it says the thing is done, and that somebody else has seen it. */
function recorded({ event }: Scene, life: Life, hand: Hand, owe: OweHere): void {
  const { actor } = event;
  if (hand.doneBy?.org === actor.org) return;
  if (hand.doneBy === null) {
    hand.doneBy = hand.holder.org === actor.org ? life.asker : hand.holder;
    owe("duty.done", by(hand.doneBy, "the record names another doer"));
    hand.closed = closesItself(life);
  }
  if (hand.closed || hand.doneBy.org === actor.org) return;
  owe("duty.verified", by(actor, "verified by another than the counterpart whose record it is"));
  hand.closed = true;
}

function closesItself(life: Life): boolean {
  return life.rule?.verifiedBy === "record" || (life.rule?.verifiedBy === "sample" && undrawn(life));
}

/** What follows from a duty's own end: closing without a second look where the table allows it, and the next of a calendar. */
function after(reading: Reading, life: Life, owe: Owe): void {
  const { event, register } = reading;
  const { rule, kind, subject, due } = life;
  if (event.type === "duty.done" && closesItself(life)) {
    const role = rule?.verifiedBy === "record" ? "record" : "sample";
    owe("duty.verified", kind, subject, by({ org: register.commandPost.org, role }, "closed by another than the record or the sample"), life.id);
  }
  if (event.type !== "duty.verified" || rule?.repeatsWhile === undefined || due === null) return;
  if (!meets({ register, event, subject }, rule.repeatsWhile)) return;
  owe("duty.opened", kind, subject, opened(reading, rule, undefined, {
    asker: life.asker, holder: life.holder, unassigned: life.unassigned, start: due,
    startedBy: life.citation?.startedBy ?? event.seq, unreached: false,
  }));
}
