/**
 * One batch of the clock, in the same transaction discipline as commands: the duties that have run out are
 * read after the heads are locked, so that two workers can never take the same step, and a worker killed
 * anywhere leaves either the whole batch or nothing of it. A batch is cut into several `clock.tick` commands:
 * while the server writes the rows of one, the next is decided.
 */
import type { ClientBase } from "pg";
import { assert } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { createTickQueue } from "../../engine/clock/queue.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import type { Command } from "../../engine/loop.ts";
import { commandDigest } from "../command-check.ts";
import { takeDue } from "../due.ts";
import { guesser } from "./guess.ts";
import { headsAfter, moved, type Heads } from "./heads.ts";
import { load, loadDue, type Due } from "./load.ts";
import { rowOf } from "./receipts.ts";
import { commit, lockHeads, moveHeads, send } from "./transaction.ts";
import type { Working } from "./working.ts";
import { freshWorking, ledgersOf, type Desk } from "./writer-batch.ts";

/** Duties in one command: enough to write in bulk, few enough to decide again when something was missing. */
const DUTIES_A_COMMAND = 500;

export interface TickResult {
  /** Steps taken; zero when nothing was due. */
  readonly steps: number;
  /** True when more had fallen due than the batch held. */
  readonly more: boolean;
  readonly working: Working;
  readonly moved: Heads;
  readonly events: number;
}

/** The reader fetches the duties of the next batch while this one is decided and written. */
export async function runTick(
  client: ClientBase, reader: () => Promise<ClientBase>, desk: Desk, earlier: Working | undefined, sentNow: Ms, limit: number,
): Promise<TickResult> {
  const { model, context } = desk;
  const heads = await lockHeads(client, ledgersOf(context));
  const working = freshWorking(desk, earlier, heads);
  const now = Math.max(sentNow, ...[...heads.values()].map((head) => head.learned));
  const due = await loadDue(client, model, working, now, limit);
  const last = due.at(-1);
  if (last === undefined) {
    await client.query("rollback");
    return { steps: 0, more: false, working, moved: new Map(), events: 0 };
  }
  const full = due.length === limit;
  const ahead = full ? loadDue(await reader(), model, working, now, limit, last) : Promise.resolve([]);
  ahead.catch(() => undefined);
  // Nothing behind the batch may be overtaken: it runs as far as it reaches itself.
  const { events, sent } = await tickAll(client, desk, working, heads, due, full ? last.at : now, now);
  const after = headsAfter(heads, events);
  await Promise.all([...sent, ahead, commit(client, [moveHeads(moved(heads, after))])]);
  working.heads = after;
  const steps = events.filter((event) => event.cause === undefined).length;
  return { steps, more: full, working, moved: after, events: events.length };
}

async function tickAll(
  client: ClientBase, desk: Desk, working: Working, heads: Heads, due: readonly Due[], until: Ms, now: Ms,
): Promise<{ events: LedgerEvent[]; sent: Promise<unknown>[] }> {
  const { context } = desk;
  const { state } = working;
  const positions = new Map([...heads].map(([ledger, head]) => [ledger, head.seq + 1]));
  const queue = createTickQueue((id) => state.duty(id)?.nextTick ?? null);
  for (const { id } of due) queue.note(state.duty(id)!);
  const all: LedgerEvent[] = [];
  const sent: Promise<unknown>[] = [];
  const step = async (ids: readonly string[], last: Ms): Promise<void> => {
    const command: Command = {
      id: `clock:${due[0]!.at}:${positions.get(context.incident)! - 1}`, type: "clock.tick", incident: context.incident,
      actor: { org: context.commandPost.org, role: "clock" }, data: { duties: ids, until: last },
    };
    const events = await decide(client, desk, working, command, now, positions);
    const receipts = [rowOf(context.incident, command.id, commandDigest(command), events)];
    const writing = send(client, desk.scribe.statements(working, { events, receipts, end: null }, (duty) => queue.note(duty)));
    // Whoever awaits `sent` hears of a failure; until then it must not count as unhandled.
    writing.catch(() => undefined);
    sent.push(writing);
    for (const event of events) all.push(event);
    // Lets the rows go out before the next command is decided.
    await new Promise(setImmediate);
  };
  for (let part = takeDue(queue, until, DUTIES_A_COMMAND); part !== null; part = takeDue(queue, until, DUTIES_A_COMMAND)) {
    for (let from = 0; from < part.ids.length; from += DUTIES_A_COMMAND) await step(part.ids.slice(from, from + DUTIES_A_COMMAND), part.until);
  }
  return { events: all, sent };
}

async function decide(
  client: ClientBase, desk: Desk, working: Working, command: Command, now: Ms, positions: Map<string, number>,
): Promise<readonly LedgerEvent[]> {
  const guess = guesser(desk.model, working);
  for (;;) {
    const outcome = guess.decide(command, { ...desk.context, now }, positions);
    if (outcome.ok === null) {
      await load(client, desk.model, working, outcome.wanted);
      continue;
    }
    assert(outcome.ok, "the clock was refused");
    assert(outcome.events.length > 0, `the clock found nothing due on ${command.id}`);
    return outcome.events;
  }
}
