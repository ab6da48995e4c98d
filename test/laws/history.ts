// A random history: a city, a pack and a list of steps, drawn by fast-check so that a failing one shrinks to a
// few steps. `play` runs it through the real `handle`; nothing in it is faked but the clock, which is the point.

import fc from "fast-check";
import { DAY, HOUR, MINUTE, type Ms, type When } from "../../src/base/time.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { handle, type Outcome } from "../../src/engine/handle.ts";
import type { Command, Context, Model } from "../../src/engine/loop.ts";
import { createState, type MemoryState } from "../../src/engine/memory-state.ts";
import type { ResolvedPack } from "../../src/engine/pack/types.ts";
import type { WorkingState } from "../../src/engine/state.ts";
import { model } from "../../src/loops/index.ts";
import { ACT_NAMES, draft } from "./acts.ts";
import { cityOf, COMMAND, type City, type CityShape } from "./city.ts";
import { PACK_IDS, PACKS } from "./packs.ts";

export interface Step {
  readonly act: string;
  readonly numbers: readonly number[];
  /** Which of WAITS passes first. */
  readonly wait: number;
  /** Which of LATE says when it happened. */
  readonly late: number;
  readonly reported: boolean;
}

export interface History {
  readonly pack: string;
  readonly city: CityShape;
  /** Rooms, vehicles and organisations in a ledger of their own, as live incidents have it. */
  readonly ownCity: boolean;
  readonly steps: readonly Step[];
}

const WAITS: readonly Ms[] = [0, 0, MINUTE, 20 * MINUTE, 2 * HOUR, 9 * HOUR, 26 * HOUR, 4 * DAY];
/** A moment ago, on the minute hours ago, some time yesterday: reports come late and know their time badly. */
const LATE: readonly ((now: Ms) => When | undefined)[] = [
  () => undefined, () => undefined, () => undefined,
  (now) => ({ earliest: now - 3 * HOUR, latest: now - 3 * HOUR }),
  (now) => ({ earliest: now - 14 * HOUR, latest: now }),
  (now) => ({ earliest: now - 2 * DAY, latest: now - DAY }),
];
const CLOCK = ["clock-stop", "clock-start", "restart"];

const number = fc.nat({ max: 60 });
const step: fc.Arbitrary<Step> = fc.record({
  act: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...ACT_NAMES) }, { weight: 3, arbitrary: fc.constantFrom("find", "push", "forward", "forward", "forward", "arrive", "order", "plan", "depart", "arrive-trip") }, { weight: 2, arbitrary: fc.constant("any") }, { weight: 1, arbitrary: fc.constantFrom(...CLOCK) }),
  numbers: fc.array(number, { minLength: 24, maxLength: 24 }),
  wait: fc.nat({ max: WAITS.length - 1 }),
  late: fc.nat({ max: LATE.length - 1 }),
  reported: fc.boolean(),
});

export const historyOf = (most = 60): fc.Arbitrary<History> => fc.record({
  pack: fc.constantFrom(...PACK_IDS),
  city: fc.record({
    seed: fc.nat({ max: 999 }), districts: fc.integer({ min: 1, max: 2 }), subdistricts: fc.integer({ min: 1, max: 2 }), sites: fc.integer({ min: 1, max: 2 }),
    rooms: fc.integer({ min: 1, max: 2 }), mapped: fc.integer({ min: 3, max: 10 }),
  }),
  ownCity: fc.boolean(),
  steps: fc.array(step, { minLength: 1, maxLength: most, size: "max" }),
});

export interface Sent {
  readonly command: Command;
  readonly outcome: Outcome;
  readonly now: Ms;
}

export interface World {
  readonly history: History;
  readonly pack: ResolvedPack;
  readonly city: City;
  state: MemoryState;
  /** Both ledgers, in the order written. */
  readonly events: LedgerEvent[];
  readonly positions: Map<string, number>;
  readonly sent: Sent[];
  now: Ms;
  /** False once the clock has stood still; alarms may then be missing where somebody acted first. */
  punctual: boolean;
  clock: "running" | "stopped";
  context(now?: Ms): Context;
}

export type Handle = (model: Model, state: WorkingState, command: Command, context: Context, positions: Map<string, number>) => Outcome;

