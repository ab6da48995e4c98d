/**
 * Good rows as commands, in the order in which each finds what it rests on: organisations from the top down,
 * then posts, who answers for what, rosters, and the means. Pure: it sends nothing.
 */
import { ref, type Ref } from "../../base/ids.ts";
import type { Ms } from "../../base/time.ts";
import type { JsonObject, Post } from "../../engine/event.ts";
import { postRef, rosterRef } from "../../loops/command/watch/views.ts";
import type { SheetKey } from "./columns.ts";
import type { BookRow } from "./rows.ts";

/** One command to be sent, the thing it changes, and the rows it comes from. */
export interface Step {
  readonly type: string;
  readonly target: Ref;
  readonly data: JsonObject;
  readonly rows: readonly BookRow[];
  /** Steps of one wave rest on nothing of their own wave. */
  readonly wave: number;
}

export interface StepContext {
  /** What `*` stands for. */
  readonly dutyKinds: readonly string[];
  /** Organisation → duty kind → roles, as the ledger has it. */
  readonly answers: ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;
  /** Organisations that stand for more than a site. */
  readonly orgs: ReadonlySet<string>;
}

type Fields = Readonly<Record<string, unknown>>;

const text = (row: BookRow, key: string): string => String(row.values[key] ?? "");
const given = (fields: Fields): JsonObject => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
const both = (zh: unknown, en: unknown): Fields => ({ zh: zh ?? en, en: en ?? zh });
const postOf = (row: BookRow): Post => ({ org: text(row, "org"), role: text(row, "role") });

const POSTS_WAVE = 100;

function depths(rows: readonly BookRow[]): (id: string) => number {
  const parents = new Map(rows.map((row) => [text(row, "id"), text(row, "parent")]));
  const depth = (id: string): number => {
    const parent = parents.get(id);
    return parent === undefined || parent === "" ? 0 : 1 + depth(parent);
  };
  return depth;
}

function orgSteps(rows: readonly BookRow[]): Step[] {
  const depth = depths(rows);
  return rows
    .map((row): Step => ({
      type: "org.register", target: ref("org", text(row, "id")), rows: [row], wave: depth(text(row, "id")),
      data: given({ org: row.values["id"], name: both(row.values["nameZh"], row.values["nameEn"]), level: row.values["level"], parent: row.values["parent"] }),
    }))
    .sort((a, b) => a.wave - b.wave);
}

/** A site is an organisation of its own below the one that runs it, unless the book has listed it as one. */
function siteOrgSteps(rows: readonly BookRow[], orgs: ReadonlySet<string>): Step[] {
  return rows.filter((row) => !orgs.has(text(row, "id"))).map((row) => ({
    type: "org.register", target: ref("org", text(row, "id")), rows: [row], wave: POSTS_WAVE - 1,
    data: given({ org: row.values["id"], name: both(row.values["name"], row.values["name"]), level: "site", parent: row.values["org"] }),
  }));
}

function postSteps(rows: readonly BookRow[]): Step[] {
  return rows.flatMap((row) => {
    const post = postOf(row);
    const { who, phone, email, titleZh, titleEn, deputy } = row.values;
    const steps: Step[] = [{
      type: "post.register", target: postRef(post), rows: [row], wave: POSTS_WAVE,
      data: given({ ...post, title: both(titleZh, titleEn), who, phone, email }),
    }];
    if (deputy !== undefined) {
      steps.push({ type: "deputy.assign", target: ref("org", post.org), data: given({ ...post, deputy }), rows: [row], wave: POSTS_WAVE });
    }
    return steps;
  });
}

/**
 * Who answers for what is said per organisation and kind of duty. A role the book lists answers for what the
 * book says and nothing else; roles the book does not mention keep what they have. The first role holds the
 * duty, so a role that already answers keeps its place and new ones follow in the order of their rows.
 */
