/**
 * The ledger's noun: an event is what happened, with two times (when it occurred, when we learned it), on
 * whose authority, and about which things. Events are never changed; a correction is a new event.
 */
import type { Ref } from "../base/ids.ts";
import type { Ms, When } from "../base/time.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };
export type JsonObject = { readonly [key: string]: Json | undefined };

/** Who holds or acts: an organisation and a role in it, never a bare person. A type, so that it fits in `data`. */
export type Post = {
  readonly org: string;
  readonly role: string;
};

/** An event as a decider writes it, before the writer numbers it. */
export interface NewEvent {
  /** Past tense, `contact.pushed`. */
  readonly type: string;
  readonly occurred: When;
  /** Every thing whose state this event changes; `duty:D12` for duties. */
  readonly about: readonly Ref[];
  readonly data: JsonObject;
  /** `city`: goes to the ledger of the city the incident draws on (rooms, vehicles, organisations). */
  readonly ledger?: "city";
}

export interface LedgerEvent {
  readonly incident: string;
  /** Gap-free from 1 within an incident. */
  readonly seq: number;
  readonly type: string;
  readonly occurred: When;
  /** When the system learned it; never before `occurred.latest` of a fact, nor before the previous event. */
  readonly learned: Ms;
  readonly actor: Post;
  /** Pseudonym of the person who typed it, if any. */
  readonly by?: string;
  readonly about: readonly Ref[];
  readonly data: JsonObject;
  /** The command that caused it; all events of one command are written together. */
  readonly command: string;
  /** Seq of the event in the same ledger that this one follows from by rule. */
  readonly cause?: number;
  /** Id the fact had in the file or message it came from (`H05`). */
  readonly source?: string;
}

/** What an event carries, as the loop that writes it declares it. */
export function dataOf<Data>(event: LedgerEvent): Data {
  return event.data as unknown as Data;
}

export function samePost(a: Post, b: Post): boolean {
  return a.org === b.org && a.role === b.role;
}

export function postText(post: Post): string {
  return `${post.role}@${post.org}`;
}
