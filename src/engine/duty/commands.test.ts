// The life of a duty by commands: who may do what in which state, and every refusal with its stable code.
import { describe, expect, test } from "vitest";
import { at, DAY, HOUR, MINUTE } from "../../base/time.ts";
import { isRefusal } from "../../base/refusal.ts";
import type { Post } from "../event.ts";
import { packOf, type Trial } from "../trial.ts";
import { askJob, CLERK, HEAD, MAYOR, tryJobs } from "../trial-loop.ts";
import { raisedBeforeKnown } from "./marks.ts";
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };

const PACK = packOf(duties);
const T = Date.UTC(2026, 4, 1);
const TRACER: Post = { org: "north", role: "tracer" };
const SOUTH: Post = { org: "south", role: "head" };
const note = { note: "as it was" };
const reason = { reason: "as it was" };

/** A job held by the northern head since midnight. */
function held(more: object = {}): Trial & { id: string } {
  const trial = tryJobs(PACK, T);
  askJob(trial, "J1", more);
  return { ...trial, id: trial.duty("job.do").id };
}

/** The same, passed on to the clerk, and accepted where asked. */
function passed(accepted = true): ReturnType<typeof held> {
  const trial = held({ unit: "north-1" });
  if (accepted) trial.tell(CLERK, "duty.accept", { duty: trial.id });
  return trial;
}

describe("handing over", () => {
  test("sending is not handing over: the sender holds it until the receiver accepts", () => {
    const trial = held();
    trial.tell(HEAD, "duty.offer", { duty: trial.id, to: CLERK });
    expect(trial.duty("job.do")).toMatchObject({ holder: HEAD, offer: { to: CLERK } });
    trial.tell(CLERK, "duty.accept", { duty: trial.id });
    expect(trial.duty("job.do")).toMatchObject({ holder: CLERK, offer: null, links: [{ post: TRACER, to: CLERK }] });
  });

  test("declined, it is with the sender again, who may offer it to another", () => {
    const trial = passed(false);
    trial.tell(CLERK, "duty.decline", { duty: trial.id, ...reason });
    expect(trial.duty("job.do")).toMatchObject({ holder: HEAD, offer: null });
    expect(trial.code(HEAD, "duty.offer", { duty: trial.id, to: SOUTH })).toBe("accepted");
  });

  test("recalled by the sender", () => {
    const trial = passed(false);
    expect(trial.code(CLERK, "duty.recall", { duty: trial.id, ...reason })).toBe("not-the-holder");
    trial.tell(HEAD, "duty.recall", { duty: trial.id, ...reason });
    expect(trial.code(CLERK, "duty.accept", { duty: trial.id })).toBe("not-offered");
  });

  test.each<[string, () => Trial & { id: string }, Post, Post]>([
    ["unknown-organisation", held, HEAD, { org: "west", role: "head" }],
    ["unknown-role", held, HEAD, { org: "south", role: "gardener" }],
    ["already-offered", () => passed(false), HEAD, SOUTH],
    ["already-holder", held, HEAD, HEAD],
    ["not-the-holder", held, CLERK, SOUTH],
    ["already-done", () => {
      const trial = passed();
      trial.tell(CLERK, "duty.done", { duty: trial.id, ...note });
      return trial;
    }, CLERK, SOUTH],
  ])("%s: it is not offered", (code, make, actor, to) => {
    const trial = make();
    expect(trial.code(actor, "duty.offer", { duty: trial.id, to })).toBe(code);
  });

  test("[SM-194] handed on more often than the pack allows, it goes to the decider above, who may still pass it on", () => {
    const trial = passed();
    trial.tell(CLERK, "duty.offer", { duty: trial.id, to: SOUTH });
    trial.tell(SOUTH, "duty.accept", { duty: trial.id });
    expect(trial.duty("job.do").handOns).toBe(2);
    const [asked] = trial.tell(SOUTH, "duty.offer", { duty: trial.id, to: CLERK });
    expect(asked).toMatchObject({ type: "duty.escalated", data: { why: "hand-on-limit", to: { org: "city", role: "chief" }, proposed: CLERK } });
    expect(trial.duty("job.do")).toMatchObject({ holder: SOUTH, offer: null, level: 0 });
    trial.tell({ org: "city", role: "chief" }, "duty.offer", { duty: trial.id, to: CLERK });
    expect(trial.duty("job.do")).toMatchObject({ holder: SOUTH, offer: { to: CLERK, from: SOUTH }, handOns: 2 });
  });

  test("only the addressee accepts or declines: its role, another that answers there, or its deputy", () => {
    const trial = passed(false);
    for (const type of ["duty.accept", "duty.decline"]) expect(trial.code(SOUTH, type, { duty: trial.id, ...reason })).toBe("not-the-addressee");
    expect(trial.code({ org: "north-1", role: "gardener" }, "duty.accept", { duty: trial.id })).toBe("not-the-addressee");
    trial.tell({ org: "north-1", role: "stand-in" }, "duty.accept", { duty: trial.id });
    expect(trial.duty("job.do").holder).toEqual({ org: "north-1", role: "stand-in" });
    const other = passed(false);
    other.tell({ org: "north-1", role: "typist" }, "duty.accept", { duty: other.id });
    expect(other.duty("job.do").holder).toEqual({ org: "north-1", role: "typist" });
  });

  test("a report that the unit accepted is not refused because another of its roles signed", () => {
    const trial = passed(false);
    trial.tell({ org: "north-1", role: "gardener" }, "duty.accept", { duty: trial.id }, { reported: true });
    expect(trial.duty("job.do").holder).toEqual(CLERK);
    const other = passed(false);
    expect(other.tell(SOUTH, "duty.accept", { duty: other.id }, { reported: true })[0]).toMatchObject({ type: "duty.evidence_kept", data: { why: "not-the-addressee" } });
    expect(other.duty("job.do").holder).toEqual(HEAD);
    expect(passed(false).code(SOUTH, "duty.accept", { duty: trial.id })).toBe("not-the-addressee");
  });

  test("nothing is accepted or declined that is not offered", () => {
    const trial = held();
    for (const type of ["duty.accept", "duty.decline", "duty.recall"]) expect(trial.code(HEAD, type, { duty: trial.id, ...reason })).toBe("not-offered");
  });

  test("taken over by the deputy the map names, and by nobody else", () => {
    const trial = held();
    for (const other of [{ org: "north", role: "second" }, { org: "south", role: "deputy" }, MAYOR]) expect(trial.code(other, "duty.take-over", { duty: trial.id, ...reason })).toBe("not-the-deputy");
    const deputy = { org: "north", role: "deputy" };
    trial.tell(deputy, "duty.take-over", { duty: trial.id, ...reason });
    expect(trial.duty("job.do").holder).toEqual(deputy);
    expect(trial.said("duty.taken_over")[0]!.data).toMatchObject({ from: HEAD, post: deputy });
    expect(trial.code(HEAD, "duty.take-over", { duty: trial.id, ...reason })).toBe("not-the-deputy");
  });
});

