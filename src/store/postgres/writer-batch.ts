/**
 * One batch of commands of one incident: locked, checked against the receipts, decided in order, written and
 * committed once. While the rows of some commands are on their way, more may be taken in and decided. A command whose state is not loaded yet waits for the next round of the same batch, when
 * what all of them lacked has been read at once; the order in which they are decided is the order of the
 * ledger. Refusals write nothing.
 */
import type { ClientBase } from "pg";
import { assert, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Command, Context, Model } from "../../engine/loop.ts";
import type { Wanted } from "../../engine/state.ts";
import { idReused } from "../command-check.ts";
import type { Receipt } from "../contract.ts";
import type { Bulk } from "./bulk.ts";
import { guesser, type Guesser } from "./guess.ts";
import { likelyWants, load, wantsOfDuty } from "./load.ts";
import { receiptFor } from "../receipt.ts";
import { findReceipts, receiptOf, rowOf, type Recorded } from "./receipts.ts";
import type { PlacedThing, ReceiptRow } from "./rows.ts";
import { commit, headsAfter, lockHeads, placeThings, writeRows, type Heads, type Written } from "./transaction.ts";
import { emptyWorking, holdDuties, type Working } from "./working.ts";

export interface Sent {
  readonly command: Command;
  readonly digest: string;
  readonly now: Ms;
}

/** Why one command, and only that one, cannot be taken: a broken assumption of ours met while deciding it. */
export class Broken extends Error {
  readonly sent: Sent;
  constructor(sent: Sent, cause: unknown) {
    super(`deciding ${sent.command.type} ${sent.command.id} failed`, { cause });
    this.sent = sent;
  }
}

export interface Desk {
  readonly model: Model;
  readonly insertThings: Bulk<PlacedThing>;
  readonly context: Omit<Context, "now">;
}

export interface BatchResult {
  readonly answers: ReadonlyMap<Sent, Receipt | Refusal>;
  /** State to go on with while nobody else writes; null when it is not to be trusted any more. */
  readonly working: Working;
  /** Ledgers that moved, and where to. */
  readonly moved: ReadonlyMap<string, number>;
  /** How many events were written. */
  readonly events: number;
}

/** Enough for any chain of things that lead to one another; more is a decider that never comes to an end. */
const MOST_ROUNDS = 1000;

export function ledgersOf(context: Omit<Context, "now">): string[] {
  return context.city === context.incident ? [context.incident] : [context.incident, context.city];
}

/** State loaded earlier, if both ledgers still stand where it was left; else an empty one. */
export function freshWorking(desk: Desk, earlier: Working | undefined, heads: Heads): Working {
  if (earlier !== undefined && [...heads].every(([ledger, head]) => earlier.heads.get(ledger) === head.seq)) return earlier;
  const working = emptyWorking(desk.model, desk.context.incident, desk.context.city);
  working.heads = seqs(heads);
  return working;
}

export function seqs(heads: Heads): ReadonlyMap<string, number> {
  return new Map([...heads].map(([ledger, head]) => [ledger, head.seq]));
}

/** Where the commands of a batch come from, and where its reading is done while the first rows are on their way. */
export interface Door {
  readonly first: readonly Sent[];
  /** Commands to take into the open transaction; none when it is to be committed. */
  more(): Promise<readonly Sent[]>;
  /** A connection beside the transaction's: the heads are locked, so both read the same. */
  reader(): Promise<ClientBase>;
}

/** A batch while its transaction is open. */
interface Open {
  readonly desk: Desk;
  readonly client: ClientBase;
  readonly working: Working;
  readonly heads: Heads;
  readonly positions: Map<string, number>;
  readonly guess: Guesser;
  /** When the last event so far was learned. */
  learned: Ms;
  /** Accepted in this batch, by the command's id. */
  readonly accepted: Map<string, Sent>;
  readonly answers: Map<Sent, Receipt | Refusal>;
  /** The rows under way. */
  readonly sent: Promise<unknown>[];
  events: number;
  last: Heads;
}

/** Decides and commits a batch. Throws `Broken`, or PostgreSQL's error; then nothing of it is written. */
export async function runBatch(client: ClientBase, desk: Desk, earlier: Working | undefined, door: Door): Promise<BatchResult> {
  const { model, context } = desk;
  const wants = door.first.flatMap((each) => guessed(model, each));
  const [heads, recorded] = await Promise.all([
    lockHeads(client, ledgersOf(context)),
    findReceipts(client, context.incident, door.first.map(({ command }) => command.id)),
    earlier === undefined ? null : load(client, model, earlier, wants),
  ]);
  const working = freshWorking(desk, earlier, heads);
  await load(client, model, working, wants);
  const batch: Open = {
    desk, client, working, heads, guess: guesser(model, working), accepted: new Map(), answers: new Map(), sent: [], events: 0, last: heads,
    positions: new Map([...heads].map(([ledger, head]) => [ledger, head.seq + 1])),
    learned: Math.max(...[...heads.values()].map((head) => head.learned)),
  };
  await takePart(batch, client, door.first, wants, recorded);
  for (let part = await door.more(); part.length > 0; part = await door.more()) {
    const reader = await door.reader();
    const likely = part.flatMap((each) => guessed(model, each));
    const [known] = await Promise.all([
      findReceipts(reader, context.incident, part.map(({ command }) => command.id)), load(reader, model, working, likely),
    ]);
    await takePart(batch, reader, part, likely, known);
  }
  const { answers } = batch;
  if (batch.accepted.size === 0) {
    await client.query("rollback");
    return { answers, working, moved: new Map(), events: 0 };
  }
  await Promise.all([...batch.sent, commit(client, heads, batch.last)]);
  working.heads = seqs(batch.last);
  return { answers, working, moved: working.heads, events: batch.events };
}

