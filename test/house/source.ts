// Reads the project's own files and parses the code among them, once per run, for the house rules. A rule is
// a plain function from such files to findings, so that each can also be tried on a bad example in memory.

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "vite";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A node of the syntax tree; fields depend on its type. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

export interface Import {
  specifier: string;
  /** Erased before running: `import type`, or every name marked `type`. */
  typeOnly: boolean;
}

export interface Source {
  /** From the root, with forward slashes. */
  path: string;
  text: string;
  program: Node;
  comments: readonly { start: number; end: number; value: string }[];
  imports: readonly Import[];
}

/** Where a rule was broken and how, in a sentence. */
export type Finding = string;

const CODE = /\.(ts|tsx|mjs)$/;
const SKIPPED = new Set(["node_modules", ".git"]);
/** Made by running, not written: see .gitignore. */
const MADE = new Set(["dist", "data"]);

/** Every file of the project that is tracked or about to be. */
export function projectFiles(): string[] {
  try {
    const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
    return listed.toString("utf8").split("\0").filter((path) => path !== "" && existsSync(join(ROOT, path)));
  } catch {
    // A copy without git's records, such as an unpacked archive.
    return walkFolder(ROOT).map((path) => relative(ROOT, path).replaceAll("\\", "/"));
  }
}

function walkFolder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name) || (folder === ROOT && MADE.has(entry.name))) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walkFolder(path) : [path];
  });
}

export function readProject(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

let parsed: Source[] | null = null;

/** All code of the project, parsed. */
export function projectSources(): readonly Source[] {
  parsed ??= projectFiles()
    .filter((path) => CODE.test(path))
    .map((path) => parse(path, readProject(path)));
  return parsed;
}

/** Throws when the text is not valid TypeScript. */
export function parse(path: string, text: string): Source {
  const result = parseSync(path, text);
  const error = result.errors[0];
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  const program = result.program as unknown as Node;
  return { path, text, program, comments: result.comments, imports: importsOf(program) };
}

function importsOf(program: Node): Import[] {
  const found: Import[] = [];
  walk(program, (node) => {
    const source = node["source"] as Node | null | undefined;
    if (source?.type !== "Literal" || typeof source["value"] !== "string") return;
    if (/^(Import|Export(Named|All))Declaration$|^ImportExpression$/.test(node.type)) {
      found.push({ specifier: source["value"], typeOnly: isErased(node) });
    }
  });
  return found;
}

function isErased(node: Node): boolean {
  if (node["importKind"] === "type" || node["exportKind"] === "type") return true;
  const names = node["specifiers"] as Node[] | undefined;
  if (names === undefined || names.length === 0) return false;
  return names.every((name) => name["importKind"] === "type" || name["exportKind"] === "type");
}

/** Visits a node and all below it, each with its parent. */
export function walk(node: Node, visit: (node: Node, parent: Node | null) => void, parent: Node | null = null): void {
  visit(node, parent);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, visit, node);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string" && typeof (value as Node).start === "number";
}

export function lineOf(source: Pick<Source, "text">, offset: number): number {
  let line = 1;
  for (let i = source.text.indexOf("\n"); i !== -1 && i < offset; i = source.text.indexOf("\n", i + 1)) line++;
  return line;
}

/** Path from the root that a relative import means, or null for a package. */
export function target(source: Pick<Source, "path">, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  return posix.normalize(posix.join(posix.dirname(source.path), specifier.replace(/[?#].*$/, "")));
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** The floor a path belongs to, or null outside src. */
export function floorOf(path: string): string | null {
  const [top, floor, ...rest] = path.split("/");
  return top === "src" && floor !== undefined && rest.length > 0 ? floor : null;
}
