// The duty tables applied to events: what opens, is offered, moves and closes, and what must not.
import { describe, expect, test } from "vitest";
import { DAY, HOUR } from "../base/time.ts";
import type { LedgerEvent, Post } from "./event.ts";
import { packOf, type How, type Trial } from "./trial.ts";
import { askJob, CLERK, HEAD, MAYOR, tryJobs } from "./trial-loop.ts";
import duties from "../../packs/firebreak-duties.json" with { type: "json" };

const PACK = packOf(duties);
const ALL_CHECKED = packOf({ ...duties, clauses: { ...duties.clauses, "confirm.sample": { ...duties.clauses["confirm.sample"], value: 1 } } });
const NONE_CHECKED = packOf({ ...duties, clauses: { ...duties.clauses, "confirm.sample": { ...duties.clauses["confirm.sample"], value: 0 } } });
const T = Date.UTC(2026, 4, 1);
const SOUTH: Post = { org: "south", role: "head" };

function happens(trial: Trial, actor: Post, event: string, data: object = {}, how?: How): readonly LedgerEvent[] {
  return trial.tell(actor, "say", { event, about: ["job:J1"], with: data }, how);
}

function asked(more: object = {}, pack = PACK): Trial {
  const trial = tryJobs(pack, T);
  askJob(trial, "J1", more);
  return trial;
}

const types = (events: readonly LedgerEvent[]): string[] => events.map((event) => event.type);

describe("opening", () => {
  test("cites pack, clause and the event that started its clock", () => {
    const trial = asked();
    const [job] = trial.said("job.asked");
    expect(trial.duty("job.do")).toMatchObject({
      id: `D${job!.seq + 1}`, asker: HEAD, holder: HEAD, unassigned: false, due: { earliest: T + 4 * HOUR, latest: T + 4 * HOUR },
      citation: { pack: "firebreak-duties", hash: PACK.hash, clause: "handover.sign", startedBy: job!.seq },
    });
  });

  test("starts and falls due when the event says so", () => {
    const trial = asked({ start: { earliest: T - DAY, latest: T }, due: { earliest: T + HOUR, latest: T + 2 * HOUR } });
    expect(trial.duty("job.do")).toMatchObject({ start: { earliest: T - DAY, latest: T }, due: { earliest: T + HOUR, latest: T + 2 * HOUR } });
    expect(asked({ start: { earliest: T - DAY, latest: T } }).duty("job.do").due).toEqual({ earliest: T - DAY + 4 * HOUR, latest: T + 4 * HOUR });
  });

  test("once: asked again while it is still owed, nothing more opens; while it only waits for its check, it does", () => {
    const trial = asked();
    askJob(trial, "J1");
    expect(trial.said("duty.opened")).toHaveLength(1);
    trial.tell(HEAD, "duty.done", { duty: trial.duty("job.do").id, note: "done" });
    askJob(trial, "J1");
    expect(trial.said("duty.opened")).toHaveLength(2);
  });

  test("with nobody named, the incident's command holds it and it shows; or it opens only where somebody is", () => {
    const unnamed = asked({ logged: true, rounds: true, unit: "north-2" });
    expect(unnamed.duty("job.log")).toMatchObject({ holder: MAYOR, unassigned: true });
    expect(() => unnamed.duty("job.round")).toThrow("no duty job.round");
    expect(asked({ rounds: true, unit: "north-1" }).duty("job.round")).toMatchObject({ holder: CLERK, asker: MAYOR, unassigned: false });
  });

  test("a clause the pack declares absent leaves no clock, and none is invented", () => {
    const clauses = { ...duties.clauses, "handover.sign": { ...duties.clauses["handover.sign"], unit: "absent", value: null, strictness: "none" } };
    const trial = asked({}, packOf({ ...duties, clauses }));
    expect(trial.duty("job.do")).toMatchObject({ due: null, citation: null, remindAt: null, nextTick: null });
  });
});

describe("offering", () => {
  test("at once where the table says to whom; not where nobody answers there, nor to the holder itself", () => {
    expect(asked({ unit: "north-1" }).duty("job.do").offer).toMatchObject({ to: CLERK, from: HEAD });
    expect(asked({ unit: "north-2" }).duty("job.do").offer).toBeNull();
    expect(asked({ unit: "north" }).duty("job.do").offer).toBeNull();
  });

  test("later, by an event: from the holder, and only while nothing is pending or done", () => {
    const trial = asked();
    expect(types(happens(trial, HEAD, "job.handed", { to: "north-1" }))).toEqual(["job.handed", "duty.offered"]);
    expect(types(happens(trial, HEAD, "job.handed", { to: "south" }))).toEqual(["job.handed"]);
    expect(types(happens(asked(), HEAD, "job.handed", { to: "north" }))).toEqual(["job.handed"]);
  });
});

