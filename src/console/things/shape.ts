/** What a stored value is, told by its shape and the name of its field, so that it can be shown as people know it. Pure. */
import { isRef } from "../../base/ids.ts";

export type Shape = "nothing" | "yes-no" | "when" | "instant" | "post" | "text-pair" | "ref" | "org" | "list" | "fields" | "plain";

const ORG_FIELDS = new Set(["org", "home", "unit", "units", "parent", "runBy", "group", "holderOrg", "siteOrg"]);
/** Epoch milliseconds of this century and the last thirty years of the one before. */
const looksLikeInstant = (value: number): boolean => Number.isInteger(value) && value < 4_102_444_800_000 && value > 31_536_000_000;

export function shapeOf(name: string, value: unknown): Shape {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "boolean") return "yes-no";
  if (typeof value === "number") return looksLikeInstant(value) ? "instant" : "plain";
  if (typeof value === "string") return isRef(value) && !/^\w+:\/\//.test(value) ? "ref" : ORG_FIELDS.has(name) ? "org" : "plain";
  if (Array.isArray(value)) return "list";
  if (typeof value !== "object") return "plain";
  const keys = Object.keys(value);
  const has = (...wanted: string[]): boolean => wanted.length === keys.length && wanted.every((key) => keys.includes(key));
  if (has("earliest", "latest")) return "when";
  if (has("org", "role")) return "post";
  if (has("zh", "en")) return "text-pair";
  return "fields";
}

/** The value at a column's path, `custody.org`. */
export function valueAt(state: Readonly<Record<string, unknown>>, key: string): unknown {
  let found: unknown = state;
  for (const step of key.split(".")) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}
