// The pure floors get time and chance as arguments. This rule finds where they reach for the machine
// instead: its clock, its chance, its timers, its zone, its language, Node or the DOM. It reads the syntax
// tree, so a comment or a field of the same name is not mistaken for the thing.

import { FLOORS } from "./table.ts";
import { floorOf, isTest, lineOf, walk, type Finding, type Node, type Source } from "./source.ts";

/** Global names that mean the machine. `Date` and `Math` are judged by what is asked of them. */
const MACHINE = new Set(
  [
    "process Buffer require module global globalThis self __dirname __filename",
    "window document navigator location localStorage sessionStorage indexedDB XMLHttpRequest WebSocket EventSource Worker",
    "setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame fetch console performance crypto Intl eval",
  ].flatMap((line) => line.split(" ")),
);

/** Members of otherwise harmless globals. */
const MEMBERS = new Set(["Date.now", "Date.parse", "Math.random", "Temporal.Now"]);

/** Methods whose answer depends on the machine's time zone or language, whatever they are called on. */
const LOCAL_METHODS = new Set(
  [
    "getHours getMinutes getDate getDay getMonth getFullYear getTimezoneOffset setHours setDate setMonth setFullYear",
    "toLocaleString toLocaleDateString toLocaleTimeString toLocaleUpperCase toLocaleLowerCase localeCompare toDateString toTimeString",
  ].flatMap((line) => line.split(" ")),
);

export function impurities(sources: readonly Source[]): Finding[] {
  const pure = new Set(FLOORS.filter((floor) => floor.pure).map((floor) => floor.name));
  return sources.filter((source) => pure.has(floorOf(source.path) ?? "") && !isTest(source.path)).flatMap(impuritiesOf);
}

function impuritiesOf(source: Source): Finding[] {
  const own = declaredNames(source.program);
  const found: Finding[] = [];
  walk(source.program, (node, parent) => {
    const what = machineUse(node, parent, own);
    if (what !== null) found.push(`${source.path}:${lineOf(source, node.start)} uses ${what}.`);
  });
  return found;
}

function machineUse(node: Node, parent: Node | null, own: ReadonlySet<string>): string | null {
  if (node.type === "MemberExpression") return memberUse(node, own);
  if (node.type === "MetaProperty" && (node["meta"] as Node)["name"] === "import") return "import.meta";
  if (node.type === "ImportExpression" && (node["source"] as Node).type !== "Literal") return "an import decided at run time";
  if (node.type === "NewExpression" && isGlobal(node["callee"] as Node, "Date", own) && takesMachineTime(node["arguments"] as Node[])) {
    return "new Date without an instant, or in the machine's zone";
  }
  if (node.type === "CallExpression" && isGlobal(node["callee"] as Node, "Date", own)) return "Date()";
  if (node.type !== "Identifier" || own.has(String(node["name"])) || !MACHINE.has(String(node["name"]))) return null;
  return isReference(node, parent) ? String(node["name"]) : null;
}

/** One argument is an instant; none is now; several are a civil time in the machine's zone. */
function takesMachineTime(args: readonly Node[]): boolean {
  return args.length !== 1;
}

function memberUse(node: Node, own: ReadonlySet<string>): string | null {
  const object = node["object"] as Node;
  const property = node["property"] as Node;
  const name = node["computed"] === true ? (property.type === "Literal" ? String(property["value"]) : null) : String(property["name"]);
  if (name === null) return null;
  if (LOCAL_METHODS.has(name)) return `.${name}`;
  if (object.type !== "Identifier") return null;
  const full = `${String(object["name"])}.${name}`;
  const imported = full === "Temporal.Now";
  return MEMBERS.has(full) && (imported || !own.has(String(object["name"]))) ? full : null;
}

function isGlobal(node: Node, name: string, own: ReadonlySet<string>): boolean {
  return node.type === "Identifier" && node["name"] === name && !own.has(name);
}

/** False for the name of a field, a key, a label or a type. */
function isReference(node: Node, parent: Node | null): boolean {
  if (parent === null) return true;
  if (parent.type === "MemberExpression") return parent["object"] === node || parent["computed"] === true;
  if (/^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type)) return parent["value"] === node || parent["computed"] === true;
  return !/^(TS(?!AsExpression|SatisfiesExpression|NonNullExpression)|LabeledStatement|BreakStatement|ContinueStatement|ImportSpecifier|ExportSpecifier|ImportAttribute)/.test(parent.type);
}

/** Every name the file gives to something of its own; such a name is not the machine's. */
function declaredNames(program: Node): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type === "VariableDeclarator") patternNames(node["id"] as Node, names);
    else if (/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type)) {
      if (node["id"] !== null && node["id"] !== undefined) patternNames(node["id"] as Node, names);
      for (const param of node["params"] as Node[]) patternNames(param, names);
    } else if (/^Import(Default|Namespace)?Specifier$/.test(node.type)) patternNames(node["local"] as Node, names);
    else if (node.type === "CatchClause" && node["param"] !== null) patternNames(node["param"] as Node, names);
  });
  return names;
}

function patternNames(pattern: Node, names: Set<string>): void {
  if (pattern.type === "Identifier") names.add(String(pattern["name"]));
  else if (pattern.type === "AssignmentPattern") patternNames(pattern["left"] as Node, names);
  else if (pattern.type === "RestElement") patternNames(pattern["argument"] as Node, names);
  else if (pattern.type === "ObjectPattern") for (const property of pattern["properties"] as Node[]) patternNames((property["value"] ?? property) as Node, names);
  else if (pattern.type === "ArrayPattern") for (const element of pattern["elements"] as (Node | null)[]) if (element !== null) patternNames(element, names);
}
