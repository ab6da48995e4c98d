/**
 * The third kind of error: something outside the program failed (a disk, a port, a server). Thrown by the
 * adapters with a stable code, one plain sentence and what to do about it; the command line prints both and
 * ends without a stack trace. An expected no is a refusal, a broken assumption a bug: neither belongs here.
 */

export class Outage extends Error {
  override readonly name = "Outage";
  /** Stable, kebab-case. */
  readonly code: string;
  /** What the reader can do, as a sentence. */
  readonly fix: string;

  constructor(code: string, message: string, fix: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.fix = fix;
  }
}

/** One line for a terminal or a log, in the shape of a refusal's line. */
export function outageLine(outage: Outage): string {
  return `${outage.message} ${outage.fix} [${outage.code}]`;
}

/** The system's short code of a failed call (`EACCES`, `28P01`), or "" when there is none. */
export function codeOf(error: unknown): string {
  if (typeof error !== "object" || error === null) return "";
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "";
}
