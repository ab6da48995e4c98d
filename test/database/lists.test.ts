// Reading what is: things by declared columns and place, duties by post, tree, subject and order, pages of
// both without a gap or a repeat, and the counts of the board.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Duty } from "../../src/engine/duty/duty.ts";
import type { DutyQuery, ThingQuery } from "../../src/store/contract.ts";
import { begin, STORES, type Opened } from "./stores.ts";
import { accepted, commandOf, COMMAND, found, incidentNamed, later, planned, refused, settle, START, TRACER } from "./town.ts";

describe.each(STORES)("%s", (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  describe("things", () => {
    const ids = async (query: ThingQuery): Promise<string[]> => (await opened.store.things(query)).map((thing) => thing.ref);

    test("are found by name, by declared columns, by status, and in pages", async () => {
      const { store } = opened;
      const incident = await begin(store, "things", 12);
      for (const name of ["P1", "P2"]) await accepted(store.submit(found(incident, name), later(1)));
      await accepted(store.submit(planned(incident, "t1", "P1", 3, 3), later(2)));
      expect(await store.thing(incident, "room:R3")).toMatchObject({ ref: "room:R3", version: 2, state: { status: "claimed", claimedBy: "P1", site: "hotel" } });
      expect(await store.thing(incident, "room:none")).toBeUndefined();
      expect(await ids({ incident, kind: "room", where: { status: "claimed" } })).toEqual(["room:R3"]);
      expect(await ids({ incident, kind: "room", where: { site: "hotel", claimedBy: "P1" } })).toEqual(["room:R3"]);
      expect(await ids({ incident, kind: "room", where: { claimedBy: "" } })).toHaveLength(11);
      expect(await ids({ incident, kind: "org", where: { "name.en": "d0s0" } })).toEqual(["org:d0s0"]);
      expect(await ids({ incident, kind: "vehicle", where: { seats: "4" }, limit: 2 })).toEqual(["vehicle:V0", "vehicle:V1"]);
      const paged: string[] = [];
      for (let after: string | undefined; ;) {
        const page = await store.things({ incident, kind: "room", limit: 5, ...(after === undefined ? {} : { after }) });
        paged.push(...page.map((thing) => thing.ref));
        after = page.at(-1)?.ref.slice(5);
        if (page.length < 5) break;
      }
      expect(paged).toEqual(Array.from({ length: 12 }, (_, index) => `room:R${index}`).sort());
    });

    test("lie under an organisation and all below it, and no others", async () => {
      const incident = await begin(opened.store, "under");
      expect(await ids({ incident, kind: "org", under: "d0" })).toEqual(["org:d0", "org:d0s0", "org:hotel"]);
      expect(await ids({ incident, kind: "org", under: "d" })).toEqual([]);
      expect(await ids({ incident, kind: "org", under: "city", limit: 2 })).toEqual(["org:city", "org:d0"]);
    });

    test("with texts too long for an index are kept and found", async () => {
      const { store } = opened;
      const incident = await begin(store, "long");
      const text = "长".repeat(1500);
      for (const [statement, ending] of [["S1", "一"], ["S2", "二"]] as const) {
        await accepted(store.submit(commandOf(incident, "statement.record", { statement, text: text + ending, by: { ...COMMAND } }), later(1)));
      }
      expect(await ids({ incident, kind: "statement", where: { text: `${text}二` } })).toEqual(["statement:S2"]);
      expect(await ids({ incident, kind: "statement", where: { by: "duty-officer@city" } })).toEqual(["statement:S1", "statement:S2"]);
    });

    test("cannot be listed by what their kind does not declare", async () => {
      const incident = await begin(opened.store, "undeclared");
      await expect(opened.store.things({ incident, kind: "room", where: { colour: "red" } })).rejects.toThrow(/colour/);
    });
  });

  describe("duties", () => {
    const list = async (query: DutyQuery): Promise<readonly Duty[]> => opened.store.duties(query);
    const names = async (query: DutyQuery): Promise<string[]> => (await list(query)).map((duty) => `${duty.kind} ${duty.subject}`);

    test("are found by post: held, offered, followed up", async () => {
      const { store } = opened;
      const incident = await begin(store, "posts");
      await accepted(store.submit(found(incident, "P1"), later(1)));
      const [hold] = await list({ incident, kind: "contact.home-hold" });
      expect(await store.duty(incident, hold!.id)).toEqual(hold);
      expect(hold).toMatchObject({ holder: TRACER, offer: { to: { org: "d0s0", role: "head" } }, links: [{ post: { org: "d0" } }] });
      expect(await names({ incident, org: "d0s0" })).toEqual(["contact.home-hold contact:P1"]);
      expect(await names({ incident, org: "d0s0", role: "head" })).toEqual(["contact.home-hold contact:P1"]);
      expect(await names({ incident, org: "d0s0", role: "tracer" })).toEqual([]);
      expect(await names({ incident, org: "d0", role: "tracer" })).toHaveLength(2);
      expect(await names({ incident, role: hold!.links[0]!.post.role, kind: "contact.home-hold" })).toHaveLength(1);
      await accepted(store.submit(commandOf(incident, "duty.accept", { duty: hold!.id }, { org: "d0s0", role: "head" }), later(2)));
      expect(await store.duty(incident, hold!.id)).toMatchObject({ holder: { org: "d0s0", role: "head" }, offer: null });
      expect(await names({ incident, org: "d0", kind: "contact.home-hold" })).toHaveLength(1);
      expect(await store.duty(incident, "D999999")).toBeUndefined();
      expect(await store.duty(incident, "no duty")).toBeUndefined();
    });

    test("are found by subject, kind, state and by the tree", async () => {
      const { store } = opened;
      const incident = await begin(store, "tree");
      for (const name of ["P1", "P2"]) await accepted(store.submit(found(incident, name), later(1)));
      await accepted(store.submit(commandOf(incident, "contact.rule-out", { contact: "P2", reason: "mistaken identity" }, TRACER), later(2)));
      await accepted(store.submit(commandOf(incident, "order.issue", { number: "No.1", text: "close", units: ["d1", "d1s0"], legalBasis: "law" }), later(3)));
      expect(await names({ incident, subject: "contact:P1" })).toHaveLength(2);
      expect(await names({ incident, subject: "contact:P2", open: true })).toEqual([]);
      expect(await names({ incident, subject: "contact:P2", statuses: ["lapsed"] })).toHaveLength(2);
      expect(await names({ incident, open: false })).toHaveLength(2);
      expect(await names({ incident, batch: "No.1" })).toHaveLength(2);
      expect(await names({ incident, under: "d0", open: true })).toHaveLength(2);
      expect(await names({ incident, under: "city", open: true, batch: "No.1" })).toHaveLength(2);
      expect(await names({ incident, under: "city", open: true })).toHaveLength(5);
      expect(await names({ incident, under: "d1" })).toEqual([]);
      expect(await names({ incident, under: "nowhere" })).toEqual([]);
    });

    test("come sorted and in pages without a gap or a repeat, within and across incidents", async () => {
      const { store } = opened;
      const incidents = [await begin(store, "pages-a"), await begin(store, "pages-b")];
      await Promise.all(incidents.flatMap((incident) => Array.from({ length: 13 }, (_, index) =>
        accepted(store.submit(found(incident, `P${index}`), later((index * 7) % 13))))));
      await accepted(store.submit(commandOf(incidents[0]!, "order.issue", { number: "No.1", text: "no deadline", units: ["d0", "d1"], legalBasis: "law" }), later(20)));
      for (const sort of ["due", "opened", "age"] as const) {
        for (const incident of [incidents[0], undefined]) {
          const query = { sort, open: true, ...(incident === undefined ? { under: "city" } : { incident }) };
          const all = (await list(query)).filter((duty) => incidents.includes(duty.incident));
          const key = (duty: Duty): number => (sort === "due" ? duty.due?.latest ?? Infinity : sort === "age" ? duty.openedAt : -duty.openedAt);
          const keys = all.map(key);
          expect(keys).toEqual(keys.toSorted((a, b) => (a === b ? 0 : a - b)));
          const paged: Duty[] = [];
          for (let after: string | undefined; ;) {
            const page = await list({ ...query, limit: 4, ...(after === undefined ? {} : { after }) });
            paged.push(...page);
            const last = page.at(-1);
            if (page.length < 4 || last === undefined) break;
            after = incident === undefined ? `${last.incident}/${last.id}` : last.id;
          }
          expect(paged.filter((duty) => incidents.includes(duty.incident))).toEqual(all);
        }
      }
      expect(await list({ incident: incidents[0]!, after: "D999999" })).toEqual([]);
      expect(await list({ after: "D1" })).toEqual([]);
    });

    test("are counted for the board", async () => {
      const { store } = opened;
      const incident = await begin(store, "counts");
      for (const name of ["P1", "P2", "P3"]) await accepted(store.submit(found(incident, name), later(1)));
      const [transfer] = await list({ incident, kind: "contact.transfer" });
      await accepted(store.submit(commandOf(incident, "duty.block", { duty: transfer!.id, missing: ["room"], note: "none free" }, TRACER), later(2)));
      const mine = (await store.dutyCounts({ incident })).filter((count) => count.kind.startsWith("contact."));
      expect(mine).toEqual([
        { org: "d0", kind: "contact.home-hold", open: 3, overdue: 0, blocked: 0, done: 0, offered: 3, oldest: later(1) },
        { org: "d0", kind: "contact.transfer", open: 3, overdue: 0, blocked: 1, done: 0, offered: 0, oldest: later(1) },
      ]);
      await store.runClock(later(60 * 24 * 2), 100, incident);
      expect(await list({ incident, overdue: true, kind: "contact.transfer" })).toHaveLength(3);
      expect((await store.dutyCounts({})).find((count) => count.org === "d0" && count.kind === "contact.transfer")!.overdue).toBeGreaterThanOrEqual(3);
    });
  });

  describe("a city and its incidents", () => {
    test("share organisations and rooms; what one incident is promised the other is refused", async () => {
      const { store } = opened;
      const other = await opened.another();
      await store.createIncident(incidentNamed("harbin"), START);
      await settle(store, "harbin");
      for (const id of ["one", "two"]) expect(await store.createIncident(incidentNamed(id, "harbin"), START)).toMatchObject({ city: "harbin" });
      // The same names in both: a P1 here is not the P1 there.
      for (const id of ["one", "two"]) await accepted(store.submit(found(id, "P1"), later(1)));
      const receipt = await accepted(store.submit(planned("one", "t1", "P1", 0, 0), later(2)));
      expect(receipt.events.map(({ incident, type }) => `${incident} ${type}`)).toEqual([
        "one transfer.planned", "one duty.planned", "one duty.opened", "one duty.opened", "harbin room.claimed", "harbin vehicle.claimed", "harbin team.claimed",
      ]);
      expect(await refused(store.submit(planned("two", "t1", "P1", 0, 1), later(3)))).toBe("already-promised");
      expect(await refused(other.submit(planned("two", "t1", "P1", 0, 1), later(3)))).toBe("already-promised");
      expect(await store.thing("two", "room:R0")).toEqual(await store.thing("harbin", "room:R0"));
      expect(await store.things({ incident: "one", kind: "room", where: { claimedBy: "P1" } })).toHaveLength(1);
      for (const id of ["harbin", "one", "two"]) expect(await store.rebuildAndCompare(id)).toEqual([]);
    });

    test("never promise a room twice, however many ask at once through two servers", async () => {
      const { store } = opened;
      const stores = [store, await opened.another()];
      const rooms = 5;
      await store.createIncident(incidentNamed("dalian"), START);
      await settle(store, "dalian", rooms);
      const incidents = ["east", "west"];
      for (const id of incidents) await store.createIncident(incidentNamed(id, "dalian"), START);
      const askers = incidents.flatMap((incident) => Array.from({ length: 15 }, (_, index) => ({ incident, contact: `${incident}-${index}` })));
      await Promise.all(askers.map(({ incident, contact }) => accepted(store.submit(found(incident, contact), later(1)))));
      const answers = await Promise.all(askers.map(async ({ incident, contact }, index) =>
        stores[index % 2]!.submit(planned(incident, `trip-${contact}`, contact, index % rooms, (index * 3) % rooms), later(2))));
      const won = answers.filter((answer) => "events" in answer);
      const lost = answers.filter((answer) => "code" in answer);
      expect(won.length).toBeGreaterThan(0);
      expect(lost.every((refusal) => refusal.code === "already-promised")).toBe(true);
      const claims = await store.events({ incident: "dalian", types: ["room.claimed", "vehicle.claimed", "team.claimed"] });
      expect(new Set(claims.flatMap((claim) => claim.about)).size).toBe(claims.length);
      expect(claims).toHaveLength(won.length * 3);
      for (const id of ["dalian", ...incidents]) expect(await store.rebuildAndCompare(id)).toEqual([]);
    });
  });
});
