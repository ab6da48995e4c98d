/**
 * Which duties the clock takes in one command, the same in every store. Steps are taken in the order of their
 * times across all duties; several instants may share a command as long as nothing one of them causes can fall
 * due between them, and no clause of a pack is shorter than a minute.
 */
import { MINUTE, type Ms } from "../base/time.ts";
import type { TickQueue } from "../engine/clock/queue.ts";

export interface DuePart {
  readonly ids: readonly string[];
  /** The last of their instants. */
  readonly until: Ms;
}

/** The next duties due by `until`, about `most` of them; null when nothing is due any more. */
export function takeDue(queue: TickQueue, until: Ms, most: number): DuePart | null {
  const first = queue.take(until);
  if (first === null) return null;
  const ids = first.ids;
  const end = Math.min(until, first.at + MINUTE - 1);
  let last = first.at;
  while (ids.length < most) {
    const next = queue.take(end);
    if (next === null) break;
    for (const id of next.ids) ids.push(id);
    last = next.at;
  }
  return { ids, until: last };
}