/** Decides some commands and sends their rows off; what must be read is read on `reader`. */
async function takePart(batch: Open, reader: ClientBase, part: readonly Sent[], wants: readonly Wanted[], recorded: ReadonlyMap<string, Recorded>): Promise<void> {
  const { desk, client, working } = batch;
  const { incident, city } = desk.context;
  await load(reader, desk.model, working, wants.flatMap((want) => ahead(working, want)));
  const written = await decideAll(batch, reader, await answerRetries(reader, desk.context, part, recorded, batch.answers));
  const { things, duties } = working.state.takeDirty();
  if (written.receipts.length === 0) return;
  holdDuties(working, duties);
  batch.last = headsAfter(batch.last, written.events);
  batch.events += written.events.length;
  const sending = writeRows(client, desk.insertThings, placeThings(desk.model, incident, city, things), { ...written, things, duties });
  // Whoever commits hears of a failure; until then it must not count as unhandled.
  sending.catch(() => undefined);
  batch.sent.push(sending);
}

function guessed(model: Model, sent: Sent): Wanted[] {
  return orBroken(sent, () => likelyWants(model, sent.command));
}

/** What a duty a command names will drag in. */
function ahead(working: Working, want: Wanted): Wanted[] {
  if (want.what !== "duty") return [];
  const duty = working.state.duty(want.id);
  return duty === undefined ? [] : wantsOfDuty(duty);
}

/** Answers what has been answered before; returns the rest, each id once. */
async function answerRetries(
  client: ClientBase, context: Desk["context"], batch: readonly Sent[], recorded: ReadonlyMap<string, Recorded>, answers: Map<Sent, Receipt | Refusal>,
): Promise<Sent[]> {
  const open: Sent[] = [];
  for (const sent of batch) {
    const known = recorded.get(sent.command.id);
    if (known === undefined) open.push(sent);
    else if (known.digest !== sent.digest) answers.set(sent, idReused(sent.command));
    else answers.set(sent, await receiptOf(client, context.incident, context.city, sent.command.id, known));
  }
  return open;
}

/** Decides commands in rounds until none lacks anything; resolves with what is to be written. */
async function decideAll(batch: Open, reader: ClientBase, part: readonly Sent[]): Promise<Pick<Written, "events" | "receipts">> {
  const events: LedgerEvent[] = [];
  const receipts: ReceiptRow[] = [];
  let open = part;
  for (let rounds = 0; open.length > 0; rounds++) {
    assert(rounds < MOST_ROUNDS, `state is asked for without end by ${open[0]!.command.type}`);
    const later: Sent[] = [];
    const missing: Wanted[] = [];
    for (const sent of open) {
      const outcome = decideOne(batch, sent);
      if (outcome.ok === null) {
        later.push(sent);
        for (const want of outcome.wanted) missing.push(want);
      } else if (outcome.ok) {
        for (const event of outcome.events) events.push(event);
        receipts.push(rowOf(batch.desk.context.incident, sent.command.id, sent.digest, outcome.events));
      }
    }
    if (missing.length > 0) await load(reader, batch.desk.model, batch.working, missing);
    open = later;
  }
  return { events, receipts };
}

type Decided = { readonly ok: true; readonly events: readonly LedgerEvent[] } | { readonly ok: false } | { readonly ok: null; readonly wanted: readonly Wanted[] };

/** Decides one command and notes the answer; a second one under an id of this batch is answered without deciding. */
function decideOne(batch: Open, sent: Sent): Decided {
  const { command } = sent;
  const { context } = batch.desk;
  const twin = batch.accepted.get(command.id);
  if (twin !== undefined) {
    batch.answers.set(sent, twin.digest === sent.digest ? { ...(batch.answers.get(twin) as Receipt), repeated: true } : idReused(command));
    return { ok: false };
  }
  const now = Math.max(sent.now, batch.learned);
  const outcome = orBroken(sent, () => batch.guess.decide(command, { ...context, now }, batch.positions));
  if (outcome.ok === null) return outcome;
  if (!outcome.ok) {
    batch.answers.set(sent, outcome.refusal);
    return { ok: false };
  }
  batch.learned = now;
  batch.accepted.set(command.id, sent);
  batch.answers.set(sent, receiptFor(command.id, context.incident, outcome.events));
  return outcome;
}

function orBroken<T>(sent: Sent, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw new Broken(sent, error);
  }
}
