// Taking commands in and reading the ledger back: numbering, both time axes, retries, refusals, subscriptions.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { at, HOUR } from "../../src/base/time.ts";
import type { LedgerEvent } from "../../src/engine/event.ts";
import { begin, STORES, type Opened } from "./stores.ts";
import { accepted, COMMAND, commandOf, found, incidentNamed, later, planned, refused, START, TRACER } from "./town.ts";

describe.each(STORES)("%s", (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  describe("incidents", () => {
    test("begin under a pack that is kept by its hash, once", async () => {
      const { store } = opened;
      const incident = await store.createIncident(incidentNamed("inc-1"), START);
      expect(incident).toMatchObject({ id: "inc-1", city: "inc-1", mode: "live", pack: "cn-covid-8", head: 0 });
      expect((incident as { packHash: string }).packHash).toMatch(/^sha256:[0-9a-f]{64}$/);
      expect(await store.incident("inc-1")).toEqual(incident);
      expect(await store.incidents()).toContainEqual(incident);
      expect(await store.createIncident(incidentNamed("inc-1"), START)).toMatchObject({ code: "incident-exists" });
    });

    test("do not begin without a pack, with a name nobody could type, or in a city there is not", async () => {
      const { store } = opened;
      expect(await store.createIncident({ ...incidentNamed("inc-2"), pack: "no-such-pack" }, START)).toMatchObject({ kind: "refusal" });
      expect(await store.createIncident(incidentNamed("inc 2"), START)).toMatchObject({ code: "bad-incident-id" });
      expect(await store.createIncident(incidentNamed("inc-2", "nowhere"), START)).toMatchObject({ code: "unknown-city" });
      expect(await store.incident("inc-2")).toBeUndefined();
    });
  });

  describe("the ledger", () => {
    test("numbers events without gaps and gives them back whole", async () => {
      const { store } = opened;
      const incident = await begin(store, "whole");
      const { head } = (await store.incident(incident))!;
      const receipt = await accepted(store.submit(found(incident, "P1", {}, { by: "clerk-7", source: "H05", at: at(START) }), later(5)));
      expect(receipt.events[0]).toEqual({ incident, seq: head + 1, type: "contact.found" });
      const events = await store.events({ incident });
      expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
      expect((await store.incident(incident))!.head).toBe(events.length);
      expect(events[head]).toEqual({
        incident, seq: head + 1, type: "contact.found", occurred: at(START), learned: later(5), actor: TRACER, by: "clerk-7", source: "H05",
        about: ["contact:P1"], command: receipt.command,
        data: { contact: "P1", class: "close", home: "d0s0", needsPlacement: true, homeKnown: true, closing: "city" },
      } satisfies LedgerEvent);
      expect(events[head + 1]).toMatchObject({ type: "duty.opened", cause: head + 1, command: receipt.command });
    });

    test("reads by thing, by type, after a position, newest first, up to a limit", async () => {
      const { store } = opened;
      const incident = await begin(store, "filters");
      for (const name of ["P1", "P2", "P3"]) await accepted(store.submit(found(incident, name), later(1)));
      await accepted(store.submit(planned(incident, "t1", "P2", 0, 0), later(2)));
      const types = async (query: object): Promise<string[]> => (await store.events({ incident, ...query })).map((event) => event.type);
      expect(await types({ about: "contact:P2" })).toEqual(["contact.found", "transfer.planned"]);
      expect(await types({ about: "contact:P2", newestFirst: true })).toEqual(["transfer.planned", "contact.found"]);
      expect(await types({ about: "contact:nobody" })).toEqual([]);
      expect(await types({ types: ["contact.found"] })).toHaveLength(3);
      const all = await store.events({ incident });
      expect(await store.events({ incident, after: 10, limit: 3 })).toEqual(all.slice(10, 13));
      expect(await store.events({ incident, newestFirst: true, limit: 2 })).toEqual(all.slice(-2).reverse());
      expect(await store.events({ incident: "no-such" })).toEqual([]);
    });

    test("reads by when it was learned and by when it occurred, half-open", async () => {
      const { store } = opened;
      const incident = await begin(store, "axes");
      const day = { earliest: START - 10 * HOUR, latest: START - 2 * HOUR };
      await accepted(store.submit(found(incident, "P1", {}, { at: at(START - 4 * HOUR) }), later(10)));
      await accepted(store.submit(found(incident, "P2", {}, { at: day }), later(20)));
      const who = async (query: object): Promise<unknown[]> =>
        (await store.events({ incident, types: ["contact.found"], ...query })).map((event) => event.data["contact"]);
      expect(await who({ learned: { from: later(10), to: later(20) } })).toEqual(["P1"]);
      expect(await who({ learned: { from: later(11) } })).toEqual(["P2"]);
      expect(await who({ occurred: { from: START - 4 * HOUR, to: START - 4 * HOUR + 1 } })).toEqual(["P1", "P2"]);
      expect(await who({ occurred: { from: START - 3 * HOUR } })).toEqual(["P2"]);
      expect(await who({ occurred: { to: START - 4 * HOUR } })).toEqual(["P2"]);
      expect(await who({ occurred: { from: START - 20 * HOUR, to: START - 10 * HOUR } })).toEqual([]);
    });

    test("is never learned backwards, whatever a server's clock says", async () => {
      const { store } = opened;
      const incident = await begin(store, "monotone");
      await accepted(store.submit(found(incident, "P1"), later(60)));
      await accepted(store.submit(found(incident, "P2"), later(30)));
      const learned = (await store.events({ incident })).map((event) => event.learned);
      expect(learned).toEqual(learned.toSorted((a, b) => a - b));
      expect(learned.at(-1)).toBe(later(60));
    });
  });

  describe("a command", () => {
    test("sent again under its id has one effect and the same receipt", async () => {
      const { store } = opened;
      const incident = await begin(store, "again");
      const command = found(incident, "P1");
      const first = await accepted(store.submit(command, later(1)));
      const { data, ...rest } = command;
      const reordered = { data: Object.fromEntries(Object.entries(data).reverse()), ...rest };
      for (const retry of [command, structuredClone(command), reordered]) {
        expect(await store.submit(retry, later(9))).toEqual({ ...first, repeated: true });
      }
      expect(await store.events({ incident, types: ["contact.found"] })).toHaveLength(1);
    });

    test("sent many times at once has one effect", async () => {
      const { store } = opened;
      const other = await opened.another();
      const incident = await begin(store, "at-once");
      const command = found(incident, "P1");
      const receipts = await Promise.all(Array.from({ length: 20 }, (_, index) => accepted((index % 2 === 0 ? store : other).submit(command, later(1)))));
      expect(receipts.filter((receipt) => !receipt.repeated)).toHaveLength(1);
      expect(new Set(receipts.map((receipt) => JSON.stringify(receipt.events))).size).toBe(1);
      expect(await store.events({ incident, types: ["contact.found"] })).toHaveLength(1);
    });

    test("with another body under a used id is refused, also within one batch", async () => {
      const { store } = opened;
      const incident = await begin(store, "reused");
      const [one, two] = [found(incident, "P1", {}, { id: "same" }), found(incident, "P2", {}, { id: "same" })];
      const answers = await Promise.all([one, two].map((command) => store.submit(command, later(1))));
      expect(answers.filter((answer) => "code" in answer)).toMatchObject([{ code: "command-id-reused" }]);
      expect(await refused(store.submit(found(incident, "P3", {}, { id: "same" }), later(2)))).toBe("command-id-reused");
      expect(await store.events({ incident, types: ["contact.found"] })).toHaveLength(1);
    });

    test("that is refused writes nothing, and is decided afresh when it comes again", async () => {
      const { store } = opened;
      const incident = await begin(store, "refused");
      const before = await store.incident(incident);
      const command = planned(incident, "t1", "P1", 0, 0);
      expect(await refused(store.submit(command, later(1)))).toBe("unknown-contact");
      expect(await store.incident(incident)).toEqual(before);
      expect(await store.thing(incident, "room:R0")).toMatchObject({ state: { status: "free" } });
      await accepted(store.submit(found(incident, "P1"), later(2)));
      expect(await accepted(store.submit(command, later(3)))).toMatchObject({ repeated: false });
    });

    test("whose order breaks a rule half-way leaves no trace of its first half", async () => {
      const { store } = opened;
      const incident = await begin(store, "half-way");
      for (const name of ["P1", "P2"]) await accepted(store.submit(found(incident, name), later(1)));
      await accepted(store.submit(planned(incident, "t1", "P1", 0, 0), later(2)));
      expect(await refused(store.submit(planned(incident, "t2", "P2", 1, 0), later(3)))).toBe("already-promised");
      expect(await store.thing(incident, "room:R1")).toMatchObject({ version: 1, state: { status: "free", claimedBy: null } });
      expect(await store.rebuildAndCompare(incident)).toEqual([]);
    });

    test("on a version that has moved on is refused", async () => {
      const { store } = opened;
      const incident = await begin(store, "stale");
      await accepted(store.submit(found(incident, "P1"), later(1)));
      const { version } = (await store.thing(incident, "contact:P1"))!;
      const hold = (expects: Record<string, number>) => commandOf(incident, "contact.hold", { contact: "P1", note: "at home" }, { org: "d0s0", role: "head" }, { expects });
      expect(await refused(store.submit(hold({ "contact:P1": version + 1 }), later(2)))).toBe("version-stale");
      await accepted(store.submit(hold({ "contact:P1": version }), later(2)));
      expect(await refused(store.submit(hold({ "contact:P1": version }), later(3)))).toBe("version-stale");
      expect(await refused(store.submit(hold({ "duty:D1": 3, "no-such-kind:x": 1 }), later(3)))).toBe("version-stale");
    });

    test("for an incident or of a type there is not, or with text that cannot be kept, is refused", async () => {
      const { store } = opened;
      const incident = await begin(store, "bad");
      expect(await refused(store.submit(found("no-such", "P1"), later(1)))).toBe("unknown-incident");
      expect(await refused(store.submit(commandOf(incident, "no.such", {}), later(1)))).toBe("unknown-command");
      for (const bad of ["a\u0000b", "a\u001db", "a\u001fb", "a\ud800b"]) {
        expect(await refused(store.submit(found(incident, bad), later(1)))).toBe("bad-text");
        expect(await refused(store.submit(found(incident, "P1", {}, { by: bad }), later(1)))).toBe("bad-text");
        expect(await refused(store.submit(found(incident, "P1", { [bad]: 1 }), later(1)))).toBe("bad-text");
      }
      expect(await refused(store.submit(found(incident, "P1", {}, { id: "" }), later(1)))).toBe("bad-command-id");
      expect(await refused(store.submit(found(incident, "P1", {}, { actor: { org: "", role: "x" } }), later(1)))).toBe("bad-text");
    });

    test("may carry any other text, and gets it back unchanged", async () => {
      const { store } = opened;
      const incident = await begin(store, "text");
      const note = "引号“”\"'\\ 反斜杠\\n tab\t newline\n{},NULL null 😀 \u0001\u007f";
      await accepted(store.submit(found(incident, "接触者一"), later(1)));
      await accepted(store.submit(commandOf(incident, "contact.hold", { contact: "接触者一", note, needs: ["", ","] }, COMMAND), later(2)));
      const [event] = await store.events({ incident, types: ["contact.held"] });
      expect(event!.data).toEqual({ contact: "接触者一", note, needs: ["", ","], org: "city" });
    });
  });

  describe("a subscriber", () => {
    test("gets exactly 1 … n under eight writers, from wherever it starts", async () => {
      const { store } = opened;
      const stores = [store, await opened.another(), await opened.another()];
      const incident = await begin(store, "followed");
      const { head } = (await store.incident(incident))!;
      // Each contact is four events; the first also opens the day's close.
      const total = head + 8 * 25 * 4 + 1;
      const follow = async (which: number, after: number): Promise<number[]> => {
        const seen: number[] = [];
        for await (const events of stores[which % stores.length]!.subscribe(incident, after, new AbortController().signal)) {
          for (const event of events) seen.push(event.seq);
          if (seen.at(-1)! >= total) return seen;
        }
        return seen;
      };
      const followers = [0, 0, 17, head, head + 5].map((after, which) => follow(which, after).then((seen) => ({ after, seen })));
      await Promise.all(Array.from({ length: 8 }, async (_, writer) => {
        for (let n = 0; n < 25; n++) await accepted(stores[writer % stores.length]!.submit(found(incident, `W${writer}-${n}`), later(n)));
      }));
      expect((await store.incident(incident))!.head).toBe(total);
      for (const { after, seen } of await Promise.all(followers)) {
        expect(seen).toEqual(Array.from({ length: total - after }, (_, index) => after + index + 1));
      }
    });

    test("ends when its signal does, waiting or not", async () => {
      const { store } = opened;
      const incident = await begin(store, "aborted");
      const ending = new AbortController();
      const { head } = (await store.incident(incident))!;
      const seen: number[] = [];
      const following = (async () => {
        for await (const events of store.subscribe(incident, 0, ending.signal)) {
          seen.push(...events.map((event) => event.seq));
          if (seen.length === head) setImmediate(() => ending.abort());
        }
      })();
      await following;
      expect(seen).toHaveLength(head);
      for await (const _ of store.subscribe(incident, 0, AbortSignal.abort())) expect.unreachable();
    });
  });
});
