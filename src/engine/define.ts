/**
 * How loops declare a command: its shape and its decider together, typed by the shape. Also the few refusals
 * and readings that every decider needs, so that the same question gets the same answer everywhere.
 */
import { Type, type Static, type TObject, type TProperties } from "../base/schema.ts";
import { kindOf, ref, type Ref } from "../base/ids.ts";
import { refuse, type Refusal } from "../base/refusal.ts";
import type { When } from "../base/time.ts";
import type { JsonObject, NewEvent, Post } from "./event.ts";
import { occurredOf } from "./handle.ts";
import type { Command, CommandDef, Context, Decision, Kind, ThingState } from "./loop.ts";
import type { Text } from "./rule.ts";
import { orgOf } from "./select.ts";
import type { State } from "./state.ts";

export const Id = Type.String({ minLength: 1, maxLength: 120, pattern: "^[^\\s#:]+$" });
export const Words = Type.String({ minLength: 1, maxLength: 2000 });
export const Phone = Type.String({ pattern: "^[+0-9 ()-]{3,30}$" });
export const PostShape = Type.Object({ org: Id, role: Id }, { additionalProperties: false });
export const WhenShape = Type.Object({ earliest: Type.Integer(), latest: Type.Integer() }, { additionalProperties: false });
export const NameShape = Type.Object({ zh: Words, en: Words }, { additionalProperties: false });
/** A reference to a thing of one kind, `contact:P1`. */
export const refTo = (kind: string) => Type.String({ pattern: `^${kind}:[^\\s#]{1,120}$`, title: kind });

export interface Turn<Data> {
  readonly state: State;
  readonly command: Command<Data>;
  readonly context: Context;
  readonly data: Data;
  readonly actor: Post;
  readonly occurred: When;
  /** True when it is a report of something that has happened. */
  readonly reported: boolean;
}

type Options = Pick<CommandDef, "on" | "needs" | "internal" | "help" | "record">;

export function command<P extends TProperties>(
  type: string, title: Text, fields: P, turn: (turn: Turn<Static<TObject<P>>>) => Decision | NewEvent[] | Refusal, options: Options = {},
): CommandDef {
  return {
    type, title, schema: Type.Object(fields, { additionalProperties: false }), ...options,
    decide(state, sent, context) {
      const typed = sent as unknown as Command<Static<TObject<P>>>;
      const outcome = turn({
        state, command: typed, context, data: typed.data, actor: sent.actor, occurred: occurredOf(sent, context), reported: sent.reported === true,
      });
      return Array.isArray(outcome) ? { events: outcome } : outcome;
    },
  };
}

export function event(type: string, occurred: When, about: readonly Ref[], data: object = {}, ledger?: "city"): NewEvent {
  return { type, occurred, about, data: data as JsonObject, ...(ledger === undefined ? {} : { ledger }) };
}

/** The fold of a thing whose state is what its last event said: outbreaks, statements, shortages. */
export function latest(statuses: Readonly<Record<string, string>>): Kind["fold"] {
  return (state, happened) => {
    const status = statuses[happened.type];
    return status === undefined ? state : { ...state, ...happened.data, status, at: happened.occurred };
  };
}

/** The state of a thing that must exist, or the refusal that says which does not. */
export function known<S extends ThingState>(state: State, reference: string, where: string): S | Refusal {
  const thing = state.thing(reference as Ref);
  if (thing !== undefined) return thing.state as S;
  return refuse(`unknown-${kindOf(reference as Ref)}`, `There is no ${kindOf(reference as Ref)} ${reference.slice(reference.indexOf(":") + 1)}.`, {
    where, fix: "Check the name, or register it first.", params: { ref: reference },
  });
}

export function knownOrg(state: State, org: string, where: string): Refusal | null {
  if (orgOf(state, org) !== undefined) return null;
  return refuse("unknown-organisation", `There is no organisation ${org}.`, { where, fix: "Check the name, or register it first.", params: { org } });
}

/** `city/district-A/subdistrict-A1`: the organisations from the top down to this one. */
export function placeOf(state: State, org: string): string {
  const steps: string[] = [];
  let current: string | null | undefined = org;
  while (current !== null && current !== undefined && steps.length < 32) {
    steps.unshift(current);
    current = orgOf(state, current)?.parent;
  }
  return steps.join("/");
}

export const orgRef = (org: string): Ref => ref("org", org);
