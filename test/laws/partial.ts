// The writer's way of deciding: on a state that holds nothing but what was asked for. Whatever is missing is
// fetched from the whole state and the command is decided again, so both ways must write the same events.

import { handle } from "../../src/engine/handle.ts";
import { createState, type MemoryState } from "../../src/engine/memory-state.ts";
import { Missing, type Wanted } from "../../src/engine/state.ts";
import type { Handle, World } from "./history.ts";

function load(partial: MemoryState, whole: MemoryState, wanted: Wanted): void {
  const putDuty = (id: string): void => {
    const duty = whole.duty(id);
    if (duty !== undefined) partial.putDuty(duty);
  };
  if (wanted.what === "thing") {
    const thing = whole.thing(wanted.ref);
    if (thing !== undefined) partial.putThing(thing);
  } else if (wanted.what === "duty") putDuty(wanted.id);
  else if (wanted.what === "open-duties") for (const duty of whole.openDuties(wanted.subject)) putDuty(duty.id);
  else for (const thing of whole.things(wanted.kind, wanted.column, wanted.value)) partial.putThing(thing);
  partial.loaded(wanted);
}

const MOST_ROUNDS = 5000;

/** What `handle` says on an empty partial state that is told, piece by piece, what it misses. */
export function partially(whole: MemoryState): Handle {
  return (model, _state, command, context, positions) => {
    const partial = createState(model, { partial: true, city: context.city });
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const before = JSON.stringify([...positions]);
      try {
        return handle(model, partial, command, context, positions);
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        if (JSON.stringify([...positions]) !== before) throw new Error("positions moved though nothing was written", { cause: error });
        load(partial, whole, error.wanted);
      }
    }
    throw new Error(`${command.type} never had enough`);
  };
}

/** Decides both ways, on the part and on the whole, and fails where they differ in a single event or refusal. */
export function bothWays(world: () => World): Handle {
  return (model, state, command, context, positions) => {
    const part = new Map(positions);
    const byPart = partially(world().state)(model, state, command, context, part);
    const byWhole = handle(model, state, command, context, positions);
    if (JSON.stringify([byPart, [...part]]) !== JSON.stringify([byWhole, [...positions]])) {
      throw new Error(`${command.type} differs when decided on a part of the state:\n${JSON.stringify(byPart)}\n${JSON.stringify(byWhole)}`);
    }
    return byWhole;
  };
}
