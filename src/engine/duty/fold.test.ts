// A duty built from its events one by one, and the instant at which the clock must look at it next.
import { describe, expect, test } from "vitest";
import { at, HOUR, MINUTE, type When } from "../../base/time.ts";
import { zhEn } from "../rule.ts";
import type { JsonObject, LedgerEvent, Post } from "../event.ts";
import { DUTY_EVENTS, isOpen, type Duty } from "./duty.ts";
import { foldDuty, nextTick } from "./fold.ts";
import { dutyLoop } from "./loop.ts";

const ASKER: Post = { org: "north", role: "head" };
const DOER: Post = { org: "north-1", role: "clerk" };
const T = 1000 * HOUR;
const due: When = { earliest: T + 12 * HOUR, latest: T + 36 * HOUR };

let seq = 0;
function event(type: string, data: object = {}, occurred: When = at(T), learned = occurred.latest): LedgerEvent {
  seq += 1;
  return { incident: "trial", seq, type, occurred, learned, actor: ASKER, about: ["duty:D1"], data: { duty: "D1", ...data } as JsonObject, command: `c${seq}` };
}

function opened(more: object = {}): Duty {
  seq = 0;
  return foldDuty(undefined, event("duty.opened", {
    kind: "job.do", subject: "job:J1", asker: ASKER, holder: ASKER, unassigned: false, citation: null, start: at(T), due, remindAt: T + 10 * HOUR, watched: true,
    batch: null, serves: null, ...more,
  }));
}

function then(duty: Duty, ...events: LedgerEvent[]): Duty {
  return events.reduce((before, next) => foldDuty(before, next), duty);
}

const offer = (): LedgerEvent => event("duty.offered", { from: ASKER, to: DOER, follower: { org: "north", role: "tracer" }, decided: false, due: at(T + HOUR) });
const accept = (more: object = {}): LedgerEvent => event("duty.accepted", { post: DOER, implied: false, followUpDue: at(T + 5 * HOUR), ...more }, at(T + HOUR / 2));
const done = (more: object = {}, learned = T + 11 * HOUR): LedgerEvent =>
  event("duty.done", { by: DOER, timing: "in-time", verifyDue: at(learned + 24 * HOUR), verifier: ASKER, ...more }, at(T + 11 * HOUR), learned);

test("every event of a duty's life has a step, a name in both languages, and nothing else has", () => {
  const lived = then(opened(), offer());
  for (const type of DUTY_EVENTS) {
    if (type === "duty.opened") continue;
    const after = foldDuty(lived, event(type, { post: DOER, by: DOER, to: DOER, from: ASKER, follower: ASKER, link: 2, missing: [], due, followUpDue: due, nextDue: due, level: 0, next: null }));
    expect(after.version, type).toBe(lived.version + 1);
  }
  expect(Object.keys(dutyLoop.events).filter((type) => type.startsWith("duty.")).sort()).toEqual([...DUTY_EVENTS].sort());
  for (const title of Object.values(dutyLoop.events)) expect(title).toEqual(zhEn(expect.stringMatching(/\p{Script=Han}/u), expect.stringMatching(/[a-z]/)));
  expect(foldDuty(lived, event("job.finished"))).toBe(lived);
});

test("an event for a duty that was never opened is a bug", () => {
  expect(() => foldDuty(undefined, event("duty.done"))).toThrow("bug: duty.done for a duty that was never opened");
});

test("opened: held from the start, nothing done, first looked at for the reminder", () => {
  expect(opened()).toMatchObject({
    id: "D1", status: "open", holder: ASKER, asker: ASKER, due, openedAt: T, offer: null, accepted: null, links: [], handOns: 0, done: null, closed: null, overdue: null,
    level: 0, rejections: 0, nextEscalation: null, nextTick: T + 10 * HOUR, version: 1,
  });
});