describe("working on it", () => {
  test("by the addressee at once: acceptance is recorded first", () => {
    const trial = passed(false);
    expect(trial.tell(CLERK, "duty.start", { duty: trial.id }).map((event) => event.type)).toEqual(["duty.accepted", "duty.started"]);
    expect(trial.duty("job.do")).toMatchObject({ holder: CLERK, status: "started" });
    expect(trial.code(CLERK, "duty.start", { duty: trial.id })).toBe("already-started");
  });

  test("plans and progress are the holder's, and looks for everybody up the chain", () => {
    const trial = passed();
    for (const type of ["duty.plan", "duty.progress"]) {
      trial.tell(CLERK, type, { duty: trial.id, ...note });
      expect(trial.code(SOUTH, type, { duty: trial.id, ...note })).toBe("not-the-holder");
    }
    expect(trial.duty("job.do").links[0]!.looks).toHaveLength(3);
  });

  test("checks are for those who passed it on and the levels above", () => {
    const trial = passed();
    for (const post of [TRACER, MAYOR]) expect(trial.code(post, "duty.look", { duty: trial.id, ...note })).toBe("accepted");
    for (const post of [SOUTH, CLERK]) expect(trial.code(post, "duty.look", { duty: trial.id, ...note })).toBe("not-your-chain");
  });

  test("blocked: a resource duty opens one level up at once, and is verified by who lacked it", () => {
    const trial = passed();
    trial.tell(CLERK, "duty.block", { duty: trial.id, missing: ["saw"], ...note });
    expect(trial.duty("job.do")).toMatchObject({ status: "blocked", block: { missing: ["saw"] } });
    expect(trial.duty("help")).toMatchObject({ subject: `duty:${trial.id}`, serves: trial.id, asker: CLERK, holder: { org: "north" } });
    expect(trial.duty("help").due).toEqual(at(T + HOUR));
    expect(trial.code(CLERK, "duty.block", { duty: trial.id, missing: ["saw"], ...note })).toBe("already-blocked");
    trial.wait(30 * MINUTE);
    expect(trial.code(SOUTH, "duty.unblock", { duty: trial.id, ...note })).toBe("not-the-holder");
    trial.tell(CLERK, "duty.unblock", { duty: trial.id, ...note });
    expect(trial.duty("help")).toMatchObject({ status: "verified", done: { by: { org: "north" } } });
    // Accepted, and not begun before it was blocked: it goes back to where it was.
    expect(trial.duty("job.do")).toMatchObject({ status: "open", accepted: at(T), blockedMs: 30 * MINUTE });
    expect(trial.code(CLERK, "duty.unblock", { duty: trial.id, ...note })).toBe("not-blocked");
  });

  test("help that is verified ends the block it was for", () => {
    const trial = held();
    trial.tell(HEAD, "duty.block", { duty: trial.id, missing: ["saw"], ...note });
    trial.tell(MAYOR, "say", { event: "help.given", with: { duty: trial.id } });
    expect(trial.duty("job.do").status).toBe("blocked");
    expect(trial.tell(HEAD, "duty.verify", { duty: trial.duty("help").id, ...note }).map((event) => event.type)).toEqual(["duty.verified", "duty.unblocked"]);
    expect(trial.duty("job.do")).toMatchObject({ status: "open", block: null });
    expect(trial.code(HEAD, "duty.block", { duty: trial.id, missing: ["saw"], ...note })).toBe("accepted");
  });

  test("blocked again, it asks again, even while the last help waits to be checked", () => {
    const trial = held();
    const block = (): void => void trial.tell(HEAD, "duty.block", { duty: trial.id, missing: ["saw"], ...note });
    block();
    const first = trial.duty("help").id;
    trial.tell(MAYOR, "say", { event: "help.given", with: { duty: trial.id } });
    trial.tell(MAYOR, "duty.unblock", { duty: trial.id, ...note });
    expect(trial.duty("help")).toMatchObject({ id: first, status: "done" });
    block();
    expect(trial.duty("help").id).not.toBe(first);
    expect(trial.duty("help").status).toBe("open");
  });
});

