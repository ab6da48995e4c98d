/**
 * What all lanes of the writer share: connections, the state kept between batches, and whom to tell of a commit.
 * A connection is never waited for while another is held.
 */
import type pg from "pg";
import type { ClientBase } from "pg";
import type { Refusal } from "../../base/refusal.ts";
import type { Model } from "../../engine/loop.ts";
import type { Receipt } from "../contract.ts";
import type { Setting } from "../incident-setting.ts";
import type { Heads } from "./heads.ts";
import type { Statistics } from "./statistics.ts";
import { sizeOf, slimmed, type Working } from "./working.ts";
import type { Desk, Sent } from "./writer-batch.ts";
import type { Scribe } from "./writing.ts";

/** Things and duties kept loaded for one incident; a larger state is dropped and read again as needed. */
const MOST_KEPT = 100_000;
/** Incidents whose state is kept. */
const MOST_INCIDENTS_KEPT = 24;
export interface CommandJob {
  readonly kind: "command";
  readonly setting: Setting;
  readonly sent: Sent;
  readonly settle: (value: Receipt | Refusal) => void;
  readonly fail: (error: unknown) => void;
}

export interface TickJob {
  readonly kind: "tick";
  readonly setting: Setting;
  readonly run: () => Promise<void>;
}

export type Job = CommandJob | TickJob;

export interface WriterOptions {
  readonly pool: pg.Pool;
  readonly url: string;
  readonly model: Model;
  readonly scribe: Scribe;
  readonly settingOf: (incident: string) => Promise<Setting | undefined>;
  /** Told after each commit where a ledger stands. */
  readonly onMoved: (ledger: string, head: number) => void;
  readonly statistics: Statistics;
}

export interface Office extends WriterOptions {
  readonly kept: Map<string, Working>;
  /** Whatever has been begun and not yet answered. */
  readonly begun: Set<Promise<unknown>>;
  closed: boolean;
}

export function deskOf(office: Office, setting: Setting): Desk {
  return { model: office.model, scribe: office.scribe, context: setting.context };
}

/** Runs one transaction on a connection of its own; on any failure the kept state is forgotten. */
export async function inTransaction<R extends { working: Working; moved: Heads; events: number }>(
  office: Office, incident: string, work: (client: ClientBase, earlier: Working | undefined, reader: () => Promise<ClientBase>) => Promise<R>,
): Promise<R> {
  const client = pipelined(await office.pool.connect());
  let second: pg.PoolClient | null = null;
  const reader = async (): Promise<ClientBase> => (second ??= await spare(office)) ?? client;
  const earlier = office.kept.get(incident);
  office.kept.delete(incident);
  try {
    const result = await work(client, earlier, reader);
    client.release();
    keep(office, result.working);
    told(office, result.moved, result.events);
    return result;
  } catch (error) {
    // A connection in an unknown state is not given back.
    const clean = await client.query("rollback").then(() => true, () => false);
    client.release(!clean);
    throw error;
  } finally {
    (second as pg.PoolClient | null)?.release();
  }
}

/** Never waits for a connection while holding one: null when there is none to spare. */
export async function spare({ pool }: Office): Promise<pg.PoolClient | null> {
  return pool.idleCount > 0 || pool.totalCount < pool.options.max ? pipelined(await pool.connect()) : null;
}

/** Statements are sent without waiting for the answer to the one before. */
export function pipelined(client: pg.PoolClient): pg.PoolClient {
  return Object.assign(client, { pipeline: true });
}

/** A commit has moved ledgers. */
export function told(office: Office, heads: Heads, events: number): void {
  for (const [ledger, { seq }] of heads) office.onMoved(ledger, seq);
  office.statistics.wrote(events);
}

/** The most recently used last, so that the first one is the one to forget. Only when nothing of it is under way. */
export function keep({ kept, model }: Office, working: Working): void {
  kept.delete(working.incident);
  kept.set(working.incident, isFull(working) ? slimmed(model, working) : working);
  if (kept.size > MOST_INCIDENTS_KEPT) kept.delete(kept.keys().next().value!);
}

export function isFull(working: Working): boolean {
  return sizeOf(working) > MOST_KEPT;
}
