/** State of points of entry and of each inbound person's chain: who is in charge now, every link with both signatures, gaps. */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

/** The links in their order; the middle ones may be left out where there is nothing to do. */
export const STAGES = ["port", "transport", "site", "home"] as const;
export type Stage = (typeof STAGES)[number];

export interface PortView extends ThingState {
  readonly port: string;
  readonly org: string;
  readonly coveredUntil: When | null;
  /** Items of the checklist the last check found missing. */
  readonly missing: readonly string[];
}

export interface ChainLink {
  readonly stage: Stage;
  readonly org: string;
  /** Signature of whoever took over. */
  readonly takenAt: When;
  /** Signature of whoever handed over; null: not yet, or never. */
  readonly handedAt: When | null;
  /** Whether the one before had handed over before this one took over. */
  readonly twoSided: boolean;
}

export interface InboundView extends ThingState {
  readonly person: string;
  readonly port: string;
  /** The one organisation responsible for the person; null when the loop has ended. */
  readonly org: string | null;
  readonly stage: Stage;
  /** Handed over and not signed for yet. */
  readonly offered: { readonly to: string; readonly stage: Stage } | null;
  readonly links: readonly ChainLink[];
}

export const portRef = (port: string): Ref => ref("port", port);
export const inboundRef = (person: string): Ref => ref("inbound", person);

function foldPort(state: PortView | undefined, event: LedgerEvent): PortView | undefined {
  if (event.type === "port.registered") return { coveredUntil: null, missing: [], ...state, ...dataOf<object>(event), status: state?.status ?? "closed" } as PortView;
  if (state === undefined) return state;
  switch (event.type) {
    case "port.opened": return { ...state, status: "open" };
    case "port.closed": return { ...state, status: "closed" };
    case "port.checked": return { ...state, missing: dataOf<{ missing: string[] }>(event).missing, checkedAt: event.occurred };
    case "port.mended": return { ...state, missing: [] };
    case "port.cover_ends": return { ...state, coveredUntil: dataOf<{ until: When }>(event).until };
    default: return state;
  }
}

function foldInbound(state: InboundView | undefined, event: LedgerEvent): InboundView | undefined {
  if (event.type === "inbound.landed") return { ...dataOf<object>(event), offered: null, status: "inbound", links: [], stage: "port", org: null } as unknown as InboundView;
  if (state === undefined) return state;
  switch (event.type) {
    case "inbound.in_charge": {
      const { stage, org, twoSided } = dataOf<{ stage: Stage; org: string; twoSided: boolean }>(event);
      const link: ChainLink = { stage, org, takenAt: event.occurred, handedAt: null, twoSided };
      return { ...state, status: "inbound", org, stage, offered: null, links: [...state.links, link] };
    }
    case "inbound.handed_over": {
      const { to, stage } = dataOf<{ to: string; stage: Stage }>(event);
      return { ...state, status: "handed-over", offered: { to, stage }, links: state.links.map((link, index) => (index === state.links.length - 1 ? { ...link, handedAt: event.occurred } : link)) };
    }
    case "inbound.ended": return { ...state, status: "ended", org: null, offered: null };
    default: return state;
  }
}

export interface Gap {
  readonly person: string;
  readonly org: string;
  readonly stage: Stage;
  readonly what: "not-signed" | "one-sided" | "stages-left-out";
  readonly since: When;
}

/** Where a chain has no two signatures: handed over and not signed for, taken over unannounced, a link left out. */
export function gaps(people: readonly Thing[]): readonly Gap[] {
  return people.flatMap(({ state }) => {
    const { person, org, stage, offered, links } = state as InboundView;
    const found: Gap[] = links.filter((link) => !link.twoSided).map((link) => ({ person, org: link.org, stage: link.stage, what: "one-sided", since: link.takenAt }));
    const handedAt = links.at(-1)?.handedAt ?? null;
    if (offered !== null && handedAt !== null && org !== null) found.push({ person, org: offered.to, stage, what: "not-signed", since: handedAt });
    for (const [index, link] of links.entries()) {
      if (index > 0 && STAGES.indexOf(link.stage) > STAGES.indexOf(links[index - 1]!.stage) + 1) found.push({ person, org: link.org, stage: link.stage, what: "stages-left-out", since: link.takenAt });
    }
    return found;
  }).toSorted((a, b) => a.since.earliest - b.since.earliest || (a.person < b.person ? -1 : 1));
}

/** How many are at each link of the loop now, by who is in charge. */
export function chainFigures(people: readonly Thing[]): readonly { readonly stage: Stage; readonly org: string; readonly people: readonly string[] }[] {
  const open = people.map((one) => one.state as InboundView).filter((one) => one.org !== null);
  const groups = Map.groupBy(open, (one) => `${STAGES.indexOf(one.stage)} ${one.org}`);
  return [...groups.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, all]) => ({ stage: all[0]!.stage, org: all[0]!.org!, people: all.map((one) => one.person).toSorted() }));
}

/** Hours for which an open point of entry has had nobody. */
export function uncoveredMs(port: PortView, now: Ms): Ms {
  return port.status !== "open" || port.coveredUntil === null ? 0 : Math.max(0, now - port.coveredUntil.latest);
}

const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "port", title: zhEn("口岸", "Point of entry"), scope: "incident", fold: foldPort as Kind["fold"],
    columns: [ORG, { key: "way", title: zhEn("类型", "Type"), type: "text" }, { key: "coveredUntil", title: zhEn("在岗至", "Staffed until"), type: "when" }, { key: "checkedAt", title: zhEn("上次检查", "Last check"), type: "when" }],
  },
  {
    kind: "inbound", title: zhEn("入境人员", "Inbound person"), scope: "incident", fold: foldInbound as Kind["fold"],
    columns: [
      { key: "port", title: zhEn("口岸", "Point of entry"), type: "text" }, { key: "stage", title: zhEn("环节", "Link"), type: "text" }, { key: "org", title: zhEn("现责任单位", "Responsible now"), type: "text" },
      { key: "offered.to", title: zhEn("待签收单位", "To be signed by"), type: "text" }, { key: "arrived", title: zhEn("入境时间", "Came in"), type: "when" },
    ],
  },
];
