/**
 * One incident in memory: its events, its folded state, its receipts and its clock. Owns taking a command in
 * and reading the ledger back; nothing here knows of other incidents but through the ledgers it is given.
 */
import type { Ref } from "../../base/ids.ts";
import type { Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import { createTickQueue, type TickQueue } from "../../engine/clock/queue.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import { handle } from "../../engine/handle.ts";
import type { Command, Model } from "../../engine/loop.ts";
import { createState, type MemoryState } from "../../engine/memory-state.ts";
import { isShared } from "../city-things.ts";
import { commandDigest, idReused } from "../command-check.ts";
import type { EventQuery, Receipt } from "../contract.ts";
import type { Setting } from "../incident-setting.ts";
import { receiptFor } from "../receipt.ts";

export interface Ledger {
  readonly setting: Setting;
  readonly state: MemoryState;
  readonly events: LedgerEvent[];
  readonly byThing: Map<Ref, LedgerEvent[]>;
  readonly receipts: Map<string, { digest: string; receipt: Receipt }>;
  readonly ticks: TickQueue;
  /** Called when there are new events. */
  readonly wakers: Set<() => void>;
  learned: Ms;
}

export function createLedger(model: Model, setting: Setting, city: Ledger | undefined): Ledger {
  const state = createState(model, { city: setting.context.city });
  for (const thing of city?.state.allThings() ?? []) if (isShared(model, thing)) state.putThing(thing);
  return { setting, state, events: [], byThing: new Map(), receipts: new Map(), ticks: createTickQueue((id) => state.duty(id)?.nextTick ?? null), wakers: new Set(), learned: 0 };
}

export interface Neighbours {
  readonly model: Model;
  readonly city: Ledger;
  /** The other ledgers that show the city's things. */
  readonly others: readonly Ledger[];
}

/** Decides, and on a yes writes events, things, duties and the receipt; a refusal changes nothing. */
export function take(ledger: Ledger, neighbours: Neighbours, command: Command, sentNow: Ms): Receipt | Refusal {
  const digest = commandDigest(command);
  const known = ledger.receipts.get(command.id);
  if (known !== undefined) return known.digest === digest ? { ...known.receipt, repeated: true } : idReused(command);
  const { model, city, others } = neighbours;
  const { context } = ledger.setting;
  const now = Math.max(sentNow, ledger.learned, city.learned);
  const positions = new Map([[context.city, city.events.length + 1], [context.incident, ledger.events.length + 1]]);
  const outcome = handle(model, ledger.state, command, { ...context, now }, positions);
  if (!outcome.ok) return outcome.refusal;
  for (const event of outcome.events) append(event.incident === context.incident ? ledger : city, event);
  const { things, duties } = ledger.state.takeDirty();
  for (const duty of duties) ledger.ticks.note(duty);
  for (const thing of things) if (isShared(model, thing)) for (const other of others) other.state.putThing(thing);
  const receipt = receiptFor(command.id, context.incident, outcome.events);
  ledger.receipts.set(command.id, { digest, receipt });
  for (const touched of new Set([ledger, city])) for (const waker of touched.wakers) waker();
  return receipt;
}

function append(ledger: Ledger, event: LedgerEvent): void {
  ledger.events.push(event);
  ledger.learned = event.learned;
  for (const ref of new Set(event.about)) {
    const events = ledger.byThing.get(ref);
    if (events === undefined) ledger.byThing.set(ref, [event]);
    else events.push(event);
  }
}

export function readEvents(ledger: Ledger, query: EventQuery): readonly LedgerEvent[] {
  const from = query.about === undefined ? ledger.events : (ledger.byThing.get(query.about) ?? []);
  const { learned, occurred, types, after = 0, limit = Infinity } = query;
  const found = from.filter((event) =>
    event.seq > after
    && (types === undefined || types.includes(event.type))
    && (learned?.from === undefined || event.learned >= learned.from) && (learned?.to === undefined || event.learned < learned.to)
    && (occurred?.from === undefined || event.occurred.latest >= occurred.from) && (occurred?.to === undefined || event.occurred.earliest < occurred.to));
  return (query.newestFirst === true ? found.toReversed() : found).slice(0, limit);
}

const PAGE = 1000;

/** Every event after a position, in order, until the signal aborts. */
export async function* follow(ledger: Ledger, after: number, signal: AbortSignal): AsyncGenerator<readonly LedgerEvent[], void, void> {
  let position = after;
  let resume: () => void = () => undefined;
  const waker = (): void => resume();
  ledger.wakers.add(waker);
  signal.addEventListener("abort", waker);
  try {
    while (!signal.aborted) {
      const events = ledger.events.slice(position, position + PAGE);
      if (events.length === 0) {
        await new Promise<void>((resolve) => (resume = resolve));
        continue;
      }
      position += events.length;
      yield events;
    }
  } finally {
    ledger.wakers.delete(waker);
    signal.removeEventListener("abort", waker);
  }
}
