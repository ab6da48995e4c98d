/**
 * The writer's front: checks what comes in, and puts it into the lane of its city. A city and all its incidents
 * share one lane, because they share rooms, vehicles and organisations.
 */
import type { Refusal } from "../../base/refusal.ts";
import type { Ms } from "../../base/time.ts";
import type { Command } from "../../engine/loop.ts";
import { commandDigest, commandProblem, unknownIncident } from "../command-check.ts";
import type { Receipt } from "../contract.ts";
import type { Setting } from "../incident-setting.ts";
import { Outage } from "../outage.ts";
import { outageOf } from "./broken-connection.ts";
import { createLane, serve, type Lane } from "./course.ts";
import { enqueue } from "./lane.ts";
import { deskOf, inTransaction, type Job, type Office, type WriterOptions } from "./office.ts";
import { runTick } from "./writer-tick.ts";

export interface Writer {
  submit(command: Command, now: Ms): Promise<Receipt | Refusal>;
  /** One batch of the clock; how many steps it took and whether more is due. */
  tick(setting: Setting, now: Ms, limit: number): Promise<{ steps: number; more: boolean }>;
  /** Resolves when nothing is being written any more; later commands are turned away. */
  close(): Promise<void>;
}

interface Desks extends Office {
  readonly lanes: Map<string, Lane>;
}

export function createWriter(options: WriterOptions): Writer {
  const office: Desks = { ...options, lanes: new Map(), kept: new Map(), begun: new Set(), closed: false };
  return {
    submit: (command, now) => begin(office, () => submit(office, command, now)),
    tick: (setting, now, limit) => begin(office, () => tick(office, setting, now, limit)),
    async close() {
      office.closed = true;
      await Promise.allSettled(office.begun);
      await Promise.allSettled([...office.lanes.values()].map((lane) => lane.queue.running));
    },
  };
}

async function begin<T>(office: Desks, work: () => Promise<T>): Promise<T> {
  if (office.closed) throw shuttingDown();
  const working = work();
  office.begun.add(working);
  try {
    return await working;
  } finally {
    office.begun.delete(working);
  }
}

async function submit(office: Desks, command: Command, now: Ms): Promise<Receipt | Refusal> {
  const problem = commandProblem(command);
  if (problem !== null) return problem;
  const setting = await office.settingOf(command.incident);
  if (setting === undefined) return unknownIncident(command.incident);
  const sent = { command, digest: commandDigest(command), now };
  return new Promise((settle, fail) => queue(office, setting, { kind: "command", setting, sent, settle, fail }));
}

async function tick(office: Desks, setting: Setting, now: Ms, limit: number): Promise<{ steps: number; more: boolean }> {
  const desk = deskOf(office, setting);
  const once = async () => {
    await office.statistics.settled();
    return inTransaction(office, setting.incident.id, (client, earlier, reader) => runTick(client, reader, desk, earlier, now, limit));
  };
  return new Promise((settle, fail) =>
    queue(office, setting, { kind: "tick", setting, run: () => once().then(settle, (error: unknown) => fail(outageOf(error, office.url) ?? error)) }));
}

function queue(office: Desks, setting: Setting, job: Job): void {
  const { city } = setting.incident;
  let lane = office.lanes.get(city);
  if (lane === undefined) office.lanes.set(city, (lane = createLane()));
  const serving = lane;
  enqueue(lane.queue, job, () => serve(office, serving));
}

function shuttingDown(): Outage {
  return new Outage("shutting-down", "Firebreak is shutting down and takes no more commands.", "Send it again, under the same id, once it is back.");
}
