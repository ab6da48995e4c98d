/**
 * One transaction of the writer: the heads of the ledgers it may write are locked first, in the order of
 * their names so that two writers never wait for each other; everything decided is written and committed in
 * one go. Either the heads are locked before anything is decided, or what was decided on is sent along and the
 * lock is refused when the heads stand elsewhere. All statements of a step leave in one piece.
 */
import type { ClientBase, QueryConfig } from "pg";
import { assert } from "../../base/refusal.ts";
import { codeOf } from "../outage.ts";
import type { Heads } from "./heads.ts";
import { arrayOf, joinTexts, textsAt } from "./look-up.ts";
import { headValues, LAST_COMMITTED, MOVE_HEADS } from "./writing.ts";

type HeadRow = [string, number, number];

function headsOf(rows: unknown, ledgers: readonly string[]): Heads {
  const found = rows as HeadRow[];
  assert(found.length === new Set(ledgers).size, `a ledger of ${ledgers.join(", ")} has no head`);
  return new Map(found.map(([id, seq, learned]) => [id, { seq, learned }]));
}

/** Where ledgers stand, without a lock. */
export async function readHeads(client: ClientBase, ledgers: readonly string[]): Promise<Heads> {
  const { rows } = await client.query({
    name: "read heads", text: `select id, head, learned from incident where id = any(${textsAt(1)})`, values: [joinTexts(ledgers)], rowMode: "array",
  });
  return headsOf(rows, ledgers);
}

/** Opens the transaction and locks; resolves with where the ledgers stand. */
export async function lockHeads(client: ClientBase, ledgers: readonly string[]): Promise<Heads> {
  const [, locked] = await together(client, () => [
    client.query("begin"),
    client.query({
      name: "lock heads", text: `select id, head, learned from incident where id = any(${textsAt(1)}) order by id for update`, values: [joinTexts(ledgers)], rowMode: "array",
    }),
  ]);
  return headsOf(locked!.rows, ledgers);
}

const DIVISION_BY_ZERO = "22012";

/**
 * Locks the heads if they stand where they are thought to and, when `behind` names the transaction sent before
 * on the same connection, if that has committed. If not, the statement fails, and with it all that follows:
 * dividing is the one way to fail that needs no function in the database.
 */
function lockIf(heads: Heads, behind: string | null): QueryConfig {
  return {
    name: "lock heads if",
    text: `with locked as (
        select i.id from incident i join unnest(${textsAt(1)}, $2::bigint[]) as u(id, head) on i.id = u.id and i.head = u.head order by i.id for update of i
      )
      select 1 / (count(*) = $3::int and ($4::text is null or current_setting('${LAST_COMMITTED}', true) = $4))::int from locked`,
    values: [joinTexts([...heads.keys()]), arrayOf([...heads.values()].map((head) => head.seq)), heads.size, behind],
  };
}

/** Whether an error says that the heads no longer stood where they were thought to. */
export function isMoved(error: unknown): boolean {
  return codeOf(error) === DIVISION_BY_ZERO;
}

/** A whole transaction on what was decided without a lock. Resolves when it is on disk; with nothing to write, when the heads are known to stand. */
export async function writeIf(client: ClientBase, before: Heads, behind: string | null, statements: readonly QueryConfig[]): Promise<void> {
  const ends = await together(client, () => [
    client.query("begin"), client.query(lockIf(before, behind)), ...statements.map((statement) => client.query(statement)), client.query("commit"),
  ]);
  assertCommitted(ends.at(-1)!);
}

/** Writes and commits under the lock taken before: when this resolves, everything is on disk. */
export async function commit(client: ClientBase, statements: readonly QueryConfig[]): Promise<void> {
  const ends = await together(client, () => [...statements.map((statement) => client.query(statement)), client.query("commit")]);
  assertCommitted(ends.at(-1)!);
}

/** Moves the heads by themselves, after rows that were sent in parts. */
export function moveHeads(heads: Heads): QueryConfig {
  return { name: "move heads", text: MOVE_HEADS(1), values: headValues(heads, "") };
}

/** Sends statements without waiting; the promise settles when the server has taken them. */
export function send(client: ClientBase, statements: readonly QueryConfig[]): Promise<unknown> {
  return together(client, () => statements.map((statement) => client.query(statement)));
}

interface Corked {
  readonly connection?: { readonly stream?: { cork?(): void; uncork?(): void } };
}

/** Lets several statements leave as one piece: a call of the system for each of them would cost as much as they do. */
function together<R>(client: ClientBase, start: () => readonly Promise<R>[]): Promise<R[]> {
  const stream = (client as Corked).connection?.stream;
  stream?.cork?.();
  try {
    return Promise.all(start());
  } finally {
    stream?.uncork?.();
  }
}

function assertCommitted({ command }: { readonly command: string }): void {
  // A transaction in which something failed answers “rollback” to a commit, without an error of its own.
  assert(command === "COMMIT", "the server did not commit");
}