function answerSteps(rows: readonly BookRow[], context: StepContext): Step[] {
  const byOrg = Map.groupBy(rows, (row) => text(row, "org"));
  return [...byOrg].flatMap(([org, posts]) => {
    const listed = new Set(posts.map((row) => text(row, "role")));
    const before = context.answers.get(org) ?? {};
    const claims = posts.map((row) => ({ row, role: text(row, "role"), duties: dutiesOf(row, context.dutyKinds) }));
    const kinds = new Set([...Object.keys(before), ...claims.flatMap((claim) => [...claim.duties])]);
    return [...kinds].sort().map((duty): Step => {
      const claiming = claims.filter((claim) => claim.duties.has(duty));
      const claimed = new Set(claiming.map((claim) => claim.role));
      const staying = (before[duty] ?? []).filter((role) => claimed.has(role) || !listed.has(role));
      const roles = [...staying, ...[...claimed].filter((role) => !staying.includes(role))];
      return {
        type: "responsibility.assign", target: ref("org", org), data: { org, duty, roles },
        rows: (claiming.length > 0 ? claiming : claims).map((claim) => claim.row), wave: POSTS_WAVE,
      };
    });
  });
}

function dutiesOf(row: BookRow, all: readonly string[]): ReadonlySet<string> {
  const duties = (row.values["duties"] ?? []) as readonly string[];
  return new Set(duties.includes("*") ? all : duties);
}

function rosterSteps(rows: readonly BookRow[]): Step[] {
  const byPost = Map.groupBy(rows, (row) => `${text(row, "role")}@${text(row, "org")}`);
  return [...byPost.values()].map((shifts) => {
    const post = postOf(shifts[0]!);
    const sorted = shifts.toSorted((a, b) => (a.values["from"] as Ms) - (b.values["from"] as Ms));
    return {
      type: "roster.set", target: rosterRef(post), rows: shifts, wave: POSTS_WAVE + 1,
      data: given({ ...post, shifts: sorted.map(({ values: { from, to, who, phone, email } }) => given({ from, to, who, phone, email })) }),
    };
  });
}

const SITE_POSTS = ["manager", "medical", "security", "cleaning"] as const;

function siteStep(row: BookRow): Step {
  const { id, name, org, group, type, certified } = row.values;
  const posts = given(Object.fromEntries(SITE_POSTS.map((post) => [post, row.values[post]])));
  return {
    type: "site.register", target: ref("site", text(row, "id")), rows: [row], wave: POSTS_WAVE + 1,
    data: given({
      site: id, org: id, runBy: org, group: group ?? org, name, type,
      // What the ledger has certified since is not taken back by an older book.
      layoutCertified: certified === true ? true : undefined,
      posts: Object.keys(posts).length === 0 ? undefined : posts,
    }),
  };
}

export const roomId = (site: string, room: string): string => `${site}-${room}`;

function meansSteps(rows: (sheet: SheetKey) => readonly BookRow[]): Step[] {
  const wave = POSTS_WAVE + 2;
  return [
    ...rows("rooms").map((row): Step => {
      const room = roomId(text(row, "site"), text(row, "room"));
      const { site, capacity, barrierFree } = row.values;
      return { type: "room.register", target: ref("room", room), rows: [row], wave, data: given({ room, site, capacity, barrierFree }) };
    }),
    ...rows("vehicles").map((row): Step => {
      const { id, org, seats, kind } = row.values;
      return { type: "vehicle.register", target: ref("vehicle", text(row, "id")), rows: [row], wave, data: given({ vehicle: id, org, seats, kind }) };
    }),
    ...rows("labs").map((row): Step => {
      const { id, org, name, tubesPerDay, poolSizes, hours } = row.values;
      return { type: "lab.register", target: ref("lab", text(row, "id")), rows: [row], wave, data: given({ lab: id, org, name, tubesPerDay, poolSizes, hours }) };
    }),
  ];
}

export function stepsOf(good: readonly BookRow[], context: StepContext): readonly Step[] {
  const rows = (sheet: SheetKey): readonly BookRow[] => good.filter((row) => row.sheet === sheet);
  const listed = new Set([...context.orgs, ...rows("orgs").map((row) => text(row, "id"))]);
  return [
    ...orgSteps(rows("orgs")), ...siteOrgSteps(rows("sites"), listed), ...postSteps(rows("posts")), ...answerSteps(rows("posts"), context),
    ...rosterSteps(rows("roster")), ...rows("sites").map(siteStep), ...meansSteps(rows),
  ];
}
