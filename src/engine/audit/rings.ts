/**
 * The alarms of the clock as the auditor expects them: each at its own time, once, to who must hear it, and
 * saying of the duty what it is. Derived from the packs and the tree alone.
 */
import { plus, type Ms } from "../../base/time.ts";
import type { Post } from "../event.ts";
import { lawOf, length, NEVER, pending, same, type Life, type Move } from "./life.ts";
import { alarmAbove, equal, type Register } from "./read.ts";

/** An alarm of the clock: at its own time, once, with nothing older left unsaid. */
export function ring({ life, event, data, check }: Move): void {
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

export function askDecider({ life, data, check }: Move): void {
  check(2, life.handOns >= Number(life.pack?.clauses["push.hand-on-limit"]?.value), "sent to a decider before it was handed on too often");
  check(7, data.level === life.level && same(data.next, life.nextEscalation), "a hand-on too many moved the alarm's clock");
}

/** The first level above the one told last that has another post to tell; once it has reached the incident's command it stays there. */
function untold(life: Life, org: string, register: Register): number {
  const last = life.level === 0 ? undefined : alarmAbove(register, org, life.level);
  if (last?.top === true && equal(last.post, register.commandPost)) return life.level;
  for (let level = life.level + 1; ; level++) {
    const { post, top } = alarmAbove(register, org, level);
    if (top || last === undefined || !equal(post, last.post)) return level;
  }
}

/** Once the incident's command has heard it there is nobody left above. */
const pause = (life: Life, { post, top }: { post: Post; top: boolean }, { commandPost }: Register): Ms =>
  length(life, top && equal(post, commandPost) ? "escalation.repeat" : "escalation.step");

export const RINGS: Readonly<Record<string, (turn: Move) => void>> = {
  "duty.reminded": ({ life }) => { life.remindAt = null; },
  "duty.warned": ({ life }) => { life.warned = true; },
  "duty.overdue"({ life, event, data, check, register }) {
    const unit = life.offer?.to.org ?? life.holder.org;
    const law = lawOf(life, event.type);
    const up = alarmAbove(register, unit, 1);
    check(law, equal(data.to, up.post), "the alarm did not go one level up");
    check(law, data.next === event.occurred.latest + pause(life, up, register), "the next level is not told in time");
    const heard = equal(up.post, alarmAbove(register, life.holder.org, 1).post) || life.level > 0;
    check(law, data.level === (heard ? Math.max(1, life.level) : 0), "it does not say which level has been told");
    Object.assign(life, { overdue: event.seq, warned: true, remindAt: null, level: data.level, nextEscalation: data.next ?? null });
  },
  "duty.offer_expired"({ life, event, data, check, register }) {
    const up = alarmAbove(register, life.holder.org, 1);
    const silent = life.links.find((link) => link.seq === life.offer?.seq && link.due.latest <= event.occurred.latest);
    const others = [up.post, ...(silent === undefined ? [] : [silent.post])];
    check(2, equal(data.to, alarmAbove(register, life.holder.org, 0).post) && same(data.alsoTo, others), "an offer that ran out did not go up");
    check(2, data.next === (life.nextEscalation ?? event.occurred.latest + pause(life, up, register)), "an offer that ran out goes up once and then away");
    check(2, data.level === Math.max(1, life.level), "it does not say which level has been told");
    check(4, data.link === silent?.seq, "a push nobody took and nobody looked at is not one alarm");
    if (silent !== undefined) {
      check(4, same(data.nextDue, plus(event.occurred, length(life, "follow-up.interval") * 2 ** Math.min(silent.silences + 1, 6))), "the follow-up's clock does not go on");
      life.links = life.links.map((link) => (link === silent ? { ...link, due: data.nextDue ?? NEVER, silences: link.silences + 1 } : link));
    }
    if (life.offer !== null) life.offer = { ...life.offer, expired: true };
    life.level = data.level ?? life.level;
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
    const { org } = life.done === null ? life.holder : (life.verifier ?? life.asker);
    const level = unverified ? 1 : untold(life, org, register);
    const up = alarmAbove(register, org, level);
    const law = lawOf(life, event.type);
    check(law, data.level === level && equal(data.to, up.post), "the alarm did not go to the next level");
    check(law, data.next === event.occurred.latest + (unverified ? length(life, "escalation.repeat") : pause(life, up, register)), "the alarm is not raised again in time");
    Object.assign(life, { level: data.level, nextEscalation: data.next, verifyDue: unverified ? null : life.verifyDue });
  },
};
