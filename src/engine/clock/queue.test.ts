// The tick queue against a plain scan of all duties: same instants, same duties, whatever was noted before.
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Duty } from "../duty/duty.ts";
import { createTickQueue } from "./queue.ts";

type Step = { readonly set: number; readonly at: number | null } | { readonly take: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ set: fc.integer({ min: 1, max: 12 }), at: fc.option(fc.integer({ min: 0, max: 40 })) }),
  fc.record({ take: fc.integer({ min: 0, max: 45 }) }),
);

/** What is due first by `until`, found by looking at everything. */
function scan(ticks: ReadonlyMap<string, number | null>, until: number): { at: number; ids: string[] } | null {
  const due = [...ticks].filter((entry): entry is [string, number] => entry[1] !== null && entry[1] <= until);
  if (due.length === 0) return null;
  const at = Math.min(...due.map(([, instant]) => instant));
  return { at, ids: due.filter(([, instant]) => instant === at).map(([id]) => id).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))) };
}

test("gives what a scan of all duties gives, and nothing twice", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
    const ticks = new Map<string, number | null>();
    const queue = createTickQueue((id) => ticks.get(id) ?? null);
    const set = (id: string, at: number | null): void => {
      ticks.set(id, at);
      queue.note({ id, nextTick: at } as Duty);
    };
    for (const one of steps) {
      if ("set" in one) {
        set(`D${one.set}`, one.at);
        continue;
      }
      const wanted = scan(ticks, one.take);
      expect(queue.take(one.take)).toEqual(wanted);
      // The clock's step moves each on, or ends it; what it does not move it would be asked for again.
      for (const id of wanted?.ids ?? []) set(id, Number(id.slice(1)) % 3 === 0 ? null : wanted!.at + 1 + Number(id.slice(1)));
    }
  }));
});

test("same instant: in the order the duties were opened, ten after nine", () => {
  const queue = createTickQueue(() => 5);
  for (const id of ["D10", "D9", "D100", "D1", "D9"]) queue.note({ id, nextTick: 5 } as Duty);
  expect(queue.take(4)).toBeNull();
  expect(queue.take(5)).toEqual({ at: 5, ids: ["D1", "D9", "D10", "D100"] });
});
