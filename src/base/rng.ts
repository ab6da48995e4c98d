/**
 * Seeded random streams by name. Each name has its own stream, so that a new draw in one place moves no
 * other. Generator: xoshiro128** (Blackman and Vigna, 2018), seeded from SHA-256 of seed and name.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { assert } from "./refusal.ts";

export interface Stream {
  /** Uniform whole number in [0, 2^32). */
  next(): number;
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform whole number in [0, bound), 1 ≤ bound ≤ 2^32, without modulo bias. */
  below(bound: number): number;
  pick<T>(items: readonly T[]): T;
}

export interface Rng {
  stream(name: string): Stream;
}

function rotl(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function xoshiro(state: Uint32Array): Stream {
  const next = (): number => {
    const result = Math.imul(rotl(Math.imul(state[1]!, 5), 7), 9) >>> 0;
    const t = state[1]! << 9;
    state[2]! ^= state[0]!;
    state[3]! ^= state[1]!;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= t;
    state[3] = rotl(state[3]!, 11);
    return result;
  };
  const below = (bound: number): number => {
    assert(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 32, "bound out of range");
    const limit = 2 ** 32 - (2 ** 32 % bound);
    let draw = next();
    while (draw >= limit) draw = next();
    return draw % bound;
  };
  return {
    next,
    unit: () => next() / 2 ** 32,
    below,
    pick: (items) => {
      assert(items.length > 0, "pick from nothing");
      return items[below(items.length)]!;
    },
  };
}

export function seededRng(seed: number | string): Rng {
  return {
    stream(name) {
      const digest = sha256(utf8ToBytes(`${seed}\u0000${name}`));
      const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
      const state = new Uint32Array(4);
      for (let i = 0; i < 4; i++) state[i] = view.getUint32(i * 4);
      if (state.every((word) => word === 0)) state[0] = 1;
      return xoshiro(state);
    },
  };
}
