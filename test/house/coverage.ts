// Which requirement is served by what: read off the tags in the names of tests. A test named “[SM-192] …” says it
// serves that row; the duties, views and commands it names say how. The page docs/coverage.md is made from this.

import { model } from "../../src/loops/index.ts";
import { walk, type Finding, type Node, type Source } from "./source.ts";

/** A row of docs/requirements.json: what the outbreaks asked of the software, in our words. */
export interface Requirement {
  readonly id: string;
  readonly module: string;
  readonly asks: string;
  /** Why software cannot serve it, or where it will be served; only where no test does. */
  readonly reason?: string;
}

export interface Served {
  readonly row: string;
  readonly path: string;
  readonly title: string;
  readonly loops: readonly string[];
  /** Duties first, then views, then commands. */
  readonly by: readonly string[];
}

/** Modules whose every row must have a test or a reason, with their names; the others are listed as far as they are served. */
export const MODULES: Readonly<Record<string, string>> = {
  TASK: "The duty ledger", CMD: "Command", STAFF: "Staff", EPI: "Cases and contacts", XFER: "Transfer", QUAR: "Quarantine sites", HOME: "Home isolation", LAB: "Testing",
  AREA: "Areas", MOVE: "Movement", MED: "Care", SUP: "Supplies", VOICE: "Requests and crowds",
};

const TAG = /\[(SM-\d{3})\]/g;
const MOST_NAMED = 5;

function textOf(node: Node): string | null {
  if (node.type === "Literal" && typeof node["value"] === "string") return node["value"];
  if (node.type === "TemplateLiteral") return (node["quasis"] as Node[]).map((part) => (part["value"] as { cooked: string }).cooked).join("…");
  return null;
}

const isTestCall = (node: Node): boolean => {
  if (node.type !== "CallExpression") return false;
  let callee = node["callee"] as Node;
  while (callee.type === "CallExpression" || callee.type === "MemberExpression" || callee.type === "TaggedTemplateExpression") {
    callee = (callee.type === "CallExpression" ? callee["callee"] : callee.type === "MemberExpression" ? callee["object"] : callee["tag"]) as Node;
  }
  return callee.type === "Identifier" && ["test", "it", "describe"].includes(String(callee["name"]));
};

/** Names that a file takes from a loop's views. */
function viewNames({ imports, program }: Source): Set<string> {
  const from = new Set(imports.map(({ specifier }) => specifier).filter((specifier) => /views(-[a-z]+)?\.ts$/.test(specifier)));
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type !== "ImportDeclaration" || node["importKind"] === "type" || !from.has(String((node["source"] as Node)["value"]))) return;
    for (const specifier of node["specifiers"] as Node[]) if (specifier["importKind"] !== "type") names.add(String((specifier["local"] as Node)["name"]));
  });
  return names;
}

const loopOfDuty = new Map(model.loops.flatMap((loop) => loop.duties.map((rule) => [rule.kind, loop.name] as const)));
const loopOfCommand = new Map(model.loops.flatMap((loop) => loop.commands.map((command) => [command.type, loop.name] as const)));

function namedIn(scope: Node, views: ReadonlySet<string>): { by: string[]; loops: string[] } {
  const [duties, seen, commands] = [new Set<string>(), new Set<string>(), new Set<string>()];
  walk(scope, (node) => {
    const text = textOf(node);
    if (text !== null && model.rules.has(text)) duties.add(text);
    else if (text !== null && model.commands.get(text)?.internal === undefined && model.commands.has(text)) commands.add(text);
    else if (node.type === "Identifier" && views.has(String(node["name"]))) seen.add(String(node["name"]));
  });
  const all = [...duties, ...[...seen].map((name) => `${name}()`), ...commands];
  return { by: all.slice(0, MOST_NAMED), loops: [...duties].flatMap((kind) => loopOfDuty.get(kind) ?? []).concat([...commands].flatMap((type) => loopOfCommand.get(type) ?? [])) };
}

