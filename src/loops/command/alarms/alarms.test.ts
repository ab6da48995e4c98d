// Whom an alarm rings and when: the ladder, folding, climbing, answering. Every case runs real commands through
// the real machine on a small city; the clock is a number in the test.

import { beforeEach, describe, expect, test } from "vitest";
import { isRefusal, type Refusal } from "../../../base/refusal.ts";
import { HOUR, MINUTE, type Ms } from "../../../base/time.ts";
import type { JsonObject, LedgerEvent, Post } from "../../../engine/event.ts";
import { handle } from "../../../engine/handle.ts";
import type { Context } from "../../../engine/loop.ts";
import { createState, type MemoryState } from "../../../engine/memory-state.ts";
import { resolvePack } from "../../../engine/pack/load.ts";
import type { PackFile } from "../../../engine/pack/types.ts";
import file from "../../../../packs/firebreak-duties.json" with { type: "json" };
import { model } from "../../index.ts";
import { gather, type Batch, type Rank } from "./events.ts";
import { bellRef, callRef, type BellView, type CallView } from "./views.ts";

const PACK = resolvePack(file.id, new Map([[file.id, file as unknown as PackFile]]));
if (isRefusal(PACK)) throw new Error(PACK.message);

const T0 = Date.UTC(2026, 10, 21, 18, 0);
const RING = 5 * MINUTE;
const FOLD = 10 * MINUTE;
const OFFICE: Post = { org: "A1", role: "office" };
const DEPUTY: Post = { org: "A1", role: "director" };
const DISTRICT: Post = { org: "A", role: "duty_officer" };
const CITY: Post = { org: "city", role: "duty_officer" };

let state: MemoryState;
let positions: Map<string, number>;
let now: Ms;
let sent: number;
let read: number;

const contextNow = (): Context => ({ incident: "city", city: "city", now, pack: PACK, zone: "Asia/Shanghai", commandPost: CITY });

function attempt(type: string, data: JsonObject, actor: Post = CITY): readonly LedgerEvent[] | Refusal {
  const outcome = handle(model, state, { id: `c${++sent}`, type, incident: "city", actor, data }, contextNow(), positions);
  return outcome.ok ? outcome.events : outcome.refusal;
}

function run(type: string, data: JsonObject, actor?: Post): readonly LedgerEvent[] {
  const result = attempt(type, data, actor);
  if (isRefusal(result)) throw new Error(`${type}: ${result.message}`);
  return result;
}

function batch(to: Post, rank: Rank, seq: number, count = 1): Batch {
  return { to, rank, count, items: [{ seq, type: "duty.overdue", duty: "D1", kind: "contact.transfer" }] };
}

/** The desk has read one event further, and rings for it. */
function raise(...batches: Batch[]): readonly LedgerEvent[] {
  const after = read;
  read += 10;
  return run("alarm.raise", { after, upTo: read, batches } as unknown as JsonObject);
}

const rings = (events: readonly LedgerEvent[]): Post[] => events.filter((event) => event.type === "alarm.rung").map((event) => event.data["post"] as unknown as Post);
const callOf = (id: string): CallView => state.thing(callRef(id))!.state as CallView;
const bellOf = (post: Post): BellView => state.thing(bellRef(post))!.state as BellView;

beforeEach(() => {
  state = createState(model);
  positions = new Map([["city", 1]]);
  now = T0;
  sent = 0;
  read = 0;
  run("org.register", { org: "city", level: "city" });
  run("org.register", { org: "A", level: "district", parent: "city" });
  run("org.register", { org: "A1", level: "subdistrict", parent: "A" });
  for (const post of [OFFICE, DEPUTY, DISTRICT, CITY]) {
    run("post.register", { ...post, title: { zh: post.role, en: post.role }, who: `${post.org}-day`, phone: `100${post.role.length}` });
  }
  run("deputy.assign", { org: "A1", role: "office", deputy: "director" });
  run("responsibility.assign", { org: "A", duty: "oversight", roles: ["duty_officer"] });
  run("responsibility.assign", { org: "city", duty: "command", roles: ["duty_officer"] });
});

