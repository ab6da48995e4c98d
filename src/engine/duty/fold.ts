/**
 * Builds a duty from its events, one step at a time. It needs no pack and no clock: every length was turned
 * into an instant when the event was written, so a duty keeps the rule it was created under.
 */
import type { Ref } from "../../base/ids.ts";
import { assert } from "../../base/refusal.ts";
import { surelyBefore, type Ms, type When } from "../../base/time.ts";
import type { LedgerEvent, Post } from "../event.ts";
import type { Citation, Done, Duty, Link } from "./duty.ts";

/** `data` of `duty.opened`. */
export interface OpenedData {
  readonly duty: string;
  readonly kind: string;
  readonly subject: Ref;
  readonly asker: Post;
  readonly holder: Post;
  readonly unassigned: boolean;
  readonly citation: Citation | null;
  readonly start: When;
  readonly due: When | null;
  readonly remindAt: Ms | null;
  readonly watched: boolean;
  readonly batch: string | null;
  readonly serves: string | null;
  /** Nobody answers where it was to be passed on: a gap for the tables, which the duty itself does not show. */
  readonly unreached?: true;
}

/** `data` of `duty.offered`. */
export interface OfferedData {
  readonly duty: string;
  readonly from: Post;
  readonly to: Post;
  readonly due: When;
  /** Who follows it up on the sender's side. */
  readonly follower: Post;
  /** Made by a decider above the holder; not counted as a hand-on. */
  readonly decided: boolean;
}

type Step = (duty: Duty, event: LedgerEvent, data: never) => Duty;

function mapLinks(duty: Duty, change: (link: Link, index: number) => Link): readonly Link[] {
  return duty.links.map(change);
}

/** The asker's clock starts again; from a look so late that its own time is over, only what it adds counts. */
function restarted(link: Link, event: LedgerEvent, nextDue: When): Link {
  const over = nextDue.latest <= event.learned && nextDue.latest < link.due.latest;
  return over ? link : { ...link, due: nextDue };
}

/** A receipt, plan or check recorded. What happened before the push is no look at it. */
function looked(duty: Duty, event: LedgerEvent, nextDue: When, only: (link: Link) => boolean): readonly Link[] {
  return mapLinks(duty, (link) => {
    if (!only(link) || surelyBefore(event.occurred, link.since)) return link;
    return restarted({ ...link, looks: [...link.looks, event.seq] }, event, nextDue);
  });
}

const every = (): boolean => true;

/** Once an offer is settled its escalation ends, unless the duty itself is overdue. */
function quietUnlessOverdue(duty: Duty): Pick<Duty, "nextEscalation" | "level"> {
  return duty.overdue === null ? { nextEscalation: null, level: 0 } : { nextEscalation: duty.nextEscalation, level: duty.level };
}

const STEPS: Record<string, Step> = {
  "duty.offered": (duty, event, data: OfferedData) => ({
    ...duty,
    offer: { to: data.to, from: data.from, at: event.occurred, seq: event.seq, due: data.due, expired: false },
    links: [...duty.links, { post: data.follower, to: data.to, since: event.occurred, seq: event.seq, due: data.due, looks: [], silences: 0 }],
    handOns: duty.handOns + (data.decided ? 0 : 1),
  }),
  "duty.accepted": (duty, event, data: { post: Post; implied: boolean; followUpDue: When }) => ({
    ...duty,
    holder: data.post,
    unassigned: false,
    offer: null,
    ...quietUnlessOverdue(duty),
    accepted: event.occurred,
    links: data.implied
      ? mapLinks(duty, (link) => (link.seq === duty.offer?.seq ? restarted(link, event, data.followUpDue) : link))
      : looked(duty, event, data.followUpDue, (link) => link.seq === duty.offer?.seq),
  }),
  "duty.declined": (duty) => ({
    ...duty,
    offer: null,
    ...quietUnlessOverdue(duty),
    links: duty.links.filter((link) => link.seq !== duty.offer?.seq),
  }),
  "duty.recalled": (duty) => ({
    ...duty,
    offer: null,
    ...quietUnlessOverdue(duty),
    links: duty.links.filter((link) => link.seq !== duty.offer?.seq),
  }),
  "duty.started": (duty) => ({ ...duty, status: "started" }),
  "duty.planned": (duty, event, data: { plannedAt?: When; followUpDue: When }) => ({
    ...duty,
    status: duty.status === "open" ? "started" : duty.status,
    planned: data.plannedAt ?? event.occurred,
    links: looked(duty, event, data.followUpDue, every),
  }),
  "duty.looked": (duty, event, data: { post: Post; followUpDue: When }) => ({
    ...duty,
    links: looked(duty, event, data.followUpDue, (link) => link.post.org === data.post.org),
  }),
  "duty.blocked": (duty, event, data: { missing: readonly string[] }) => ({
    ...duty,
    status: "blocked",
    block: { since: event.occurred, missing: data.missing, seq: event.seq, begun: duty.status === "started" },
  }),
  "duty.unblocked": (duty, event) => ({
    ...duty,
    // Accepted is not begun; a plan made while it was blocked is.
    status: duty.block?.begun === true || duty.planned !== null ? "started" : "open",
    block: null,
    blockedMs: duty.blockedMs + Math.max(0, event.occurred.latest - (duty.block?.since.latest ?? event.occurred.latest)),
  }),
  "duty.done": (duty, event, data: { by: Post; timing: Done["timing"]; verifyDue: When | null; verifier: Post | null }) => ({
    ...duty,
    status: "done",
    offer: null,
    done: {
      at: event.occurred, learned: event.learned, by: data.by, seq: event.seq, timing: data.timing,
      ...(event.by === undefined ? {} : { person: event.by }),
    },
    block: null,
    blockedMs: duty.blockedMs + (duty.block === null ? 0 : Math.max(0, event.occurred.latest - duty.block.since.latest)),
    verifyDue: data.verifyDue,
    verifier: data.verifier,
    nextEscalation: null,
    level: 0,
  }),
  "duty.rejected": (duty, _event, data: { next: Ms | null; followUpDue: When }) => ({
    ...duty,
    // While it lay with the asker nobody owed a look; from here on somebody does again.
    links: mapLinks(duty, (link) => ({ ...link, due: data.followUpDue })),
    status: "started",
    nextEscalation: data.next,
    level: 0,
    done: null,
    verifyDue: null,
    verifier: null,
    rejections: duty.rejections + 1,
  }),
  "duty.taken_over": (duty, _event, data: { post: Post }) => ({ ...duty, holder: data.post, unassigned: false }),
  "duty.evidence_kept": (duty) => duty,
  "duty.reminded": (duty) => ({ ...duty, remindAt: null }),
  "duty.warned": (duty) => ({ ...duty, warned: true }),
  "duty.overdue": (duty, event, data: { level: number; next: Ms | null }) => ({
    ...duty, overdue: event.seq, warned: true, remindAt: null, level: data.level, nextEscalation: data.next,
  }),
  "duty.offer_expired": (duty, _event, data: { link?: number; nextDue?: When; level: number; next: Ms | null }) => ({
    ...duty,
    offer: duty.offer === null ? null : { ...duty.offer, expired: true },
    links: mapLinks(duty, (link) => (link.seq === data.link && data.nextDue !== undefined ? { ...link, due: data.nextDue, silences: link.silences + 1 } : link)),
    level: data.level,
    nextEscalation: duty.nextEscalation ?? data.next,
  }),
  "duty.follow_up_silent": (duty, _event, data: { link: number; nextDue: When }) => ({
    ...duty,
    links: mapLinks(duty, (link) => (link.seq === data.link ? { ...link, due: data.nextDue, silences: link.silences + 1 } : link)),
  }),
  "duty.escalated": (duty, _event, data: { level: number; next: Ms | null; why: string }) => ({
    ...duty,
    level: data.level,
    nextEscalation: data.next,
    verifyDue: data.why === "unverified" ? null : duty.verifyDue,
  }),
};

