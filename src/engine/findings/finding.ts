/**
 * What a finding is: a duty that ran late or silent, or a rule broken, with the rule and clock behind it, who
 * held it, who answers for it, when the alarm was raised and what the holder had. It never names a penalty.
 */
import type { Lateness, Ms, When } from "../../base/time.ts";
import type { Post } from "../event.ts";

/** What the holder had asked for, and whether it came (law 10, G-23). */
export interface Means {
  readonly what: readonly string[];
  readonly askedAt: When;
  readonly of: Post;
  readonly answered: When | null;
}

export interface Finding {
  readonly kind: string;
  readonly duty: string;
  readonly clause: string | null;
  readonly holder: Post | null;
  readonly missedBy: readonly Post[];
  readonly due: When | null;
  readonly done: When | null;
  readonly late: Lateness | null;
  readonly certainty: "certain" | "possible";
  readonly raisedAt: Ms;
  readonly raisedTo: Post | null;
  /** Seqs of the events it rests on. */
  readonly evidence: readonly number[];
  readonly means: readonly Means[];
  /** It rests on an alarm raised before it was known that the thing had been done in time. */
  readonly mark: "raised-before-known" | null;
  /** Things it is about, for lists; never shown as which person did what where that is not known. */
  readonly subjects: readonly string[];
}
