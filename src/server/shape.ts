/**
 * Checks values from outside against the schemas the model and the routes declare, each compiled once, and
 * turns the checker's first complaint into a refusal with the exact place and a sentence. It changes nothing
 * in what it checks: no defaults, no removed fields, no text turned into numbers, except in query strings,
 * where everything arrives as text.
 */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { refuse, type Refusal } from "../base/refusal.ts";
import type { TSchema } from "../base/schema.ts";

/** Null when the value has the shape. */
export type Check = (value: unknown) => Refusal | null;

function makeAjv(coerceTypes: boolean): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, coerceTypes, allErrors: false, verbose: true, ownProperties: true });
  addFormats.default(ajv);
  return ajv;
}

const exact = makeAjv(false);
const fromText = makeAjv(true);

/** `place` is put before the path of the field: `data` gives `data.contact.phone`. */
export function checkShape(schema: TSchema, place = ""): Check {
  return checkWith(exact.compile(schema), place);
}

/** For query strings and path parameters: “10” counts as a number and is made one. */
export function checkText(schema: TSchema, place = ""): Check {
  return checkWith(fromText.compile(schema), place);
}

function checkWith(validate: ValidateFunction, place: string): Check {
  return (value) => {
    if (validate(value)) return null;
    const error = mostTelling(validate.errors ?? []);
    return error === undefined ? refuse("bad-shape", "The input does not have the shape it should have.") : describe(error, place);
  };
}

/** A value of another type or another fixed word did not fit a branch at all, and says nothing about it. */
const NO_FIT = new Set(["type", "const", "enum", "anyOf", "oneOf"]);

/** Of a union's complaints the deepest one says most: it comes from the branch that fitted best. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject | undefined {
  const union = errors.find((error) => error.keyword === "anyOf" || error.keyword === "oneOf");
  const weight = (error: ErrorObject): number => 2 * error.instancePath.split("/").length + (NO_FIT.has(error.keyword) ? 0 : 1);
  const best = errors.toSorted((a, b) => weight(b) - weight(a))[0];
  return union !== undefined && best !== undefined && weight(best) <= weight(union) ? union : best;
}

/** `/rows/3/name` as `rows[3].name`, the way people write it. */
function pathOf(pointer: string, place: string): string {
  let path = place;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    path += /^\d+$/.test(name) ? `[${name}]` : path === "" ? name : `.${name}`;
  }
  return path;
}

function describe(error: ErrorObject, place: string): Refusal {
  const params = error.params as Record<string, unknown>;
  const path = pathOf(error.instancePath, place);
  const inside = (name: unknown): string => (path === "" ? String(name) : `${path}.${String(name)}`);
  const show = path === "" ? "The input" : `“${path}”`;
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const name = String(params["additionalProperty"] ?? params["unevaluatedProperty"]);
      return refuse("unknown-field", `There is no field “${clip(name)}” here.`, { where: inside(clip(name)), fix: knownFields(error) });
    }
    case "required":
      return refuse("missing-field", `The field “${String(params["missingProperty"])}” is missing.`, { where: inside(params["missingProperty"]) });
    case "type":
      return refuse("wrong-type", `${show} must be ${article(params["type"])}, and it is ${nameOf(error.data)}.`, { where: path });
    case "enum":
      return refuse("unknown-value", `${show} is ${quoted(error.data)}, which is not one of the values allowed.`, {
        where: path,
        fix: `Allowed: ${(params["allowedValues"] as unknown[]).map(String).join(", ")}.`,
      });
    case "const":
      return refuse("unknown-value", `${show} must be ${quoted(params["allowedValue"])}.`, { where: path });
    case "anyOf":
    case "oneOf":
      return unionRefusal(error, path, show);
    default:
      return refuse("bad-value", `${show} ${error.message ?? "is not allowed"}.`, { where: path });
  }
}

/** A union of fixed words is a list of allowed values; any other union has no better sentence. */
function unionRefusal(error: ErrorObject, path: string, show: string): Refusal {
  const branches = Array.isArray(error.schema) ? (error.schema as { const?: unknown }[]) : [];
  const words = branches.map((branch) => branch.const).filter((word) => word !== undefined);
  if (words.length === branches.length && words.length > 0) {
    return refuse("unknown-value", `${show} is ${quoted(error.data)}, which is not one of the values allowed.`, {
      where: path,
      fix: `Allowed: ${words.map(String).join(", ")}.`,
    });
  }
  return refuse("bad-value", `${show} has none of the shapes allowed here.`, { where: path });
}

function knownFields(error: ErrorObject): string {
  const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
  return known.length === 0 ? "Remove it." : `Known here: ${known.join(", ")}.`;
}

function article(type: unknown): string {
  const names: Record<string, string> = {
    object: "an object", array: "a list", string: "text", number: "a number", integer: "a whole number", boolean: "true or false", null: "empty (null)",
  };
  return (Array.isArray(type) ? type : [type]).map((one) => names[String(one)] ?? String(one)).join(" or ");
}

function nameOf(value: unknown): string {
  if (value === null) return "empty (null)";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : quoted(value);
}

function quoted(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `“${clip(text ?? "nothing")}”`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
