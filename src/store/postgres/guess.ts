/**
 * Deciding on what is not loaded yet. A decider that asks for it is told “there is none” and goes on; whatever
 * it decides on such guesses is undone, but all it asked for is then read at once and it decides again. An order
 * to five thousand units, whose five thousand new things no table can have, so costs two rounds, not thousands.
 */
import { kindOf, type Ref } from "../../base/ids.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import { handle, type Outcome } from "../../engine/handle.ts";
import type { Command, Context, Model } from "../../engine/loop.ts";
import type { Wanted, WorkingState } from "../../engine/state.ts";
import { dutyNumberIn } from "../duty-posts.ts";
import { holds, type Working } from "./working.ts";

export interface Guesser {
  /** An outcome that stands, or what must be loaded before deciding again; then nothing has changed. */
  decide(command: Command, context: Context, positions: Map<string, number>): Outcome | { readonly ok: null; readonly wanted: readonly Wanted[] };
}

export function guesser(model: Model, working: Working): Guesser {
  const { state } = working;
  // Duties from here on are opened in this transaction: no table knows anything of them.
  const newFrom = (working.heads.get(working.incident)?.seq ?? 0) + 1;
  let wanted: Wanted[] = [];
  const isNew = (id: string): boolean => (dutyNumberIn(id) ?? 0) >= newFrom;
  const ask = (want: Wanted): void => {
    if (holds(working, want)) return;
    const duty = want.what === "duty" ? want.id : want.what === "open-duties" && want.subject.startsWith("duty:") ? want.subject.slice(5) : null;
    if (duty === null || !isNew(duty)) wanted.push(want);
    state.loaded(want);
  };
  const askAbout = (event: LedgerEvent, ref: Ref): void => {
    if (!ref.startsWith("duty:")) {
      if (model.kinds.has(kindOf(ref))) ask({ what: "thing", ref });
    } else if (event.type !== "duty.opened") ask({ what: "duty", id: ref.slice(5) });
  };
  const guessing: WorkingState = {
    thing(ref) {
      ask({ what: "thing", ref });
      return state.thing(ref);
    },
    duty(id) {
      ask({ what: "duty", id });
      return state.duty(id);
    },
    openDuties(subject) {
      ask({ what: "open-duties", subject });
      return state.openDuties(subject);
    },
    things(kind, column, value) {
      ask({ what: "things", kind, column, value });
      return state.things(kind, column, value);
    },
    apply(event) {
      for (const ref of event.about) askAbout(event, ref);
      state.apply(event);
    },
    mark: () => state.mark(),
    undo: () => state.undo(),
  };
  return {
    decide(command, context, positions) {
      wanted = [];
      const before = new Map(positions);
      try {
        const outcome = handle(model, guessing, command, context, positions);
        if (wanted.length === 0) return outcome;
        if (outcome.ok) state.undo();
      } catch (error) {
        // On guesses even a bug proves nothing: it may have stumbled over what it was not told.
        if (wanted.length === 0) throw error;
      }
      for (const [ledger, next] of before) positions.set(ledger, next);
      return { ok: null, wanted };
    },
  };
}
