/** State of organisations, outbreaks and statements, folded from their events; the list columns people ask for. */
import { latest } from "../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../engine/event.ts";
import type { Kind, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { OrgState } from "../../engine/select.ts";

export interface OrgView extends OrgState {
  readonly name: { readonly zh: string; readonly en: string };
  readonly assumed: boolean;
  /** Which of the four parties it is; its duties are that party's. */
  readonly party: Party;
}

/** Territory, sector department, organisation, individual: whoever holds a duty is one of them. */
export const PARTIES = ["territory", "sector", "organisation", "individual"] as const;
export type Party = (typeof PARTIES)[number];

const TERRITORIES: ReadonlySet<string> = new Set(["country", "province", "city", "county", "district", "subdistrict", "township", "street", "community", "village"]);
const SECTORS: ReadonlySet<string> = new Set(["department", "sector", "bureau", "regulator"]);

/** What an organisation is where nobody says. */
export function partyOf(level: string): Party {
  return TERRITORIES.has(level) ? "territory" : SECTORS.has(level) ? "sector" : "organisation";
}

type Fold<S extends ThingState> = (state: S | undefined, event: LedgerEvent) => S | undefined;

const foldOrg: Fold<OrgView> = (state, event) => {
  switch (event.type) {
    case "org.registered": {
      const { level, parent, name, place, party, assumed } = dataOf<{ level: string; parent: string | null; name: OrgView["name"]; place: string; party?: Party; assumed?: boolean }>(event);
      return { status: "active", answers: {}, deputies: {}, ...state, level, parent, name, place, party: party ?? partyOf(level), assumed: assumed ?? false };
    }
    case "org.moved": return state === undefined ? state : { ...state, place: dataOf<{ place: string }>(event).place };
    case "responsibility.assigned": {
      if (state === undefined) return state;
      const { duty, roles } = dataOf<{ duty: string; roles: string[] }>(event);
      return { ...state, answers: { ...state.answers, [duty]: roles } };
    }
    case "deputy.assigned": {
      if (state === undefined) return state;
      const { role, deputy } = dataOf<{ role: string; deputy: string }>(event);
      return { ...state, deputies: { ...state.deputies, [role]: deputy } };
    }
    default:
      return state;
  }
};

export const kinds: readonly Kind[] = [
  {
    kind: "org", title: zhEn("单位", "Organisation"), scope: "city", fold: foldOrg as Kind["fold"],
    columns: [
      { key: "name.zh", title: zhEn("名称", "Name (Chinese)"), type: "text" },
      { key: "name.en", title: zhEn("英文名", "Name"), type: "text" },
      { key: "level", title: zhEn("层级", "Level"), type: "text" },
      { key: "parent", title: zhEn("上级", "Above"), type: "text" },
    ],
  },
  {
    kind: "outbreak", title: zhEn("疫情", "Outbreak"), scope: "incident",
    fold: latest({ "outbreak.declared": "declared" }),
    columns: [{ key: "org", title: zhEn("地点", "Place"), type: "text" }],
  },
  {
    kind: "workline", title: zhEn("工作条线", "Work line"), scope: "incident",
    fold: latest({ "workline.assigned": "assigned" }),
    columns: [{ key: "org", title: zhEn("牵头单位", "Lead unit"), type: "text" }],
  },
  {
    kind: "statement", title: zhEn("通报与数据", "Statement or figure"), scope: "incident",
    fold: latest({ "statement.recorded": "stated", "figure.recorded": "stated", "enforcement.recorded": "stated" }),
    columns: [
      { key: "text", title: zhEn("内容", "Text"), type: "text" },
      { key: "by", title: zhEn("发布者", "Said by"), type: "text" },
    ],
  },
];
