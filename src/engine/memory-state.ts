/**
 * The working state over maps: everything of an incident for replays and drills, or the part a writer has
 * loaded. A partial state throws `Missing` for what it was not told of. Folding happens only in `apply`.
 */
import { kindOf, type Ref } from "../base/ids.ts";
import { assert } from "../base/refusal.ts";
import { isOpen, type Duty } from "./duty/duty.ts";
import { foldDuty } from "./duty/fold.ts";
import type { LedgerEvent } from "./event.ts";
import type { Model } from "./loop.ts";
import { Missing, type Wanted, type WorkingState } from "./state.ts";
import type { Thing } from "./thing.ts";

export interface MemoryState extends WorkingState {
  putThing(thing: Thing): void;
  putDuty(duty: Duty): void;
  /** Declares that what was wanted has been loaded, present or not. */
  loaded(wanted: Wanted): void;
  /** What changed since the last call. */
  takeDirty(): { things: Thing[]; duties: Duty[] };
  allThings(): IterableIterator<Thing>;
  allDuties(): IterableIterator<Duty>;
}

export interface StateOptions {
  /** Holds only what it was given, and throws `Missing` for the rest. */
  readonly partial?: boolean;
  /** The ledger that things of the city are folded from; any, when not said. */
  readonly city?: string;
}

/** One change to take back: an entry of a map, or whether a set holds a key. */
type Change =
  | { readonly map: Map<string, unknown>; readonly key: string; readonly old: unknown }
  | { readonly set: Set<string>; readonly key: string; readonly had: boolean };

interface Memory {
  readonly model: Model;
  readonly partial: boolean;
  readonly city: string | undefined;
  readonly things: Map<string, Thing>;
  readonly duties: Map<string, Duty>;
  readonly refsByKind: Map<string, Set<string>>;
  readonly openBySubject: Map<string, Set<string>>;
  /** What a partial state has been told of; apart by kind of question, so that asking makes no new text. */
  readonly known: Known;
  readonly dirtyThings: Set<string>;
  readonly dirtyDuties: Set<string>;
  /** Changes since the last mark, oldest first; null before the first one, for who only folds forward. */
  changes: Change[] | null;
}

interface Known {
  readonly things: Set<string>;
  readonly duties: Set<string>;
  readonly subjects: Set<string>;
  readonly lists: Set<string>;
}

function listKey(kind: string, column: string, value: string): string {
  return `${kind} ${column} ${value}`;
}

function isKnown(known: Known, wanted: Wanted): boolean {
  switch (wanted.what) {
    case "thing": return known.things.has(wanted.ref);
    case "duty": return known.duties.has(wanted.id);
    case "open-duties": return known.subjects.has(wanted.subject);
    case "things": return known.lists.has(listKey(wanted.kind, wanted.column, wanted.value));
  }
}

function learn(known: Known, wanted: Wanted): void {
  switch (wanted.what) {
    case "thing": known.things.add(wanted.ref); return;
    case "duty": known.duties.add(wanted.id); return;
    case "open-duties": known.subjects.add(wanted.subject); return;
    case "things": known.lists.add(listKey(wanted.kind, wanted.column, wanted.value));
  }
}

function need(memory: Memory, wanted: Wanted): void {
  if (memory.partial && !isKnown(memory.known, wanted)) throw new Missing(wanted);
}

function setOf(sets: Map<string, Set<string>>, key: string): Set<string> {
  let set = sets.get(key);
  if (set === undefined) sets.set(key, (set = new Set()));
  return set;
}

function put<V>(memory: Memory, map: Map<string, V>, key: string, value: V): void {
  memory.changes?.push({ map: map as Map<string, unknown>, key, old: map.get(key) });
  map.set(key, value);
}

function toggle(memory: Memory, set: Set<string>, key: string, has: boolean): void {
  if (set.has(key) === has) return;
  memory.changes?.push({ set, key, had: !has });
  if (has) set.add(key);
  else set.delete(key);
}

function applyToDuty(memory: Memory, id: string, event: LedgerEvent): void {
  const before = memory.duties.get(id);
  const wanted = { what: "duty", id } as const;
  if (before === undefined && event.type !== "duty.opened") need(memory, wanted);
  const after = foldDuty(before, event);
  put(memory, memory.duties, id, after);
  toggle(memory, setOf(memory.openBySubject, after.subject), id, isOpen(after));
  toggle(memory, memory.dirtyDuties, id, true);
  if (memory.partial) toggle(memory, memory.known.duties, id, true);
}

