/** State of cases, exposure events and contacts; a contact carries who is responsible for the person now. */
import { dayOf } from "../../base/civil.ts";
import { surelyBefore, type Ms, type When } from "../../base/time.ts";
import { latest } from "../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../engine/event.ts";
import type { Kind, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";

export type ContactClass = "close" | "secondary" | "general";

export interface ContactView extends ThingState {
  readonly class: ContactClass;
  /** Organisation (community) where the person lives. */
  readonly home: string | null;
  readonly exposure: string | null;
  /** The contact through whom this person is one, where it is no case. */
  readonly contactOf: string | null;
  readonly firstExposure: When | null;
  readonly lastExposure: When | null;
  readonly case: string | null;
  readonly foundAt: When;
  /** Who found or received the person. */
  readonly foundBy: string | null;
  /** Whether the person is still to be placed; null where nobody has to. */
  readonly placing: "owed" | "placed" | null;
  readonly owedSince: When | null;
  /** Day of the placement in UTC, to find whom a day placed. */
  readonly placedOn: string | null;
  readonly pushedAt: When | null;
  readonly placedAt: When | null;
  readonly site: string | null;
  readonly room: string | null;
  /** The one organisation responsible for the person (law 1), and since when. */
  readonly custody: { readonly org: string; readonly since: When } | null;
  /** The measure ordered last of those in force; null when none is. */
  readonly measure: string | null;
  readonly measures: readonly string[];
  /** When somebody knew where the person is, and when the person was told. */
  readonly locatedAt: When | null;
  readonly informedAt: When | null;
  /** The hospital that has the person for now; no exit and no escape. */
  readonly atCare: string | null;
  /** When the person came to be where `status` says. */
  readonly since: When;
}

export interface CaseView extends ThingState {
  readonly class: string;
  /** Every class it had, oldest first: a case that turns out to be another stays the same case. */
  readonly history: readonly { readonly class: string; readonly at: When }[];
  readonly org: string | null;
  readonly onset: When | null;
  readonly isolatedAt: When | null;
  readonly interviewedAt: When | null;
  readonly listedAt: When | null;
  /** The smallest area it lies in; null where nobody has said. */
  readonly area: string | null;
  /** Found under quarantine, or among people still moving about. */
  readonly found: "community" | "quarantine";
  readonly reportedAt: When;
}

export interface GatheringView extends ThingState {
  readonly place?: string;
  /** When people were there together: the exposure of whoever was. */
  readonly held?: When;
  readonly attendees?: readonly string[];
}

export interface FoundData {
  readonly contact: string;
  readonly class: ContactClass;
  readonly needsPlacement: boolean;
  readonly home?: string;
  readonly exposure?: string;
  readonly firstExposure?: When;
  readonly lastExposure?: When;
  readonly case?: string;
  readonly contactOf?: string;
}

/** The UTC day of an instant, as `placedOn` keeps it. */
export function bucketOf(instant: Ms): string {
  return dayOf("UTC", instant);
}

/** Reached a site, or said to have; the first time counts. */
function placed(state: ContactView, event: LedgerEvent): Pick<ContactView, "placedAt" | "placing" | "placedOn"> {
  const placedAt = state.placedAt ?? event.occurred;
  return { placedAt, placing: "placed", placedOn: bucketOf(placedAt.latest) };
}

type Step = (state: ContactView, event: LedgerEvent) => ContactView;

function custody(event: LedgerEvent, org: string): ContactView["custody"] {
  return { org, since: event.occurred };
}

/** Somebody takes the person on again after nobody was responsible any more: a stay that is over is forgotten. */
function anew(state: ContactView, event: LedgerEvent): Partial<ContactView> {
  if (state.custody !== null) return {};
  return { status: "found", custody: custody(event, event.actor.org), since: event.occurred, pushedAt: null, placedAt: null, placedOn: null, site: null, room: null };
}

const steps: Readonly<Record<string, Step>> = {
  "contact.pushed": (state, event) => ({ ...state, status: "pushed", pushedAt: event.occurred }),
  "contact.reclassified": (state, event) => ({ ...state, class: dataOf<{ class: ContactClass }>(event).class }),
  // Ruled out or not, a person under a measure stays somebody's responsibility until it ends.
  // Nobody owes a place any more: whoever is brought in later on other grounds was not waiting all the while.
  "contact.ruled_out": (state) => ({ ...state, status: "ruled-out", ...(state.placing === "owed" ? { placing: null, owedSince: null } : {}), custody: state.measure === null ? null : state.custody }),
  "contact.held": (state, event) => ({ ...state, status: "held-at-home", custody: custody(event, dataOf<{ org: string }>(event).org) }),
  "transfer.departed": (state, event) => ({ ...state, status: "in-transit", custody: custody(event, event.actor.org) }),
  "contact.placed": (state, event) => ({
    ...state, status: "placed", ...placed({ ...state, placedAt: null }, event), site: dataOf<{ site?: string }>(event).site ?? state.site,
    custody: custody(event, dataOf<{ siteOrg?: string }>(event).siteOrg ?? event.actor.org),
  }),
  "person.arrived": (state, event) => {
    const { site, room, siteOrg } = dataOf<{ site: string; room?: string; siteOrg: string }>(event);
    return { ...state, status: "in-quarantine", ...placed(state, event), site, room: room ?? (site === state.site ? state.room : null), custody: custody(event, siteOrg) };
  },
  "measure.ordered": (state, event) => {
    const { measure } = dataOf<{ measure: string }>(event);
    return { ...state, ...anew(state, event), measure, measures: [...state.measures, measure] };
  },
  // On the way home the sender stays responsible until the community has signed at the door.
  "homeward.departed": (state) => ({ ...state, status: "going-home" }),
  "homecoming.signed": (state, event) => ({
    ...state, status: state.measure === null ? "released" : "at-home", site: null, room: null, custody: state.measure === null ? null : custody(event, dataOf<{ org: string }>(event).org),
  }),
  "home.started": (state, event) => ({ ...state, status: "at-home", custody: custody(event, dataOf<{ org: string }>(event).org) }),
  "contact.located": (state, event) => ({ ...state, locatedAt: state.locatedAt ?? event.occurred }),
  "contact.informed": (state, event) => ({ ...state, informedAt: state.informedAt ?? event.occurred }),
  // In hospital the hospital answers for the person, and whoever has them back after that.
  "care.departed": (state) => ({ ...state, atCare: state.atCare ?? "on-the-way" }),
  "care.received": (state, event) => ({ ...state, ...atCare(event, String(event.data["hospital"])) }),
  "care.returned": (state, event) => ({ ...state, ...atCare(event, null) }),
  "person.left_room": (state, event) => (dataOf<{ certain: boolean }>(event).certain ? { ...state, status: "out-of-room" } : state),
  "person.returned": (state) => ({ ...state, status: "in-quarantine" }),
  "person.released": (state, event) => {
    const measures = state.measures.filter((measure) => measure !== dataOf<{ measure: string }>(event).measure);
    const last = measures.at(-1);
    return last === undefined ? { ...state, status: "released", custody: null, measure: null, measures } : { ...state, measure: last, measures };
  },
};

/** Somebody free of everybody stays free in hospital: what is done for them there is no custody. */
function atCare(event: LedgerEvent, hospital: string | null): Partial<ContactView> {
  const org = event.data["custody"];
  return { atCare: hospital, ...(typeof org === "string" ? { custody: custody(event, org) } : {}) };
}

/** A contact of whom nothing is known but that there is one. */
function unseen(event: LedgerEvent): ContactView {
  return {
    status: "found", class: "close", home: null, exposure: null, contactOf: null, firstExposure: null, lastExposure: null, locatedAt: null, informedAt: null, atCare: null, case: null, foundAt: event.occurred, foundBy: null, placing: null, owedSince: null,
    pushedAt: null, placedAt: null, placedOn: null, site: null, room: null, custody: custody(event, event.actor.org), measure: null, measures: [], since: event.occurred,
  };
}

function fold(state: ContactView | undefined, event: LedgerEvent): ContactView | undefined {
  if (event.type === "contact.found" || event.type === "contact.received") {
    const data = dataOf<FoundData>(event);
    const owed = data.needsPlacement && state?.placing !== "owed" ? { placing: "owed", owedSince: event.occurred } as const : {};
    const known = { class: data.class, foundBy: event.actor.org, home: data.home ?? state?.home ?? null, exposure: data.exposure ?? state?.exposure ?? null,
      firstExposure: data.firstExposure ?? state?.firstExposure ?? null, lastExposure: data.lastExposure ?? state?.lastExposure ?? null,
      contactOf: data.contactOf ?? state?.contactOf ?? null, case: data.case ?? state?.case ?? null };
    return state === undefined ? { ...unseen(event), ...known, ...owed } : { ...state, ...known, ...(state.status === "ruled-out" ? { status: "found" } : {}), ...anew(state, event), ...owed };
  }
  if (state === undefined && event.type === "person.arrived") {
    // Delivered before anybody named them: recorded all the same.
    return steps["person.arrived"]!(unseen(event), event);
  }
  const step = steps[event.type];
  if (state === undefined || step === undefined) return state;
  const after = step(state, event);
  if (after.status === state.status || event.type === "measure.ordered") return after;
  // Late news fills in what was missing; it does not move the person back to where they were before.
  if (surelyBefore(event.occurred, state.since)) return { ...after, status: state.status, custody: state.custody, site: state.site, room: state.room };
  return { ...after, since: event.occurred };
}

const CASE_STEPS: Readonly<Record<string, "isolatedAt" | "interviewedAt" | "listedAt">> = { "case.isolated": "isolatedAt", "case.interviewed": "interviewedAt", "case.contacts_listed": "listedAt" };

function foldCase(state: CaseView | undefined, event: LedgerEvent): CaseView | undefined {
  if (event.type === "case.reported") {
    const data = dataOf<CaseView>(event);
    const history = state?.history.at(-1)?.class === data.class ? state.history : [...(state?.history ?? []), { class: data.class, at: event.occurred }];
    // The clock of a case runs from its first report, whatever it is called later.
    const first = state === undefined ? {} : { reportedAt: state.reportedAt };
    const none = { org: event.actor.org, onset: null, isolatedAt: null, interviewedAt: null, listedAt: null };
    return { ...none, ...state, ...data, ...first, history, status: "reported", at: event.occurred } as CaseView;
  }
  const step = CASE_STEPS[event.type];
  return state === undefined || step === undefined || state[step] !== null ? state : { ...state, [step]: event.occurred };
}

export const kinds: readonly Kind[] = [
  {
    kind: "contact", title: zhEn("密接者", "Contact"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "class", title: zhEn("类别", "Class"), type: "text" },
      { key: "home", title: zhEn("居住社区", "Home community"), type: "text" },
      { key: "custody.org", title: zhEn("现责任单位", "Responsible now"), type: "text" },
      { key: "site", title: zhEn("隔离点", "Site"), type: "text" },
      { key: "foundAt", title: zhEn("判定时间", "Found"), type: "when" },
      { key: "placedAt", title: zhEn("到位时间", "Placed"), type: "when" },
      { key: "placing", title: zhEn("是否待转", "To be placed"), type: "text" },
      { key: "placedOn", title: zhEn("到位日（UTC）", "Placed on (UTC day)"), type: "text" },
    ],
  },
  {
    kind: "case", title: zhEn("病例", "Case"), scope: "incident", fold: foldCase as Kind["fold"],
    columns: [
      { key: "class", title: zhEn("分类", "Class"), type: "text" },
      { key: "org", title: zhEn("报告单位", "Reported by"), type: "text" },
      { key: "found", title: zhEn("发现途径", "Found"), type: "text" },
      { key: "area", title: zhEn("区域", "Area"), type: "text" },
      { key: "onset", title: zhEn("发病", "Onset"), type: "when" },
      { key: "reportedAt", title: zhEn("报告", "Reported"), type: "when" },
      { key: "isolatedAt", title: zhEn("隔离", "Isolated"), type: "when" },
      { key: "interviewedAt", title: zhEn("核心信息", "Interviewed"), type: "when" },
      { key: "listedAt", title: zhEn("密接列清", "Contacts listed"), type: "when" },
    ],
  },
  {
    kind: "gathering", title: zhEn("暴露事件", "Exposure event"), scope: "incident", fold: latest({ "exposure.recorded": "recorded" }),
    columns: [{ key: "place", title: zhEn("地点", "Place"), type: "text" }, { key: "held", title: zhEn("举办时间", "Held"), type: "when" }, { key: "at", title: zhEn("时间", "When"), type: "when" }],
  },
];
