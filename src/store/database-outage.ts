/**
 * The sentences for a PostgreSQL that cannot be reached, lets us not in, or cannot write, whether embedded or
 * the operator's. Never shows a password. An error about our own statement is not an outage and stays as it is.
 */
import { codeOf, Outage } from "./outage.ts";

/** Null when it is no address of a PostgreSQL. `user@/database?host=/folder` leaves out the host, which URL refuses. */
export function parsedAddress(url: string): URL | null {
  const written = url.replace("@/", "@localhost/");
  if (!URL.canParse(written)) return null;
  const parsed = new URL(written);
  return /^postgres(ql)?:$/.test(parsed.protocol) ? parsed : null;
}

/** Host, port and database, never the password. */
export function addressOf(url: string): string {
  const parsed = parsedAddress(url);
  if (parsed === null) return "(an unreadable address)";
  return `${parsed.searchParams.get("host") ?? (parsed.host || "localhost")}${parsed.pathname}`;
}

interface Known {
  readonly codes: readonly string[];
  readonly code: string;
  readonly says: (address: string) => string;
  readonly fix: string;
}

const KNOWN: readonly Known[] = [
  {
    codes: ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "EHOSTUNREACH", "ENETUNREACH", "ENOENT", "08000", "08001", "08003", "08006", "57P01", "57P02", "57P03"],
    code: "database-unreachable",
    says: (address) => `No database answers at ${address}.`,
    fix: "Check that it runs and that the address is right; Firebreak goes on by itself once it is back.",
  },
  {
    codes: ["28P01", "28000"],
    code: "database-sign-in",
    says: (address) => `The database at ${address} does not accept this user and password.`,
    fix: "Correct them in DATABASE_URL (special characters percent-encoded), or let the user in through pg_hba.conf.",
  },
  {
    codes: ["3D000"],
    code: "database-missing",
    says: (address) => `The server has no such database: ${address}.`,
    fix: "Create it with: create database NAME encoding 'UTF8' template template0",
  },
  {
    codes: ["53300"],
    code: "database-full-house",
    says: (address) => `The database at ${address} has no free connection left.`,
    fix: "Raise its max_connections, or end other programs that use it.",
  },
  {
    codes: ["53100", "58030"],
    code: "disk-full",
    says: (address) => `The disk of the database at ${address} is full or failing.`,
    fix: "Free or replace it: nothing that was acknowledged is lost.",
  },
  {
    codes: ["25006"],
    code: "database-read-only",
    says: (address) => `The database at ${address} takes no changes.`,
    fix: "Set DATABASE_URL to the primary, or promote this one.",
  },
  {
    codes: ["42501"],
    code: "database-rights",
    says: (address) => `The user in DATABASE_URL lacks rights in the database at ${address}.`,
    fix: "Make that user the database's owner.",
  },
];

/** The outage an error of `pg` stands for, or null when it is not the database's state but our statement. */
export function databaseOutage(error: unknown, url: string): Outage | null {
  if (error instanceof Outage) return error;
  if (error instanceof AggregateError) return databaseOutage(error.errors[0], url);
  const message = error instanceof Error ? error.message : "";
  const lost = /^Connection terminated|timeout exceeded when trying to connect/i.test(message);
  const code = lost ? "ECONNRESET" : codeOf(error);
  const known = KNOWN.find((each) => each.codes.includes(code));
  return known === undefined ? null : new Outage(known.code, known.says(addressOf(url)), known.fix, error);
}
