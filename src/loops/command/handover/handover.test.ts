// The watch: somebody's at every moment, handed over by what the ledger holds, and a deputy where a post does not answer.
import { afterEach, describe, expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "../../../base/time.ts";
import type { Post } from "../../../engine/event.ts";
import { packOf, type Trial } from "../../../engine/trial.ts";
import { COMMAND, DISTRICT, findContacts, SUBDISTRICT } from "../../trial-city.ts";
import { lawfully } from "../trial-command.ts";
import { gather } from "../alarms/events.ts";
import { ladder } from "../alarms/ladder.ts";
import { reachOf } from "../watch/views.ts";
import { amiss, handoverLists } from "./views.ts";
import type { WatchView } from "./watch.ts";
import covid from "../../../../packs/cn-covid-8.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const T = Date.UTC(2021, 8, 24);
const { tryCity, broken } = lawfully(PACK, T);

afterEach(() => expect(broken()).toEqual([]));

const DEPUTY: Post = { org: "A", role: "transfer_deputy" };
const DESK = "transfer_desk@A";
const at = (instant: number) => ({ earliest: instant, latest: instant });
const reached = (trial: Trial): string | null => reachOf(trial.simulation.state, DISTRICT, trial.simulation.now()).phone;
const watch = (trial: Trial): WatchView => trial.simulation.state.thing(`watch:${DESK}`)!.state as WatchView;
const nothing = { open: [], blocked: [], dueSoon: [], promises: [], calls: [] };
const drawn = (trial: Trial, org = "A") => handoverLists(org, trial.simulation.state.allDuties(), [...trial.simulation.state.allThings()], trial.simulation.now(), 12 * HOUR);

function city(...shifts: readonly [number, number, string][]): Trial {
  const trial = tryCity();
  trial.tell(COMMAND, "post.register", { ...DISTRICT, title: { zh: "转运值班", en: "Transfer desk" }, phone: "100", always: true });
  trial.tell(COMMAND, "roster.set", { ...DISTRICT, shifts: shifts.map(([from, to, who]) => ({ from: T + from * HOUR, to: T + to * HOUR, who, phone: `1${who.slice(1)}` })) });
  return trial;
}

/** `w1` on watch till noon, `w2` after. */
function onWatch(): Trial {
  const trial = city([0, 12, "w1"], [12, 24, "w2"]);
  trial.tell(DISTRICT, "watch.start", { post: DESK, who: "w1", how: "on-site" });
  return trial;
}

function write(trial: Trial): void {
  trial.tell(DISTRICT, "handover.write", { watch: DESK, cutoff: trial.simulation.events.length, lists: drawn(trial), note: "two families wait for the bus" });
}

describe("a roster", () => {
  test("[SM-092] of a post that must never be empty alarms half a day before its first empty hour", () => {
    const trial = city([0, 24, "w1"], [24, 40, "w2"], [48, 56, "w3"]);
    expect(trial.duty("roster.fill")).toMatchObject({ subject: `roster:${DESK}`, due: at(T + 28 * HOUR) });
    trial.wait(29 * HOUR);
    expect(trial.duty("roster.fill").overdue).not.toBeNull();
  });

  test("[SM-092] filled, the duty moves to the next empty hour, and no alarm was raised", () => {
    const trial = city([0, 24, "w1"]);
    trial.wait(HOUR);
    trial.tell(COMMAND, "roster.set", { ...DISTRICT, shifts: [{ from: T + 24 * HOUR, to: T + 60 * HOUR, who: "w2" }] });
    expect(trial.duty("roster.fill").due).toEqual(at(T + 48 * HOUR));
    trial.wait(40 * HOUR);
    expect(trial.said("duty.overdue").filter((event) => event.data["kind"] === "roster.fill")).toEqual([]);
    trial.tell(COMMAND, "roster.set", { ...DISTRICT, shifts: [{ from: T + 30 * HOUR, to: T + 31 * HOUR, who: "w4" }] });
    expect(trial.said("roster.gap_found")).toHaveLength(2);
  });
});

describe("a signed watch", () => {
  test("stays with who signed for it, and rings them, until the incoming signs: whatever the roster says", () => {
    const trial = onWatch();
    expect(reached(trial)).toBe("11");
    trial.wait(13 * HOUR);
    expect(reached(trial)).toBe("11");
    expect(trial.duty("watch.hand-over").overdue).not.toBeNull();
    write(trial);
    trial.tell(DISTRICT, "handover.sign", { watch: DESK, who: "w2", how: "on-site" });
    expect(reached(trial)).toBe("12");
    expect(trial.said("handover.signed")[0]!.data).toMatchObject({ from: "w1", to: "w2", late: true });
    expect(watch(trial)).toMatchObject({ who: "w2", until: at(T + 24 * HOUR), written: [] });
  });

  test("[SM-092] handed over in time raises nothing, and the next hand-over is owed at once", () => {
    const trial = onWatch();
    trial.wait(11.5 * HOUR);
    write(trial);
    trial.tell(DISTRICT, "handover.sign", { watch: DESK, who: "w2", how: "phone" });
    trial.wait(HOUR);
    expect(trial.said("duty.overdue").filter((event) => event.data["kind"] === "watch.hand-over")).toEqual([]);
    expect([...trial.simulation.state.allDuties()].filter(({ kind }) => kind === "watch.hand-over").map(({ status, due }) => [status, due!.latest])).toEqual([["verified", T + 12 * HOUR], ["open", T + 24 * HOUR]]);
  });

  test("is not handed to oneself, nor unwritten, nor begun twice", () => {
    const trial = onWatch();
    expect(trial.code(DISTRICT, "handover.sign", { watch: DESK, who: "w2", how: "on-site" })).toBe("handover-not-written");
    expect(trial.code(SUBDISTRICT, "handover.write", { watch: DESK, cutoff: 1, lists: nothing })).toBe("not-on-watch");
    expect(trial.code(DISTRICT, "handover.write", { watch: DESK, cutoff: 100_000, lists: nothing })).toBe("snapshot-to-come");
    write(trial);
    expect(trial.code(DISTRICT, "handover.sign", { watch: DESK, who: "w1", how: "on-site" })).toBe("handover-to-self");
    expect(trial.code(DISTRICT, "watch.start", { post: DESK, who: "w3", how: "on-site" })).toBe("watch-held");
    expect(trial.code(DISTRICT, "watch.start", { post: "nobody@A", who: "w3", how: "on-site" })).toBe("unknown-post");
    expect(trial.code(DISTRICT, "handover.sign", { watch: "other@A", who: "w3", how: "on-site" })).toBe("no-watch");
  });

  test("stood down, it owes no hand-over and the post's own telephone rings", () => {
    const trial = onWatch();
    trial.tell(DISTRICT, "watch.stand-down", { watch: DESK, reason: "routine" });
    expect(trial.duty("watch.hand-over").status).toBe("lapsed");
    trial.wait(DAY);
    expect(reached(trial)).toBe("100");
    expect(trial.code(DISTRICT, "watch.stand-down", { watch: DESK, reason: "r" })).toBe("no-watch");
  });
});

describe("the hand-over", () => {
  test("[SM-092] is written from the ledger: open, blocked, due in twelve hours, promises, unanswered calls", () => {
    const trial = onWatch();
    findContacts(trial, "P1", "P2");
    trial.tell(DISTRICT, "contact.push", { contacts: ["P2"], to: "A1" });
    trial.tell(COMMAND, "promise.make", { promise: "V1", holder: DISTRICT, text: "ring back", due: at(T + 2 * HOUR) });
    const block = trial.duty("contact.transfer", "contact:P1").id;
    trial.tell(DISTRICT, "duty.block", { duty: block, missing: ["vehicle"], note: "none left" });
    const lists = drawn(trial);
    const pushed = trial.duty("contact.transfer", "contact:P2").id;
    expect(lists.open).toEqual(expect.arrayContaining([block, pushed, trial.duty("watch.hand-over").id, trial.duty("promise.keep").id]));
    expect(lists).toMatchObject({ blocked: [block], promises: ["V1"], calls: [] });
    expect(lists.dueSoon).toContain(block);
    expect(drawn(trial, "B").open).not.toContain(block);
    trial.tell(DISTRICT, "promise.keep", { promise: "V1", note: "rang" });
    expect(drawn(trial).promises).toEqual([]);
  });

  test("what was left out of it, or made up, shows when it is drawn again at its position", () => {
    const trial = onWatch();
    findContacts(trial, "P1");
    const lists = drawn(trial);
    const { id } = trial.duty("contact.transfer");
    expect(amiss({ lists }, lists)).toEqual([]);
    expect(amiss({ lists: { ...lists, open: lists.open.filter((one) => one !== id), calls: ["C9"] } }, lists)).toEqual([{ list: "open", id, what: "left-out" }, { list: "calls", id: "C9", what: "made-up" }]);
  });
});

describe("an absent post", () => {
  function asked(): Trial {
    const trial = onWatch();
    findContacts(trial, "P1");
    trial.tell(COMMAND, "presence.ask", { post: DESK, why: "unanswered-call" });
    return trial;
  }
  const takeOver = (trial: Trial, ...named: string[]) => ({ presence: DESK, reason: "does not answer", duties: named.length > 0 ? named : [trial.duty("contact.transfer").id] });

  test("[SM-174] is rung at once; unanswered for a quarter of an hour it is an alarm, and its deputy owes stepping in", () => {
    const trial = asked();
    expect(gather(trial.said("presence.asked")).map(({ to, rank }) => [to, rank])).toEqual([[DISTRICT, "emergency"]]);
    expect(trial.duty("presence.stand-in")).toMatchObject({ holder: DEPUTY, due: at(T + 30 * MINUTE) });
    trial.wait(16 * MINUTE);
    expect(trial.duty("presence.answer").overdue).not.toBeNull();
    trial.tell(DEPUTY, "presence.take-over", takeOver(trial));
    expect(trial.duty("contact.transfer")).toMatchObject({ holder: DEPUTY });
    expect(trial.duty("presence.stand-in")).toMatchObject({ status: "verified", overdue: null });
    expect(trial.duty("presence.answer").status).toBe("lapsed");
    expect(ladder(trial.simulation.state, DISTRICT, trial.simulation.context())[0]).toEqual(DEPUTY);
  });

  test("[SM-174] and where the deputy does not come either, the level above hears of that too", () => {
    const trial = asked();
    trial.wait(31 * MINUTE);
    expect(trial.said("duty.overdue").map((event) => event.data["kind"])).toEqual(expect.arrayContaining(["presence.answer", "presence.stand-in"]));
  });

  test("[SM-174] that answers is there: nothing is raised, and nobody steps in", () => {
    const trial = asked();
    trial.wait(5 * MINUTE);
    expect(trial.code(DEPUTY, "presence.take-over", takeOver(trial))).toBe("still-time-to-answer");
    trial.tell(DISTRICT, "presence.answer", { presence: DESK, who: "w1" });
    trial.wait(HOUR);
    expect(trial.said("duty.overdue").filter((event) => String(event.data["kind"]).startsWith("presence."))).toEqual([]);
    expect(trial.code(DEPUTY, "presence.take-over", takeOver(trial))).toBe("nothing-asked");
  });

  test("[SM-174] lets its first ring pass: it is asked after by itself, once, and is there when it answers the call", () => {
    const alarms: Post = { org: "city", role: "alarms" };
    const ring = (trial: Trial): string => {
      const after = trial.simulation.state.thing("alarm-desk:position")?.state["position"] ?? 0;
      trial.tell(alarms, "alarm.raise", { after, upTo: Number(after) + 1, batches: [{ to: DISTRICT, rank: "emergency", count: 1, items: [{ seq: Number(after) + 1, type: "duty.overdue", duty: "D1", kind: "contact.transfer" }] }] });
      return `C${Number(after) + 1}.${DESK}`;
    };
    const trial = onWatch();
    const call = ring(trial);
    trial.wait(5 * MINUTE);
    trial.tell(alarms, "alarm.climb", { call, ring: 0 });
    expect(trial.said("presence.asked").map((event) => [event.data["why"], event.data["to"]])).toEqual([["unanswered-call", undefined]]);
    expect(trial.duty("presence.stand-in")).toMatchObject({ holder: DEPUTY });
    trial.wait(5 * MINUTE);
    trial.tell(alarms, "alarm.climb", { call, ring: 1 });
    expect(trial.said("presence.asked")).toHaveLength(1);
    trial.tell(DISTRICT, "alarm.answer", { call });
    trial.wait(HOUR);
    expect(trial.said("duty.overdue").filter((event) => String(event.data["kind"]).startsWith("presence."))).toEqual([]);
    const twin = onWatch();
    const answered = ring(twin);
    twin.tell(DISTRICT, "alarm.answer", { call: answered });
    expect(twin.said("presence.asked")).toEqual([]);
  });

  test("that comes back answers, and is rung first again", () => {
    const trial = asked();
    trial.wait(16 * MINUTE);
    trial.tell(DEPUTY, "presence.take-over", takeOver(trial));
    trial.tell(DISTRICT, "presence.answer", { presence: DESK });
    expect(ladder(trial.simulation.state, DISTRICT, trial.simulation.context())[0]).toEqual(DISTRICT);
  });

  test("refused: asking oneself or twice, answering for another, stepping in without being the deputy or for others' duties", () => {
    const trial = asked();
    expect(trial.code(COMMAND, "presence.ask", { post: DESK, why: "check" })).toBe("asked-already");
    expect(trial.code(SUBDISTRICT, "presence.ask", { post: "secretary@A1", why: "check" })).toBe("asks-itself");
    expect(trial.code(DISTRICT, "presence.ask", { post: "A1", why: "check" })).toBe("unknown-post");
    expect(trial.code(COMMAND, "presence.ask", { post: "x@Z", why: "check" })).toBe("unknown-organisation");
    expect(trial.code(SUBDISTRICT, "presence.answer", { presence: DESK })).toBe("not-that-post");
    expect(trial.code(SUBDISTRICT, "presence.take-over", takeOver(trial))).toBe("not-the-deputy");
    trial.wait(16 * MINUTE);
    expect(trial.code(DEPUTY, "presence.take-over", takeOver(trial, trial.duty("presence.stand-in").id))).toBe("not-theirs");
  });
});