describe("done and verified", () => {
  test("ends only when the asker's side has checked it", () => {
    const trial = passed();
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note, evidence: ["photo-7"] });
    expect(trial.duty("job.do")).toMatchObject({ status: "done", closed: null, verifier: TRACER });
    expect(trial.said("duty.done")[0]!.data).toMatchObject({ evidence: ["photo-7"], timing: "in-time" });
    expect(trial.code(SOUTH, "duty.verify", { duty: trial.id, ...note })).toBe("not-the-asker");
    trial.tell(TRACER, "duty.verify", { duty: trial.id, ...note });
    expect(trial.duty("job.do")).toMatchObject({ status: "verified", closed: { by: TRACER } });
  });

  test("nobody verifies themselves, nor a colleague's work, nor under another role what they typed in themselves", () => {
    const trial = passed();
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { by: "staff-7" });
    for (const type of ["duty.verify", "duty.reject"]) {
      for (const post of [CLERK, { org: "north-1", role: "typist" }]) expect(trial.code(post, type, { duty: trial.id, ...note, ...reason })).toBe("self-verification");
      expect(trial.code(HEAD, type, { duty: trial.id, ...note, ...reason }, { by: "staff-7" })).toBe("self-verification");
    }
    expect(trial.code(HEAD, "duty.verify", { duty: trial.id, ...note }, { by: "staff-8" })).toBe("accepted");
  });

  test("where one post is both doer and asker, the check passes upward", () => {
    const trial = held();
    trial.tell(HEAD, "duty.done", { duty: trial.id, ...note });
    expect(trial.duty("job.do")).toMatchObject({ asker: HEAD, verifier: { org: "city", role: "chief" } });
    expect(trial.code(HEAD, "duty.verify", { duty: trial.id, ...note })).toBe("self-verification");
    const refused = trial.ask({ org: "north", role: "second" }, "duty.verify", { duty: trial.id, ...note });
    expect(isRefusal(refused) && refused.fix).toBe("Leave it to chief of city.");
    expect(trial.code({ org: "city", role: "chief" }, "duty.verify", { duty: trial.id, ...note })).toBe("accepted");
  });

  test("at the very top, where nobody is above, the deputy checks", () => {
    const trial = tryJobs(PACK, T);
    trial.tell(MAYOR, "say", { event: "job.asked", about: ["job:J1"] });
    const { id } = trial.duty("job.do");
    trial.tell(MAYOR, "duty.done", { duty: id, ...note });
    expect(trial.duty("job.do").verifier).toEqual({ org: "city", role: "vice" });
    expect(trial.code(MAYOR, "duty.verify", { duty: id, ...note })).toBe("self-verification");
    trial.tell({ org: "city", role: "vice" }, "duty.verify", { duty: id, ...note });
    expect(trial.duty("job.do").status).toBe("verified");
  });

  test("rejected, it is open again and counted", () => {
    const trial = passed();
    expect(trial.code(HEAD, "duty.verify", { duty: trial.id, ...note })).toBe("not-done");
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note });
    trial.tell(HEAD, "duty.reject", { duty: trial.id, ...reason });
    expect(trial.duty("job.do")).toMatchObject({ status: "started", done: null, rejections: 1, holder: CLERK });
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note })).toBe("accepted");
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note })).toBe("already-done");
    expect(trial.code(CLERK, "duty.block", { duty: trial.id, missing: ["x"], ...note })).toBe("already-done");
  });

  test("a rejection does not let an overdue duty fall silent", () => {
    const trial = passed();
    trial.wait(6 * HOUR);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note });
    trial.tell(HEAD, "duty.reject", { duty: trial.id, ...reason });
    const before = trial.said("duty.escalated").length;
    trial.wait(4 * HOUR);
    expect(trial.said("duty.escalated").length).toBe(before + 1);
  });
});

