/**
 * The working state over maps: everything of an incident for replays and drills, or the part a writer has
 * loaded. A partial state throws `Missing` for what it was not told of. Folding happens only in `apply`.
 */
import { kindOf, type Ref } from "../base/ids.ts";
import { assert } from "../base/refusal.ts";
import { isOpen, type Duty } from "./duty/duty.ts";
import { foldDuty } from "./duty/fold.ts";
import type { LedgerEvent } from "./event.ts";
import type { Model, Thing } from "./loop.ts";
import { Missing, type Wanted, type WorkingState } from "./state.ts";

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

type Undo = { map: Map<string, unknown>; key: string; old: unknown } | { open: Ref; id: string; was: boolean };

function wantedKey(wanted: Wanted): string {
  switch (wanted.what) {
    case "thing": return `t ${wanted.ref}`;
    case "duty": return `d ${wanted.id}`;
    case "open-duties": return `o ${wanted.subject}`;
    case "things": return `l ${wanted.kind} ${wanted.column} ${wanted.value}`;
  }
}

export function createState(model: Model, options: { partial?: boolean; city?: string } = {}): MemoryState {
  const partial = options.partial === true;
  const things = new Map<string, Thing>();
  const duties = new Map<string, Duty>();
  const byKind = new Map<string, Set<Ref>>();
  const openBySubject = new Map<Ref, Set<string>>();
  const known = new Set<string>();
  const dirtyThings = new Set<Ref>();
  const dutyIds = new Set<string>();
  let log: Undo[] = [];

  const need = (wanted: Wanted): void => {
    if (partial && !known.has(wantedKey(wanted))) throw new Missing(wanted);
  };
  const setOpen = (subject: Ref, id: string, open: boolean): void => {
    let ids = openBySubject.get(subject);
    if (ids === undefined) openBySubject.set(subject, (ids = new Set()));
    if (ids.has(id) === open) return;
    log.push({ open: subject, id, was: !open });
    if (open) ids.add(id);
    else ids.delete(id);
  };
  const listThing = (ref: Ref): void => {
    const kind = kindOf(ref);
    let refs = byKind.get(kind);
    if (refs === undefined) byKind.set(kind, (refs = new Set()));
    refs.add(ref);
  };
  const storeThing = (thing: Thing): void => {
    log.push({ map: things, key: thing.ref, old: things.get(thing.ref) });
    things.set(thing.ref, thing);
    listThing(thing.ref);
  };
  const storeDuty = (duty: Duty): void => {
    log.push({ map: duties, key: duty.id, old: duties.get(duty.id) });
    duties.set(duty.id, duty);
    setOpen(duty.subject, duty.id, isOpen(duty));
  };
  const applyToDuty = (id: string, event: LedgerEvent): void => {
    const before = duties.get(id);
    if (before === undefined && event.type !== "duty.opened") need({ what: "duty", id });
    const after = foldDuty(before, event);
    storeDuty(after);
    dutyIds.add(id);
    if (partial) known.add(wantedKey({ what: "duty", id }));
  };
  const applyToThing = (ref: Ref, event: LedgerEvent): void => {
    const kind = model.kinds.get(kindOf(ref));
    assert(kind !== undefined, `event ${event.type} is about ${ref}, a kind no loop declares`);
    // Things of the city change only by the city's own ledger; elsewhere they are merely mentioned.
    if (kind.scope === "city" && options.city !== undefined && event.incident !== options.city) return;
    need({ what: "thing", ref });
    const before = things.get(ref);
    const after = kind.fold(before?.state, event, ref);
    if (after === undefined || after === before?.state) return;
    storeThing({ ref, version: (before?.version ?? 0) + 1, state: after });
    dirtyThings.add(ref);
  };

  return {
    thing(ref) {
      need({ what: "thing", ref });
      return things.get(ref);
    },
    duty(id) {
      need({ what: "duty", id });
      return duties.get(id);
    },
    openDuties(subject) {
      need({ what: "open-duties", subject });
      const ids = openBySubject.get(subject);
      if (ids === undefined || ids.size === 0) return [];
      const open = [...ids].map((id) => duties.get(id)!);
      return open.length === 1 ? open : open.sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
    },
    things(kind, column, value) {
      need({ what: "things", kind, column, value });
      const found: Thing[] = [];
      for (const ref of byKind.get(kind) ?? []) {
        const thing = things.get(ref);
        if (thing !== undefined && String(thing.state[column] ?? "") === value) found.push(thing);
      }
      return found.sort((a, b) => (a.ref < b.ref ? -1 : 1));
    },
    apply(event) {
      for (const ref of event.about) {
        if (ref.startsWith("duty:")) applyToDuty(ref.slice(5), event);
        else applyToThing(ref, event);
      }
    },
    mark() {
      log = [];
    },
    undo() {
      for (const entry of log.reverse()) {
        if ("map" in entry) {
          if (entry.old === undefined) entry.map.delete(entry.key);
          else entry.map.set(entry.key, entry.old);
        } else if (entry.was) openBySubject.get(entry.open)!.add(entry.id);
        else openBySubject.get(entry.open)!.delete(entry.id);
      }
      log = [];
    },
    putThing(thing) {
      things.set(thing.ref, thing);
      listThing(thing.ref);
      known.add(wantedKey({ what: "thing", ref: thing.ref }));
    },
    putDuty(duty) {
      duties.set(duty.id, duty);
      known.add(wantedKey({ what: "duty", id: duty.id }));
      let ids = openBySubject.get(duty.subject);
      if (ids === undefined) openBySubject.set(duty.subject, (ids = new Set()));
      if (isOpen(duty)) ids.add(duty.id);
      else ids.delete(duty.id);
    },
    loaded(wanted) {
      known.add(wantedKey(wanted));
    },
    takeDirty() {
      const changed = {
        things: [...dirtyThings].map((ref) => things.get(ref)).filter((thing) => thing !== undefined),
        duties: [...dutyIds].map((id) => duties.get(id)).filter((duty) => duty !== undefined),
      };
      dirtyThings.clear();
      dutyIds.clear();
      return changed;
    },
    allThings: () => things.values(),
    allDuties: () => duties.values(),
  };
}
