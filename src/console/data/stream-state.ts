/**
 * The state of the live connection as plain data: what a reader is told about it, and how long to wait before
 * trying again. Knows no EventSource and no clock; times are handed in.
 */
import type { Ms } from "../../base/time.ts";

export type Connection =
  | { readonly phase: "off" }
  | { readonly phase: "connecting"; readonly attempt: number }
  | { readonly phase: "live"; readonly since: Ms; readonly lastEventAt: Ms | null }
  | { readonly phase: "lost"; readonly since: Ms; readonly attempt: number; readonly lastEventAt: Ms | null };

export type Signal =
  | { readonly what: "start" }
  | { readonly what: "stop" }
  | { readonly what: "opened"; readonly at: Ms }
  | { readonly what: "events"; readonly at: Ms }
  | { readonly what: "failed"; readonly at: Ms };

export function nextConnection(now: Connection, signal: Signal): Connection {
  switch (signal.what) {
    case "start":
      return now.phase === "lost" ? now : { phase: "connecting", attempt: 0 };
    case "stop":
      return { phase: "off" };
    case "opened":
      return { phase: "live", since: signal.at, lastEventAt: lastEventOf(now) };
    case "events":
      return { phase: "live", since: now.phase === "live" ? now.since : signal.at, lastEventAt: signal.at };
    case "failed":
      if (now.phase === "lost") return { ...now, attempt: now.attempt + 1 };
      return { phase: "lost", since: signal.at, attempt: 1, lastEventAt: lastEventOf(now) };
  }
}

function lastEventOf(connection: Connection): Ms | null {
  return connection.phase === "live" || connection.phase === "lost" ? connection.lastEventAt : null;
}

/** 1 s, 2 s, 4 s … at most 30 s between attempts, so that a server coming back is not stormed. */
export function retryAfter(attempt: number): Ms {
  return Math.min(30_000, 1000 * 2 ** Math.max(0, attempt - 1));
}
