// What an act of a random history sees, what it gives back, and how it draws from the step's own numbers.

import type { JsonObject, Post } from "../../src/engine/event.ts";
import type { MemoryState } from "../../src/engine/memory-state.ts";
import type { City } from "./city.ts";

export interface Scene {
  readonly state: MemoryState;
  readonly city: City;
  readonly now: number;
  readonly numbers: readonly number[];
}

export interface Drafted {
  readonly type: string;
  readonly data: JsonObject;
  readonly actor: Post;
}

/** Draws from the step's own numbers, so that a history shrinks number by number. */
export interface Picker {
  <T>(items: readonly T[]): T | undefined;
  number(bound: number): number;
}

export function pickerOf(numbers: readonly number[]): Picker {
  let at = 0;
  const number = (bound: number): number => (numbers[at++ % numbers.length] ?? 0) % bound;
  const pick = <T>(items: readonly T[]): T | undefined => (items.length === 0 ? undefined : items[number(items.length)]);
  return Object.assign(pick, { number });
}
