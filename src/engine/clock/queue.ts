/** Which duty the clock must look at next: a binary heap by instant, then by duty number; stale entries drop out. */
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../duty/duty.ts";

interface Entry {
  readonly at: Ms;
  readonly number: number;
  readonly id: string;
}

export interface TickQueue {
  note(duty: Duty): void;
  /** Ids due at the earliest instant not after `until`, and that instant; null when nothing is due. */
  take(until: Ms): { at: Ms; ids: string[] } | null;
}

function before(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}

export function createTickQueue(current: (id: string) => Ms | null): TickQueue {
  const heap: Entry[] = [];
  const swap = (i: number, j: number): void => {
    [heap[i], heap[j]] = [heap[j]!, heap[i]!];
  };
  const push = (entry: Entry): void => {
    let i = heap.push(entry) - 1;
    while (i > 0 && before(heap[i]!, heap[(i - 1) >> 1]!)) {
      swap(i, (i - 1) >> 1);
      i = (i - 1) >> 1;
    }
  };
  const pop = (): Entry => {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      for (let i = 0; ;) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
        if (least === i) break;
        swap(i, least);
        i = least;
      }
    }
    return top;
  };
  return {
    note(duty) {
      if (duty.nextTick !== null) push({ at: duty.nextTick, number: Number(duty.id.slice(1)), id: duty.id });
    },
    take(until) {
      while (heap.length > 0 && current(heap[0]!.id) !== heap[0]!.at) pop();
      if (heap.length === 0 || heap[0]!.at > until) return null;
      const at = heap[0]!.at;
      const ids: string[] = [];
      while (heap.length > 0 && heap[0]!.at === at) {
        const entry = pop();
        if (current(entry.id) === at && ids.at(-1) !== entry.id) ids.push(entry.id);
      }
      return { at, ids };
    },
  };
}
