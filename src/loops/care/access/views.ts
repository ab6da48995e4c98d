/**
 * State of needs for care that cannot wait, and of people who depend on sessions. A request is its own pass from the
 * moment it is made: nothing else has to be issued, tested or permitted. No name and no diagnosis: what is needed,
 * where from, by when.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import { elapsed, HOUR, type Ms, type When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const EMERGENCIES = ["emergency", "birth"] as const;
export const NEEDS = [...EMERGENCIES, "dialysis", "chemotherapy", "medicine", "other"] as const;

export interface CareView extends ThingState {
  readonly careRequest: string;
  readonly for: string;
  readonly urgency: "emergency" | "chronic";
  readonly person: string | null;
  readonly org: string;
  readonly neededBy: When | null;
  readonly hospital: string | null;
  readonly askedAt: When | null;
  readonly receivedAt: When | null;
  /** Who kept the person from care, and what was said; each is an alarm of its own. */
  readonly turnedAway: readonly { readonly org: string; readonly why: string; readonly at: When }[];
  readonly recordComplete: boolean;
}

export interface ChronicView extends ThingState {
  readonly chronicCare: string;
  readonly for: string;
  readonly org: string;
  readonly hospital: string;
  readonly nextAt: When | null;
  readonly arranged: boolean;
}

export const careRef = (request: string): Ref => ref("care-request", request);
export const chronicRef = (chronicCare: string): Ref => ref("chronic-care", chronicCare);

const STATUSES: Readonly<Record<string, string>> = {
  "care.requested": "asked", "care.answered": "hospital-named", "care.departed": "on-the-way", "care.received": "in-care", "care.turned_away": "turned-away",
  "care.confirmed": "helped", "care.denied": "not-helped", "care.returned": "back",
};

/** A request nobody has told of before is there from the first word of it: the record is completed afterwards. */
const unheard: CareView = {
  status: "asked", careRequest: "", for: "emergency", urgency: "emergency", person: null, org: "", neededBy: null, hospital: null, askedAt: null, receivedAt: null, turnedAway: [], recordComplete: false,
};

function foldCare(state: CareView | undefined, event: LedgerEvent): CareView | undefined {
  const status = STATUSES[event.type];
  if (status === undefined && event.type !== "care.record_completed") return state;
  const { desk: _desk, custody: _custody, ...told } = event.data;
  const before = state ?? unheard;
  const after = { ...before, status: status ?? before.status };
  switch (event.type) {
    case "care.requested": return { ...after, ...(told as object), askedAt: before.askedAt ?? event.occurred, status: before.receivedAt === null ? "asked" : before.status };
    case "care.answered": return { ...after, careRequest: String(told["careRequest"]), hospital: String(told["hospital"]) };
    case "care.received": return { ...after, careRequest: String(told["careRequest"]), hospital: String(told["hospital"]), receivedAt: before.receivedAt ?? event.occurred };
    case "care.turned_away": return { ...after, careRequest: String(told["careRequest"]), turnedAway: [...before.turnedAway, { ...dataOf<{ org: string; why: string }>(event), at: event.occurred }] };
    case "care.record_completed": return { ...after, ...(told as object), recordComplete: true };
    default: return { ...after, careRequest: String(told["careRequest"]) };
  }
}

function foldChronic(state: ChronicView | undefined, event: LedgerEvent): ChronicView | undefined {
  switch (event.type) {
    case "chronic.scheduled": return { ...state, ...dataOf<ChronicView>(event), arranged: false, status: "scheduled" };
    case "chronic.arranged": return state === undefined ? state : { ...state, arranged: true, status: "arranged" };
    case "chronic.attended": return state === undefined ? state : { ...state, nextAt: null, status: "attended" };
    case "chronic.ended": return state === undefined ? state : { ...state, nextAt: null, status: "ended" };
    default: return state;
  }
}

export interface WayToCare {
  /** Requests not yet received by a hospital, longest waiting first. */
  readonly waiting: readonly string[];
  readonly turnedAway: readonly string[];
  /** Hours from asking to being received, of those received, least and most. */
  readonly hours: readonly { readonly careRequest: string; readonly least: number; readonly most: number }[];
}

/** How open the way to care is, opening into the requests. */
export function wayToCare(requests: readonly Thing[]): WayToCare {
  const all = requests.map(({ state }) => state as CareView);
  const since = (one: CareView): Ms => one.askedAt?.latest ?? 0;
  return {
    waiting: all.filter((one) => one.receivedAt === null && one.status !== "helped" && one.status !== "back").sort((a, b) => since(a) - since(b)).map((one) => one.careRequest),
    turnedAway: all.filter((one) => one.turnedAway.length > 0).map((one) => one.careRequest),
    hours: all.flatMap((one) => {
      if (one.askedAt === null || one.receivedAt === null) return [];
      const { least, most } = elapsed(one.askedAt, one.receivedAt);
      return [{ careRequest: one.careRequest, least: least / HOUR, most: most / HOUR }];
    }),
  };
}

export const kinds: readonly Kind[] = [
  {
    kind: "care-request", title: zhEn("就医需求", "Need for care"), scope: "incident", fold: foldCare as Kind["fold"],
    columns: [
      { key: "for", title: zhEn("何种需求", "Need"), type: "text" }, { key: "urgency", title: zhEn("缓急", "Urgency"), type: "text" }, { key: "org", title: zhEn("所在单位", "Where from"), type: "text" },
      { key: "hospital", title: zhEn("接诊医院", "Hospital"), type: "text" }, { key: "neededBy", title: zhEn("最迟时间", "Needed by"), type: "when" },
      { key: "askedAt", title: zhEn("提出", "Asked"), type: "when" }, { key: "receivedAt", title: zhEn("接诊", "Received"), type: "when" }, { key: "recordComplete", title: zhEn("记录已补全", "Record complete"), type: "boolean" },
    ],
  },
  {
    kind: "chronic-care", title: zhEn("定期治疗", "Regular sessions"), scope: "incident", fold: foldChronic as Kind["fold"],
    columns: [
      { key: "for", title: zhEn("何种需求", "Need"), type: "text" }, { key: "org", title: zhEn("所在单位", "Where from"), type: "text" }, { key: "hospital", title: zhEn("医院", "Hospital"), type: "text" },
      { key: "nextAt", title: zhEn("下次治疗", "Next session"), type: "when" }, { key: "arranged", title: zhEn("往返已落实", "Arranged"), type: "boolean" },
    ],
  },
];
