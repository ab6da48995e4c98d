// Things and duties follow from the ledger alone: a rebuilt state equals the tables, and whatever was changed
// behind the writer's back is named. Both stores, given the same commands, keep the same ledger.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../src/base/time.ts";
import { model } from "../../src/loops/index.ts";
import type { Command } from "../../src/engine/loop.ts";
import type { Store } from "../../src/store/contract.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";
import { begin, freshSchema, type Schema } from "./stores.ts";
import { accepted, commandOf, found, incidentNamed, later, packs, planned, settle, START, TRACER } from "./town.ts";

const NOTHING = { missing: 0, changed: 0, surplus: 0 };
let schema: Schema;
let store: Store;

beforeAll(async () => {
  schema = await freshSchema();
  store = await schema.open();
});
afterAll(() => schema.drop());

/** A day of work in one incident, and the clock running through the next. */
async function work(target: Store, incident: string, commands: readonly Command[]): Promise<void> {
  for (const [minute, command] of commands.entries()) await target.submit(command, later(minute));
  for (let hour = 1; hour <= 30; hour++) await target.runClock(START + hour * HOUR, 50, incident);
}

function day(incident: string): Command[] {
  const names = Array.from({ length: 8 }, (_, index) => `P${index}`);
  return [
    ...names.map((name) => found(incident, name)),
    commandOf(incident, "contact.push", { contacts: names.slice(0, 3), to: "d1" }, TRACER),
    ...names.slice(3, 6).map((name, index) => planned(incident, `t${index}`, name, index, index)),
    planned(incident, "t9", "P7", 0, 3),
    commandOf(incident, "transfer.depart", { trip: "t0" }, TRACER),
    commandOf(incident, "contact.rule-out", { contact: "P6", reason: "mistaken" }, TRACER),
    commandOf(incident, "order.issue", { number: "No.1", text: "count", units: ["d0", "d1"], legalBasis: "law" }),
  ];
}

describe("what an incident's tables hold", () => {
  test("is what its ledger gives, in a city and in its incidents", async () => {
    await store.createIncident(incidentNamed("town"), START);
    await settle(store, "town");
    await store.createIncident(incidentNamed("within", "town"), START);
    await work(store, "within", day("within"));
    for (const id of ["town", "within"]) expect(await store.rebuildAndCompare(id)).toEqual([]);
    expect(await store.things({ incident: "within", kind: "contact" })).toHaveLength(8);
    expect(await store.rebuildAndCompare("no-such")).toEqual(["There is no incident no-such."]);
  });

  test("is named wherever it was changed past the ledger", async () => {
    const incident = await begin(store, "tampered");
    await work(store, incident, day(incident));
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
    const tampered = async (text: string): Promise<readonly string[]> => {
      await schema.query("begin");
      await schema.query(`${text}`, [incident]);
      await schema.query("commit");
      return store.rebuildAndCompare(incident);
    };
    expect(await tampered("update thing set state = jsonb_set(state::jsonb, '{claimedBy}', '\"somebody\"')::text where incident = $1 and kind = 'room' and id = 'R3'"))
      .toEqual(expect.arrayContaining([expect.stringMatching(/^room:R3 differs at state\.claimedBy: the ledger gives null, the table "somebody"/)]));
    expect(await tampered("update thing set c1 = 'elsewhere' where incident = $1 and kind = 'room' and id = 'R2'"))
      .toContain("room:R2: its list columns do not show its state.");
    expect(await tampered("delete from thing where incident = $1 and kind = 'vehicle' and id = 'V3'"))
      .toContain("vehicle:V3 follows from the events of tampered; it is not in the table.");
    expect(await tampered("update tick set at = at + 1 where incident = $1 and seq = (select min(seq) from tick where incident = $1)"))
      .toEqual(expect.arrayContaining([expect.stringMatching(/^Duty D\d+: the clock would look at it at/)]));
    expect(await tampered("update incident set head = head + 1 where id = $1")).toEqual(expect.arrayContaining([expect.stringMatching(/its head says/)]));
    expect(await tampered("delete from ledger where incident = $1 and seq = (select max(seq) from ledger where incident = $1) - 1"))
      .toEqual(expect.arrayContaining([expect.stringMatching(/^tampered: event \d+ is missing/)]));
  });
});