function applyToThing(memory: Memory, ref: Ref, event: LedgerEvent): void {
  const kind = memory.model.kinds.get(kindOf(ref));
  assert(kind !== undefined, `event ${event.type} is about ${ref}, a kind no loop declares`);
  // Things of the city change only by the city's own ledger; elsewhere they are merely mentioned.
  if (kind.scope === "city" && memory.city !== undefined && event.incident !== memory.city) return;
  need(memory, { what: "thing", ref });
  const before = memory.things.get(ref);
  const after = kind.fold(before?.state, event, ref);
  if (after === undefined || after === before?.state) return;
  put(memory, memory.things, ref, { ref, version: (before?.version ?? 0) + 1, state: after });
  toggle(memory, setOf(memory.refsByKind, kind.kind), ref, true);
  toggle(memory, memory.dirtyThings, ref, true);
}

function openDuties(memory: Memory, subject: Ref): Duty[] {
  const ids = memory.openBySubject.get(subject);
  if (ids === undefined || ids.size === 0) return [];
  const open = [...ids].map((id) => memory.duties.get(id)!);
  return open.length === 1 ? open : open.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
}

function thingsWith(memory: Memory, kind: string, column: string, value: string): Thing[] {
  const found: Thing[] = [];
  for (const ref of memory.refsByKind.get(kind) ?? []) {
    const thing = memory.things.get(ref);
    if (thing !== undefined && String(thing.state[column] ?? "") === value) found.push(thing);
  }
  return found.sort((a, b) => (a.ref < b.ref ? -1 : 1));
}

function undo(memory: Memory): void {
  for (const change of memory.changes?.reverse() ?? []) {
    if ("map" in change) {
      if (change.old === undefined) change.map.delete(change.key);
      else change.map.set(change.key, change.old);
    } else if (change.had) change.set.add(change.key);
    else change.set.delete(change.key);
  }
  if (memory.changes !== null) memory.changes = [];
}

/** What stands behind the keys, which are then no longer changed. */
function takeAll<V>(keys: Set<string>, map: ReadonlyMap<string, V>): V[] {
  const taken = [...keys].map((key) => map.get(key)).filter((value) => value !== undefined);
  keys.clear();
  return taken;
}

export function createState(model: Model, options: StateOptions = {}): MemoryState {
  const memory: Memory = {
    model, partial: options.partial === true, city: options.city, things: new Map(), duties: new Map(), refsByKind: new Map(), openBySubject: new Map(),
    known: { things: new Set(), duties: new Set(), subjects: new Set(), lists: new Set() }, dirtyThings: new Set(), dirtyDuties: new Set(), changes: null,
  };
  return {
    thing(ref) {
      need(memory, { what: "thing", ref });
      return memory.things.get(ref);
    },
    duty(id) {
      need(memory, { what: "duty", id });
      return memory.duties.get(id);
    },
    openDuties(subject) {
      need(memory, { what: "open-duties", subject });
      return openDuties(memory, subject);
    },
    things(kind, column, value) {
      need(memory, { what: "things", kind, column, value });
      return thingsWith(memory, kind, column, value);
    },
    apply(event) {
      for (const ref of event.about) {
        if (ref.startsWith("duty:")) applyToDuty(memory, ref.slice(5), event);
        else applyToThing(memory, ref, event);
      }
    },
    mark() {
      memory.changes = [];
    },
    undo: () => undo(memory),
    putThing(thing) {
      memory.things.set(thing.ref, thing);
      setOf(memory.refsByKind, kindOf(thing.ref)).add(thing.ref);
      memory.known.things.add(thing.ref);
    },
    putDuty(duty) {
      memory.duties.set(duty.id, duty);
      memory.known.duties.add(duty.id);
      const open = setOf(memory.openBySubject, duty.subject);
      if (isOpen(duty)) open.add(duty.id);
      else open.delete(duty.id);
    },
    loaded: (wanted) => learn(memory.known, wanted),
    takeDirty: () => ({ things: takeAll(memory.dirtyThings, memory.things), duties: takeAll(memory.dirtyDuties, memory.duties) }),
    allThings: () => memory.things.values(),
    allDuties: () => memory.duties.values(),
  };
}
