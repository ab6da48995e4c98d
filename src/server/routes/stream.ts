/**
 * The ledger as server-sent events: from a position, in order, none missed, none twice. What a browser has not
 * taken yet waits in the ledger, not in memory: at most one batch is under way per client, and a client that
 * takes nothing for a while is cut off with the time after which it may come back to where it was.
 */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Type, type Static } from "../../base/schema.ts";
import { refuse } from "../../base/refusal.ts";
import type { LedgerEvent } from "../../engine/event.ts";
import { sendRefusal, type Api, type Routes } from "../api.ts";
import { Failed, link, Refused } from "../schemas.ts";
import { closed, Name, unknownIncident } from "./answers.ts";

const Query = Type.Object({ incident: Name, after: Type.Optional(Type.Integer({ minimum: 0 })) }, closed);

const Headers = Type.Object({ "last-event-id": Type.Optional(Type.String({ pattern: "^\\d{1,15}$" })) });

/** Proxies close what is silent for a minute; half of that half again is safe. */
const HEARTBEAT_MS = 15_000;
/** A client that has taken nothing for this long is not reading. */
const PATIENCE_MS = 20_000;
const RETRY_MS = 2_000;
/** Events in one message: what a page draws at once, and about 100 kB at most. */
const BATCH = 100;

export interface StreamTimes {
  readonly heartbeatMs: number;
  readonly patienceMs: number;
}

export function streamRoutes(times: StreamTimes = { heartbeatMs: HEARTBEAT_MS, patienceMs: PATIENCE_MS }): Routes {
  return (app, api) => {
    // A closing server lets requests finish, and a stream never would.
    const open = new Set<AbortController>();
    app.addHook("preClose", async () => {
      for (const stream of open) stream.abort();
    });
    app.get<{ Querystring: Static<typeof Query>; Headers: Static<typeof Headers> }>(
      "/api/stream",
      {
        schema: {
          operationId: "streamEvents",
          summary: "Every event of one incident after a position, as it is written",
          description: "Messages named `ledger`; their id is the seq of their last event, their data {\"events\": [...]}. Last-Event-ID outranks `after`.",
          tags: ["ledger"],
          querystring: Query,
          headers: Headers,
          response: {
            200: { description: "Server-sent events", content: { "text/event-stream": { schema: Type.String() } } },
            "4xx": link(Refused),
            "5xx": link(Failed),
          },
        },
      },
      async (request, reply) => {
        const incident = await api.store.incident(request.query.incident);
        if (incident === undefined) return sendRefusal(reply, unknownIncident(request.query.incident));
        const after = Number(request.headers["last-event-id"] ?? request.query.after ?? 0);
        if (after > incident.head) {
          return sendRefusal(reply, refuse("position-ahead", `The ledger of ${incident.id} ends at ${incident.head}, and ${after} was asked for.`, {
            where: "query.after", fix: "Load the page again: its data is of another ledger.",
          }));
        }
        const headers = reply.getHeaders();
        reply.hijack();
        reply.raw.writeHead(200, {
          ...(headers as Record<string, string>),
          "content-type": "text/event-stream; charset=utf-8",
          "cache-control": "no-store",
          // The line is of no further use once the stream has ended, and would hold up a closing server.
          connection: "close",
          "x-accel-buffering": "no",
        });
        const ended = new AbortController();
        open.add(ended);
        await pump(api, reply.raw, { incident: incident.id, after, ended }, times, request.log);
        open.delete(ended);
        return reply;
      },
    );
  };
}

interface Log {
  warn(fields: object, message: string): void;
}

interface Following {
  readonly incident: string;
  readonly after: number;
  readonly ended: AbortController;
}

async function pump(api: Api, out: ServerResponse, { incident, after, ended }: Following, times: StreamTimes, log: Log): Promise<void> {
  out.once("close", () => ended.abort());
  const beat = setInterval(() => {
    // Nothing is owed to a client that still has something to take.
    if (out.writableLength === 0) out.write(": alive\n\n");
  }, times.heartbeatMs);
  try {
    out.write(`retry: ${RETRY_MS}\n\n`);
    for await (const events of api.store.subscribe(incident, after, ended.signal)) {
      for (let from = 0; from < events.length; from += BATCH) {
        if (ended.signal.aborted) return;
        if (!out.write(message(events.slice(from, from + BATCH)))) await drained(out, ended.signal, times.patienceMs);
      }
    }
  } catch (error) {
    if (!ended.signal.aborted) log.warn({ err: error, incident }, "an event stream was cut off");
  } finally {
    clearInterval(beat);
    if (!out.writableEnded) out.end();
    // `end` waits for what a stopped reader never takes.
    if (out.writableLength > 0) out.destroy();
  }
}

function message(events: readonly LedgerEvent[]): string {
  return `event: ledger\nid: ${events.at(-1)!.seq}\ndata: ${JSON.stringify({ events })}\n\n`;
}

async function drained(out: ServerResponse, gone: AbortSignal, patienceMs: number): Promise<void> {
  const signal = AbortSignal.any([gone, AbortSignal.timeout(patienceMs)]);
  await once(out, "drain", { signal });
}
