// Sheets over the real server: the community's five blocks, a brief frozen from the situation and counted again at its
// position after the ledger went on, the hand-over written, signed, and told apart where something was left out.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../src/base/time.ts";
import { COMMAND, STREET, TRACING } from "./city.ts";
import { startTestServer, type TestServer } from "./harness.ts";

interface Written {
  readonly title: { readonly zh: string };
  readonly about: string | null;
  readonly asOf: number;
  readonly cutoff: { readonly incident: number; readonly city: number };
  readonly blocks: readonly { readonly key: string; readonly rows: readonly { readonly key: string; readonly value: number | string | null; readonly refs: readonly string[] }[] }[];
}

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" });
  await server.send(TRACING, "contact.push", { contacts: ["P1"], to: "street" });
});

afterAll(() => server.close());

const sheet = (name: string, more = ""): Promise<Written> => server.get<Written>(`/api/sheets/${name}?incident=city${more}`);
const rows = ({ blocks }: Written, block: string) => Object.fromEntries(blocks.find(({ key }) => key === block)!.rows.map(({ key, value }) => [key, value]));
const figures = ({ blocks }: Written) => Object.fromEntries(blocks.flatMap((block) => block.rows.map(({ key, value }) => [`${block.key}/${key}`, Number(value)])));

describe("sheets", () => {
  test("[SM-204] the community page has its five blocks, with what lies in the community", async () => {
    const page = await sheet("community", "&about=street");
    expect(page.blocks.map(({ key }) => key)).toEqual(["static", "forces", "transfer", "tests", "supplies"]);
    expect(rows(page, "transfer")).toMatchObject({ waiting: 1, overdue: 0 });
    expect(page.title.zh).toBe("社区五项一页");
  });

  test("[SM-001] a brief frozen from the situation comes out the same at its position after the ledger has gone on", async () => {
    const now = await sheet("situation");
    const shown = figures(now);
    await server.send(COMMAND, "brief.freeze", { brief: "B1", cutoff: now.cutoff, asOf: now.asOf, figures: shown });
    await server.send(TRACING, "contact.find", { contact: "P2", class: "close", home: "community" });
    expect(figures(await sheet("situation", `&position=${now.cutoff.incident}`))).toEqual(shown);
    expect(figures(await sheet("situation"))).not.toEqual(shown);
    expect(await server.refused(COMMAND, "brief.freeze", { brief: "B2", cutoff: { incident: 9999, city: 1 }, figures: {} })).toMatchObject({ code: "snapshot-to-come" });
  });

  test("[SM-092] the hand-over is drawn, written with its position and signed; the outgoing watch is rung until then", async () => {
    await server.send(COMMAND, "post.register", { ...STREET, title: { zh: "值班室", en: "Office" }, phone: "100" });
    await server.send(STREET, "watch.start", { post: "office@street", who: "w1", how: "on-site" });
    const drawn = await sheet("handover", "&about=street");
    const lists = Object.fromEntries(drawn.blocks[0]!.rows.map(({ key, refs }) => [key, refs.map((ref) => ref.slice(ref.indexOf(":") + 1))]));
    expect(lists["open"]!.length).toBeGreaterThan(0);
    await server.send(STREET, "handover.write", { watch: "office@street", cutoff: drawn.cutoff.incident, lists });
    expect(await server.refused(STREET, "handover.sign", { watch: "office@street", who: "w1", how: "on-site" })).toMatchObject({ code: "handover-to-self" });
    await server.send(STREET, "handover.sign", { watch: "office@street", who: "w2", how: "on-site" });
    const { thing } = await server.get<{ thing: { state: { who: string; status: string } } }>("/api/things/watch/office@street?incident=city");
    expect(thing.state).toMatchObject({ who: "w2", status: "on" });
  });

  test("[SM-026] orders in force at an instant, by the number the register gave", async () => {
    const from = server.now();
    await server.send(COMMAND, "order.issue", { text: "close the hall", units: ["street"], legalBasis: "Act 42" });
    const then = async (instant: number) => (await sheet("orders-in-force", `&instant=${instant}`)).blocks[0]!.rows.map(({ key }) => key);
    expect(await then(from - HOUR)).toEqual([]);
    expect(await then(from + HOUR)).toEqual(["city-2022-1"]);
  });

  test("are listed, and refused by name, subject, position and instant", async () => {
    const { sheets } = await server.get<{ sheets: { name: string; about: string | null }[] }>("/api/sheets");
    expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(["community", "situation", "handover", "load", "orders-in-force", "action-plan", "activation", "learned-since", "risks"]));
    const refused = async (path: string) => {
      const { status, body } = await server.call("GET", path);
      return [status, (body as { refusal: { code: string } }).refusal.code];
    };
    expect(await refused("/api/sheets/nothing?incident=city")).toEqual([404, "unknown-sheet"]);
    expect(await refused("/api/sheets/situation?incident=nowhere")).toEqual([404, "unknown-incident"]);
    expect(await refused("/api/sheets/community?incident=city")).toEqual([400, "sheet-about-nothing"]);
    expect(await refused("/api/sheets/situation?incident=city&position=99999")).toEqual([422, "snapshot-to-come"]);
    expect(await refused("/api/sheets/orders-in-force?incident=city&instant=soon")).toEqual([400, "bad-instant"]);
  });

  test("[SM-207] a compound household by household reads that compound's alone, from the store as from the ledger", async () => {
    for (const [compound, org, homes] of [["C1", "street", ["H1", "H2"]], ["C2", "street", ["H3"]]] as const) {
      await server.send(COMMAND, "compound.register", { compound, org, householdCount: homes.length, guarantor: STREET, supplyLead: { org, role: "supply_lead" } });
      await server.send(STREET, "household.register", { compound, households: homes.map((household) => ({ household, residents: 1 })) });
    }
    const now = await sheet("household-roster", "&about=C1");
    const then = await sheet("household-roster", `&about=C1&position=${now.cutoff.incident}`);
    for (const { blocks } of [now, then]) expect(blocks[1]!.rows.map(({ key }) => key)).toEqual(["H1", "H2"]);
  });

  test("every sheet there is answers on a real store", async () => {
    const { sheets } = await server.get<{ sheets: readonly { readonly name: string; readonly about: string | null }[] }>("/api/sheets");
    expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(["testing-round", "laboratories", "integrity", "areas", "quarantine", "custody", "movement", "care", "supplies", "voice", "tracing", "institutions"]));
    for (const { name, about } of sheets) expect((await sheet(name, about === null ? "" : "&about=C1")).about, name).toBe(about === null ? null : "C1");
  });
});
