/**
 * The units a clause may have, and what a value of each looks like. This table is the only place that knows
 * them: the schema, the checks, the typed access and the printed form are all read from it.
 */
import { Type, type Static, type TSchema } from "../../base/schema.ts";
import { DAY, HOUR, MINUTE, type Ms } from "../../base/time.ts";

const Length = Type.Number({ minimum: 0 });
const WholeDays = Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 100 });
const Range = Type.Array(Type.Integer(), { minItems: 2, maxItems: 2 });

/** A word of a list: an id programs know and a label for people in both languages. */
export const ListItem = Type.Object(
  { id: Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 60 }), zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  { additionalProperties: false },
);
export type ListItem = Static<typeof ListItem>;

/** Text in a table is a code; sentences belong in the wording, where both languages stand. */
const Cell = Type.Union([Type.Number(), Type.Boolean(), Type.Null(), Type.String({ pattern: "^[a-z0-9]+(-[a-z0-9]+)*$" })]);
const Row = Type.Record(Type.String({ pattern: "^[a-z][A-Za-z0-9]*$" }), Cell, { additionalProperties: false, minProperties: 1 });
export type TableRow = Static<typeof Row>;

export const UNIT_VALUES = {
  minutes: Length,
  hours: Length,
  days: Length,
  metres: Length,
  /** Cycles of a PCR test, the Ct value. */
  cycles: Length,
  count: Type.Integer({ minimum: 0 }),
  ratio: Type.Number({ minimum: 0, maximum: 1 }),
  boolean: Type.Boolean(),
  /** A code word or a name, the same in every language. */
  text: Type.String({ minLength: 1, maxLength: 200 }),
  date: Type.String({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" }),
  /** A clock reading in the city's zone; 24:00 is the end of the day. */
  "local-time": Type.String({ pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$" }),
  list: Type.Array(ListItem, { minItems: 1, maxItems: 100 }),
  "day-list": WholeDays,
  "count-list": WholeDays,
  /** `[least, most]`. */
  "day-range": Range,
  "hour-range": Range,
  table: Type.Array(Row, { minItems: 1, maxItems: 200 }),
  /** The pack says in so many words that it has no such rule. */
  absent: Type.Null(),
} as const satisfies Record<string, TSchema>;

export type Unit = keyof typeof UNIT_VALUES;
export type ValueOf<U extends Unit> = Static<(typeof UNIT_VALUES)[U]>;
export type ClauseValue = ValueOf<Exclude<Unit, "absent">>;

export const UNITS = Object.keys(UNIT_VALUES) as Unit[];

/** Milliseconds in one of the unit, for the units that are lengths of time. */
export const LENGTHS: Partial<Record<Unit, Ms>> = { minutes: MINUTE, hours: HOUR, days: DAY };

/** Units whose values can be more or less; only they may name what is stricter. */
export const ORDERED: ReadonlySet<Unit> = new Set<Unit>([
  "minutes", "hours", "days", "metres", "cycles", "count", "ratio", "boolean", "list", "day-list", "count-list",
]);
