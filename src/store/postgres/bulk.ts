/**
 * Many rows in one statement: `insert … select … from unnest(…)`, one parameter a column. Texts travel joined
 * by the unit separator and are split by the server, which costs a tenth of quoting them as array literals.
 * Refuses nothing itself: `commandProblem` has kept the separators out of everything a sender may write.
 */
import type { QueryConfig } from "pg";

export const SEPARATOR = "\u001f";
/** Parts the texts of one list column. */
export const LIST_SEPARATOR = "\u001e";

/** The largest statement: beyond this the server would spill the rows to a temporary file. */
export const ROWS_AT_ONCE = 1000;

/** `text` turns an empty string into null, which keeps a list of one empty text apart from an empty list. */
type ColumnType = "text" | "texts" | "json" | "bigint" | "boolean";

type Value = string | number | boolean | null;

export interface BulkColumn<Row> {
  readonly name: string;
  readonly type: ColumnType;
  readonly of: (row: Row) => Value;
}

export interface Bulk<Row> {
  /** Statements for these rows, none when there are no rows. */
  readonly statements: (rows: readonly Row[]) => QueryConfig[];
}

/** The SQL that reads parameter `position` back as a list of texts. */
export function textsAt(position: number): string {
  return `string_to_array($${position}, E'\\x1f', '')`;
}

export function joinTexts(items: readonly string[]): string {
  return items.join(SEPARATOR);
}

/** A list of numbers or booleans as an array literal. */
export function arrayOf(items: readonly Value[]): string {
  return `{${items.map((item) => item ?? "null").join(",")}}`;
}

/**
 * One look into an index for each key. Written as a join or as `= any(…)`, the planner may prefer to walk the
 * whole incident and compare, above all while it has no statistics yet.
 */
export function eachOf(keys: string, look: string): string {
  return `select f.* from ${keys} cross join lateral (${look} offset 0) f`;
}

function parameter(type: ColumnType, position: number): string {
  return type === "bigint" || type === "boolean" ? `$${position}::${type}[]` : textsAt(position);
}

function selected(column: BulkColumn<never>): string {
  if (column.type === "json") return `u.${column.name}::json`;
  if (column.type === "texts") return `coalesce(string_to_array(u.${column.name}, E'\\x1e'), '{}')`;
  return `u.${column.name}`;
}

/**
 * Prepares an insert into a table. `keys` names the columns of its primary key when rows may be there
 * already and the new ones replace them; without it a row that is there already is an error.
 */
export function bulkInsert<Row>(table: string, columns: readonly BulkColumn<Row>[], keys: readonly string[] = []): Bulk<Row> {
  const names = columns.map((column) => column.name);
  const changed = names.filter((name) => !keys.includes(name)).map((name) => `${name} = excluded.${name}`);
  const conflict = keys.length === 0 ? "" : ` on conflict (${keys.join(", ")}) do update set ${changed.join(", ")}`;
  const text = `insert into ${table} (${names.join(", ")})
    select ${columns.map((column) => selected(column as BulkColumn<never>)).join(", ")}
    from unnest(${columns.map((column, index) => parameter(column.type, index + 1)).join(", ")}) as u(${names.join(", ")})${conflict}`;
  const name = `insert ${table}`;
  const valuesOf = (rows: readonly Row[]): string[] =>
    columns.map(({ type, of }) => {
      const items = rows.map(of);
      return type === "bigint" || type === "boolean" ? arrayOf(items) : items.map((item) => item ?? "").join(SEPARATOR);
    });
  return {
    statements(rows) {
      const statements: QueryConfig[] = [];
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
        const part = rows.length <= ROWS_AT_ONCE ? rows : rows.slice(from, from + ROWS_AT_ONCE);
        statements.push({ name, text, values: valuesOf(part) });
      }
      return statements;
    },
  };
}
