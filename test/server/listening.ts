// A reader of the event stream for tests: keeps every event in the order it came, and waits for one without
// sleeping. Reads as slowly as the test wants.

import type { LedgerEvent } from "../../src/engine/event.ts";

export interface Listening {
  readonly events: readonly LedgerEvent[];
  /** Ids of the messages, as a browser would send the last one back. */
  readonly ids: readonly string[];
  /** Resolves with the first event, past or to come, that fits. */
  until(fits: (event: LedgerEvent) => boolean, what: string): Promise<LedgerEvent>;
  close(): void;
}

const PATIENCE_MS = 20_000;

export async function listenTo(url: string, lastEventId?: string): Promise<Listening> {
  const ending = new AbortController();
  const response = await fetch(url, { signal: ending.signal, ...(lastEventId === undefined ? {} : { headers: { "last-event-id": lastEventId } }) });
  if (response.status !== 200 || response.body === null) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  const events: LedgerEvent[] = [];
  const ids: string[] = [];
  const waiting = new Set<() => void>();
  void read(response.body, (id, batch) => {
    ids.push(id);
    events.push(...batch);
    for (const look of waiting) look();
  }).catch(() => undefined);
  return {
    events,
    ids,
    until: (fits, what) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no ${what} within ${PATIENCE_MS / 1000} s; last: ${events.slice(-5).map((event) => event.type).join(", ")}`));
        }, PATIENCE_MS);
        const look = (): void => {
          const found = events.find(fits);
          if (found === undefined) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close: () => ending.abort(),
  };
}

async function read(body: ReadableStream<Uint8Array>, take: (id: string, events: LedgerEvent[]) => void): Promise<void> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const part of body) {
    text += decoder.decode(part, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const fields = new Map(text.slice(0, end).split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)] as const));
      text = text.slice(end + 2);
      if (fields.get("event") === "ledger") take(fields.get("id") ?? "", (JSON.parse(fields.get("data") ?? "{}") as { events: LedgerEvent[] }).events);
    }
  }
}