describe("written anew", () => {
  const bent = [
    "update thing set state = replace(state, '\"found\"', '\"lost\"') where incident = $1 and kind = 'contact'",
    "update thing set c1 = 'elsewhere' where incident = $1 and kind = 'room' and id = 'R2'",
    "delete from thing where incident = $1 and kind = 'vehicle' and id = 'V3'",
    "insert into thing (incident, kind, id, status, version, state) values ($1, 'vehicle', 'V99', 'free', 1, '{\"status\":\"free\"}')",
    "update duty set body = replace(body, '\"open\"', '\"started\"'), status = 'started' where incident = $1 and seq = (select min(seq) from duty where incident = $1)",
    "insert into duty select (jsonb_populate_record(d, '{\"seq\": 999999}')).* from duty d where incident = $1 and seq = (select min(seq) from duty where incident = $1)",
    "delete from duty where incident = $1 and seq = (select max(seq) from duty where incident = $1 and seq < 999999)",
    "update tick set at = at + 1 where incident = $1 and seq = (select min(seq) from tick where incident = $1)",
  ];

  test("the tables are again what the ledger gives, whatever was done to them; the ledger only says that it was done", async () => {
    const incident = await begin(store, "rebuilt");
    await work(store, incident, day(incident));
    expect(await store.rebuild(incident, later(9999))).toEqual({ things: NOTHING, duties: NOTHING, ticks: NOTHING });
    const before = await store.events({ incident });
    for (const text of bent) await schema.query(text, [incident]);
    expect((await store.rebuildAndCompare(incident)).length).toBeGreaterThan(5);
    const rebuilt = await store.rebuild(incident, later(9999));
    expect(rebuilt).toMatchObject({ things: { missing: 1, surplus: 1 }, duties: { missing: 1, changed: 1, surplus: 1 }, ticks: { missing: expect.any(Number) } });
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
    const after = await store.events({ incident });
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({ type: "tables.rebuilt", seq: before.length + 1, data: { things: { missing: 1 } } });
  });

  test("a process that keeps what it loaded does not decide on it any more", async () => {
    const incident = await begin(store, "kept");
    const other = await schema.open();
    await accepted(other.submit(found(incident, "P1"), later(1)));
    await schema.query("update thing set state = replace(state, '\"close\"', '\"secondary\"') where incident = $1 and kind = 'contact'", [incident]);
    await store.rebuild(incident, later(2));
    await accepted(other.submit(commandOf(incident, "contact.rule-out", { contact: "P1", reason: "mistaken" }, TRACER), later(3)));
    expect(await store.thing(incident, "contact:P1")).toMatchObject({ state: { class: "close", status: "ruled-out" } });
    expect(await store.rebuildAndCompare(incident)).toEqual([]);
  });

  test("of a ledger with a gap nothing is made", async () => {
    const incident = await begin(store, "gap");
    await schema.query("delete from ledger where incident = $1 and seq = 3", [incident]);
    expect(await store.rebuild(incident, later(1))).toMatchObject({ code: "ledger-incomplete" });
    expect(await store.rebuild("no-such", later(1))).toMatchObject({ code: "unknown-incident" });
  });
});

test("the same commands and the same clock give the same ledger in memory and in PostgreSQL", async () => {
  const memory = createMemoryStore({ model, packs });
  const commands = day("twin");
  const told: unknown[] = [];
  for (const target of [memory, store]) {
    await target.createIncident(incidentNamed("twin"), START);
    const setup = await settleSame(target);
    expect(setup).toBeGreaterThan(30);
    await work(target, "twin", commands);
    // The clock's own command ids tell how its work was cut into batches, which is nobody's business.
    told.push({
      events: (await target.events({ incident: "twin" })).map(({ command, ...event }) => ({ ...event, command: command.startsWith("clock:") ? "clock" : command })),
      duties: await target.duties({ incident: "twin" }),
      rooms: await target.things({ incident: "twin", kind: "room" }),
      counts: await target.dutyCounts({ incident: "twin" }),
    });
  }
  expect(told[1]).toEqual(told[0]);
});

let recorded: Command[] | null = null;

/** Registers the same town under the same command ids in each store. */
async function settleSame(target: Store): Promise<number> {
  if (recorded === null) {
    const sent: Command[] = [];
    const listening: Store = { ...target, submit: (command, now) => (sent.push(command), target.submit(command, now)) };
    await settle(listening, "twin");
    recorded = sent;
  } else {
    for (const command of recorded) await accepted(target.submit(command, START));
  }
  return recorded.length;
}
