/**
 * The part of an incident's state the writer has loaded, and the book of what that is. Right only while both
 * ledgers stand where `heads` says; kept between batches, dropped when somebody else has written.
 */
import type { Duty } from "../../engine/duty/duty.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import type { Wanted } from "../../engine/state.ts";

export interface Working {
  readonly incident: string;
  readonly city: string;
  readonly state: MemoryState;
  /** Keys of what is loaded, present or not. */
  readonly held: Set<string>;
  /** What is being read now. */
  readonly coming: Map<string, Promise<unknown>>;
  heads: ReadonlyMap<string, number>;
  organisations: "unread" | "whole" | "too-many";
}

export function emptyWorking(model: Model, incident: string, city: string): Working {
  return {
    incident, city, state: createState(model, { partial: true, city }), held: new Set(), coming: new Map(), heads: new Map(), organisations: "unread",
  };
}

export function keyOf(wanted: Wanted): string {
  switch (wanted.what) {
    case "thing": return `t ${wanted.ref}`;
    case "duty": return `d ${wanted.id}`;
    case "open-duties": return `o ${wanted.subject}`;
    case "things": return `l ${wanted.kind} ${wanted.column} ${wanted.value}`;
  }
}

export function holds(working: Working, wanted: Wanted): boolean {
  return working.held.has(keyOf(wanted));
}

/** Declares something loaded, present or not. */
export function hold(working: Working, wanted: Wanted): void {
  working.held.add(keyOf(wanted));
  working.state.loaded(wanted);
}

/** Remembers duties written since, so that an older row is never put over them. */
export function holdDuties(working: Working, duties: readonly Duty[]): void {
  for (const duty of duties) working.held.add(keyOf({ what: "duty", id: duty.id }));
}

/** Takes in what was read, unless the state has had it, or newer, from elsewhere meanwhile. */
export function putThing(working: Working, thing: Thing): void {
  const key = keyOf({ what: "thing", ref: thing.ref });
  if (working.held.has(key)) return;
  working.held.add(key);
  working.state.putThing(thing);
}

export function putDuty(working: Working, duty: Duty): void {
  const key = keyOf({ what: "duty", id: duty.id });
  if (working.held.has(key)) return;
  working.held.add(key);
  working.state.putDuty(duty);
}
