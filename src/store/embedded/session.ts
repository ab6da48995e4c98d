/**
 * The launcher's own connection to the server. It proves that the server is ours (it knows our password and
 * serves our folder), and while it is open it counts us among the server's users: a shared advisory lock,
 * which the server itself drops when a process dies, however it dies. Who can take that lock alone is the
 * last one out and turns off the light.
 */
import { realpathSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { codeOf, Outage } from "../outage.ts";
import { ADMIN_ROLE, APP_DATABASE, APP_ROLE, passwordOf } from "./cluster.ts";
import type { Place } from "./place.ts";

/** Advisory locks belong to one database, so every launcher keeps to this one. "fire" in ASCII. */
const USERS_LOCK = 0x66697265;
const LOCK_DATABASE = "postgres";

export interface Session {
  readonly client: pg.Client;
  /** The running server's: "18.4". */
  readonly version: string;
  /** Settles when the connection is gone, for whatever reason. */
  readonly ended: Promise<void>;
}

const url = (role: string, secret: string, port: number, database: string): string =>
  `postgres://${role}:${passwordOf(secret, role)}@127.0.0.1:${port}/${database}`;

export const appUrl = (secret: string, port: number): string => url(APP_ROLE, secret, port, APP_DATABASE);
export const adminUrl = (secret: string, port: number): string => url(ADMIN_ROLE, secret, port, APP_DATABASE);

/** Answers of a server that is coming up, going down or full for the moment. */
const PASSING = new Set(["57P01", "57P02", "57P03", "53300", "ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

function isPassing(error: unknown): boolean {
  return PASSING.has(codeOf(error)) || /terminated|timeout|not queryable/i.test(error instanceof Error ? error.message : "");
}

/**
 * One knock at the door. Null when nobody answers yet, or when the server is just being stopped by its last
 * user; throws an outage when somebody answers who is not ours.
 */
export async function knock(place: Place, secret: string, port: number): Promise<Session | null> {
  const client = new pg.Client({
    connectionString: url(ADMIN_ROLE, secret, port, LOCK_DATABASE),
    application_name: "firebreak launcher",
    connectionTimeoutMillis: 10_000,
    query_timeout: 60_000,
  });
  const ended = new Promise<void>((resolve) => client.once("end", resolve));
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ dir: string; version: string; joined: boolean }>(
      `select current_setting('data_directory') as dir, current_setting('server_version') as version,
              pg_try_advisory_lock_shared($1) as joined`,
      [USERS_LOCK],
    );
    const [row] = rows;
    if (row?.joined === true && realpathSync(row.dir) === realpathSync(place.cluster)) {
      return { client, version: row.version, ended };
    }
    await hangUp(client);
    return null;
  } catch (error) {
    await hangUp(client);
    if (isPassing(error)) return null;
    if (codeOf(error) === "28P01") throw wrongPassword(place, error);
    throw error;
  }
}

/** Closes without waiting for a silent other side, nor caring whether it was open. */
export async function hangUp(client: pg.Client): Promise<void> {
  await Promise.race([client.end().catch(() => undefined), pause(1000, undefined, { ref: false })]);
}

function wrongPassword(place: Place, cause: unknown): Outage {
  return new Outage(
    "password-mismatch",
    `The running database does not take the password in ${place.secretFile}.`,
    "Put that file back from a backup of the data folder.",
    cause,
  );
}

/** Makes the product's role and database where they are missing. Two starts at once do no harm. */
export async function ensureDatabase(session: Session, secret: string): Promise<void> {
  const { client } = session;
  const exists = async (sql: string, name: string): Promise<boolean> =>
    (await client.query(sql, [name])).rowCount !== 0;
  const make = async (sql: string): Promise<void> => {
    try {
      await client.query(sql);
    } catch (error) {
      // Duplicate role, duplicate database, or both inserts met in the catalogue.
      if (!["42710", "42P04", "23505"].includes(codeOf(error))) throw error;
    }
  };
  if (!(await exists("select 1 from pg_roles where rolname = $1", APP_ROLE))) {
    await make(`create role ${APP_ROLE} login createdb password '${passwordOf(secret, APP_ROLE)}'`);
  }
  if (!(await exists("select 1 from pg_database where datname = $1", APP_DATABASE))) {
    await make(`create database ${APP_DATABASE} owner ${APP_ROLE}`);
  }
}

/**
 * Gives up our place among the users. True: we were the last, and nobody can join until this session ends.
 * False: somebody else still uses the server.
 */
export async function leave(session: Session): Promise<boolean> {
  await session.client.query("select pg_advisory_unlock_shared($1)", [USERS_LOCK]);
  const { rows } = await session.client.query<{ last: boolean }>("select pg_try_advisory_lock($1) as last", [USERS_LOCK]);
  return rows[0]?.last === true;
}

/** Takes our place again after `leave` answered false. False: the server is just being stopped. */
export async function rejoin(session: Session): Promise<boolean> {
  const { rows } = await session.client.query<{ joined: boolean }>(
    "select pg_try_advisory_lock_shared($1) as joined",
    [USERS_LOCK],
  );
  return rows[0]?.joined === true;
}
