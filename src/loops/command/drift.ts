/**
 * Slackening seen before it hurts: a unit that does more and more of its duties late, reports them later and later,
 * or returns the same words again and again. For whoever supervises the unit, never for the public; it says what
 * changed and proves nothing.
 */
import type { Ms } from "../../base/time.ts";
import type { Duty } from "../../engine/duty/duty.ts";
import type { LedgerEvent } from "../../engine/event.ts";

export interface Window {
  readonly from: Ms;
  readonly to: Ms;
}

export interface Drift {
  readonly org: string;
  /** Share of what was reported done that was late, before and now; null where nothing was reported. */
  readonly late: { readonly before: number | null; readonly now: number | null };
  /** How long after doing it things were reported, on average. */
  readonly lag: { readonly before: Ms | null; readonly now: Ms | null };
  /** Returns with the same words, where they are more than one in two and at least `SAME` of them. */
  readonly same: { readonly words: string; readonly events: readonly number[] } | null;
  readonly worse: readonly ("late" | "lag" | "same")[];
}

/** Fewer returns than this say nothing. */
export const SAME = 3;
/** A change smaller than a tenth of all, or than half as long again, is chance. */
const SHARE = 0.1;
const LONGER = 1.5;

function reported(duties: readonly Duty[], org: string, { from, to }: Window): Duty[] {
  return duties.filter((duty) => duty.done !== null && duty.done.by.org === org && duty.done.learned >= from && duty.done.learned < to);
}

function shareLate(duties: readonly Duty[]): number | null {
  const timed = duties.filter((duty) => duty.done!.timing !== "no-clock");
  return timed.length === 0 ? null : timed.filter((duty) => duty.done!.timing === "late" || duty.done!.timing === "possibly-late").length / timed.length;
}

function lagOf(duties: readonly Duty[]): Ms | null {
  return duties.length === 0 ? null : duties.reduce((sum, duty) => sum + (duty.done!.learned - duty.done!.at.latest), 0) / duties.length;
}

function sameWords(events: readonly LedgerEvent[], org: string, { from, to }: Window): Drift["same"] {
  const returns = events.filter((event) => event.type === "duty.done" && event.actor.org === org && event.learned >= from && event.learned < to && typeof event.data["note"] === "string");
  const byWords = new Map<string, number[]>();
  for (const event of returns) byWords.set(String(event.data["note"]).trim(), [...(byWords.get(String(event.data["note"]).trim()) ?? []), event.seq]);
  const [words, seqs] = [...byWords].sort((a, b) => b[1].length - a[1].length)[0] ?? ["", []];
  return seqs.length >= SAME && seqs.length * 2 > returns.length ? { words, events: seqs } : null;
}

/** Units whose returns have become worse from one window to the next, the most signs first. */
export function drift(duties: Iterable<Duty>, events: readonly LedgerEvent[], before: Window, now: Window): Drift[] {
  const all = [...duties];
  const orgs = [...new Set(all.flatMap((duty) => duty.done?.by.org ?? []))].sort();
  return orgs.map((org): Drift => {
    const [then, since] = [reported(all, org, before), reported(all, org, now)];
    const late = { before: shareLate(then), now: shareLate(since) };
    const lag = { before: lagOf(then), now: lagOf(since) };
    const same = sameWords(events, org, now);
    const worse = [
      ...(late.before !== null && late.now !== null && late.now >= late.before + SHARE ? ["late"] as const : []),
      ...(lag.before !== null && lag.now !== null && lag.now > 0 && lag.now >= lag.before * LONGER ? ["lag"] as const : []),
      ...(same === null ? [] : ["same"] as const),
    ];
    return { org, late, lag, same, worse };
  }).filter(({ worse }) => worse.length > 0).sort((a, b) => b.worse.length - a.worse.length);
}
