/**
 * How a lane is served: batches follow one another on one connection. While one is being written and made
 * durable, the next is decided on the state after it and sent behind it; it comes to nothing unless the one
 * before it is committed and nobody else has written, and is then done again under the lock. Answers of a
 * batch leave when it is on disk, never before.
 */
import { randomUUID } from "node:crypto";
import type { PoolClient } from "pg";
import { outageOf } from "./broken-connection.ts";
import { moved, type Heads } from "./heads.ts";
import { answering, anything, atTheDoor, createQueue, type Queue } from "./lane.ts";
import { failed, writeLocked } from "./locked.ts";
import { deskOf, isFull, keep, pipelined, spare, told, type CommandJob, type Job, type Office } from "./office.ts";
import { isMoved, readHeads, writeIf } from "./transaction.ts";
import { emptyWorking, type Working } from "./working.ts";
import { Broken, decideBatch, ledgersOf, type Decided, type Desk } from "./writer-batch.ts";
import { sayCommitted } from "./writing.ts";

const MOST_IN_A_BATCH = 512;
/** Batches sent and not answered yet. */
const MOST_UNDER_WAY = 3;
/** After another process has written, batches are decided under the lock for so long: guessing would go wrong again. */
const CONTESTED_MS = 1000;
/** After so many events at once the next batch waits until the tables have been counted. */
const LARGE = 1000;

export interface Lane {
  readonly queue: Queue<Job>;
  /** Batches sent and not answered yet, oldest first. */
  readonly flights: Flight[];
  /** Batches that came to nothing, oldest first. */
  readonly failed: { readonly jobs: readonly CommandJob[]; readonly error: unknown }[];
  client: PoolClient | null;
  reader: PoolClient | null;
  /** When somebody else was last found writing. */
  contestedAt: number;
  large: boolean;
}

export function createLane(): Lane {
  return { queue: createQueue(), flights: [], failed: [], client: null, reader: null, contestedAt: -Infinity, large: false };
}

interface Flight {
  readonly jobs: readonly CommandJob[];
  readonly decided: Decided;
  /** What the transaction is called; null when it writes nothing. */
  readonly name: string | null;
  readonly moved: Heads;
  readonly working: Working;
  landed: Promise<void>;
}

/** Serves a lane until nothing is waiting or under way. */
export async function serve(office: Office, lane: Lane): Promise<void> {
  try {
    while (lane.queue.waiting.length > 0 || lane.flights.length > 0 || lane.failed.length > 0) await step(office, lane);
  } finally {
    rest(lane);
    lane.queue.running = null;
  }
}

async function step(office: Office, lane: Lane): Promise<void> {
  const { queue, flights } = lane;
  if (lane.failed.length > 0) return mend(office, lane);
  const [first] = queue.waiting;
  if (first === undefined) return anything(queue);
  if (flights.length >= MOST_UNDER_WAY) return flights[0]!.landed;
  const contested = performance.now() - lane.contestedAt < CONTESTED_MS;
  const alone = first.kind === "tick" || contested || first.setting !== flights[0]?.jobs[0]!.setting || office.pool.waitingCount > 0;
  if (alone && flights.length > 0) return flights[0]!.landed;
  if (lane.large) {
    lane.large = false;
    await office.statistics.settled();
  }
  if (alone && (first.kind === "tick" || contested || office.pool.waitingCount > 0)) rest(lane);
  if (first.kind === "tick") {
    queue.waiting.shift();
    return first.run();
  }
  await atTheDoor(queue);
  if (lane.failed.length > 0) return;
  const jobs = takePart(queue.waiting, first, MOST_IN_A_BATCH);
  if (!contested) return launch(office, lane, jobs);
  await writeLocked(office, jobs);
  answering(queue, jobs.length, 0);
}

/** Up to so many commands of the first one's incident; the others keep their places. */
function takePart(waiting: Job[], first: CommandJob, most: number): CommandJob[] {
  const taken: CommandJob[] = [];
  const left: Job[] = [];
  for (const job of waiting) {
    if (job.kind === "command" && job.setting === first.setting && taken.length < most) taken.push(job);
    else left.push(job);
  }
  waiting.splice(0, waiting.length, ...left);
  return taken;
}

