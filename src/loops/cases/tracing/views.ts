/**
 * State of tracing: teams of several levels, evidence by type with its custody, links of a chain with their certainty,
 * and conclusions that keep every version they had. What genomes share is support for a link and is never called proof.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent, type Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { CaseView } from "../views.ts";

export const LEVELS = ["national", "provincial", "city", "county", "police"] as const;
export const PURPOSES = ["trace-contacts", "trace-movement", "verify-identity", "find-person", "trace-source"] as const;
export const EVIDENCE = ["epidemiological", "genomic", "serological", "environmental", "product"] as const;
export const CERTAINTIES = ["possible", "probable", "confirmed"] as const;
export const GRADES = ["hypothesis", "preliminary", "final"] as const;

export interface Member {
  readonly post: Post;
  readonly level: (typeof LEVELS)[number];
  /** What this member may ask data for; the police only what is named. */
  readonly purposes: readonly (typeof PURPOSES)[number][];
}

export interface TeamView extends ThingState {
  readonly tracingTeam: string;
  readonly members: readonly Member[];
}

export interface EvidenceView extends ThingState {
  readonly evidenceItem: string;
  readonly type: (typeof EVIDENCE)[number];
  readonly cases: readonly string[];
  readonly reference: string;
  readonly lineage: string | null;
  /** Differences to the genome of another case, counted in the unit of its laboratory. */
  readonly distances: Readonly<Record<string, number>>;
  readonly addedBy: Post;
  /** Who had it since when, oldest first. */
  readonly custody: readonly { readonly org: string; readonly since: When }[];
  readonly handingTo: string | null;
}

interface Version {
  readonly at: When;
  readonly by: Post;
  readonly evidence: readonly string[];
}

export interface LinkView extends ThingState {
  readonly caseLink: string;
  /** `case:C1`, `lot:L7`, `site:…`: what infected, and what was infected. */
  readonly infector: string;
  readonly infectee: string;
  readonly certainty: (typeof CERTAINTIES)[number];
  /** The control that should have stopped this step, where somebody has named it. */
  readonly control: string | null;
  readonly versions: readonly (Version & { readonly certainty: LinkView["certainty"] })[];
}

export interface ConclusionView extends ThingState {
  readonly conclusion: string;
  readonly text: string;
  readonly grade: (typeof GRADES)[number];
  readonly statedBy: string | null;
  /** Every version it had; an earlier one is never taken away. */
  readonly versions: readonly (Version & { readonly text: string; readonly grade: ConclusionView["grade"]; readonly statedBy: string | null })[];
}

export const teamRef = (team: string): Ref => ref("tracing-team", team);
export const evidenceRef = (item: string): Ref => ref("evidence-item", item);
export const linkRef = (link: string): Ref => ref("case-link", link);
export const conclusionRef = (conclusion: string): Ref => ref("conclusion", conclusion);

function foldEvidence(state: EvidenceView | undefined, event: LedgerEvent): EvidenceView | undefined {
  switch (event.type) {
    case "evidence.added": {
      const data = dataOf<EvidenceView>(event);
      return { ...data, lineage: data.lineage ?? null, distances: data.distances ?? {}, addedBy: event.actor, custody: [{ org: event.actor.org, since: event.occurred }], handingTo: null, status: "in-custody" };
    }
    case "evidence.handed_over": return state === undefined ? state : { ...state, handingTo: String(event.data["to"]), status: "handed-over" };
    case "evidence.received": return state === undefined ? state : { ...state, handingTo: null, status: "in-custody", custody: [...state.custody, { org: event.actor.org, since: event.occurred }] };
    default: return state;
  }
}

/** A thing that keeps all its versions: what it says now, and everything it said before. */
function versioned(type: string): Kind["fold"] {
  return (state, event) => {
    if (event.type !== type) return state;
    const before = (state?.["versions"] as readonly unknown[] | undefined) ?? [];
    const told = { control: null, statedBy: null, ...event.data };
    return { ...state, ...told, status: String(event.data["grade"] ?? "linked"), versions: [...before, { ...told, at: event.occurred, by: event.actor }] };
  };
}

const linkOf = ({ state }: Thing): LinkView => state as LinkView;
const atLeast = (certainty: LinkView["certainty"], least: LinkView["certainty"]): boolean => CERTAINTIES.indexOf(certainty) >= CERTAINTIES.indexOf(least);

export interface Node {
  readonly node: string;
  readonly generation: number;
  /** Controls that should have stopped the step here. */
  readonly controls: readonly string[];
}

