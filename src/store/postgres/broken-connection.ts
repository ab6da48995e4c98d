/** Tells a connection that broke from a statement of ours that is wrong, as the driver words it with many statements under way. */
import { databaseOutage } from "../database-outage.ts";
import type { Outage } from "../outage.ts";

/** What the driver says of statements sent after the connection broke or while it is being closed. */
const AFTER_THE_BREAK = /is not queryable|^Connection (ended|terminated)/;

export function outageOf(error: unknown, url: string): Outage | null {
  const known = databaseOutage(error, url);
  if (known !== null || !(error instanceof Error) || !AFTER_THE_BREAK.test(error.message)) return known;
  return databaseOutage(Object.assign(new Error(error.message), { code: "ECONNRESET" }), url);
}