describe("late news", () => {
  test("done in time and learned after the deadline is reported late, which is not late; the alarms stay", () => {
    const trial = passed();
    trial.wait(9 * HOUR);
    expect(trial.duty("job.do").overdue).not.toBeNull();
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + 3 * HOUR });
    expect(trial.duty("job.do").done).toMatchObject({ timing: "reported-late", at: at(T + 3 * HOUR), learned: T + 9 * HOUR });
    expect(trial.said("duty.overdue")).toHaveLength(1);
    trial.tell(TRACER, "duty.verify", { duty: trial.id, ...note });
    expect(trial.duty("job.do").status).toBe("verified");
  });

  test("done after the deadline is late, whenever it was learned", () => {
    const trial = passed();
    trial.wait(9 * HOUR);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + 5 * HOUR });
    expect(trial.duty("job.do").done!.timing).toBe("late");
  });

  test("done some time around the deadline is possibly late", () => {
    const trial = passed();
    trial.wait(9 * HOUR);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { at: { earliest: T + 3 * HOUR, latest: T + 5 * HOUR } });
    expect(trial.duty("job.do").done!.timing).toBe("possibly-late");
  });

  test("done and reported before the deadline is in time; without a deadline there is nothing to be late for", () => {
    const trial = passed();
    trial.wait(2 * HOUR);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + HOUR });
    expect(trial.duty("job.do").done!.timing).toBe("in-time");
    const free = tryJobs(PACK, T);
    askJob(free, "J1", { logged: true, unit: "north-1" });
    free.tell(CLERK, "duty.done", { duty: free.duty("job.log").id, ...note });
    expect(free.duty("job.log")).toMatchObject({ done: { timing: "no-clock" }, status: "verified" });
  });

  test("before the duty began is no time for it, before it was passed on no time for the receiver", () => {
    const trial = held();
    expect(trial.code(HEAD, "duty.done", { duty: trial.id, ...note }, { at: T - HOUR })).toBe("before-it-began");
    trial.wait(2 * HOUR);
    trial.tell(HEAD, "duty.offer", { duty: trial.id, to: CLERK });
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + HOUR })).toBe("done-before-offered");
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note }, { at: { earliest: T + HOUR, latest: T + 2 * HOUR } })).toBe("accepted");
  });

  test("the same after the receiver has accepted; the sender may well have done it before passing it on", () => {
    const trial = held();
    trial.wait(2 * HOUR);
    trial.tell(HEAD, "duty.offer", { duty: trial.id, to: CLERK });
    trial.tell(CLERK, "duty.accept", { duty: trial.id });
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + HOUR })).toBe("done-before-offered");
    const own = held();
    own.wait(2 * HOUR);
    own.tell(HEAD, "duty.offer", { duty: own.id, to: CLERK });
    expect(own.code(HEAD, "duty.done", { duty: own.id, ...note }, { at: T + HOUR })).toBe("accepted");
  });

  test("once it had left the doer it is not theirs to close, and is kept as evidence all the same", () => {
    const trial = passed();
    for (const role of ["head", "desk"]) {
      const [kept] = trial.tell({ org: "north", role }, "duty.done", { duty: trial.id, ...note, evidence: ["form-3"] });
      expect(kept).toMatchObject({ type: "duty.evidence_kept", data: { evidence: ["form-3"], by: { org: "north", role } } });
    }
    expect(trial.duty("job.do")).toMatchObject({ done: null, holder: CLERK });
    expect(trial.code(SOUTH, "duty.done", { duty: trial.id, ...note })).toBe("not-the-holder");
  });
});

