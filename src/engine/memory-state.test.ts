// The working state: what undo takes back, what a partial state refuses to guess, what counts as changed.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ref } from "../base/ids.ts";
import { at } from "../base/time.ts";
import type { JsonObject, LedgerEvent } from "./event.ts";
import { createState, type MemoryState } from "./memory-state.ts";
import { Missing, type Wanted } from "./state.ts";
import { HEAD, trialModel } from "./trial-loop.ts";

let seq = 0;
function event(type: string, about: readonly string[], data: object = {}, incident = "outbreak"): LedgerEvent {
  seq += 1;
  return { incident, seq, type, occurred: at(seq), learned: seq, actor: HEAD, about: about as Ref[], data: data as JsonObject, command: `c${seq}` };
}

const opened = (id: string, subject = "job:J1"): LedgerEvent => event("duty.opened", [`duty:${id}`], {
  duty: id, kind: "job.do", subject, asker: HEAD, holder: HEAD, unassigned: false, citation: null, start: at(0), due: null, remindAt: null, watched: false, batch: null, serves: null,
});

/** Everything a reader can see. */
function seen(state: MemoryState): unknown {
  const subjects: Ref[] = ["job:J0", "job:J1", "job:J2"];
  return {
    things: [...state.allThings()].sort((a, b) => (a.ref < b.ref ? -1 : 1)), duties: [...state.allDuties()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    open: subjects.map((subject) => state.openDuties(subject).map((duty) => duty.id)), listed: ["a", "b"].map((unit) => state.things("job", "unit", unit).map((thing) => thing.ref)),
  };
}

const change = fc.oneof(
  fc.record({ job: fc.nat({ max: 2 }), unit: fc.constantFrom("a", "b") }),
  fc.record({ open: fc.integer({ min: 1, max: 6 }), job: fc.nat({ max: 2 }) }),
  fc.record({ close: fc.integer({ min: 1, max: 6 }) }),
);

function make(state: MemoryState, one: { job?: number; unit?: string; open?: number; close?: number }): void {
  if (one.open !== undefined) {
    if (state.duty(`D${one.open}`) === undefined) state.apply(opened(`D${one.open}`, `job:J${one.job}`));
  } else if (one.close !== undefined) {
    if (state.duty(`D${one.close}`) !== undefined) state.apply(event("duty.withdrawn", [`duty:D${one.close}`], { by: HEAD }));
  } else state.apply(event("job.asked", [`job:J${one.job}`], { unit: one.unit }));
}

describe("undo", () => {
  test("takes back everything since the mark and nothing before it", () => {
    fc.assert(fc.property(fc.array(change, { maxLength: 20 }), fc.array(change, { maxLength: 20 }), (before, after) => {
      const state = createState(trialModel);
      for (const one of before) make(state, one);
      const dirty = createState(trialModel);
      for (const one of before) make(dirty, one);
      const was = seen(state);
      state.mark();
      for (const one of after) make(state, one);
      state.undo();
      expect(seen(state)).toEqual(was);
      const names = ({ things, duties }: ReturnType<MemoryState["takeDirty"]>): string[] => [...things.map((thing) => thing.ref), ...duties.map((duty) => duty.id)].sort();
      expect(names(state.takeDirty())).toEqual(names(dirty.takeDirty()));
      state.undo();
      expect(seen(state)).toEqual(was);
    }));
  });
});

describe("a partial state", () => {
  const missing = (act: () => unknown): Wanted | null => {
    try {
      act();
      return null;
    } catch (error) {
      if (error instanceof Missing) return error.wanted;
      throw error;
    }
  };

  test("says what it lacks instead of guessing that it is not there", () => {
    const state = createState(trialModel, { partial: true });
    expect(missing(() => state.thing("job:J1"))).toEqual({ what: "thing", ref: "job:J1" });
    expect(missing(() => state.duty("D1"))).toEqual({ what: "duty", id: "D1" });
    expect(missing(() => state.openDuties("job:J1"))).toEqual({ what: "open-duties", subject: "job:J1" });
    expect(missing(() => state.things("job", "unit", "a"))).toEqual({ what: "things", kind: "job", column: "unit", value: "a" });
    expect(missing(() => state.apply(event("job.asked", ["job:J1"])))).toEqual({ what: "thing", ref: "job:J1" });
    expect(missing(() => state.apply(event("duty.started", ["duty:D1"])))).toEqual({ what: "duty", id: "D1" });
  });

  test("knows what it was told, present or absent", () => {
    const state = createState(trialModel, { partial: true });
    for (const wanted of [{ what: "thing", ref: "job:J1" }, { what: "duty", id: "D1" }, { what: "open-duties", subject: "job:J1" }, { what: "things", kind: "job", column: "unit", value: "a" }] as const) state.loaded(wanted);
    expect([state.thing("job:J1"), state.duty("D1"), state.openDuties("job:J1"), state.things("job", "unit", "a")]).toEqual([undefined, undefined, [], []]);
    state.apply(opened("D2"));
    expect(state.duty("D2")?.id).toBe("D2");
    expect(state.openDuties("job:J1").map((duty) => duty.id)).toEqual(["D2"]);
  });

  test("forgets with an undo what it only knew by what was undone", () => {
    const state = createState(trialModel, { partial: true });
    state.loaded({ what: "open-duties", subject: "job:J1" });
    state.mark();
    state.apply(opened("D3"));
    state.undo();
    expect(missing(() => state.duty("D3"))).toEqual({ what: "duty", id: "D3" });
  });

  test("what is put in is there and is no change", () => {
    const full = createState(trialModel);
    full.apply(event("job.asked", ["job:J1"], { unit: "a" }));
    full.apply(opened("D4"));
    const state = createState(trialModel, { partial: true });
    state.putThing(full.thing("job:J1")!);
    state.putDuty(full.duty("D4")!);
    state.loaded({ what: "open-duties", subject: "job:J1" });
    expect(state.openDuties("job:J1")).toHaveLength(1);
    expect(state.takeDirty()).toEqual({ things: [], duties: [] });
    state.putDuty({ ...full.duty("D4")!, status: "verified" });
    expect(state.openDuties("job:J1")).toEqual([]);
  });
});

test("open duties come oldest first, by number and not by letter", () => {
  const state = createState(trialModel);
  for (const id of ["D10", "D9", "D100"]) state.apply(opened(id));
  expect(state.openDuties("job:J1").map((duty) => duty.id)).toEqual(["D9", "D10", "D100"]);
});

test("a version counts changes; an event that changes nothing is no change", () => {
  const state = createState(trialModel);
  state.apply(event("job.asked", ["job:J1"]));
  state.apply(event("job.seen", ["job:J1"]));
  expect(state.thing("job:J1")!.version).toBe(1);
  state.apply(event("job.finished", ["job:J1"]));
  expect(state.thing("job:J1")).toMatchObject({ version: 2, state: { status: "finished" } });
  expect(state.takeDirty().things).toHaveLength(1);
  expect(state.takeDirty().things).toEqual([]);
});
