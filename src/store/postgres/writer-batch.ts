/**
 * One batch of commands of one incident: locked, checked against the receipts, decided in order, written and
 * committed once. A command whose state is not loaded yet waits for the next round of the same batch, when
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
import { guesser } from "./guess.ts";
import { emptyWorking, holdDuties, likelyWants, load, wantsOfDuty, type Working } from "./load.ts";
import { receiptFor } from "../receipt.ts";
import { findReceipts, receiptOf, rowOf, type Recorded } from "./receipts.ts";
import type { PlacedThing, ReceiptRow } from "./rows.ts";
import { commit, headsAfter, lockHeads, placeThings, writeRows, type Heads } from "./transaction.ts";

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

interface Round {
  readonly answers: Map<Sent, Receipt | Refusal>;
  readonly events: LedgerEvent[];
  readonly receipts: ReceiptRow[];
}

/** Decides and commits a batch. Throws `Broken`, or PostgreSQL's error; then nothing of it is written. */
export async function runBatch(client: ClientBase, desk: Desk, earlier: Working | undefined, batch: readonly Sent[]): Promise<BatchResult> {
  const { model, context } = desk;
  const ids = batch.map(({ command }) => command.id);
  const wants = batch.flatMap((sent) => guessed(model, sent));
  const [heads, recorded] = await Promise.all([
    lockHeads(client, ledgersOf(context)),
    findReceipts(client, context.incident, ids),
    earlier === undefined ? null : load(client, model, earlier, wants),
  ]);
  const working = freshWorking(desk, earlier, heads);
  await load(client, model, working, wants);
  await load(client, model, working, wants.flatMap((want) => ahead(working, want)));
  const round: Round = { answers: new Map(), events: [], receipts: [] };
  const open = await answerRetries(client, context, batch, recorded, round.answers);
  await decideAll(client, desk, working, heads, open, round);
  const { things, duties } = working.state.takeDirty();
  if (round.receipts.length === 0) {
    await client.query("rollback");
    return { answers: round.answers, working, moved: new Map(), events: 0 };
  }
  holdDuties(working, duties);
  const written = { events: round.events, things, duties, receipts: round.receipts };
  const after = headsAfter(heads, round.events);
  await Promise.all([
    writeRows(client, desk.insertThings, placeThings(model, context.incident, context.city, things), written),
    commit(client, heads, after),
  ]);
  working.heads = seqs(after);
  return { answers: round.answers, working, moved: working.heads, events: round.events.length };
}

function guessed(model: Model, sent: Sent): Wanted[] {
  try {
    return likelyWants(model, sent.command);
  } catch (error) {
    throw new Broken(sent, error);
  }
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

async function decideAll(client: ClientBase, desk: Desk, working: Working, heads: Heads, batch: readonly Sent[], round: Round): Promise<void> {
  const { model, context } = desk;
  const positions = new Map([...heads].map(([ledger, head]) => [ledger, head.seq + 1]));
  let learned = Math.max(...[...heads.values()].map((head) => head.learned));
  const decided = new Map<string, Sent>();
  const guess = guesser(model, working);
  let open = batch;
  for (let rounds = 0; open.length > 0; rounds++) {
    assert(rounds < MOST_ROUNDS, `state is asked for without end by ${open[0]!.command.type}`);
    const later: Sent[] = [];
    const missing: Wanted[] = [];
    for (const sent of open) {
      const { command } = sent;
      const twin = decided.get(command.id);
      if (twin !== undefined) {
        round.answers.set(sent, twin.digest === sent.digest ? { ...(round.answers.get(twin) as Receipt), repeated: true } : idReused(command));
        continue;
      }
      const now = Math.max(sent.now, learned);
      const outcome = decideOne(sent, () => guess.decide(command, { ...context, now }, positions));
      if (outcome.ok === null) {
        later.push(sent);
        for (const want of outcome.wanted) missing.push(want);
      } else if (!outcome.ok) {
        round.answers.set(sent, outcome.refusal);
      } else {
        learned = now;
        decided.set(command.id, sent);
        for (const event of outcome.events) round.events.push(event);
        round.receipts.push(rowOf(context.incident, command.id, sent.digest, outcome.events));
        round.answers.set(sent, receiptFor(command.id, context.incident, outcome.events));
      }
    }
    if (missing.length > 0) await load(client, model, working, missing);
    open = later;
  }
}

function decideOne<T>(sent: Sent, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw new Broken(sent, error);
  }
}
