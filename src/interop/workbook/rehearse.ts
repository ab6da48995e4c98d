/**
 * Runs the commands of a book against a copy of what the city's ledger holds, before anything is sent: which
 * would be refused and why, which would change nothing, and what the city would then look like. So a book
 * that cannot be loaded whole need not be loaded at all, and loading one twice sends nothing the second time.
 */
import { createHash } from "node:crypto";
import type { Refusal } from "../../base/refusal.ts";
import { handle } from "../../engine/handle.ts";
import type { Command, Context, Model, Thing } from "../../engine/loop.ts";
import { createState } from "../../engine/memory-state.ts";
import type { Step } from "./steps.ts";

export interface RehearsalInput {
  readonly model: Model;
  /** Everything of the city's ledger. */
  readonly things: Iterable<Thing>;
  readonly context: Context;
  readonly steps: readonly Step[];
  /** The check every entrance makes: deciders take what has the right shape for granted. */
  readonly check: (command: Command, now: number) => Refusal | null;
}

export interface Planned {
  readonly command: Command;
  readonly step: Step;
}

export interface Rehearsal {
  readonly planned: readonly Planned[];
  readonly unchanged: readonly Step[];
  readonly refused: readonly { readonly step: Step; readonly refusal: Refusal }[];
  /** The city as it would be. */
  readonly after: readonly Thing[];
}

const placeOf = (step: Step): string => `${step.rows[0]?.sheet ?? "book"}#${step.rows[0]?.row ?? 0}`;

/**
 * The same row against the same version of the same thing is the same command, however often it is sent; the
 * version makes a value that was changed away and back again a command of its own.
 */
function commandOf(step: Step, version: number, context: Context): Command {
  const source = placeOf(step);
  const digest = createHash("sha256").update(JSON.stringify([context.city, step.type, step.target, version, step.data, source])).digest("hex");
  return { id: `book:${digest.slice(0, 40)}`, type: step.type, incident: context.incident, actor: context.commandPost, data: step.data, source };
}

export function rehearse({ model, things, context, steps, check }: RehearsalInput): Rehearsal {
  const state = createState(model);
  const versions = new Map<string, number>();
  for (const thing of things) {
    state.putThing(thing);
    versions.set(thing.ref, thing.version);
  }
  const positions = new Map([[context.incident, 1], [context.city, 1]]);
  const planned: Planned[] = [];
  const unchanged: Step[] = [];
  const refused: { step: Step; refusal: Refusal }[] = [];
  for (const step of steps) {
    const command = commandOf(step, versions.get(step.target) ?? 0, context);
    const before = JSON.stringify(state.thing(step.target)?.state);
    const bad = check(command, context.now);
    const outcome = bad === null ? handle(model, state, command, context, positions) : { ok: false as const, refusal: bad };
    if (!outcome.ok) refused.push({ step, refusal: outcome.refusal });
    else if (JSON.stringify(state.thing(step.target)?.state) === before) unchanged.push(step);
    else planned.push({ command, step });
  }
  return { planned, unchanged, refused, after: [...state.allThings()] };
}