describe("who is rung", () => {
  test("the roster of the hour, else the post's own phone", () => {
    run("roster.set", { ...OFFICE, shifts: [{ from: T0, to: T0 + HOUR, who: "night", phone: "555" }] });
    expect(raise(batch(OFFICE, "emergency", 1)).at(-1)!.data["reach"]).toMatchObject({ who: "night", phone: "555", by: "roster" });
    run("alarm.answer", { call: "C1.office@A1", how: "screen" }, OFFICE);
    now += 2 * HOUR;
    expect(raise(batch(OFFICE, "emergency", 2)).at(-1)!.data["reach"]).toMatchObject({ who: "A1-day", by: "post" });
  });

  test("a shift without a phone of its own rings the post's", () => {
    run("roster.set", { ...OFFICE, shifts: [{ from: T0, to: T0 + HOUR, who: "night" }] });
    expect(raise(batch(OFFICE, "emergency", 1)).at(-1)!.data["reach"]).toMatchObject({ who: "night", phone: "1006" });
  });

  test("new shifts replace the hours they span and leave the others", () => {
    run("roster.set", { ...OFFICE, shifts: [{ from: T0, to: T0 + HOUR, who: "a" }, { from: T0 + HOUR, to: T0 + 2 * HOUR, who: "b" }] });
    run("roster.set", { ...OFFICE, shifts: [{ from: T0 + HOUR, to: T0 + 2 * HOUR, who: "c" }] });
    expect(state.thing("roster:office@A1")!.state["shifts"]).toMatchObject([{ who: "a" }, { who: "c" }]);
  });

  test("nobody answers: the deputy, then each level above, then it is on record as unanswered", () => {
    expect(rings(raise(batch(OFFICE, "emergency", 1)))).toEqual([OFFICE]);
    const climbed: Post[] = [];
    for (let ring = 0; ring < 3; ring++) {
      now += RING;
      climbed.push(...rings(run("alarm.climb", { call: "C1.office@A1", ring })));
    }
    expect(climbed).toEqual([DEPUTY, DISTRICT, CITY]);
    now += RING;
    expect(run("alarm.climb", { call: "C1.office@A1", ring: 3 }).map((event) => event.type)).toEqual(["alarm.unanswered"]);
    expect(callOf("C1.office@A1")).toMatchObject({ status: "unanswered", nextAt: null });
  });

  test("there is time to answer before the next is rung, and not a ring more than that", () => {
    raise(batch(OFFICE, "emergency", 1));
    now += RING - 1;
    expect(attempt("alarm.climb", { call: "C1.office@A1", ring: 0 })).toMatchObject({ code: "still-ringing" });
    now += 1;
    run("alarm.climb", { call: "C1.office@A1", ring: 0 });
    expect(attempt("alarm.climb", { call: "C1.office@A1", ring: 0 })).toMatchObject({ code: "call-moved-on" });
  });

  test("a ring no channel could deliver climbs at once; where no channel exists it waits for its time", () => {
    raise(batch(OFFICE, "emergency", 1), batch(DISTRICT, "emergency", 1));
    run("alarm.record", { call: "C1.office@A1", ring: 0, outcomes: [{ channel: "push", result: "no-address" }, { channel: "webhook", result: "failed", note: "502" }] });
    expect(rings(run("alarm.climb", { call: "C1.office@A1", ring: 0 }))).toEqual([DEPUTY]);
    run("alarm.record", { call: "C1.duty_officer@A", ring: 0, outcomes: [{ channel: "push", result: "not-configured" }] });
    expect(attempt("alarm.climb", { call: "C1.duty_officer@A", ring: 0 })).toMatchObject({ code: "still-ringing" });
  });
});