describe("a report that comes when the duty has ended, or had left that post", () => {
  test("moves nothing and is kept on the duty, with the reason it moves nothing", () => {
    const trial = passed();
    trial.wait(2 * HOUR);
    trial.tell(HEAD, "duty.withdraw", { duty: trial.id, ...reason, decision: "No. 4" });
    const before = trial.duty("job.do");
    const [kept, ...more] = trial.tell(CLERK, "duty.done", { duty: trial.id, ...note, evidence: ["form-9"] }, { reported: true, at: T + HOUR });
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ type: "duty.evidence_kept", occurred: at(T + HOUR), data: { what: "duty.done", why: "duty-closed", by: CLERK, evidence: ["form-9"] } });
    expect(trial.duty("job.do")).toEqual({ ...before, version: before.version + 1 });
    for (const [actor, type] of [[SOUTH, "duty.done"], [SOUTH, "duty.plan"], [CLERK, "duty.accept"]] as const) {
      const open = passed();
      open.tell(CLERK, "duty.start", { duty: open.id });
      expect(open.tell(actor, type, { duty: open.id, ...note }, { reported: true }).map((event) => event.type), type).toEqual(["duty.evidence_kept"]);
    }
  });

  test("what cannot be meant is refused all the same", () => {
    const trial = passed();
    expect(trial.code(CLERK, "duty.done", { duty: trial.id, ...note }, { reported: true, at: T - DAY })).toBe("before-it-began");
    expect(trial.code(CLERK, "duty.offer", { duty: trial.id, to: { org: "Z", role: "head" } }, { reported: true })).toBe("unknown-organisation");
    expect(trial.code(CLERK, "duty.done", { duty: "D99999", ...note }, { reported: true })).toBe("unknown-duty");
  });

  test("alarms raised before it was known to have been done in time are marked, those after it are not", () => {
    const trial = passed();
    trial.wait(9 * HOUR);
    const marked = (): number[] => raisedBeforeKnown(trial.id, trial.simulation.events);
    expect(marked()).toEqual([]);
    const alarms = [...trial.said("duty.overdue"), ...trial.said("duty.escalated")].map((event) => event.seq);
    expect(alarms.length).toBeGreaterThan(1);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note }, { at: T + 3 * HOUR });
    expect(marked()).toEqual(alarms);
    // Sent back, it was not done after all.
    trial.tell(TRACER, "duty.reject", { duty: trial.id, ...reason });
    expect(marked()).toEqual([]);
    trial.tell(CLERK, "duty.done", { duty: trial.id, ...note });
    expect(marked()).toEqual([]);
    const kept = passed();
    kept.wait(9 * HOUR);
    kept.tell(HEAD, "duty.withdraw", { duty: kept.id, ...reason, decision: "No. 4" });
    kept.tell(CLERK, "duty.done", { duty: kept.id, ...note }, { at: T + 3 * HOUR, reported: true });
    expect(raisedBeforeKnown(kept.id, kept.simulation.events)).toHaveLength(2);
  });
});

describe("withdrawn", () => {
  test("by the asker or a level above, with a decision; by nobody else", () => {
    const withdraw = (actor: Post): string => {
      const trial = passed();
      return trial.code(actor, "duty.withdraw", { duty: trial.id, ...reason, decision: "No. 4" });
    };
    expect([CLERK, SOUTH].map(withdraw)).toEqual(["not-the-asker", "not-the-asker"]);
    expect([HEAD, MAYOR, { org: "city", role: "chief" }].map(withdraw)).toEqual(["accepted", "accepted", "accepted"]);
  });

  test("a closed duty takes no more commands", () => {
    const trial = passed();
    trial.tell(HEAD, "duty.withdraw", { duty: trial.id, ...reason, decision: "No. 4" });
    const types = ["offer", "accept", "decline", "recall", "start", "plan", "look", "progress", "block", "unblock", "done", "verify", "reject", "withdraw", "take-over"];
    for (const type of types) expect(trial.code(HEAD, `duty.${type}`, { duty: trial.id, to: CLERK, missing: ["x"], ...note, ...reason, decision: "d" }), type).toBe("duty-closed");
    expect(trial.code(HEAD, "duty.accept", { duty: "D99999" })).toBe("unknown-duty");
  });
});