/** Decides a batch and sends it off behind those under way. */
async function launch(office: Office, lane: Lane, jobs: readonly CommandJob[]): Promise<void> {
  const { setting } = jobs[0]!;
  try {
    const desk = deskOf(office, setting);
    const client = (lane.client ??= pipelined(await office.pool.connect()));
    lane.reader ??= await spare(office);
    const reader = lane.reader ?? client;
    const working = await stateFor(office, lane, desk, reader);
    // Those under way now, even if they land meanwhile: their receipts may not be there yet when they are looked for.
    const ahead = lane.flights.map((flight) => flight.decided);
    const decided = await decideBatch(reader, desk, working, jobs.map((job) => job.sent), ahead);
    if (lane.failed.length > 0) throw new Superseded();
    const before = working.heads;
    const heads = moved(before, decided.after);
    const name = decided.accepted.size === 0 ? null : randomUUID();
    const statements = name === null ? [] : desk.scribe.statements(working, { events: decided.events, receipts: decided.receipts, end: { heads, name } });
    if (name !== null && heads.size === 0) statements.push(sayCommitted(name));
    const behind = lane.flights.findLast((flight) => flight.name !== null)?.name ?? null;
    working.heads = decided.after;
    const flight: Flight = { jobs, decided, name, moved: heads, working, landed: Promise.resolve() };
    lane.flights.push(flight);
    flight.landed = land(office, lane, flight, writeIf(client, before, behind, statements));
  } catch (error) {
    lane.failed.push({ jobs, error });
  }
}

/** The batch before came to nothing while this one was decided on it. */
class Superseded extends Error {}

/** The state to decide on: as kept, with all that is under way; or an empty one for where the ledgers stand. */
async function stateFor(office: Office, lane: Lane, desk: Desk, reader: PoolClient): Promise<Working> {
  const { incident, city } = desk.context;
  let working = office.kept.get(incident);
  if (working === undefined || isFull(working)) {
    while (lane.flights.length > 0) await lane.flights[0]!.landed;
    if (working !== undefined) keep(office, working);
    working = office.kept.get(incident);
  }
  if (working === undefined) {
    working = emptyWorking(desk.model, incident, city, await readHeads(reader, ledgersOf(desk.context)));
    keep(office, working);
  }
  return working;
}

async function land(office: Office, lane: Lane, flight: Flight, writing: Promise<void>): Promise<void> {
  const { jobs, decided } = flight;
  try {
    await writing;
    lane.flights.splice(lane.flights.indexOf(flight), 1);
    answering(lane.queue, jobs.length, lane.flights.reduce((sum, other) => sum + other.jobs.length, 0));
    for (const job of jobs) job.settle(decided.answers.get(job.sent)!);
    told(office, flight.moved, decided.events.length);
    lane.large ||= decided.events.length >= LARGE;
  } catch (error) {
    lane.flights.splice(lane.flights.indexOf(flight), 1);
    lane.failed.push({ jobs, error });
  }
  const { bell } = lane.queue;
  if (bell !== null && (lane.failed.length > 0 || (lane.flights.length === 0 && bell.count === 1))) bell.ring();
}

/** After a failure: waits for all that was sent behind it, forgets the state, and does it again in order. */
async function mend(office: Office, lane: Lane): Promise<void> {
  while (lane.flights.length > 0) await lane.flights[0]!.landed;
  const broken = lane.failed.splice(0);
  for (const { jobs } of broken) office.kept.delete(jobs[0]!.setting.incident.id);
  if (broken.some(({ error }) => isMoved(error))) lane.contestedAt = performance.now();
  const away = broken.some(({ error }) => outageOf(error, office.url) !== null);
  rest(lane, away);
  for (const { jobs, error } of broken) {
    if (error instanceof Broken || outageOf(error, office.url) !== null) await failed(office, jobs, error);
    else await writeLocked(office, jobs);
  }
}

/** Gives the connections back; closed when they may be broken. */
function rest(lane: Lane, broken = false): void {
  lane.client?.release(broken);
  lane.reader?.release(broken);
  lane.client = null;
  lane.reader = null;
}
