/** The migrations in order. A published one is never changed; the next one is added at the end. */
import { ledger } from "./0001-ledger.ts";
import { fewerEntries } from "./0002-fewer-entries.ts";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: "ledger", sql: ledger },
  { version: 2, name: "fewer-entries", sql: fewerEntries },
];
