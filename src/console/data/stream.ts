/**
 * The live connection of one incident: an event stream that starts where the page's data ends, picks up after
 * a break where it stopped, and hands each batch of new events on once.
 */
import type { Ms } from "../../base/time.ts";
import type { LedgerEvent } from "../api-types.ts";
import { withQuery } from "./http.ts";
import { nextConnection, retryAfter, type Connection, type Signal } from "./stream-state.ts";

export interface StreamHandlers {
  readonly clock: () => Ms;
  readonly onState: (state: Connection) => void;
  readonly onEvents: (events: readonly LedgerEvent[]) => void;
}

/** Opens the stream after `seq`; the answer closes it. */
export function openStream(incident: string, seq: number, handlers: StreamHandlers): () => void {
  let state: Connection = { phase: "off" };
  let last = seq;
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  const signal = (what: Signal): void => {
    state = nextConnection(state, what);
    handlers.onState(state);
  };

  const take = (message: MessageEvent<string>): void => {
    const { events } = JSON.parse(message.data) as { events: LedgerEvent[] };
    const fresh = events.filter((event) => event.seq > last);
    if (fresh.length === 0) return;
    last = fresh.at(-1)!.seq;
    signal({ what: "events", at: handlers.clock() });
    handlers.onEvents(fresh);
  };

  const connect = (): void => {
    if (stopped) return;
    signal({ what: "start" });
    // Our own reconnecting, not the browser's: it gives up for good on a 503, and we know the position.
    source = new EventSource(withQuery("/api/stream", { incident, after: String(last) }));
    source.addEventListener("open", () => signal({ what: "opened", at: handlers.clock() }));
    source.addEventListener("ledger", take as EventListener);
    source.addEventListener("error", () => {
      source?.close();
      if (stopped) return;
      signal({ what: "failed", at: handlers.clock() });
      timer = setTimeout(connect, state.phase === "lost" ? retryAfter(state.attempt) : 1000);
    });
  };

  connect();
  return () => {
    stopped = true;
    clearTimeout(timer);
    source?.close();
    signal({ what: "stop" });
  };
}