describe("passing on", () => {
  test("offered: stays with the sender, whose side follows it up", () => {
    const duty = then(opened(), offer());
    expect(duty).toMatchObject({ holder: ASKER, handOns: 1, offer: { to: DOER, from: ASKER, seq: 2, due: at(T + HOUR), expired: false } });
    expect(duty.links).toEqual([{ post: { org: "north", role: "tracer" }, to: DOER, since: at(T), seq: 2, due: at(T + HOUR), looks: [], silences: 0 }]);
  });

  test("offered by a decider: no hand-on is counted", () => {
    const duty = then(opened(), { ...offer(), data: { ...offer().data, decided: true } });
    expect(duty.handOns).toBe(0);
    expect(duty.links).toHaveLength(1);
  });

  test("accepted: the receiver holds it, the receipt counts as a look, the follow-up's clock starts again", () => {
    const duty = then(opened({ unassigned: true }), offer(), accept());
    expect(duty).toMatchObject({ holder: DOER, unassigned: false, offer: null, accepted: at(T + HOUR / 2) });
    expect(duty.links[0]).toMatchObject({ looks: [3], due: at(T + 5 * HOUR) });
  });

  test("accepted by mere doing: the receiver holds it, and it is no receipt", () => {
    expect(then(opened(), offer(), accept({ implied: true })).links[0]).toMatchObject({ looks: [], due: at(T + 5 * HOUR) });
  });

  test.each(["duty.declined", "duty.recalled"])("%s: back as it was, the follow-up of that push gone", (type) => {
    const duty = then(opened(), offer(), event(type));
    expect(duty).toMatchObject({ holder: ASKER, offer: null, links: [], handOns: 1 });
  });

  test("an offer that ran out escalates until it is settled; a deadline that has passed goes on", () => {
    const expired = then(opened(), offer(), event("duty.offer_expired", { level: 1, next: T + 5 * HOUR }, at(T + HOUR)));
    expect(expired).toMatchObject({ holder: ASKER, offer: { to: DOER, expired: true }, nextEscalation: T + 5 * HOUR });
    const higher = then(expired, event("duty.escalated", { level: 2, next: T + 9 * HOUR, why: "still-open" }, at(T + 5 * HOUR)));
    for (const settled of [accept(), event("duty.declined"), event("duty.recalled")]) expect(then(higher, settled)).toMatchObject({ nextEscalation: null, level: 0 });
    const late = then(higher, event("duty.overdue", { level: 2, next: T + 40 * HOUR }, at(T + 36 * HOUR)));
    expect(then(late, accept())).toMatchObject({ nextEscalation: T + 40 * HOUR, level: 2 });
  });

  test("taken over: the deputy holds it, a pending offer stays", () => {
    const deputy = { org: "north", role: "deputy" };
    expect(then(opened(), offer(), event("duty.taken_over", { post: deputy }))).toMatchObject({ holder: deputy, offer: { to: DOER } });
  });
});

describe("looks", () => {
  const look = (hour: number, learned = hour, org = "north"): LedgerEvent => event("duty.looked", { post: { org, role: "tracer" }, followUpDue: at(T + (hour + 4) * HOUR) }, at(T + hour * HOUR), T + learned * HOUR);

  test("a plan counts for everybody up the chain, a look for its own organisation", () => {
    const passed = then(opened(), offer(), accept());
    const planned = then(passed, event("duty.planned", { followUpDue: at(T + 8 * HOUR) }, at(T + 4 * HOUR)));
    expect(planned).toMatchObject({ status: "started", planned: at(T + 4 * HOUR) });
    expect(planned.links[0]).toMatchObject({ looks: [3, 4], due: at(T + 8 * HOUR) });
    expect(then(passed, look(4)).links[0]).toMatchObject({ looks: [3, 5], due: at(T + 8 * HOUR) });
    expect(then(passed, look(4, 4, "south")).links[0]).toMatchObject({ looks: [3] });
  });

  test("what happened before the push is no look at it", () => {
    const duty = then(opened(), offer(), look(-1, 1));
    expect(duty.links[0]).toMatchObject({ looks: [], due: at(T + HOUR) });
  });

  test("a look learned so late that its own time is over never takes time back", () => {
    const waiting = then(opened(), offer(), accept(), event("duty.follow_up_silent", { link: 2, nextDue: at(T + 13 * HOUR) }, at(T + 5 * HOUR)));
    expect(waiting.links[0]).toMatchObject({ silences: 1, due: at(T + 13 * HOUR) });
    expect(then(waiting, look(2, 10)).links[0]).toMatchObject({ looks: [3, 5], due: at(T + 13 * HOUR) });
    expect(then(waiting, look(8, 10)).links[0]).toMatchObject({ due: at(T + 12 * HOUR) });
  });
});

