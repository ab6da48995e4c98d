/**
 * From a command's JSON schema to the fields of a form. Shapes with a meaning of their own (a post, an instant,
 * a name in two languages, an organisation, a reference) become one field each; the rest follows its type. Pure.
 */
import type { JsonSchema } from "../api-types.ts";

export type Choice = string | number | boolean;

export type FieldKind =
  | { readonly kind: "text"; readonly long: boolean; readonly pattern?: string; readonly most?: number }
  | { readonly kind: "number"; readonly whole: boolean; readonly least?: number; readonly most?: number }
  | { readonly kind: "yes-no" }
  | { readonly kind: "choice"; readonly choices: readonly Choice[] }
  | { readonly kind: "when" }
  | { readonly kind: "post" }
  | { readonly kind: "name" }
  | { readonly kind: "org" }
  /** The id of a thing of this kind; `whole` when the value is `kind:id`. */
  | { readonly kind: "thing"; readonly of: string; readonly whole: boolean }
  | { readonly kind: "list"; readonly item: FieldKind; readonly least: number }
  /** An exact instant in milliseconds. */
  | { readonly kind: "instant" }
  /** Values by name, typed as lines of `name: value`. */
  | { readonly kind: "map"; readonly numbers: boolean }
  | { readonly kind: "group"; readonly fields: readonly Field[] };

export interface Field {
  readonly name: string;
  readonly required: boolean;
  readonly is: FieldKind;
  readonly fixed?: Choice;
}

/** Names that mean an organisation wherever a command uses them. */
const ORGS = new Set(["org", "orgs", "unit", "units", "parent", "home", "to", "district", "lead", "from"]);
const LONG = 300;
/** Whole numbers of these names are instants, never amounts. */
const INSTANT = /^(from|to|at|until|since)$|At$/;

export function fieldsOf(schema: JsonSchema, kinds: ReadonlySet<string>): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]): Field => {
    const is = kindOf(name, property, kinds);
    return { name, required: required.has(name), is, ...(property.const === undefined || property.const === null ? {} : { fixed: property.const }) };
  });
}

function kindOf(name: string, schema: JsonSchema, kinds: ReadonlySet<string>): FieldKind {
  const choices = choicesOf(schema);
  if (choices !== null) return { kind: "choice", choices };
  if (schema.anyOf !== undefined) {
    const some = schema.anyOf.find((branch) => branch.type !== "null");
    if (some !== undefined) return kindOf(name, some, kinds);
  }
  const type = Array.isArray(schema.type) ? schema.type.find((one) => one !== "null") : schema.type;
  if (type === "object") return objectKind(schema, kinds);
  if (type === "array") return { kind: "list", item: kindOf(singular(name), schema.items ?? { type: "string" }, kinds), least: schema.minItems ?? 0 };
  if (type === "boolean") return { kind: "yes-no" };
  if (type === "integer" && INSTANT.test(name)) return { kind: "instant" };
  if (type === "number" || type === "integer") {
    return { kind: "number", whole: type === "integer", ...given("least", schema.minimum), ...given("most", schema.maximum) };
  }
  return textKind(name, schema, kinds);
}

function objectKind(schema: JsonSchema, kinds: ReadonlySet<string>): FieldKind {
  const names = Object.keys(schema.properties ?? {});
  const has = (...wanted: string[]): boolean => wanted.every((name) => names.includes(name));
  if (names.length === 2 && has("earliest", "latest")) return { kind: "when" };
  if (names.length === 2 && has("org", "role")) return { kind: "post" };
  if (names.length === 2 && has("zh", "en")) return { kind: "name" };
  if (names.length === 0) return { kind: "map", numbers: isNumber(mapValue(schema)) };
  return { kind: "group", fields: fieldsOf(schema, kinds) };
}

/** What the values of an open object look like, wherever the schema says it. */
function mapValue(schema: JsonSchema): JsonSchema {
  const patterns = Object.values((schema["patternProperties"] as Readonly<Record<string, JsonSchema>> | undefined) ?? {});
  const rest = schema["additionalProperties"];
  return patterns[0] ?? (typeof rest === "object" && rest !== null ? (rest as JsonSchema) : {});
}

function isNumber(schema: JsonSchema): boolean {
  return schema.type === "number" || schema.type === "integer";
}

function textKind(name: string, schema: JsonSchema, kinds: ReadonlySet<string>): FieldKind {
  const ref = /^\^([a-z][a-z0-9-]*):/.exec(schema.pattern ?? "")?.[1];
  if (ref !== undefined) return { kind: "thing", of: ref, whole: true };
  if (ORGS.has(name)) return { kind: "org" };
  if (kinds.has(name)) return { kind: "thing", of: name, whole: false };
  const long = (schema.maxLength ?? 0) >= LONG;
  return { kind: "text", long, ...given("most", schema.maxLength), ...(long ? {} : given("pattern", schema.pattern)) };
}

function choicesOf(schema: JsonSchema): readonly Choice[] | null {
  const usable = (values: readonly unknown[]): readonly Choice[] => values.filter((value): value is Choice => value !== null && value !== undefined);
  if (schema.enum !== undefined) return usable(schema.enum);
  if (schema.const !== undefined) return usable([schema.const]);
  const branches = schema.anyOf ?? [];
  return branches.length > 1 && branches.every((branch) => branch.const !== undefined) ? usable(branches.map((branch) => branch.const)) : null;
}

export function singular(name: string): string {
  return name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : name;
}

function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
