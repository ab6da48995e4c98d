// The shape of a file: not too long, functions not too long, a first comment that says what it owns, and a
// name that says something. Test blocks (`describe`) are lists, not functions, and are not measured.

import { lineOf, walk, type Finding, type Node, type Source } from "./source.ts";

export const MOST_LINES_A_FILE = 400;
export const MOST_LINES_A_FUNCTION = 70;
/** Shorter than this is a label, not a sentence. */
const LEAST_HEADER_LENGTH = 30;

const BANNED_WORDS = ["util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"];
const KEBAB = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** Names that the world outside gives and expects. */
const GIVEN_NAMES = new Set(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "CHANGELOG.md", "NOTICE"]);

export function tooLong(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const lines = source.text.trimEnd().split("\n").length;
    const file = lines > MOST_LINES_A_FILE ? [`${source.path} has ${lines} lines, more than ${MOST_LINES_A_FILE}.`] : [];
    return [...file, ...longFunctions(source)];
  });
}

function longFunctions(source: Source): Finding[] {
  const found: Finding[] = [];
  walk(source.program, (node, parent) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) || isTestBlock(parent)) return;
    const first = lineOf(source, node.start);
    const lines = lineOf(source, node.end) - first + 1;
    if (lines > MOST_LINES_A_FUNCTION) found.push(`${source.path}:${first} is a function of ${lines} lines, more than ${MOST_LINES_A_FUNCTION}.`);
  });
  return found;
}

/** `describe(…)`, `describe.each(…)(…)` and the like. */
function isTestBlock(parent: Node | null): boolean {
  let callee = parent?.type === "CallExpression" ? (parent["callee"] as Node) : null;
  while (callee !== null) {
    if (callee.type === "Identifier") return callee["name"] === "describe";
    callee = callee.type === "MemberExpression" ? (callee["object"] as Node) : callee.type === "CallExpression" ? (callee["callee"] as Node) : null;
  }
  return false;
}

export function headless(sources: readonly Source[]): Finding[] {
  return sources.flatMap((source) => {
    const start = source.text.startsWith("#!") ? source.text.indexOf("\n") + 1 : 0;
    const opening = openingComment(source, start);
    return opening.length >= LEAST_HEADER_LENGTH ? [] : [`${source.path} does not open with a comment that says what it owns.`];
  });
}

/** The text of the comments before the first statement, with nothing but blanks between them. */
function openingComment(source: Source, start: number): string {
  let at = start;
  let text = "";
  for (const comment of source.comments) {
    if (comment.start < start) continue;
    if (source.text.slice(at, comment.start).trim() !== "") break;
    text += comment.value.replaceAll(/^[\s*]+|@\w+/gm, " ").trim();
    at = comment.end;
  }
  return text;
}

export function badNames(paths: readonly string[]): Finding[] {
  return paths.flatMap((path) => {
    const parts = path.split("/");
    const odd = parts.find((part) => !GIVEN_NAMES.has(part) && !KEBAB.test(part));
    if (odd !== undefined) return [`${path}: "${odd}" is not kebab-case.`];
    const banned = parts.flatMap((part) => part.split(/[-.]/)).find((word) => BANNED_WORDS.includes(word));
    return banned === undefined ? [] : [`${path}: "${banned}" says nothing about what is inside.`];
  });
}
