/**
 * One batch of commands of one incident: checked against the receipts, decided in order. A command whose state
 * is not loaded yet waits for the next round of the same batch, when what all of them lacked has been read at
 * once; the order in which they are decided is the order of the ledger. Refusals write nothing. Writes nothing
 * itself: the state then is ahead of the tables, and what it is ahead by must be written or the state forgotten.
 */
import type { ClientBase } from "pg";
import { assert, type Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Command, Context, Model } from "../../engine/loop.ts";
import type { Wanted } from "../../engine/state.ts";
import { idReused } from "../command-check.ts";
import type { Receipt } from "../contract.ts";
import { receiptFor } from "../receipt.ts";
import { guesser, type Guesser } from "./guess.ts";
import { headsAfter, type Heads } from "./heads.ts";
import { likelyWants, load, wantsOfDuty } from "./load.ts";
import { findReceipts, receiptOf, rowOf, type Recorded } from "./receipts.ts";
import type { ReceiptRow } from "./rows.ts";
import { emptyWorking, type Working } from "./working.ts";
import type { Scribe } from "./writing.ts";

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
  readonly scribe: Scribe;
  readonly context: Omit<Context, "now">;
}

/** A batch decided and not written yet. */
export interface Decided {
  readonly answers: Map<Sent, Receipt | Refusal>;
  /** Accepted, by the command's id. */
  readonly accepted: Map<string, Sent>;
  readonly events: readonly LedgerEvent[];
  readonly receipts: readonly ReceiptRow[];
  /** Where the ledgers stand once it is written. */
  readonly after: Heads;
}

/** Enough for any chain of things that lead to one another; more is a decider that never comes to an end. */
const MOST_ROUNDS = 1000;

export function ledgersOf(context: Omit<Context, "now">): string[] {
  return context.city === context.incident ? [context.incident] : [context.incident, context.city];
}

/** State loaded earlier, if both ledgers still stand where it was left; else an empty one. */
export function freshWorking(desk: Desk, earlier: Working | undefined, heads: Heads): Working {
  if (earlier !== undefined && [...heads].every(([ledger, head]) => earlier.heads.get(ledger)?.seq === head.seq)) return earlier;
  return emptyWorking(desk.model, desk.context.incident, desk.context.city, heads);
}

/** A batch while it is decided. */
interface Open extends Decided {
  readonly desk: Desk;
  readonly working: Working;
  readonly guess: Guesser;
  readonly positions: Map<string, number>;
  /** Batches sent before this one whose end is not known yet. */
  readonly ahead: readonly Decided[];
  readonly events: LedgerEvent[];
  readonly receipts: ReceiptRow[];
  /** When the last event so far was learned. */
  learned: Ms;
}

/** Decides a batch on the state and on what `client` reads. Throws `Broken`; then the state is not to be trusted any more. */
export async function decideBatch(client: ClientBase, desk: Desk, working: Working, sent: readonly Sent[], ahead: readonly Decided[] = []): Promise<Decided> {
  const { heads } = working;
  const batch: Open = {
    desk, working, ahead, guess: guesser(desk.model, working), accepted: new Map(), answers: new Map(), events: [], receipts: [], after: heads,
    positions: new Map([...heads].map(([ledger, head]) => [ledger, head.seq + 1])), learned: Math.max(...[...heads.values()].map((head) => head.learned)),
  };
  const wants = sent.flatMap((each) => orBroken(each, () => likelyWants(desk.model, each.command)));
  const [recorded] = await Promise.all([
    findReceipts(client, desk.context.incident, sent.map(({ command }) => command.id)), load(client, desk.model, working, wants),
  ]);
  await load(client, desk.model, working, wants.flatMap((want) => alongWith(working, want)));
  await decideAll(batch, client, await answerRetries(client, desk.context, sent, recorded, batch.answers));
  return { answers: batch.answers, accepted: batch.accepted, events: batch.events, receipts: batch.receipts, after: headsAfter(heads, batch.events) };
}

/** What a duty a command names will drag in. */
function alongWith(working: Working, want: Wanted): Wanted[] {
  if (want.what !== "duty") return [];
  const duty = working.state.duty(want.id);
  return duty === undefined ? [] : wantsOfDuty(duty);
}

/** Answers what has been answered before; returns the rest. */
async function answerRetries(
  client: ClientBase, context: Desk["context"], batch: readonly Sent[], recorded: ReadonlyMap<string, Recorded>, answers: Map<Sent, Receipt | Refusal>,
): Promise<readonly Sent[]> {
  if (recorded.size === 0) return batch;
  const open: Sent[] = [];
  for (const sent of batch) {
    const known = recorded.get(sent.command.id);
    if (known === undefined) open.push(sent);
    else if (known.digest !== sent.digest) answers.set(sent, idReused(sent.command));
    else answers.set(sent, await receiptOf(client, context.incident, context.city, sent.command.id, known));
  }
  return open;
}

/** Decides commands in rounds until none lacks anything. */
async function decideAll(batch: Open, client: ClientBase, sent: readonly Sent[]): Promise<void> {
  let open = sent;
  for (let rounds = 0; open.length > 0; rounds++) {
    assert(rounds < MOST_ROUNDS, `state is asked for without end by ${open[0]!.command.type}`);
    const later: Sent[] = [];
    const missing: Wanted[] = [];
    for (const each of open) {
      const wanted = decideOne(batch, each);
      if (wanted === null) continue;
      later.push(each);
      for (const want of wanted) missing.push(want);
    }
    if (missing.length > 0) await load(client, batch.desk.model, batch.working, missing);
    open = later;
  }
}

/** Decides one command and notes the answer; what must be loaded first, or null. A second one under the id of one not written yet is answered without deciding. */
function decideOne(batch: Open, sent: Sent): readonly Wanted[] | null {
  const { command } = sent;
  const { context } = batch.desk;
  for (const { accepted, answers } of [batch, ...batch.ahead]) {
    const twin = accepted.get(command.id);
    if (twin === undefined) continue;
    batch.answers.set(sent, twin.digest === sent.digest ? { ...(answers.get(twin) as Receipt), repeated: true } : idReused(command));
    return null;
  }
  const now = Math.max(sent.now, batch.learned);
  const outcome = orBroken(sent, () => batch.guess.decide(command, { ...context, now }, batch.positions));
  if (outcome.ok === null) return outcome.wanted;
  if (!outcome.ok) {
    batch.answers.set(sent, outcome.refusal);
    return null;
  }
  batch.learned = now;
  batch.accepted.set(command.id, sent);
  batch.answers.set(sent, receiptFor(command.id, context.incident, outcome.events));
  batch.receipts.push(rowOf(context.incident, command.id, sent.digest, outcome.events));
  for (const event of outcome.events) batch.events.push(event);
  return null;
}

function orBroken<T>(sent: Sent, decide: () => T): T {
  try {
    return decide();
  } catch (error) {
    throw new Broken(sent, error);
  }
}
