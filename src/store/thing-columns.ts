/**
 * The list columns a kind declares, as both stores compare and PostgreSQL keeps them: at most twelve, each in
 * the slot of its place in the declaration. Values are kept as the text by which lists are filtered; the
 * typed value itself is in the thing's state.
 */
import { assert } from "../base/refusal.ts";
import type { Column, Kind, Model, ThingState } from "../engine/loop.ts";

export const SLOTS = 12;

/** Longer texts are compared by their beginning: an index entry has a largest size. */
const MOST_IN_A_COLUMN = 120;
const MOST_IN_A_PLACE = 400;

/** The value at a dotted path of a state (`name.zh`). */
export function columnValue(state: ThingState, key: string): unknown {
  if (Object.hasOwn(state, key)) return state[key];
  let found: unknown = state;
  for (const step of key.split(".")) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** Text, number, boolean and reference as they are written; a post as `role@org`; an interval as its latest bound. */
export function columnText(state: ThingState, key: string): string {
  const value = columnValue(state, key);
  if (value === undefined || value === null) return "";
  if (typeof value !== "object") return String(value);
  const { org, role, latest } = value as { org?: unknown; role?: unknown; latest?: unknown };
  if (typeof org === "string" && typeof role === "string") return `${role}@${org}`;
  return typeof latest === "number" ? String(latest) : JSON.stringify(value);
}

/** The part of a text that is kept in an index; what is kept whole comes back unchanged. */
export function indexed(text: string, most = MOST_IN_A_COLUMN): string {
  return text.length <= most ? text : text.slice(0, most).toWellFormed();
}

/** What a column's slot keeps; an interval keeps nothing, for nobody asks for a thing by its very instant. */
export function slotText(column: Column, state: ThingState): string {
  return column.type === "when" ? "" : indexed(columnText(state, column.key));
}

/** Whether a column can only be compared in the state itself. */
export function isUnkept(kind: Kind, key: string): boolean {
  return kind.columns.some((column) => column.key === key && column.type === "when");
}

export function indexedPlace(place: string): string {
  return indexed(place, MOST_IN_A_PLACE);
}

/** True when a place lies at or below another: `city/A/A1` is under `city/A`. */
export function liesUnder(place: string | undefined, top: string): boolean {
  return place !== undefined && (place === top || place.startsWith(`${top}/`));
}

/** The SQL column that holds a declared key: `status`, `place` or one of `c1` … `c12`. */
export function slotOf(kind: Kind, key: string): string {
  if (key === "status" || key === "place") return key;
  const index = kind.columns.findIndex((column) => column.key === key);
  assert(index >= 0, `lists of ${kind.kind} are asked for by ${key}, which it does not declare as a column`);
  return `c${index + 1}`;
}

export function slotsOf(kind: Kind): readonly Column[] {
  assert(kind.columns.length <= SLOTS, `${kind.kind} declares more than ${SLOTS} columns`);
  return kind.columns;
}

export function kindNamed(model: Model, name: string): Kind {
  const kind = model.kinds.get(name);
  assert(kind !== undefined, `no loop declares the kind ${name}`);
  return kind;
}
