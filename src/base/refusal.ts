/**
 * The expected no. A refusal is a value, never an exception: a stable code for programs, a sentence for a
 * clerk, the place in the input, and what to do instead. Bugs throw (`bug`), outages are thrown by adapters.
 */

export interface Refusal {
  readonly kind: "refusal";
  /** Stable, kebab-case, documented in docs/refusals.md; screens translate by it. */
  readonly code: string;
  readonly message: string;
  /** Where in the input: a field path, a row, an event id. */
  readonly where?: string;
  /** What to do instead. */
  readonly fix?: string;
  /** Values a translated sentence needs. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export type RefusalDetail = Pick<Refusal, "where" | "fix" | "params">;

export function refuse(code: string, message: string, detail: RefusalDetail = {}): Refusal {
  return { kind: "refusal", code, message, ...detail };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && (value as { kind?: unknown }).kind === "refusal";
}

/** One line for a terminal or a log: place, sentence, way out. */
export function refusalLine(refusal: Refusal): string {
  const place = refusal.where === undefined ? "" : `${refusal.where}: `;
  const fix = refusal.fix === undefined ? "" : ` ${refusal.fix}`;
  return `${place}${refusal.message}${fix} [${refusal.code}]`;
}

/** A broken assumption of ours: crash loudly, naming it. */
export function bug(message: string): never {
  throw new Error(`bug: ${message}`);
}

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) bug(message);
}