describe("moving", () => {
  test("accepted by the addressee's side alone", () => {
    const trial = asked({ unit: "north-1" });
    for (const post of [HEAD, SOUTH]) expect(types(happens(trial, post, "job.seen"))).toEqual(["job.seen"]);
    expect(types(happens(trial, { org: "north-1", role: "gardener" }, "job.seen"))).toEqual(["job.seen", "duty.accepted"]);
    expect(trial.duty("job.do").holder).toEqual(CLERK);
  });

  test("planned by the addressee: accepted first", () => {
    expect(types(happens(asked({ unit: "north-1" }), CLERK, "job.planned"))).toEqual(["job.planned", "duty.accepted", "duty.planned"]);
  });

  test("started once", () => {
    const trial = asked();
    expect(types(happens(trial, HEAD, "job.begun"))).toEqual(["job.begun", "duty.started"]);
    expect(types(happens(trial, HEAD, "job.begun"))).toEqual(["job.begun"]);
  });

  test("looked at by the very post that owes the look", () => {
    const trial = asked();
    expect(types(happens(trial, { org: "north", role: "second" }, "job.checked"))).toEqual(["job.checked"]);
    expect(types(happens(trial, HEAD, "job.checked"))).toEqual(["job.checked", "duty.looked"]);
  });

  test("blocked with what is missing, which asks one level up; never once it is done", () => {
    const trial = asked();
    expect(types(happens(trial, HEAD, "job.short", { missing: ["saw"] }))).toEqual(["job.short", "duty.blocked", "duty.opened"]);
    expect(types(happens(trial, HEAD, "job.short", { missing: ["saw"] }))).toEqual(["job.short"]);
    expect(types(happens(trial, HEAD, "job.eased"))).toEqual(["job.eased", "duty.unblocked", "duty.done", "duty.verified"]);
    expect(types(happens(trial, HEAD, "job.eased"))).toEqual(["job.eased"]);
    trial.tell(HEAD, "duty.done", { duty: trial.duty("job.do").id, note: "done" });
    expect(types(happens(trial, HEAD, "job.short", { missing: ["saw"] }))).toEqual(["job.short"]);
    expect(trial.duty("job.do").status).toBe("done");
  });

  test("lapsed with what caused it", () => {
    const trial = asked();
    happens(trial, HEAD, "job.dropped");
    expect(trial.duty("job.do")).toMatchObject({ status: "lapsed", closed: { reason: "job.dropped", by: HEAD } });
  });
});

describe("done by an event", () => {
  test("the addressee's doing implies acceptance and is no receipt", () => {
    const trial = asked({ unit: "north-1" });
    expect(types(happens(trial, CLERK, "job.finished"))).toEqual(["job.finished", "duty.accepted", "duty.done"]);
    expect(trial.duty("job.do")).toMatchObject({ holder: CLERK, done: { by: CLERK }, verifier: { org: "north", role: "tracer" }, links: [{ looks: [] }] });
  });

  test("what was surely finished before it was passed on implies no acceptance", () => {
    const trial = asked({ start: { earliest: T - DAY, latest: T - DAY } });
    trial.wait(2 * HOUR);
    happens(trial, HEAD, "job.handed", { to: "north-1" });
    expect(types(happens(trial, CLERK, "job.finished", {}, { at: T + HOUR }))).toEqual(["job.finished", "duty.done"]);
    expect(trial.duty("job.do")).toMatchObject({ holder: HEAD, done: { by: CLERK } });
  });

  test("late news closes as reported late, and as late when it was", () => {
    const trial = asked();
    trial.wait(9 * HOUR);
    happens(trial, HEAD, "job.finished", {}, { at: T + 3 * HOUR });
    expect(trial.duty("job.do").done!.timing).toBe("reported-late");
    const late = asked();
    late.wait(9 * HOUR);
    happens(late, HEAD, "job.finished", {}, { at: T + 6 * HOUR });
    expect(late.duty("job.do").done!.timing).toBe("late");
  });

  test("done once", () => {
    const trial = asked();
    happens(trial, HEAD, "job.finished");
    expect(types(happens(trial, HEAD, "job.finished"))).toEqual(["job.finished"]);
  });
});

