/**
 * Receipts: which commands were accepted, under which body, and which events they caused. The events of one
 * command lie together in each ledger, so a receipt keeps only from where to where; a retry, which is rare,
 * reads them back.
 */
import type { ClientBase } from "pg";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Receipt } from "../contract.ts";
import { eachOf, joinTexts, textsAt } from "./look-up.ts";
import type { ReceiptRow } from "./rows.ts";

export interface Recorded {
  readonly digest: string;
  readonly first: number | null;
  readonly last: number | null;
  readonly cityFirst: number | null;
  readonly cityLast: number | null;
}

export function rowOf(incident: string, command: string, digest: string, events: readonly LedgerEvent[]): ReceiptRow {
  const row = { first: null as number | null, last: null as number | null, city_first: null as number | null, city_last: null as number | null };
  for (const event of events) {
    if (event.incident === incident) {
      row.first ??= event.seq;
      row.last = event.seq;
    } else {
      row.city_first ??= event.seq;
      row.city_last = event.seq;
    }
  }
  return { incident, command, digest, ...row };
}

/** The receipts there are under these command ids. */
export async function findReceipts(client: ClientBase, incident: string, commands: readonly string[]): Promise<Map<string, Recorded>> {
  const { rows } = await client.query({
    name: "find receipts",
    text: eachOf(`unnest(${textsAt(2)}) as u(command)`,
      "select r.command, digest, first, last, city_first, city_last from receipt r where r.incident = $1 and r.command = u.command"),
    values: [incident, joinTexts(commands)],
    rowMode: "array",
  });
  const found = rows as unknown as [string, string, number | null, number | null, number | null, number | null][];
  return new Map(found.map(([command, digest, first, last, cityFirst, cityLast]) => [command, { digest, first, last, cityFirst, cityLast }]));
}

/** The receipt again, as it was given the first time. */
export async function receiptOf(client: ClientBase, incident: string, city: string, command: string, recorded: Recorded): Promise<Receipt> {
  const { rows } = await client.query<{ incident: string; seq: number; type: string }>({
    name: "events of a receipt",
    text: `select incident, seq, type from (
        select incident, seq, type, 0 as part from ledger where incident = $1 and seq between $2 and $3
        union all
        select incident, seq, type, 1 as part from ledger where incident = $4 and seq between $5 and $6
      ) e order by part, seq`,
    values: [incident, recorded.first, recorded.last, city, recorded.cityFirst, recorded.cityLast],
  });
  return { command, events: rows, repeated: true };
}
