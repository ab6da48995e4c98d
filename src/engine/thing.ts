/** A thing of the ledger: a case, a site, an order. Its state is folded from events by the loop that owns its kind. */
import type { Ref } from "../base/ids.ts";

/** State of one thing. `status` and `place` are kept apart for lists; everything else is in `state`. */
export interface ThingState {
  readonly status: string;
  /** Organisation ids from the top to the place, e.g. `city/district-A/subdistrict-A1`; empty when unknown. */
  readonly place?: string;
  readonly [field: string]: unknown;
}

export interface Thing {
  readonly ref: Ref;
  readonly version: number;
  readonly state: ThingState;
}