describe("a flood to one role arrives as one call", () => {
  test("the first rings at once, the others wait for the end of the window and come as one with their count", () => {
    expect(rings(raise(batch(OFFICE, "emergency", 1)))).toHaveLength(1);
    run("alarm.answer", { call: "C1.office@A1", how: "screen" }, OFFICE);
    for (let seq = 2; seq < 52; seq++) expect(rings(raise(batch(OFFICE, "emergency", seq)))).toEqual([]);
    expect(attempt("alarm.unfold", { to: { ...OFFICE } })).toMatchObject({ code: "window-open" });
    now += FOLD;
    const digest = run("alarm.unfold", { to: { ...OFFICE } });
    expect(digest.map((event) => event.type)).toEqual(["alarm.raised", "alarm.rung"]);
    expect(digest[1]!.data).toMatchObject({ why: "digest", count: 50 });
    expect(callOf("C2.office@A1").items).toHaveLength(20);
    expect(attempt("alarm.unfold", { to: { ...OFFICE } })).toMatchObject({ code: "nothing-folded" });
  });

  test("while the first still rings, the others join it without another ring and the next on the ladder hears the total", () => {
    raise(batch(OFFICE, "emergency", 1));
    raise(batch(OFFICE, "emergency", 2, 99));
    now += RING;
    run("alarm.climb", { call: "C1.office@A1", ring: 0 });
    now += RING;
    expect(rings(run("alarm.unfold", { to: { ...OFFICE } }))).toEqual([]);
    expect(run("alarm.climb", { call: "C1.office@A1", ring: 1 })[0]!.data).toMatchObject({ count: 100, post: DISTRICT });
  });

  test("an emergency never waits behind a warning", () => {
    raise(batch(OFFICE, "warning", 1));
    const louder = raise(batch(OFFICE, "emergency", 2));
    expect(rings(louder)).toEqual([OFFICE]);
    expect(callOf("C1.office@A1")).toMatchObject({ rank: "emergency", count: 2 });
    expect(rings(raise(batch(OFFICE, "warning", 3)))).toEqual([]);
  });

  test("what waited goes out with the emergency that overtakes it", () => {
    raise(batch(OFFICE, "warning", 1));
    run("alarm.answer", { call: "C1.office@A1", how: "screen" }, OFFICE);
    raise(batch(OFFICE, "warning", 2, 4));
    expect(raise(batch(OFFICE, "emergency", 3)).at(-1)!.data).toMatchObject({ count: 5, rank: "emergency" });
    expect(bellOf(OFFICE).pending).toBeNull();
  });

  test("a reminder is told once and climbs nowhere", () => {
    raise(batch(OFFICE, "reminder", 1));
    expect(callOf("C1.office@A1")).toMatchObject({ status: "telling", nextAt: null });
    run("alarm.record", { call: "C1.office@A1", ring: 0, outcomes: [{ channel: "email", result: "accepted" }] });
    expect(callOf("C1.office@A1").status).toBe("told");
    expect(attempt("alarm.answer", { call: "C1.office@A1", how: "screen" }, OFFICE)).toMatchObject({ code: "no-answer-needed" });
    expect(rings(raise(batch(OFFICE, "warning", 2)))).toEqual([OFFICE]);
  });

  test("the same stretch of the ledger rings once, whoever reads it", () => {
    raise(batch(OFFICE, "emergency", 1));
    expect(attempt("alarm.raise", { after: 0, upTo: 10, batches: [batch(OFFICE, "emergency", 1)] } as unknown as JsonObject)).toMatchObject({ code: "alarms-read-already" });
  });
});

describe("answering", () => {
  test("stops the climb and is on record with who and how; the duty itself stays untouched", () => {
    raise(batch(OFFICE, "emergency", 1));
    now += RING;
    run("alarm.climb", { call: "C1.office@A1", ring: 0 });
    const answered = run("alarm.answer", { call: "C1.office@A1", how: "reply", ring: 1, who: "W7" }, DEPUTY);
    expect(answered.map((event) => event.type)).toEqual(["alarm.answered"]);
    expect(callOf("C1.office@A1")).toMatchObject({ status: "answered", answer: { by: DEPUTY, who: "W7", how: "reply", ring: 1 } });
    now += RING;
    expect(attempt("alarm.climb", { call: "C1.office@A1", ring: 1 })).toMatchObject({ code: "call-moved-on" });
  });

  test("a second answer learns who was first; a stranger may not answer; late is better than never", () => {
    raise(batch(OFFICE, "emergency", 1));
    expect(attempt("alarm.answer", { call: "C1.office@A1", how: "screen" }, { org: "A", role: "cook" })).toMatchObject({ code: "not-rung" });
    for (let ring = 0; ring < 4; ring++) {
      now += RING;
      run("alarm.climb", { call: "C1.office@A1", ring });
    }
    run("alarm.answer", { call: "C1.office@A1", how: "screen" }, OFFICE);
    expect(attempt("alarm.answer", { call: "C1.office@A1", how: "screen" }, DISTRICT)).toMatchObject({ code: "already-answered", params: { by: "office@A1" } });
    expect(attempt("alarm.answer", { call: "C9.x@y", how: "screen" }, OFFICE)).toMatchObject({ code: "unknown-call" });
  });
});

describe("gathering", () => {
  const happened = (seq: number, type: string, data: JsonObject): LedgerEvent =>
    ({ incident: "i", seq, type, occurred: { earliest: T0, latest: T0 }, learned: T0, actor: CITY, about: [], data: { duty: "D1", kind: "k", ...data }, command: "c" });

  test("one batch a post, the loudest first; who hears it as well is rung as well; other events ring nobody", () => {
    const batches = gather([
      happened(1, "duty.reminded", { to: { ...OFFICE } }),
      happened(2, "duty.offer_expired", { to: { ...OFFICE }, alsoTo: { ...DISTRICT } }),
      happened(3, "duty.escalated", { to: { ...CITY } }),
      happened(4, "duty.accepted", { to: { ...CITY } }),
      happened(5, "duty.offer_expired", { to: { ...DISTRICT }, alsoTo: { ...DISTRICT } }),
    ]);
    expect(batches.map((one) => [one.to.org, one.rank, one.count])).toEqual([["city", "emergency", 1], ["A1", "warning", 2], ["A", "warning", 2]]);
  });
});