function loopOf(path: string, named: readonly string[]): string[] {
  const own = /^src\/loops\/([a-z]+)\//.exec(path)?.[1];
  if (own !== undefined) return [own];
  const loops = [...new Set(named.filter((loop) => loop !== "duty"))];
  return loops.length > 0 ? loops.slice(0, 3) : [/^src\/engine|^test\/laws/.test(path) ? "engine" : /^src\/([a-z]+)\//.exec(path)?.[1] ?? "engine"];
}

/** The first text of an object in a table of examples names the example. */
function exampleName(object: Node | undefined): string | null {
  const first = (object?.["properties"] as Node[] | undefined)?.[0];
  return first === undefined ? null : textOf(first["value"] as Node);
}

export function servedBy(source: Source): Served[] {
  if (!/\.test\.tsx?$/.test(source.path) || source.path.startsWith("test/house/") || !source.text.includes("[SM-")) return [];
  const views = viewNames(source);
  const calls: Node[] = [];
  const objects: Node[] = [];
  const tagged: { node: Node; text: string }[] = [];
  walk(source.program, (node) => {
    if (isTestCall(node)) calls.push(node);
    if (node.type === "ObjectExpression") objects.push(node);
    const text = textOf(node);
    if (text !== null && /\[SM-\d{3}\]/.test(text)) tagged.push({ node, text });
  });
  const inside = (nodes: readonly Node[], node: Node): Node | undefined => nodes.filter((one) => one.start <= node.start && node.end <= one.end).sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
  return tagged.flatMap(({ node, text }) => {
    const call = inside(calls, node);
    const scope = call ?? inside(objects, node) ?? source.program;
    const named = namedIn(scope, views);
    const title = text.replaceAll(TAG, "").trim().replace(/^[:,]\s*/, "");
    const shown = title === "" ? exampleName(inside(objects, node)) ?? "" : title;
    return [...new Set([...text.matchAll(TAG)].map((match) => match[1]!))].map((row) => ({ row, path: source.path, title: shown, by: named.by, loops: loopOf(source.path, named.loops) }));
  });
}

export function unserved(rows: readonly Requirement[], served: readonly Served[]): Finding[] {
  const tested = new Set(served.map(({ row }) => row));
  return rows.flatMap(({ id, module, asks, reason }) => {
    if (tested.has(id)) return reason === undefined ? [] : [`${id} has a test and a reason why it has none.`];
    return reason !== undefined || MODULES[module] === undefined ? [] : [`${id} (${module}: ${asks}) has neither a test nor a reason.`];
  });
}

export function unknownTags(rows: readonly Requirement[], served: readonly Served[]): Finding[] {
  const known = new Set(rows.map(({ id }) => id));
  return served.filter(({ row }) => !known.has(row)).map(({ row, path }) => `${path} is tagged ${row}, which docs/requirements.json does not have.`);
}

const cell = (text: string): string => text.replaceAll("|", "\\|");

function line(row: Requirement, served: readonly Served[]): string {
  if (served.length === 0) return `| ${row.id} | ${cell(row.asks)} | | | ${row.reason === undefined ? "not yet" : `— ${cell(row.reason)}`} |`;
  const loops = [...new Set(served.flatMap(({ loops }) => loops))].join(", ");
  const by = [...new Set(served.flatMap(({ by }) => by))].slice(0, MOST_NAMED).map((name) => `\`${name}\``).join(", ");
  const tests = served.slice(0, 3).map(({ path, title }) => `[${cell(title)}](../${path})`).join("; ");
  return `| ${row.id} | ${cell(row.asks)} | ${loops} | ${by} | ${tests}${served.length > 3 ? `; and ${served.length - 3} more` : ""} |`;
}

export function coveragePage(rows: readonly Requirement[], served: readonly Served[]): string {
  const of = (id: string): readonly Served[] => served.filter(({ row }) => row === id);
  const whole = rows.filter(({ module }) => MODULES[module] !== undefined);
  const tested = whole.filter(({ id }) => of(id).length > 0).length;
  const sections = Object.entries(MODULES).map(([module, name]) => {
    const own = whole.filter((row) => row.module === module);
    return [`## ${name} (${module})`, "", "| row | asks for | loop | duty, view or command | test |", "|---|---|---|---|---|", ...own.map((row) => line(row, of(row.id))), ""].join("\n");
  });
  return [
    "# Coverage", "",
    `What three outbreaks asked of the software, row by row, and the tests that show it served: ${tested} of ${whole.length} rows`, `have one${tested < whole.length ? ", the others say why not" : ""}. Made from the tags in the names of tests: \`npx vitest run test/house/coverage.test.ts -u\`.`,
    "A tag is its author's word that the test serves the row; the test shows how far.", "",
    ...sections,
  ].join("\n");
}
