/**
 * A batch decided and written under the lock of the heads, which nobody else can disturb: the way taken when
 * another process is writing too, and when a batch has come to nothing. What still fails then is told apart: an
 * outage is everybody's, anything else concerns one command, and only its sender hears of it.
 */
import type { ClientBase } from "pg";
import { codeOf, Outage } from "../outage.ts";
import { outageOf } from "./broken-connection.ts";
import { moved } from "./heads.ts";
import { deskOf, inTransaction, type CommandJob, type Office } from "./office.ts";
import { commit, lockHeads } from "./transaction.ts";
import type { Working } from "./working.ts";
import { Broken, decideBatch, freshWorking, ledgersOf, type Desk, type Sent } from "./writer-batch.ts";

/** Deadlock or serialization failure: nothing was written, and the next attempt may well succeed. */
const AGAIN = new Set(["40001", "40P01"]);
const ATTEMPTS = 4;

/** Writes jobs in one transaction under the lock of the heads; answers all of them. */
export async function writeLocked(office: Office, jobs: readonly CommandJob[]): Promise<void> {
  const { setting } = jobs[0]!;
  for (let attempt = 1; ; attempt++) {
    try {
      const { answers } = await inTransaction(office, setting.incident.id, (client, earlier) => runBatch(client, deskOf(office, setting), earlier, jobs.map((job) => job.sent)));
      for (const job of jobs) job.settle(answers.get(job.sent)!);
      return;
    } catch (error) {
      if (attempt < ATTEMPTS && AGAIN.has(codeOf(error))) continue;
      return failed(office, jobs, error);
    }
  }
}

async function runBatch(client: ClientBase, desk: Desk, earlier: Working | undefined, sent: readonly Sent[]) {
  const before = await lockHeads(client, ledgersOf(desk.context));
  const working = freshWorking(desk, earlier, before);
  const { answers, accepted, events, receipts, after } = await decideBatch(client, desk, working, sent);
  const heads = moved(before, after);
  if (accepted.size === 0) await client.query("rollback");
  else await commit(client, desk.scribe.statements(working, { events, receipts, end: { heads, name: "" } }));
  working.heads = after;
  return { answers, working, moved: heads, events: events.length };
}

/** Tells the senders of what came to nothing, or does it again without the one that broke it. */
export async function failed(office: Office, jobs: readonly CommandJob[], error: unknown): Promise<void> {
  const outage = outageOf(error, office.url);
  if (outage !== null) {
    for (const job of jobs) job.fail(inDoubt(outage));
  } else if (error instanceof Broken) {
    const culprit = jobs.find((job) => job.sent === error.sent);
    culprit?.fail(error.cause);
    const rest = jobs.filter((job) => job !== culprit);
    if (rest.length > 0) await writeLocked(office, rest);
  } else if (jobs.length === 1) {
    jobs[0]!.fail(error);
  } else {
    for (const job of jobs) await writeLocked(office, [job]);
  }
}

/** Whether it was written before the connection broke is not known; sending it again settles that. */
function inDoubt(outage: Outage): Outage {
  return new Outage(outage.code, outage.message, `${outage.fix} Send the command again under the same id: it takes effect once, whether or not it already did.`, outage.cause);
}
