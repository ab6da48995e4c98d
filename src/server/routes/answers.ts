/** What every route may answer beside its own success, and the query fields that several share. */
import { parseInstant } from "../../base/civil.ts";
import { isRefusal, refuse, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { Type, type TSchema } from "../../base/schema.ts";
import { Failed, link, Refused, words } from "../schemas.ts";

export function answers(success: TSchema): Record<string, TSchema> {
  return { 200: success, "4xx": link(Refused), "5xx": link(Failed) };
}

export const closed = { additionalProperties: false } as const;

export const Name = Type.String({ minLength: 1, maxLength: 120 });
export const Flag = words("1", "0", "true", "false");
export const Limit = Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: "Rows at most; default 100" });
export const InstantText = Type.String({ maxLength: 40, description: "Milliseconds, or ISO 8601 with an offset" });

export const DEFAULT_LIMIT = 100;

export function isTrue(flag: string | undefined): boolean {
  return flag === "1" || flag === "true";
}

/** `undefined` stays; anything else is an instant or a refusal naming the field. */
export function instantOf(text: string | undefined, field: string): Ms | undefined | Refusal {
  if (text === undefined) return undefined;
  if (/^-?\d{1,16}$/.test(text)) {
    const ms = Number(text);
    return Number.isSafeInteger(ms) ? ms : refuse("bad-instant", "That is not a number of milliseconds.", { where: field });
  }
  // In a query string a plus sign means a space, and people paste +08:00 as it is.
  return parseInstant(text.replace(" ", "+"), field);
}

/** Drops what was not given, for queries whose fields are absent rather than undefined. */
export function given<T extends object>(fields: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Key in keyof T]: Exclude<T[Key], undefined> };
}

export function firstRefusal(...values: unknown[]): Refusal | null {
  return values.find((value): value is Refusal => isRefusal(value)) ?? null;
}

export function unknownIncident(id: string): Refusal {
  return refuse("unknown-incident", `There is no incident “${id}”.`, { where: "incident", fix: "GET /api/incidents lists them." });
}
