// Batches follow one another before the first is on disk. What was decided on a batch that then comes to
// nothing, or beside another process that wrote in between, must come to nothing too and be done again: no
// number missing, none twice, no answer on what never was.

import { afterAll, beforeAll, expect, test } from "vitest";
import { isRefusal } from "../../src/base/refusal.ts";
import type { Receipt, Store } from "../../src/store/contract.ts";
import { begin, freshSchema, type Schema } from "./stores.ts";
import { accepted, commandOf, found, later, refused } from "./town.ts";

let schema: Schema;
let store: Store;

beforeAll(async () => {
  schema = await freshSchema();
  store = await schema.open();
});
afterAll(() => schema.drop());

/** Many senders at once, each sending its next when the last is answered: several batches are always under way. */
async function crowd<T>(senders: number, times: number, act: (sender: number, time: number) => Promise<T>): Promise<T[]> {
  const all = await Promise.all(Array.from({ length: senders }, async (_, sender) => {
    const mine: T[] = [];
    for (let time = 0; time < times; time++) mine.push(await act(sender, time));
    return mine;
  }));
  return all.flat();
}

async function expectWhole(incident: string, receipts: readonly Receipt[]): Promise<void> {
  const events = await store.events({ incident });
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  for (const { command, events: told } of receipts) {
    expect(events.filter((event) => event.command === command).map(({ incident: ledger, seq, type }) => ({ incident: ledger, seq, type }))).toEqual(told);
  }
  expect(await store.rebuildAndCompare(incident)).toEqual([]);
}

test("a crowd's batches rest on one another: what one sender did, its next command finds", async () => {
  const incident = await begin(store, "crowd");
  const receipts = await crowd(24, 8, async (sender, time) => {
    const contact = `P${sender}-${time}`;
    const receipt = await accepted(store.submit(found(incident, contact), later(time)));
    await accepted(store.submit(commandOf(incident, "contact.rule-out", { contact, reason: "mistaken" }, { org: "d0", role: "tracer" }), later(time)));
    return receipt;
  });
  expect(receipts).toHaveLength(24 * 8);
  await expectWhole(incident, receipts);
});

test("two servers in turn undo each other's guesses and lose nothing by it", async () => {
  const incident = await begin(store, "turns");
  const servers = [store, await schema.open()];
  const receipts = await crowd(24, 8, (sender, time) => accepted(servers[sender % 2]!.submit(found(incident, `P${sender}-${time}`), later(time))));
  const told = receipts.flatMap(({ events }) => events.map((event) => event.seq));
  expect(new Set(told).size).toBe(told.length);
  expect(receipts.every(({ repeated }) => !repeated)).toBe(true);
  await expectWhole(incident, receipts);
});

test("an answer never rests on what another server has changed since", async () => {
  const incident = await begin(store, "stale");
  const other = await schema.open();
  for (let turn = 0; turn < 10; turn++) {
    const contact = `P${turn}`;
    const ruleOut = commandOf(incident, "contact.rule-out", { contact, reason: "mistaken" }, { org: "d0", role: "tracer" });
    expect(await refused(store.submit({ ...ruleOut, id: `early-${turn}` }, later(turn)))).not.toMatch(/^accepted/);
    await accepted(other.submit(found(incident, contact), later(turn)));
    await accepted(store.submit(ruleOut, later(turn)));
  }
  expect(await store.rebuildAndCompare(incident)).toEqual([]);
});

test("the same command sent to both servers, many times at once, has one effect", async () => {
  const incident = await begin(store, "twins");
  const servers = [store, await schema.open()];
  const commands = Array.from({ length: 30 }, (_, index) => found(incident, `P${index}`));
  const answers = await Promise.all(commands.flatMap((command) => Array.from({ length: 6 }, (_, time) => accepted(servers[time % 2]!.submit(command, later(1))))));
  for (const command of commands) {
    const mine = answers.filter((receipt) => receipt.command === command.id);
    expect(new Set(mine.map((receipt) => JSON.stringify(receipt.events))).size).toBe(1);
    expect(mine.filter((receipt) => !receipt.repeated)).toHaveLength(1);
  }
  await expectWhole(incident, answers);
});

test("a batch that cannot be written takes those decided on it along, and all are done again or told", async () => {
  const incident = await begin(store, "obstacle");
  await crowd(8, 3, (sender, time) => accepted(store.submit(found(incident, `A${sender}-${time}`), later(1))));
  const [head] = await schema.query<{ head: string }>("select head from incident where id = $1", [incident]);
  // A row where the next number belongs: whatever is written from here on meets it.
  const obstacle = Number(head!.head) + 1;
  await schema.query(
    `insert into ledger (incident, seq, type, occurred_earliest, occurred_latest, learned, actor_org, actor_role, about, data, command)
     select incident, $2, type, occurred_earliest, occurred_latest, learned, actor_org, actor_role, about, data, 'obstacle' from ledger where incident = $1 and seq = 1`,
    [incident, obstacle],
  );
  const ends = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => store.submit(found(incident, `B${n}`, {}, { id: `obstacle-${n}` }), later(1))));
  expect(ends.every((end) => end.status === "rejected" && !isRefusal(end.reason))).toBe(true);
  expect(Number((await schema.query<{ head: string }>("select head from incident where id = $1", [incident]))[0]!.head)).toBe(obstacle - 1);
  await schema.query("delete from ledger where incident = $1 and seq = $2", [incident, obstacle]);
  const receipts = await crowd(8, 5, (sender, time) => accepted(store.submit(found(incident, `B${sender * 5 + time}`, {}, { id: `obstacle-${sender * 5 + time}` }), later(1))));
  expect(receipts.every((receipt) => !receipt.repeated)).toBe(true);
  await expectWhole(incident, receipts);
});