function close(status: "verified" | "lapsed" | "withdrawn"): Step {
  return (duty, event, data: { by: Post; reason?: string }) => ({
    ...duty,
    status,
    offer: null,
    block: null,
    closed: {
      at: event.occurred, learned: event.learned, by: data.by, seq: event.seq,
      ...(data.reason === undefined ? {} : { reason: data.reason }),
    },
    nextEscalation: null,
  });
}
STEPS["duty.verified"] = close("verified");
STEPS["duty.lapsed"] = close("lapsed");
STEPS["duty.withdrawn"] = close("withdrawn");

function opened(event: LedgerEvent): Duty {
  const data = event.data as unknown as OpenedData;
  return {
    id: data.duty, incident: event.incident, kind: data.kind, subject: data.subject, asker: data.asker, holder: data.holder,
    unassigned: data.unassigned, status: "open", citation: data.citation, start: data.start, due: data.due,
    openedAt: event.learned, offer: null, accepted: null, links: [], handOns: 0, block: null, blockedMs: 0, planned: null,
    done: null, closed: null, verifyDue: null, verifier: null, serves: data.serves, batch: data.batch, watched: data.watched,
    remindAt: data.remindAt, warned: false, overdue: null, level: 0, nextEscalation: null, rejections: 0,
    nextTick: null, version: 0,
  };
}

/** The next instant at which the clock has something to say about this duty; null once it is closed. */
export function nextTick(duty: Duty): Ms | null {
  if (duty.closed !== null) return null;
  let next = Infinity;
  const consider = (instant: Ms | null): void => {
    if (instant !== null && instant < next) next = instant;
  };
  consider(duty.nextEscalation);
  if (duty.done !== null) {
    consider(duty.verifyDue?.latest ?? null);
  } else {
    consider(duty.remindAt);
    if (duty.due !== null) {
      if (!duty.warned && duty.due.earliest < duty.due.latest) consider(duty.due.earliest);
      if (duty.overdue === null) consider(duty.due.latest);
    }
    if (duty.offer !== null && !duty.offer.expired) consider(duty.offer.due.latest);
  }
  for (const link of duty.done === null ? duty.links : []) {
    // The first silence of a pending push is the offer running out, which sets the link's own clock going.
    if (duty.offer?.seq === link.seq && !duty.offer.expired) continue;
    consider(link.due.latest);
  }
  return next === Infinity ? null : next;
}

/** One step of a duty's life. Asserts that the duty exists unless this event opens it. */
export function foldDuty(before: Duty | undefined, event: LedgerEvent): Duty {
  if (event.type === "duty.opened") {
    return complete(opened(event), 1);
  }
  assert(before !== undefined, `${event.type} for a duty that was never opened`);
  const step = STEPS[event.type];
  if (step === undefined) return before;
  const after = step(before, event, event.data as never);
  return complete(after === before ? { ...before } : after, before.version + 1);
}

/** Fills in what follows from the rest. The duty is fresh from its step and nobody else holds it yet. */
function complete(fresh: { -readonly [Field in keyof Duty]: Duty[Field] }, version: number): Duty {
  fresh.version = version;
  fresh.nextTick = nextTick(fresh);
  return fresh;
}
