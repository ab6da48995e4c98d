/**
 * What every group of routes works with, and how a route answers: a value, or a refusal turned into the
 * status its code stands for. Routes hold no state of their own.
 */
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Refusal } from "../base/refusal.ts";
import type { Ms } from "../base/time.ts";
import type { Scenario } from "../drill/replay/scenario.ts";
import type { Model } from "../engine/loop.ts";
import type { Packs } from "../engine/pack/types.ts";
import type { Incident, Store } from "../store/contract.ts";
import type { PackResolver } from "./pack-folder.ts";

export interface Api {
  readonly store: Store;
  readonly model: Model;
  readonly packs: Packs;
  readonly packOf: PackResolver;
  /** Fact files that were loaded as replay incidents, by incident. */
  readonly replays: ReadonlyMap<string, Scenario>;
  /** The wall clock; tests put their own in. */
  readonly now: () => Ms;
}

export type Routes = (app: FastifyInstance, api: Api) => void;

/** What is not here is a plain “422: understood, and no”. */
const STATUS: Readonly<Record<string, number>> = {
  "bad-json": 400, "key-twice": 400, "forbidden-key": 400, "invalid-utf8": 400, "bad-shape": 400, "unknown-field": 400,
  "missing-field": 400, "wrong-type": 400, "unknown-value": 400, "bad-value": 400, "bad-reference": 400, "bad-instant": 400,
  "too-large": 413, "not-json": 415, "wrong-host": 421, "no-such-page": 404, "not-allowed-here": 405,
  "unknown-incident": 404, "unknown-duty": 404, "unknown-thing": 404, "unknown-kind": 404, "unknown-pack": 404,
  "unknown-call": 404, "unknown-sheet": 404, "sheet-about-nothing": 400, "alarm-token-unknown": 404, "alarm-code-unknown": 404, "bad-signature": 401, "workbook-too-large": 413,
  "version-stale": 409, "command-id-reused": 409, "incident-exists": 409,
};

export function statusOf(refusal: Refusal): number {
  return STATUS[refusal.code] ?? 422;
}

export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply.code(statusOf(refusal)).send({ refusal });
}

/**
 * What “now” is for an incident: the wall clock when it is live or a drill, the last thing learned when it
 * is a replay, whose clock stands still.
 */
export async function asOf(api: Api, incident: Incident): Promise<Ms> {
  if (incident.mode !== "replay") return api.now();
  const [last] = await api.store.events({ incident: incident.id, newestFirst: true, limit: 1 });
  return last?.learned ?? api.now();
}
