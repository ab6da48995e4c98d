/**
 * The part of an incident's state the writer has loaded, and the book of what that is and what the tables have
 * of it. Right only while both ledgers stand where `heads` says; kept between batches, dropped when somebody
 * else has written or something could not be.
 */
import { kindOf, type Ref } from "../../base/ids.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { Model, Thing } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import type { Ms } from "../../base/time.ts";
import type { Wanted } from "../../engine/state.ts";
import type { Heads } from "./heads.ts";

export interface Working {
  readonly incident: string;
  readonly city: string;
  readonly state: MemoryState;
  /** Keys of what is loaded, present or not. */
  readonly held: Set<string>;
  /** What the tables have, or will when all that was sent is committed: things, and duties with their tick. */
  readonly things: Set<Ref>;
  readonly duties: Map<string, Ms | null>;
  /** What is being read now. */
  readonly coming: Map<string, Promise<unknown>>;
  heads: Heads;
  organisations: "unread" | "whole" | "too-many";
}

export function emptyWorking(model: Model, incident: string, city: string, heads: Heads = new Map()): Working {
  return {
    incident, city, heads, state: createState(model, { partial: true, city }), held: new Set(), things: new Set(), duties: new Map(), coming: new Map(),
    organisations: "unread",
  };
}

/** The same standing with nothing but the tree of organisations, which everything needs again at once. */
export function slimmed(model: Model, working: Working): Working {
  const slim = emptyWorking(model, working.incident, working.city, working.heads);
  if (working.organisations !== "whole") return slim;
  for (const thing of working.state.allThings()) if (kindOf(thing.ref) === "org") putThing(slim, thing);
  slim.organisations = "whole";
  return slim;
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

/** When the clock looks at a duty next as the table has it; undefined when it has no such duty. */
export function tickInTable(working: Working, id: string): Ms | null | undefined {
  return working.duties.get(id);
}

/** Remembers a duty written, so that an older row is never put over it. */
export function wroteDuty(working: Working, duty: Duty): void {
  working.held.add(keyOf({ what: "duty", id: duty.id }));
  working.duties.set(duty.id, duty.nextTick);
}

/** Remembers a thing written; whether the table had it before. */
export function wroteThing(working: Working, ref: Ref): boolean {
  if (working.things.has(ref)) return true;
  working.things.add(ref);
  return false;
}

/** Takes in what was read, unless the state has had it, or newer, from elsewhere meanwhile. */
export function putThing(working: Working, thing: Thing): void {
  const key = keyOf({ what: "thing", ref: thing.ref });
  if (working.held.has(key)) return;
  working.held.add(key);
  working.things.add(thing.ref);
  working.state.putThing(thing);
}

export function putDuty(working: Working, duty: Duty): void {
  const key = keyOf({ what: "duty", id: duty.id });
  if (working.held.has(key)) return;
  working.held.add(key);
  working.duties.set(duty.id, duty.nextTick);
  working.state.putDuty(duty);
}