export interface PlayOptions {
  readonly handle?: Handle;
  /** No two commands in one millisecond, the clock's included. */
  readonly apart?: boolean;
  /** Told before and after each command. */
  readonly before?: (world: World, command: Command) => void;
  readonly after?: (world: World, sent: Sent) => void;
}

const START: Ms = Date.UTC(2021, 8, 20);
export const INCIDENT = "laws";

export function createWorld(history: History): World {
  const cityLedger = history.ownCity ? "laws-city" : INCIDENT;
  const pack = PACKS.get(history.pack)!;
  const world: World = {
    history, pack, city: cityOf(history.city), state: createState(model, { city: cityLedger }), events: [], positions: new Map([[INCIDENT, 1], [cityLedger, 1]]), sent: [], now: START,
    punctual: true, clock: "running",
    context: (now = world.now) => ({ incident: INCIDENT, city: cityLedger, now, pack, zone: "Asia/Shanghai", commandPost: COMMAND }),
  };
  return world;
}

export function send(world: World, command: Command, options: PlayOptions = {}): Outcome {
  options.before?.(world, command);
  const outcome = (options.handle ?? handle)(model, world.state, command, world.context(), world.positions);
  if (outcome.ok) world.events.push(...outcome.events);
  const sent = { command, outcome, now: world.now };
  world.sent.push(sent);
  options.after?.(world, sent);
  return outcome;
}

/** Everything due by now, step by step; a clock that was stopped catches up the same way. */
export function runClock(world: World, until: Ms, options: PlayOptions = {}): void {
  for (let ticks = 0; ; ticks++) {
    if (ticks > 20_000) throw new Error("the clock never comes to rest");
    let first = Infinity;
    let due: string[] = [];
    for (const duty of world.state.allDuties()) {
      if (duty.nextTick === null || duty.nextTick > until || duty.nextTick > first) continue;
      if (duty.nextTick < first) due = [];
      first = duty.nextTick;
      due.push(duty.id);
    }
    if (due.length === 0) break;
    world.now = Math.max(world.now, first);
    send(world, { id: `tick-${world.sent.length}`, type: "clock.tick", incident: INCIDENT, actor: { org: COMMAND.org, role: "clock" }, data: { duties: due, until: first } }, options);
  }
  world.now = Math.max(world.now, until);
}

/** The state folded again from the ledger alone, as after a restart. */
export function rebuilt(world: World, events: Iterable<LedgerEvent> = world.events): MemoryState {
  const state = createState(model, { city: world.context().city });
  for (const event of events) state.apply(event);
  return state;
}

export function setUp(world: World, options: PlayOptions = {}): void {
  world.city.setup.forEach(({ type, data }, index) => {
    const outcome = send(world, { id: `setup-${index}`, type, incident: INCIDENT, actor: COMMAND, data }, options);
    if (!outcome.ok) throw new Error(`the city could not be set up: ${outcome.refusal.message}`);
  });
}

export function take(world: World, one: Step, index: number, options: PlayOptions = {}): void {
  const wait = WAITS[one.wait]!;
  if (one.act === "clock-stop") {
    world.clock = "stopped";
    world.punctual = false;
  }
  if (one.act === "clock-start") world.clock = "running";
  if (one.act === "restart") world.state = rebuilt(world);
  if (world.clock === "running") runClock(world, world.now + wait, options);
  else world.now += wait;
  if (CLOCK.includes(one.act)) return;
  if (options.apart === true) world.now += 1;
  const drafted = draft(one.act, { state: world.state, city: world.city, now: world.now, numbers: one.numbers });
  if (drafted === null) return;
  const at = LATE[one.late]!(world.now);
  const command: Command = {
    id: `c${index}`, incident: INCIDENT, by: `person-${one.numbers[11]! % 4}`, ...drafted, ...(at === undefined ? {} : { at }), ...(one.reported ? { reported: true } : {}),
  };
  send(world, command, options);
}

export function play(history: History, options: PlayOptions = {}, world: World = createWorld(history)): World {
  setUp(world, options);
  history.steps.forEach((one, index) => take(world, one, index, options));
  runClock(world, world.now, options);
  return world;
}
