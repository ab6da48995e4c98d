/**
 * The few tail probabilities that integrity signals need. Each states its source and range; all return the
 * chance of seeing this much or more in honest work, between 0 and 1.
 */

/** ln Γ(x), x > 0; Lanczos with g = 7 and nine terms (Press et al. 2007, 6.1), error below 1e-13. */
export function logGamma(x: number): number {
  const terms = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7];
  let sum = terms[0]!;
  for (let index = 1; index < 9; index++) sum += terms[index]! / (x - 1 + index);
  const base = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/** P(X ≥ k) of n draws with chance p, 0 < p < 1. Sums the tail from its largest term. */
export function binomialTail(n: number, k: number, p: number): number {
  if (k <= 0) return 1;
  let sum = 0;
  for (let hit = k; hit <= n; hit++) {
    const term = Math.exp(logChoose(n, hit) + hit * Math.log(p) + (n - hit) * Math.log1p(-p));
    sum += term;
    if (term < sum * 1e-12) break;
  }
  return Math.min(1, sum);
}

/** P(X ≤ k) of n draws whose chance varies around `mean` with correlation `rho`, both in (0, 1): beta-binomial (Skellam 1948). */
export function betaBinomialUpTo(n: number, k: number, mean: number, rho: number): number {
  const a = (mean * (1 - rho)) / rho;
  const b = ((1 - mean) * (1 - rho)) / rho;
  let sum = 0;
  for (let hit = 0; hit <= Math.min(k, n); hit++) sum += Math.exp(logChoose(n, hit) + logBeta(hit + a, n - hit + b) - logBeta(a, b));
  return Math.min(1, sum);
}

/** P(Z ≥ z), standard normal; Abramowitz and Stegun 1964, 26.2.17, error below 7.5e-8; the tail beyond 6 is its asymptote. */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 6) return density / z;
  const t = 1 / (1 + 0.2316419 * z);
  return density * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
}

/** P(χ² ≥ x) with an odd number of degrees of freedom; exact but for the normal tail (Abramowitz and Stegun 1964, 26.4.4). */
export function chiSquareTail(x: number, df: number): number {
  const root = Math.sqrt(x);
  let term = root;
  let sum = 0;
  for (let r = 1; r <= (df - 1) / 2; r++) {
    sum += term;
    term *= x / (2 * r + 1);
  }
  return Math.min(1, 2 * normalTail(root) + 2 * (Math.exp(-x / 2) / Math.sqrt(2 * Math.PI)) * sum);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Centre and spread that a few faked values move little: median, and 1.4826 times the median deviation (Hampel 1974). */
export function robustly(values: readonly number[]): { readonly centre: number; readonly spread: number } {
  const centre = median(values);
  return { centre, spread: 1.4826 * median(values.map((value) => Math.abs(value - centre))) };
}
