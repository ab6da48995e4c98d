/**
 * Opens the connections to whichever PostgreSQL serves: the embedded one or the operator's. Owns how values
 * come back (whole numbers as numbers, never a `Date`), what every session is set to, and the sentences for
 * a database that cannot be reached or will not do. Holds no SQL of the product.
 */
import pg from "pg";
import { assert, bug } from "../base/refusal.ts";
import { addressOf, databaseOutage, parsedAddress } from "./database-outage.ts";
import { Outage } from "./outage.ts";

export interface PoolOptions {
  /** Connections at most. */
  readonly max?: number;
  /** A statement running longer is cancelled; 0 for no limit. */
  readonly statementTimeoutMs?: number;
  /** Shown in the server's list of sessions. */
  readonly applicationName?: string;
}

const MINIMUM_MAJOR = 15;
const INT8 = 20;
const INT8_ARRAY = 1016;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

/** Instants in ms, counts and event numbers stay far below 2^53; anything above is a mistake of ours. */
function safeInteger(text: string): number {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : bug(`${text} from the database is no safe whole number`);
}

type Nested = string | null | Nested[];
const safeIntegers = (value: Nested): unknown =>
  Array.isArray(value) ? value.map(safeIntegers) : value === null ? null : safeInteger(value);

/** A zoned or local time stamp would become a `Date` in this process's zone: our tables have none. */
function noTimestamp(text: string): never {
  throw new Error(`bug: the query returns a timestamp (${text}); instants are bigint milliseconds`);
}

const parseArray = (pg.types.getTypeParser as (oid: number) => (text: string) => Nested)(INT8_ARRAY);

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: safeInteger,
  [INT8_ARRAY]: (text) => safeIntegers(parseArray(text)),
  [DATE]: (text) => text,
  [TIMESTAMP]: noTimestamp,
  [TIMESTAMPTZ]: noTimestamp,
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    (format === "binary" ? undefined : PARSERS[oid]) ??
    pg.types.getTypeParser(oid, format as "text")) as typeof pg.types.getTypeParser,
};

/**
 * What our statements rely on, whatever the operator's defaults are: acknowledged means on disk, and a
 * transaction sees what others have committed. A stricter `synchronous_commit` than "on" is left alone.
 */
const SESSION = `
  select set_config('statement_timeout', $1, false),
         set_config('idle_in_transaction_session_timeout', '60000', false),
         set_config('default_transaction_isolation', 'read committed', false),
         set_config('client_min_messages', 'warning', false),
         set_config('timezone', 'UTC', false),
         set_config('synchronous_commit',
           case current_setting('synchronous_commit') when 'off' then 'on'
             else current_setting('synchronous_commit') end, false)`;

/**
 * A pool on a server that was tried and will do: PostgreSQL 15 or newer, UTF-8, writable. Throws an outage
 * otherwise. Queries on it reject with PostgreSQL's own errors; `databaseOutage` tells outages among them.
 */
export async function openPool(url: string, options: PoolOptions = {}): Promise<pg.Pool> {
  assertAddress(url);
  const timeout = String(options.statementTimeoutMs ?? 60_000);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    types,
    application_name: options.applicationName ?? "firebreak",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    onConnect: (client) => client.query(SESSION, [timeout]),
  });
  // An idle connection that breaks is replaced by the next query, which reports what is wrong if it lasts.
  pool.on("error", () => undefined);
  try {
    await assertSuitable(pool, url);
  } catch (error) {
    await pool.end();
    throw error instanceof Outage ? error : (databaseOutage(error, url) ?? error);
  }
  return pool;
}

async function assertSuitable(pool: pg.Pool, url: string): Promise<void> {
  const { rows } = await pool.query<{ version: number; encoding: string; standby: boolean }>(
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby`,
  );
  const [server] = rows;
  assert(server !== undefined, "a select without from returns one row");
  if (server.version < MINIMUM_MAJOR) {
    throw new Outage(
      "database-too-old",
      `The database at ${addressOf(url)} is PostgreSQL ${server.version}; Firebreak needs ${MINIMUM_MAJOR} or newer.`,
      "Upgrade it, or leave DATABASE_URL out to use the PostgreSQL that comes with Firebreak.",
    );
  }
  if (server.encoding !== "UTF8") {
    throw new Outage(
      "database-encoding",
      `The database at ${addressOf(url)} stores text as ${server.encoding}; names in Chinese need UTF8.`,
      "Create one with: create database firebreak encoding 'UTF8' template template0",
    );
  }
  if (server.standby) {
    throw new Outage(
      "database-read-only",
      `The database at ${addressOf(url)} is a standby and takes no changes.`,
      "Set DATABASE_URL to its primary, or promote it.",
    );
  }
}

function assertAddress(url: string): void {
  if (parsedAddress(url) !== null) return;
  throw new Outage(
    "database-url-invalid",
    "DATABASE_URL is not the address of a PostgreSQL database.",
    "It looks like postgres://user:password@host:5432/database; special characters in the password are percent-encoded.",
  );
}
