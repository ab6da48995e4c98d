/** Where the parts of a duty's small time bar lie, in pixels. Pure. */
import type { Ms, When } from "../../base/time.ts";

export interface Piece {
  readonly x: number;
  readonly width: number;
}

export interface BarGeometry {
  readonly spent: number;
  readonly now: number;
  readonly due: Piece | null;
  /** Surely late: after the latest bound. */
  readonly late: Piece | null;
  /** Perhaps late: inside the due interval. */
  readonly perhaps: Piece | null;
}

const NARROWEST = 2;

/** The bar spans from the start to the later of deadline and end, with a little room after it. */
export function barGeometry({ start, due, end }: { start: Ms; due: When | null; end: Ms }, width: number): BarGeometry {
  const last = Math.max(end, due?.latest ?? end, start + 1);
  const scale = (width - NARROWEST) / (last - start);
  const x = (instant: Ms): number => Math.round(Math.min(width - 1, Math.max(0, (instant - start) * scale)) * 10) / 10;
  const piece = (from: Ms, to: Ms): Piece => ({ x: x(from), width: Math.max(NARROWEST, Math.round((x(to) - x(from)) * 10) / 10) });
  const now = Math.max(1, x(end));
  if (due === null) return { spent: now, now, due: null, late: null, perhaps: null };
  return {
    spent: x(Math.min(end, due.earliest)),
    now,
    due: piece(due.earliest, due.latest),
    late: end > due.latest ? piece(due.latest, end) : null,
    perhaps: end > due.earliest && due.latest > due.earliest ? piece(due.earliest, Math.min(end, due.latest)) : null,
  };
}
