/** Medians, percentiles and counted time: how many rounds become one published number. Refuses empty lists. */
import { assert } from "../../src/base/refusal.ts";

export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort();
  assert(sorted.length > 0, "nothing was measured");
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  assert(sorted.length > 0, "nothing was measured");
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Seconds since the call that gave it. */
export function stopwatch(): () => number {
  const start = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - start) / 1e9;
}

/**
 * Seconds of processor time this process has used since the call that gave it, its garbage collection among
 * them: for work that waits for nothing, the same as the time it takes on a machine with nothing else to do.
 */
export function processorWatch(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}

/** The rounds behind a median, so that a reader sees how much they differ. */
export function rounds(values: readonly number[], unit = ""): string {
  return `rounds ${values.map((value) => (value >= 1000 ? Math.round(value).toLocaleString("en-US") : value.toPrecision(3))).join(", ")}${unit}`;
}
