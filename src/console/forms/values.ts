/**
 * What was typed into a form, and what of it is sent: empty optional fields are left out, what is missing or
 * does not fit is named by field. Sends nothing itself. Pure.
 */
import type { When } from "../api-types.ts";
import type { Field, FieldKind } from "./fields.ts";

/** As typed: text, a list of texts, a tick, a chosen value, a group. */
export type Value = string | number | boolean | null | undefined | When | readonly Value[] | { readonly [name: string]: Value };
export type Values = Readonly<Record<string, Value>>;

export type Trouble = "required" | "not-a-number" | "too-small" | "too-large" | "pattern" | "too-few" | "upside-down";

export interface Built {
  readonly data: Record<string, unknown>;
  readonly troubles: Readonly<Record<string, Trouble>>;
}

export function buildData(fields: readonly Field[], values: Values, prefix = ""): Built {
  const data: Record<string, unknown> = {};
  const troubles: Record<string, Trouble> = {};
  for (const field of fields) {
    const path = prefix + field.name;
    const built = build(field.is, field.fixed ?? values[field.name], path, troubles);
    if (built !== undefined) data[field.name] = built;
    else if (field.required && troubles[path] === undefined && !hasTroubleBelow(troubles, path)) troubles[path] = "required";
  }
  return { data, troubles };
}

function hasTroubleBelow(troubles: Record<string, Trouble>, path: string): boolean {
  return Object.keys(troubles).some((key) => key.startsWith(`${path}.`));
}

/** Undefined when there is nothing to send. */
function build(is: FieldKind, value: Value, path: string, troubles: Record<string, Trouble>): unknown {
  switch (is.kind) {
    case "number":
      return buildNumber(is, value, path, troubles);
    case "yes-no":
      return typeof value === "boolean" ? value : undefined;
    case "choice":
      return is.choices.find((choice) => String(choice) === String(value));
    case "when":
      return buildWhen(value as When | undefined, path, troubles);
    case "post":
      return pair(value, "org", "role");
    case "name":
      return pair(value, "zh", "en");
    case "list":
      return buildList(is, value, path, troubles);
    case "instant":
      return typeof value === "number" ? value : undefined;
    case "map":
      return buildMap(is.numbers, value, path, troubles);
    case "group": {
      const inner = buildData(is.fields, (value ?? {}) as Values, `${path}.`);
      if (Object.keys(inner.data).length === 0) return undefined;
      Object.assign(troubles, inner.troubles);
      return inner.data;
    }
    case "text":
    case "org":
    case "thing":
      return buildText(is, value, path, troubles);
  }
}

function buildText(is: Extract<FieldKind, { kind: "text" | "org" | "thing" }>, value: Value, path: string, troubles: Record<string, Trouble>): string | undefined {
  const typed = typeof value === "string" ? value.trim() : "";
  if (typed === "") return undefined;
  if (is.kind === "thing" && is.whole && !typed.startsWith(`${is.of}:`)) return `${is.of}:${typed}`;
  if (is.kind === "text" && is.pattern !== undefined && !new RegExp(is.pattern, "u").test(typed)) troubles[path] = "pattern";
  return typed;
}

function buildNumber(is: Extract<FieldKind, { kind: "number" }>, value: Value, path: string, troubles: Record<string, Trouble>): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isFinite(number) || (is.whole && !Number.isInteger(number))) troubles[path] = "not-a-number";
  else if (is.least !== undefined && number < is.least) troubles[path] = "too-small";
  else if (is.most !== undefined && number > is.most) troubles[path] = "too-large";
  return number;
}

function buildWhen(value: When | undefined | null, path: string, troubles: Record<string, Trouble>): When | undefined {
  if (value === undefined || value === null) return undefined;
  if (value.earliest > value.latest) troubles[path] = "upside-down";
  return value;
}

function pair(value: Value, first: string, second: string): Record<string, string> | undefined {
  const typed = (value ?? {}) as Readonly<Record<string, Value>>;
  const [a, b] = [typed[first], typed[second]].map((one) => (typeof one === "string" ? one.trim() : ""));
  return a === "" || a === undefined || b === "" || b === undefined ? undefined : { [first]: a, [second]: b };
}

function buildList(is: Extract<FieldKind, { kind: "list" }>, value: Value, path: string, troubles: Record<string, Trouble>): unknown[] | undefined {
  const rows = typeof value === "string" ? splitLines(value) : Array.isArray(value) ? (value as readonly Value[]) : [];
  const items = rows.map((row, index) => build(is.item, row, `${path}[${index}]`, troubles)).filter((item) => item !== undefined);
  if (items.length === 0) return undefined;
  if (items.length < is.least) troubles[path] = "too-few";
  return items;
}

/** Several at once, as people paste them: one a line, or parted by commas in either script. */
export function splitLines(text: string): string[] {
  return [...new Set(text.split(/[\n,，、;；]+/).map((line) => line.trim()).filter((line) => line !== ""))];
}

/** `name: value`, one a line. */
function buildMap(numbers: boolean, value: Value, path: string, troubles: Record<string, Trouble>): Record<string, number | string> | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const pairs = value.split("\n").filter((line) => line.trim() !== "").map((line): [string, string] => {
    const cut = line.search(/[:：=]/);
    return cut === -1 ? [line.trim(), ""] : [line.slice(0, cut).trim(), line.slice(cut + 1).trim()];
  });
  const bad = pairs.some(([name, text]) => name === "" || text === "" || (numbers && !Number.isFinite(Number(text))));
  if (bad) troubles[path] = numbers ? "not-a-number" : "pattern";
  return Object.fromEntries(pairs.map(([name, text]) => [name, numbers ? Number(text) : text]));
}
