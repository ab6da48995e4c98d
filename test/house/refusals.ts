// Every refusal the code can give, read off the `refuse("code", …)` calls: code, sentence, way out, place. From
// it the page docs/refusals.md is made, so that neither can say what the other does not.

import { walk, type Finding, type Node, type Source } from "./source.ts";

export interface RefusalUse {
  /** `unknown-…` where a part is filled in. */
  readonly code: string;
  /** Null where it is put together elsewhere. */
  readonly sentence: string | null;
  readonly fix: string | null;
  /** Whether a way out is given at all, readable here or not. */
  readonly hasFix: boolean;
  readonly path: string;
}

/** Calls whose code is a variable, and the codes it may hold; each must stand in that file as it is here. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  "src/server/json-text.ts": ["bad-json", "forbidden-key", "key-twice"],
};

/** Stands for the trial loop's own rule, which no user meets. */
const UNMET = new Set(["src/engine/trial-loop.ts"]);

/** Rooms in the order in which a reader may want them; whatever fits none comes last. */
const ROOMS: readonly (readonly [string, string])[] = [
  ["src/engine/duty/", "Duties"], ["src/engine/pack/", "Packs"], ["src/engine/", "Commands in general"], ["src/base/", "Times and names"],
  ["src/loops/", "The loop"], ["src/drill/", "Fact files"], ["src/interop/", "Workbooks"], ["src/store/", "The store"], ["src/server/", "The server"], ["src/cli/", "The command line"],
];

function textOf(node: Node | undefined): string | null {
  if (node?.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node?.type !== "TemplateLiteral") return null;
  return (node["quasis"] as Node[]).map((part) => (part["value"] as { cooked: string }).cooked).join("…");
}

function fixOf(detail: Node | undefined): Pick<RefusalUse, "fix" | "hasFix"> {
  if (detail === undefined) return { fix: null, hasFix: false };
  if (detail.type !== "ObjectExpression") return { fix: null, hasFix: true };
  const field = (detail["properties"] as Node[]).find((property) => property.type === "Property" && (property["key"] as Node)["name"] === "fix");
  return { fix: textOf(field?.["value"] as Node | undefined), hasFix: field !== undefined };
}

export function refusalsOf(sources: readonly Source[]): RefusalUse[] {
  const found: RefusalUse[] = [];
  for (const { path, program } of sources) {
    if (!path.startsWith("src/") || /\.test\.tsx?$/.test(path) || UNMET.has(path)) continue;
    walk(program, (node) => {
      if (node.type !== "CallExpression" || (node["callee"] as Node)["name"] !== "refuse") return;
      const [code, sentence, detail] = node["arguments"] as Node[];
      const literal = textOf(code);
      for (const one of literal === null ? COMPUTED[path] ?? [] : [literal]) found.push({ code: one, sentence: textOf(sentence), ...fixOf(detail), path });
    });
  }
  return found;
}

/** Codes that cannot be read off the call, and are not listed above with the file as it stands. */
export function hiddenCodes(sources: readonly Source[]): Finding[] {
  return sources.flatMap(({ path, program, text }) => {
    const found: Finding[] = [];
    if (!path.startsWith("src/") || /\.test\.tsx?$/.test(path)) return found;
    walk(program, (node) => {
      if (node.type !== "CallExpression" || (node["callee"] as Node)["name"] !== "refuse" || textOf((node["arguments"] as Node[])[0]) !== null) return;
      const listed = COMPUTED[path]?.every((code) => text.includes(`"${code}"`)) === true;
      if (!listed) found.push(`${path} refuses with a code that cannot be read off the call.`);
    });
    return found;
  });
}

/** A clerk is told what to do instead wherever a rule of the field refuses. */
export function deadEnds(uses: readonly RefusalUse[]): Finding[] {
  return uses.filter(({ path, hasFix }) => /^src\/(base|engine|loops|drill)\//.test(path) && !hasFix).map(({ path, code }) => `${path} refuses ${code} and says no way out.`);
}

function roomOf(path: string): string {
  const [prefix, title] = ROOMS.find(([start]) => path.startsWith(start)) ?? ["", "Elsewhere"];
  return prefix === "src/loops/" ? `${title} ${path.split("/")[2]!}` : title;
}

const cell = (text: string | null, none: string): string => (text === null ? none : text.replaceAll("|", "\\|"));

/** The page: every code with every sentence it may come with, by the room that gives it. */
export function pageOf(uses: readonly RefusalUse[]): string {
  const rooms = new Map<string, Set<string>>();
  for (const use of [...uses].sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))) {
    const room = roomOf(use.path);
    const rows = rooms.get(room) ?? new Set();
    rooms.set(room, rows);
    const none = use.hasFix ? "As the case may be." : "—";
    rows.add(`| \`${use.code}\` | ${cell(use.sentence, "As the case may be.")} | ${cell(use.fix, none)} |`);
  }
  const order = (room: string): number => ROOMS.findIndex(([, title]) => room.startsWith(title));
  const titles = [...rooms.keys()].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
  return [
    "# Refusals", "",
    "A refusal is an expected no: nothing was written. Its code never changes its meaning; screens translate by it, and", "programs may rely on it. `…` stands for what is filled in. How refusals travel over HTTP: [api.md](api.md).", "",
    "This page is made from the code: `npx vitest run test/house/refusals.test.ts -u`.", "",
    ...titles.flatMap((title) => [`## ${title}`, "", "| code | sentence | way out |", "|---|---|---|", ...rooms.get(title)!, ""]),
  ].join("\n");
}
