/**
 * The writer's desk. One batch at a time for a city and all its incidents, because they share rooms, vehicles
 * and organisations; other processes are kept out by the locked heads. Owns the queues, the state kept
 * between batches, and what a sender hears when something fails: an outage is everybody's, anything else
 * concerns one command, and only its sender hears of it.
 */
import type pg from "pg";
import type { ClientBase } from "pg";
import type { Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Command, Model } from "../../engine/loop.ts";
import { commandDigest, commandProblem, unknownIncident } from "../command-check.ts";
import type { Receipt } from "../contract.ts";
import type { Setting } from "../incident-setting.ts";
import { codeOf, Outage } from "../outage.ts";
import { outageOf } from "./broken-connection.ts";
import type { Bulk } from "./bulk.ts";
import { answering, atTheDoor, createLane, enqueue, expected, partOf, type Lane } from "./lane.ts";
import { insertThings, type PlacedThing } from "./rows.ts";
import type { Statistics } from "./statistics.ts";
import { Broken, runBatch, type Desk, type Door, type Sent } from "./writer-batch.ts";
import { runTick } from "./writer-tick.ts";
import type { Working } from "./working.ts";

const MOST_IN_A_BATCH = 512;
/** Things and duties kept loaded for one incident; a larger state is dropped and read again as needed. */
const MOST_KEPT = 60_000;
/** Incidents whose state is kept. */
const MOST_INCIDENTS_KEPT = 24;
/** After so many events at once the next batch waits until the tables have been counted. */
const BULK = 1000;
/** Deadlock or serialization failure: nothing was written, and the next attempt may well succeed. */
const AGAIN = new Set(["40001", "40P01"]);
const ATTEMPTS = 4;

interface CommandJob {
  readonly kind: "command";
  readonly setting: Setting;
  readonly sent: Sent;
  readonly settle: (value: Receipt | Refusal) => void;
  readonly fail: (error: unknown) => void;
}

interface TickJob {
  readonly kind: "tick";
  readonly setting: Setting;
  readonly run: () => Promise<void>;
}

type Job = CommandJob | TickJob;

export interface WriterOptions {
  readonly pool: pg.Pool;
  readonly url: string;
  readonly model: Model;
  readonly settingOf: (incident: string) => Promise<Setting | undefined>;
  /** Told after each commit where a ledger stands. */
  readonly onMoved: (ledger: string, head: number) => void;
  readonly statistics: Statistics;
}

export interface Writer {
  submit(command: Command, now: Ms): Promise<Receipt | Refusal>;
  /** One batch of the clock; how many steps it took and whether more is due. */
  tick(setting: Setting, now: Ms, limit: number): Promise<{ steps: number; more: boolean }>;
  /** Resolves when nothing is being written any more; later commands are turned away. */
  close(): Promise<void>;
}

interface Office extends WriterOptions {
  readonly lanes: Map<string, Lane<Job>>;
  readonly kept: Map<string, Working>;
  readonly insertThings: Bulk<PlacedThing>;
  /** Whatever has been begun and not yet answered. */
  readonly begun: Set<Promise<unknown>>;
  closed: boolean;
}

export function createWriter(options: WriterOptions): Writer {
  const office: Office = { ...options, lanes: new Map(), kept: new Map(), insertThings: insertThings(options.model), begun: new Set(), closed: false };
  return {
    submit: (command, now) => begin(office, () => submit(office, command, now)),
    tick: (setting, now, limit) => begin(office, () => tick(office, setting, now, limit)),
    async close() {
      office.closed = true;
      await Promise.allSettled(office.begun);
    },
  };
}

async function begin<T>(office: Office, work: () => Promise<T>): Promise<T> {
  if (office.closed) throw shuttingDown();
  const working = work();
  office.begun.add(working);
  try {
    return await working;
  } finally {
    office.begun.delete(working);
  }
}

async function submit(office: Office, command: Command, now: Ms): Promise<Receipt | Refusal> {
  const problem = commandProblem(command);
  if (problem !== null) return problem;
  const setting = await office.settingOf(command.incident);
  if (setting === undefined) return unknownIncident(command.incident);
  const sent = { command, digest: commandDigest(command), now };
  return new Promise((settle, fail) => queue(office, setting, { kind: "command", setting, sent, settle, fail }));
}

async function tick(office: Office, setting: Setting, now: Ms, limit: number): Promise<{ steps: number; more: boolean }> {
  const desk = deskOf(office, setting);
  const once = async () => {
    await office.statistics.settled();
    return inTransaction(office, setting.incident.id, (client, earlier, reader) => runTick(client, reader, desk, earlier, now, limit));
  };
  return new Promise((settle, fail) =>
    queue(office, setting, { kind: "tick", setting, run: () => once().then(settle, (error: unknown) => fail(outageOf(error, office.url) ?? error)) }));
}

function queue(office: Office, setting: Setting, job: Job): void {
  const { city } = setting.incident;
  let lane = office.lanes.get(city);
  if (lane === undefined) office.lanes.set(city, (lane = createLane()));
  enqueue(lane, job, (serving) => serve(office, serving));
}

