/**
 * What a person's journey must take care of: household, carer, wheelchair, stretcher, language; whether they have
 * been told why, where, how long, what to bring and whom to call; and the reason given for a delay.
 */
import { ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";

/** Reasons a delay can have; `other` needs words. */
export const DELAYS = ["no-room", "no-vehicle", "no-team", "site-not-ready", "person-not-found", "person-refuses", "in-hospital", "medical", "weather", "other"] as const;
export type DelayCode = (typeof DELAYS)[number];

export interface PassengerView extends ThingState {
  readonly household: string | null;
  /** Somebody who shares the room and rides along: a person's id, or `staff`. */
  readonly carer: string | null;
  readonly wheelchair: boolean;
  readonly stretcher: boolean;
  /** A child, or somebody who cannot be alone. */
  readonly dependant: boolean;
  readonly needs: readonly string[];
  readonly language: string | null;
  readonly informedAt: When | null;
  readonly delay: { readonly code: DelayCode; readonly note: string | null; readonly at: When } | null;
}

const UNKNOWN: PassengerView = { status: "recorded", household: null, carer: null, wheelchair: false, stretcher: false, dependant: false, needs: [], language: null, informedAt: null, delay: null };

function fold(state: PassengerView | undefined, event: LedgerEvent): PassengerView | undefined {
  const before = state ?? UNKNOWN;
  switch (event.type) {
    case "passenger.described": {
      const { contact: _, ...told } = dataOf<{ contact: string }>(event);
      return { ...before, ...told };
    }
    case "transfer.informed": return { ...before, informedAt: event.occurred };
    case "transfer.delay_explained": {
      const { code, note = null } = dataOf<{ code: DelayCode; note?: string }>(event);
      return { ...before, delay: { code, note, at: event.occurred } };
    }
    default: return state;
  }
}

export function passengerOf(state: State, contact: string): PassengerView | undefined {
  return state.thing(ref("passenger", contact))?.state as PassengerView | undefined;
}

/** Whether two people may share a room: one household, or one cares for the other. */
export function together(state: State, a: string, b: string): boolean {
  if (a === b) return true;
  const [one, other] = [passengerOf(state, a), passengerOf(state, b)];
  if (one?.carer === b || other?.carer === a) return true;
  return typeof one?.household === "string" && one.household === other?.household;
}

export const kinds: readonly Kind[] = [
  {
    kind: "passenger", title: zhEn("转运需求", "Needs of the journey"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "household", title: zhEn("住户", "Household"), type: "text" }, { key: "carer", title: zhEn("陪护人", "Carer"), type: "text" },
      { key: "wheelchair", title: zhEn("轮椅", "Wheelchair"), type: "boolean" }, { key: "stretcher", title: zhEn("担架", "Stretcher"), type: "boolean" },
      { key: "dependant", title: zhEn("需照护", "Cannot be alone"), type: "boolean" }, { key: "language", title: zhEn("语言", "Language"), type: "text" },
      { key: "informedAt", title: zhEn("告知时间", "Told"), type: "when" }, { key: "delay.code", title: zhEn("延误原因", "Reason for the delay"), type: "text" },
    ],
  },
];
