/** State of institutions, their numbers and how old those are; of matters to report up; of what inspections found. */
import { HOUR, type Ms, type When } from "../../base/time.ts";
import { latest } from "../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../engine/event.ts";
import type { Kind, ThingState } from "../../engine/loop.ts";
import { zhEn } from "../../engine/rule.ts";
import type { Thing } from "../../engine/thing.ts";

export const SORTS = ["school", "university", "care-home", "prison", "hospital", "workplace", "other"] as const;
export const MATTERS = ["case", "fever-cluster", "staff-infected", "supplies-out", "site-breach", "other"] as const;

export interface InstitutionView extends ThingState {
  readonly institution: string;
  readonly org: string;
  readonly sort: string;
  /** Names of the numbers it returns: present, absent, isolated, tested … */
  readonly baseline: readonly string[];
  readonly owesBaseline: boolean;
  readonly figures: Readonly<Record<string, number>>;
  readonly returnedAt: When | null;
}

export interface BaselineRow {
  readonly institution: string;
  readonly org: string;
  /** Hours since its numbers were returned; null where they never were. */
  readonly ageHours: number | null;
  readonly stale: boolean;
  readonly unknown: readonly string[];
}

const view = (thing: Thing): InstitutionView => thing.state as InstitutionView;

/** Institutions by how old their numbers are, those that never returned any first. */
export function baselineBoard(institutions: readonly Thing[], now: Ms, limit: Ms): BaselineRow[] {
  return institutions.map(view).filter((one) => one.owesBaseline).map((one) => {
    const ageMs = one.returnedAt === null ? null : now - one.returnedAt.latest;
    return {
      institution: one.institution, org: one.org, ageHours: ageMs === null ? null : ageMs / HOUR, stale: ageMs === null || ageMs > limit,
      unknown: one.baseline.filter((name) => !Object.hasOwn(one.figures, name)),
    };
  }).toSorted((a, b) => (b.ageHours ?? Infinity) - (a.ageHours ?? Infinity) || (a.institution < b.institution ? -1 : 1));
}

function fold(state: InstitutionView | undefined, event: LedgerEvent): InstitutionView | undefined {
  if (event.type === "institution.registered") return { figures: {}, returnedAt: null, ...state, ...dataOf<object>(event), status: "registered" } as unknown as InstitutionView;
  if (state === undefined) return state;
  if (event.type === "baseline.returned") return { ...state, figures: { ...state.figures, ...dataOf<{ figures: Record<string, number> }>(event).figures }, returnedAt: event.occurred };
  return event.type === "inspection.recorded" ? { ...state, inspectedAt: event.occurred } : state;
}

const INSTITUTION = { key: "institution", title: zhEn("机构", "Institution"), type: "text" } as const;
const ORG = { key: "org", title: zhEn("单位", "Organisation"), type: "text" } as const;
const AT = { key: "at", title: zhEn("时间", "When"), type: "when" } as const;

export const kinds: readonly Kind[] = [
  {
    kind: "institution", title: zhEn("机构", "Institution"), scope: "incident", fold: fold as Kind["fold"],
    columns: [ORG, { key: "sort", title: zhEn("类型", "Sort"), type: "text" }, { key: "returnedAt", title: zhEn("底数报送时间", "Numbers returned"), type: "when" }, { key: "inspectedAt", title: zhEn("最近检查", "Last inspected"), type: "when" }],
  },
  {
    kind: "matter", title: zhEn("重大事项", "Matter to report up"), scope: "incident", fold: latest({ "matter.known": "known", "matter.reported": "told-above" }),
    columns: [INSTITUTION, ORG, { key: "sort", title: zhEn("类型", "Sort"), type: "text" }, AT],
  },
  {
    kind: "inspection", title: zhEn("监督检查", "Inspection"), scope: "incident", fold: latest({ "inspection.recorded": "recorded" }),
    columns: [INSTITUTION, AT],
  },
  {
    kind: "lapse", title: zhEn("检查发现的问题", "Lapse found"), scope: "incident", fold: latest({ "lapse.found": "to-mend", "lapse.mended": "mended" }),
    columns: [INSTITUTION, ORG, { key: "what", title: zhEn("问题", "What"), type: "text" }, AT],
  },
];
