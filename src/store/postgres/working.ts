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

/** Apart by kind of question, so that asking makes no new text. */
interface Held {
  readonly things: Set<Ref>;
  readonly duties: Set<string>;
  readonly subjects: Set<Ref>;
  readonly lists: Set<string>;
}

export interface Working {
  readonly incident: string;
  readonly city: string;
  readonly state: MemoryState;
  /** What is loaded, present or not. */
  readonly held: Held;
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
    incident, city, heads, state: createState(model, { partial: true, city }), held: { things: new Set(), duties: new Set(), subjects: new Set(), lists: new Set() }, things: new Set(), duties: new Map(), coming: new Map(),
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

/** How much is loaded. */
export function sizeOf({ held }: Working): number {
  return held.things.size + held.duties.size + held.subjects.size + held.lists.size;
}

export function keyOf(wanted: Wanted): string {
  switch (wanted.what) {
    case "thing": return `t ${wanted.ref}`;
    case "duty": return `d ${wanted.id}`;
    case "open-duties": return `o ${wanted.subject}`;
    case "things": return `l ${wanted.kind} ${wanted.column} ${wanted.value}`;
  }
}

export function holds({ held }: Working, wanted: Wanted): boolean {
  switch (wanted.what) {
    case "thing": return held.things.has(wanted.ref);
    case "duty": return held.duties.has(wanted.id);
    case "open-duties": return held.subjects.has(wanted.subject);
    case "things": return held.lists.has(keyOf(wanted));
  }
}

/** Declares something loaded, present or not. */
export function hold({ held, state }: Working, wanted: Wanted): void {
  switch (wanted.what) {
    case "thing": held.things.add(wanted.ref); break;
    case "duty": held.duties.add(wanted.id); break;
    case "open-duties": held.subjects.add(wanted.subject); break;
    case "things": held.lists.add(keyOf(wanted));
  }
  state.loaded(wanted);
}

/** When the clock looks at a duty next as the table has it; undefined when it has no such duty. */
export function tickInTable(working: Working, id: string): Ms | null | undefined {
  return working.duties.get(id);
}

/** Remembers a duty written, so that an older row is never put over it. */
export function wroteDuty(working: Working, duty: Duty): void {
  working.held.duties.add(duty.id);
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
  if (working.held.things.has(thing.ref)) return;
  working.held.things.add(thing.ref);
  working.things.add(thing.ref);
  working.state.putThing(thing);
}

export function putDuty(working: Working, duty: Duty): void {
  if (working.held.duties.has(duty.id)) return;
  working.held.duties.add(duty.id);
  working.duties.set(duty.id, duty.nextTick);
  working.state.putDuty(duty);
}
