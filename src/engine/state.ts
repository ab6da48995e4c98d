/**
 * The working state deciders and rules read: things and duties of one incident and of the city it draws on.
 * `apply` is the only way to change it. A store may hold only a part of it and throw `Missing` for the rest;
 * the writer then loads what was missing and decides again, so nothing is ever decided on a gap.
 */
import type { Ref } from "../base/ids.ts";
import type { Duty } from "./duty/duty.ts";
import type { LedgerEvent } from "./event.ts";
import type { Thing } from "./thing.ts";

export interface State {
  thing(ref: Ref): Thing | undefined;
  duty(id: string): Duty | undefined;
  /** Open duties about a thing, oldest first. */
  openDuties(subject: Ref): readonly Duty[];
  /** Things of a kind whose column has this value, in the order of their ids. */
  things(kind: string, column: string, value: string): readonly Thing[];
}

export interface WorkingState extends State {
  apply(event: LedgerEvent): void;
  /** From here on changes can be undone with `undo`, until the next `mark`. */
  mark(): void;
  undo(): void;
}

/** What a partial state lacks. Thrown, because any decider may meet it at any depth. */
export class Missing extends Error {
  readonly wanted: Wanted;
  constructor(wanted: Wanted) {
    super("state not loaded");
    this.wanted = wanted;
  }
}

export type Wanted =
  | { readonly what: "thing"; readonly ref: Ref }
  | { readonly what: "duty"; readonly id: string }
  | { readonly what: "open-duties"; readonly subject: Ref }
  | { readonly what: "things"; readonly kind: string; readonly column: string; readonly value: string };