describe("working, blocked, done", () => {
  test("blocked time is counted apart", () => {
    const blocked = then(opened(), event("duty.blocked", { missing: ["room"] }, at(T + HOUR)));
    expect(blocked).toMatchObject({ status: "blocked", block: { since: at(T + HOUR), missing: ["room"], seq: 2 } });
    expect(then(blocked, event("duty.unblocked", {}, at(T + 3 * HOUR)))).toMatchObject({ status: "open", block: null, blockedMs: 2 * HOUR });
    expect(then(blocked, done())).toMatchObject({ status: "done", block: null, blockedMs: 10 * HOUR });
    const begun = then(opened(), event("duty.planned", { followUpDue: due }), event("duty.blocked", { missing: [] }), event("duty.unblocked"));
    expect(begun.status).toBe("started");
    const accepted = then(opened(), offer(), accept(), event("duty.blocked", { missing: [] }));
    expect(then(accepted, event("duty.unblocked")).status).toBe("open");
    expect(then(accepted, event("duty.planned", { followUpDue: due }), event("duty.unblocked")).status).toBe("started");
    expect(then(opened(), event("duty.started"), event("duty.blocked", { missing: [] }), event("duty.unblocked")).status).toBe("started");
  });

  test("started", () => {
    expect(then(opened(), event("duty.started")).status).toBe("started");
  });

  test("done is not closed: it waits for its check and no other clock runs", () => {
    const duty = then(opened(), offer(), { ...done(), by: "staff-7" });
    expect(duty).toMatchObject({
      status: "done", closed: null, offer: null, verifier: ASKER, nextEscalation: null, nextTick: T + 35 * HOUR,
      done: { at: at(T + 11 * HOUR), learned: T + 11 * HOUR, by: DOER, person: "staff-7", seq: 3, timing: "in-time" },
    });
    expect(isOpen(duty)).toBe(true);
  });

  test("rejected: not done, its clocks run again, its looks from the rejection on", () => {
    const rejected = (next: number | null): LedgerEvent => event("duty.rejected", { next, followUpDue: at(T + 18 * HOUR) }, at(T + 14 * HOUR));
    const duty = then(opened(), offer(), accept(), done(), rejected(null));
    expect(duty).toMatchObject({ status: "started", done: null, verifyDue: null, verifier: null, rejections: 1, nextEscalation: null });
    expect(duty.links[0]).toMatchObject({ looks: [3], due: at(T + 18 * HOUR) });
    const late = then(opened(), event("duty.overdue", { next: T + 40 * HOUR }, at(T + 36 * HOUR)), done({}, T + 37 * HOUR), rejected(T + 44 * HOUR));
    expect(late).toMatchObject({ overdue: 2, nextEscalation: T + 44 * HOUR, nextTick: T + 44 * HOUR });
  });

  test.each([["duty.verified", "verified"], ["duty.lapsed", "lapsed"], ["duty.withdrawn", "withdrawn"]])("%s ends it, and no clock runs any more", (type, status) => {
    const duty = then(opened(), offer(), event(type, { by: ASKER, reason: "over" }, at(T + 2 * HOUR)));
    expect(duty).toMatchObject({ status, offer: null, block: null, closed: { at: at(T + 2 * HOUR), by: ASKER, seq: 3, reason: "over" }, nextTick: null });
    expect(isOpen(duty)).toBe(false);
  });

  test("a late report kept as evidence changes nothing else", () => {
    const before = then(opened(), offer(), accept());
    expect(then(before, event("duty.evidence_kept"))).toEqual({ ...before, version: before.version + 1 });
  });
});

describe("when the clock looks next", () => {
  const bare = opened({ remindAt: null });

  test("at the earliest of what is still to be said, in the order of time", () => {
    const steps: number[] = [];
    let duty = then(opened(), offer());
    const said: Record<number, () => LedgerEvent> = {
      [T + HOUR]: () => duty.offer?.expired === false ? event("duty.offer_expired", { next: T + 50 * HOUR }, at(T + HOUR)) : event("duty.follow_up_silent", { link: 2, nextDue: at(T + 90 * HOUR) }, at(T + HOUR)),
      [T + 10 * HOUR]: () => event("duty.reminded"),
      [due.earliest]: () => event("duty.warned"),
      [due.latest]: () => event("duty.overdue", { next: T + 40 * HOUR }),
      [T + 40 * HOUR]: () => event("duty.escalated", { level: 1, next: T + 64 * HOUR, why: "still-open" }),
    };
    while (duty.nextTick !== null && said[duty.nextTick] !== undefined) {
      steps.push((duty.nextTick - T) / HOUR);
      duty = then(duty, said[duty.nextTick]!());
    }
    expect(steps).toEqual([1, 1, 10, 12, 36, 40]);
    expect(duty.nextTick).toBe(T + 64 * HOUR);
  });

  test("an interval is warned of at its earliest; a point has no warning", () => {
    expect(bare.nextTick).toBe(due.earliest);
    expect(opened({ remindAt: null, due: at(T + 12 * HOUR) }).nextTick).toBe(T + 12 * HOUR);
    expect(then(bare, event("duty.warned")).nextTick).toBe(due.latest);
  });

  test("never, for a duty without a clock that nobody passed on", () => {
    expect(opened({ remindAt: null, due: null }).nextTick).toBeNull();
    expect(then(opened({ remindAt: null, due: null }), offer()).nextTick).toBe(T + HOUR);
  });

  test("an unverified duty goes on escalating after its check was missed", () => {
    const unchecked = then(bare, done(), event("duty.escalated", { level: 0, why: "unverified", next: T + 59 * HOUR }, at(T + 35 * HOUR)));
    expect(unchecked).toMatchObject({ verifyDue: null, nextTick: T + 59 * HOUR });
  });

  test("is what the fold keeps, whatever the order of events", () => {
    expect(nextTick(bare)).toBe(bare.nextTick);
    expect(nextTick({ ...bare, remindAt: T + MINUTE, nextEscalation: T })).toBe(T);
  });
});