async function serve(office: Office, lane: Lane<Job>): Promise<void> {
  const [first] = lane.waiting;
  if (first?.kind !== "command") {
    lane.waiting.shift();
    return first?.run();
  }
  const crowd = expected(lane);
  if (crowd > 1) await atTheDoor(lane, crowd, true);
  const jobs: CommandJob[] = [];
  const take = (): CommandJob[] => {
    const part = takePart(lane.waiting, first.setting, Math.min(partOf(lane.waiting.length, jobs.length === 0), MOST_IN_A_BATCH - jobs.length));
    jobs.push(...part);
    return part;
  };
  take();
  const more = async (): Promise<CommandJob[]> => {
    const missing = crowd - jobs.length;
    if (missing > 0) await atTheDoor(lane, missing, false);
    // Whoever waits for the clock or another incident would wait longer with every command taken in.
    if (lane.waiting.some((job) => job.kind === "tick" || job.setting !== first.setting)) return [];
    return take();
  };
  await write(office, jobs, more, () => answering(lane, jobs.length));
}

/** Up to so many commands of one incident; the others keep their places. */
function takePart(waiting: Job[], setting: Setting, most: number): CommandJob[] {
  const taken: CommandJob[] = [];
  const left: Job[] = [];
  for (const job of waiting) {
    if (job.kind === "command" && job.setting === setting && taken.length < most) taken.push(job);
    else left.push(job);
  }
  waiting.splice(0, waiting.length, ...left);
  return taken;
}

function deskOf(office: Office, setting: Setting): Desk {
  return { model: office.model, insertThings: office.insertThings, context: setting.context };
}

const nobody = async (): Promise<CommandJob[]> => [];

/** Writes jobs, and those that `more` adds to them, in one transaction; answers all of them. */
async function write(office: Office, jobs: readonly CommandJob[], more = nobody, beforeAnswers: () => void = () => undefined): Promise<void> {
  const { setting } = jobs[0]!;
  let next = more;
  for (let attempt = 1; ; attempt++) {
    try {
      const { answers, events } = await inTransaction(office, setting.incident.id, (client, earlier, reader) => {
        const door: Door = { first: jobs.map((job) => job.sent), reader, more: async () => (await next()).map((job) => job.sent) };
        return runBatch(client, deskOf(office, setting), earlier, door);
      });
      beforeAnswers();
      for (const job of jobs) job.settle(answers.get(job.sent)!);
      if (events >= BULK) await office.statistics.settled();
      return;
    } catch (error) {
      next = nobody;
      if (attempt < ATTEMPTS && AGAIN.has(codeOf(error))) continue;
      return failed(office, jobs, error);
    }
  }
}

async function failed(office: Office, jobs: readonly CommandJob[], error: unknown): Promise<void> {
  const outage = outageOf(error, office.url);
  if (outage !== null) {
    for (const job of jobs) job.fail(inDoubt(outage));
  } else if (error instanceof Broken) {
    const culprit = jobs.find((job) => job.sent === error.sent);
    culprit?.fail(error.cause);
    const rest = jobs.filter((job) => job !== culprit);
    if (rest.length > 0) await write(office, rest);
  } else if (jobs.length === 1) {
    jobs[0]!.fail(error);
  } else {
    for (const job of jobs) await write(office, [job]);
  }
}

/** Runs one transaction on a connection of its own; on any failure the kept state is forgotten. */
async function inTransaction<R extends { working: Working; moved: ReadonlyMap<string, number>; events: number }>(
  office: Office, incident: string, work: (client: ClientBase, earlier: Working | undefined, reader: () => Promise<ClientBase>) => Promise<R>,
): Promise<R> {
  const client = pipelined(await office.pool.connect());
  let second: pg.PoolClient | null = null;
  const reader = async (): Promise<ClientBase> => {
    // Never waits for a connection while holding one: with none to spare the transaction's own must do.
    const { idleCount, totalCount, options } = office.pool;
    if (second === null && (idleCount > 0 || totalCount < options.max)) second = pipelined(await office.pool.connect());
    return second ?? client;
  };
  const earlier = office.kept.get(incident);
  office.kept.delete(incident);
  try {
    const result = await work(client, earlier, reader);
    client.release();
    keep(office.kept, result.working);
    for (const [ledger, head] of result.moved) office.onMoved(ledger, head);
    office.statistics.wrote(result.events);
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

/** Statements are sent without waiting for the answer to the one before. */
function pipelined(client: pg.PoolClient): pg.PoolClient {
  return Object.assign(client, { pipeline: true });
}

/** The most recently used last, so that the first one is the one to forget. */
function keep(kept: Map<string, Working>, working: Working): void {
  if (working.held.size <= MOST_KEPT) kept.set(working.incident, working);
  if (kept.size > MOST_INCIDENTS_KEPT) kept.delete(kept.keys().next().value!);
}

function shuttingDown(): Outage {
  return new Outage("shutting-down", "Firebreak is shutting down and takes no more commands.", "Send it again, under the same id, once it is back.");
}

/** Whether it was written before the connection broke is not known; sending it again settles that. */
function inDoubt(outage: Outage): Outage {
  return new Outage(outage.code, outage.message, `${outage.fix} Send the command again under the same id: it takes effect once, whether or not it already did.`, outage.cause);
}
