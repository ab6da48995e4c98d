/**
 * One incident run in memory on a simulated clock: commands go through the same deciders and tables as live
 * ones, and the clock takes each step at its own instant. Replays, drills and tests stand on it.
 */
import { assert, type Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Zone } from "../base/civil.ts";
import { createTickQueue } from "./clock/queue.ts";
import type { LedgerEvent, Post } from "./event.ts";
import { handle } from "./handle.ts";
import type { Command, Context, Model } from "./loop.ts";
import { createState, type MemoryState } from "./memory-state.ts";
import type { ResolvedPack } from "./pack/types.ts";

export interface Simulation {
  readonly state: MemoryState;
  readonly events: readonly LedgerEvent[];
  /** Every accepted command, the clock's own among them, with the instant it was decided at. */
  readonly sent: readonly { readonly command: Command; readonly now: Ms }[];
  now(): Ms;
  context(): Context;
  /** Moves the clock, taking every step due strictly before `to` (and at `to`, when `inclusive`). */
  advance(to: Ms, inclusive?: boolean): void;
  /** Sends a command now; the caller has advanced the clock. */
  send(command: Omit<Command, "incident">): readonly LedgerEvent[] | Refusal;
}

export interface SimulationOptions {
  readonly model: Model;
  readonly pack: ResolvedPack;
  readonly incident: string;
  readonly zone: Zone;
  readonly commandPost: Post;
  readonly start: Ms;
}

export function simulate(options: SimulationOptions): Simulation {
  const { model, incident } = options;
  const state = createState(model);
  const events: LedgerEvent[] = [];
  const sent: { command: Command; now: Ms }[] = [];
  const positions = new Map([[incident, 1]]);
  const queue = createTickQueue((id) => state.duty(id)?.nextTick ?? null);
  let now = options.start;
  let ticks = 0;
  const context = (): Context => ({ incident, city: incident, now, pack: options.pack, zone: options.zone, commandPost: options.commandPost });
  const run = (command: Command): readonly LedgerEvent[] | Refusal => {
    const outcome = handle(model, state, command, context(), positions);
    if (!outcome.ok) return outcome.refusal;
    sent.push({ command, now });
    for (const event of outcome.events) events.push(event);
    for (const duty of state.takeDirty().duties) queue.note(duty);
    return outcome.events;
  };
  return {
    state,
    events,
    sent,
    now: () => now,
    context,
    advance(to, inclusive = false) {
      assert(to >= now, "the clock cannot run backwards");
      const until = inclusive ? to : to - 1;
      for (let due = queue.take(until); due !== null; due = queue.take(until)) {
        now = Math.max(now, due.at);
        run({ id: `clock/${++ticks}`, type: "clock.tick", incident, actor: { org: options.commandPost.org, role: "clock" }, data: { duties: due.ids, until: due.at } });
      }
      now = to;
    },
    send: (command) => run({ ...command, incident }),
  };
}