/** Generation of everything a chain links, counted from what nothing else infected; only links at least so certain count. */
export function generations(links: readonly Thing[], least: LinkView["certainty"] = "possible"): Node[] {
  const used = links.map(linkOf).filter((link) => atLeast(link.certainty, least));
  const generation = new Map<string, number>();
  const infected = new Set(used.map((link) => link.infectee));
  for (const { infector } of used) if (!infected.has(infector)) generation.set(infector, 0);
  for (let moved = true, rounds = 0; moved && rounds <= used.length; rounds += 1) {
    moved = false;
    for (const { infector, infectee } of used) {
      const from = generation.get(infector);
      if (from === undefined || (generation.get(infectee) ?? Infinity) <= from + 1) continue;
      generation.set(infectee, from + 1);
      moved = true;
    }
  }
  return [...generation].map(([node, number]) => ({ node, generation: number, controls: used.filter((link) => link.infectee === node && link.control !== null).map((link) => link.control!) }))
    .sort((a, b) => a.generation - b.generation || (a.node < b.node ? -1 : 1));
}

/** Cases that may be the earliest: no other surely began before. Onset where it is known, else the report. */
export function earliestCases(cases: readonly Thing[]): string[] {
  const rows = cases.map(({ ref: about, state }) => ({ id: about.slice("case:".length), began: (state as CaseView).onset ?? (state as CaseView).reportedAt }));
  const first = Math.min(...rows.map((row) => row.began.latest));
  return rows.filter((row) => row.began.earliest <= first).map((row) => row.id).sort();
}

export interface Support {
  readonly cases: readonly [string, string];
  readonly lineage: string;
  readonly distance: number;
  readonly evidence: readonly string[];
}

/** Pairs of cases whose genomes share a lineage and lie within a distance: support for one chain, not proof of it. */
export function genomicSupport(items: readonly Thing[], within: number): Support[] {
  const genomes = items.map(({ state }) => state as EvidenceView).filter((item) => item.type === "genomic" && item.lineage !== null);
  return genomes.flatMap((one) => Object.entries(one.distances).flatMap(([other, distance]) => {
    const theirs = genomes.find((item) => item.cases.includes(other));
    const [mine] = one.cases;
    if (mine === undefined || theirs === undefined || theirs.lineage !== one.lineage || distance > within) return [];
    return [{ cases: [mine, other] as const, lineage: one.lineage!, distance, evidence: [one.evidenceItem, theirs.evidenceItem] }];
  }));
}

/** Lineages of this outbreak's genomes that the list of earlier local ones does not have. */
export function newLineages(items: readonly Thing[], earlier: readonly string[]): { readonly lineage: string; readonly evidence: readonly string[] }[] {
  const found = new Map<string, string[]>();
  for (const { state } of items) {
    const { lineage, evidenceItem } = state as EvidenceView;
    if (lineage !== null && !earlier.includes(lineage)) found.set(lineage, [...(found.get(lineage) ?? []), evidenceItem]);
  }
  return [...found].map(([lineage, evidence]) => ({ lineage, evidence }));
}

export const kinds: readonly Kind[] = [
  {
    kind: "tracing-team", title: zhEn("流调溯源专班", "Tracing team"), scope: "incident",
    fold: (state, event) => (event.type === "team.formed" ? { ...state, ...event.data, status: "formed", at: event.occurred } : state),
    columns: [{ key: "at", title: zhEn("组建", "Formed"), type: "when" }],
  },
  {
    kind: "evidence-item", title: zhEn("证据", "Evidence"), scope: "incident", fold: foldEvidence as Kind["fold"],
    columns: [
      { key: "type", title: zhEn("类型", "Type"), type: "text" }, { key: "reference", title: zhEn("编号", "Reference"), type: "text" }, { key: "lineage", title: zhEn("谱系", "Lineage"), type: "text" },
      { key: "addedBy", title: zhEn("登记岗位", "Added by"), type: "post" }, { key: "handingTo", title: zhEn("移交给", "Handed to"), type: "text" },
    ],
  },
  {
    kind: "case-link", title: zhEn("传播关系", "Link of a chain"), scope: "incident", fold: versioned("link.stated"),
    columns: [
      { key: "infector", title: zhEn("传出", "From"), type: "text" }, { key: "infectee", title: zhEn("传入", "To"), type: "text" }, { key: "certainty", title: zhEn("把握程度", "Certainty"), type: "text" },
      { key: "control", title: zhEn("本应阻断的环节", "Control that should have stopped it"), type: "text" },
    ],
  },
  {
    kind: "conclusion", title: zhEn("溯源结论", "Conclusion"), scope: "incident", fold: versioned("conclusion.stated"),
    columns: [{ key: "question", title: zhEn("问题", "Question"), type: "text" }, { key: "grade", title: zhEn("确定程度", "Grade"), type: "text" }, { key: "statedBy", title: zhEn("作出者", "Stated by"), type: "text" }],
  },
];