describe("verified", () => {
  test("by the counterpart's own record, which says for the doer that it is done", () => {
    const trial = asked({ unit: "north-1" });
    happens(trial, CLERK, "job.seen");
    expect(types(happens(trial, SOUTH, "job.signed", { site: "south" }))).toEqual(["job.signed", "duty.done", "duty.verified"]);
    expect(trial.duty("job.do")).toMatchObject({ status: "verified", done: { by: CLERK }, closed: { by: SOUTH } });
  });

  test("by the receiver who holds it: the asker, who brought it, has then done it", () => {
    const trial = asked({ unit: "north-1" });
    happens(trial, CLERK, "job.seen");
    happens(trial, CLERK, "job.signed", { site: "north-1" });
    expect(trial.duty("job.do")).toMatchObject({ status: "verified", holder: CLERK, done: { by: HEAD }, closed: { by: CLERK } });
  });

  test("once somebody else has reported it done, by the counterpart's record", () => {
    const trial = asked({ unit: "north-1" });
    happens(trial, CLERK, "job.finished");
    expect(types(happens(trial, SOUTH, "job.signed", { site: "south" }))).toEqual(["job.signed", "duty.verified"]);
  });

  test("not by a record of somebody who is not the counterpart, nor by the doer's own", () => {
    const trial = asked();
    expect(types(happens(trial, SOUTH, "job.signed", { site: "north-1" }))).toEqual(["job.signed"]);
    happens(trial, HEAD, "job.finished");
    expect(types(happens(trial, HEAD, "job.signed", { site: "north" }))).toEqual(["job.signed"]);
    expect(trial.duty("job.do").status).toBe("done");
  });

  test("or sent back by the counterpart's record, and never by the doer's own", () => {
    const trial = asked();
    expect(types(happens(trial, SOUTH, "job.faulted"))).toEqual(["job.faulted"]);
    happens(trial, HEAD, "job.finished");
    expect(types(happens(trial, HEAD, "job.faulted"))).toEqual(["job.faulted"]);
    expect(types(happens(trial, SOUTH, "job.faulted"))).toEqual(["job.faulted", "duty.rejected"]);
    expect(trial.duty("job.do")).toMatchObject({ status: "started", done: null, rejections: 1 });
  });

  test("by itself where the record is the proof", () => {
    const trial = asked({ logged: true, unit: "north-1" });
    expect(types(happens(trial, CLERK, "job.logged"))).toEqual(["job.logged", "duty.done", "duty.verified"]);
    expect(trial.duty("job.log").closed!.by).toEqual({ org: "city", role: "record" });
  });

  test("by the sample: what is not drawn closes, what is drawn waits for a second party", () => {
    const undrawn = asked({ rounds: true, unit: "north-1" }, NONE_CHECKED);
    happens(undrawn, CLERK, "job.counted");
    expect(undrawn.simulation.state.duty(undrawn.said("duty.done")[0]!.data["duty"] as string)).toMatchObject({ status: "verified", closed: { by: { org: "city", role: "sample" } } });
    const drawn = asked({ rounds: true, unit: "north-1" }, ALL_CHECKED);
    happens(drawn, CLERK, "job.counted");
    expect(drawn.duty("job.round")).toMatchObject({ status: "done", verifier: MAYOR });
  });

  test("about the share the pack names is drawn", () => {
    const trial = tryJobs(PACK, T);
    for (let number = 0; number < 400; number++) {
      askJob(trial, `K${number}`, { rounds: true, unit: "north-1" });
      trial.tell(CLERK, "say", { event: "job.counted", about: [`job:K${number}`] });
    }
    const waiting = [...trial.simulation.state.allDuties()].filter((duty) => duty.kind === "job.round" && duty.status === "done").length;
    expect(waiting).toBeGreaterThan(20);
    expect(waiting).toBeLessThan(65);
  });
});

describe("a calendar", () => {
  test("opens the next a period after the last deadline, until its reason ends", () => {
    const trial = asked({ rounds: true, unit: "north-1" }, NONE_CHECKED);
    const dues: number[] = [];
    for (let day = 0; day < 3; day++) {
      dues.push((trial.duty("job.round").due!.latest - T) / HOUR);
      trial.wait(10 * HOUR);
      happens(trial, CLERK, "job.counted");
    }
    expect(dues).toEqual([24, 48, 72]);
    happens(trial, HEAD, "job.finished");
    happens(trial, CLERK, "job.counted");
    expect(trial.duty("job.round").status).toBe("verified");
    expect(trial.said("duty.opened").filter((event) => event.data["kind"] === "job.round")).toHaveLength(4);
  });

  test("asked for again while the last waits for its check, no second calendar starts", () => {
    const trial = asked({ rounds: true, unit: "north-1" }, ALL_CHECKED);
    happens(trial, CLERK, "job.counted");
    askJob(trial, "J1", { rounds: true, unit: "north-1" });
    trial.tell(MAYOR, "duty.verify", { duty: trial.duty("job.round").id, note: "checked" });
    const open = trial.simulation.state.openDuties("job:J1").filter((duty) => duty.kind === "job.round");
    expect(open.map((duty) => (duty.due!.latest - T) / HOUR)).toEqual([48]);
  });
});
