// Your own city tonight, as a new user goes: the form fetched, filled in, loaded, its gaps read, an order
// issued and accepted; over real HTTP on a machine that knew nothing. Then what may go wrong on the way.

import { fileURLToPath } from "node:url";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { isRefusal } from "../../src/base/refusal.ts";
import { MINUTE } from "../../src/base/time.ts";
import type { Duty } from "../../src/engine/duty/duty.ts";
import { readSheets } from "../../src/interop/workbook/sheets.ts";
import { model } from "../../src/loops/index.ts";
import type { Api } from "../../src/server/api.ts";
import { buildServer, listen } from "../../src/server/app.ts";
import { packResolver, readPackFolder } from "../../src/server/pack-folder.ts";
import type { Store } from "../../src/store/contract.ts";
import { createMemoryStore } from "../../src/store/memory/store.ts";

type Cells = (string | number | null)[];
type Answer = { readonly status: number; readonly body: Record<string, unknown> };

interface Report {
  readonly sent: boolean;
  readonly loaded: Record<string, number>;
  readonly unchanged: Record<string, number>;
  readonly problems: { sheet: string; row: number | null; field: string | null; code: string; message: string }[];
  readonly gaps: { code: string; org?: string; message: string }[];
}

let app: FastifyInstance;
let store: Store;
let server: string;
let now: number;

beforeEach(async () => {
  const packs = await readPackFolder(fileURLToPath(new URL("../../packs", import.meta.url)));
  if (Array.isArray(packs)) throw new Error("the packs do not load");
  now = Date.UTC(2026, 10, 21, 14);
  store = createMemoryStore({ model, packs: packs as Api["packs"] });
  app = await buildServer({ store, model, packs: packs as Api["packs"], packOf: packResolver(packs as Api["packs"]), replays: new Map(), now: () => now, consoleDir: null } as Parameters<typeof buildServer>[0]);
  server = `http://127.0.0.1:${await listen(app, "127.0.0.1", 0)}`;
});

afterEach(async () => {
  await app.close();
  await store.close();
});

async function ask(path: string, body?: unknown): Promise<Answer> {
  const init = body === undefined ? {} : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(`${server}${path}`, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function fetchForm(query: string): Promise<Uint8Array> {
  const response = await fetch(`${server}/api/setup/workbook.xlsx?${query}`);
  expect(response.headers.get("content-type")).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  return new Uint8Array(await response.arrayBuffer());
}

/** Types rows into the form below its help row, as a person does, and saves it. */
async function fill(form: Uint8Array, rows: Record<string, Cells[]>): Promise<Uint8Array> {
  const sheets = await readSheets(form);
  if (isRefusal(sheets)) throw new Error(sheets.message);
  const filled = sheets.map((sheet) => ({ sheet: sheet.name, data: [...sheet.rows.map((row) => [...row]), ...(rows[sheet.name] ?? [])] }));
  return new Uint8Array(await writeExcelFile(filled as Parameters<typeof writeExcelFile>[0]).toBuffer());
}

async function load(book: Uint8Array, query = ""): Promise<Report & { status: number; refusal?: { code: string } }> {
  const response = await fetch(`${server}/api/setup/workbook?lang=en${query}`, { method: "POST", headers: { "content-type": "application/octet-stream" }, body: Uint8Array.from(book) });
  return { status: response.status, ...((await response.json()) as Report) };
}

const CITY: Record<string, Cells[]> = {
  Organisations: [
    ["city", "临江市", "Linjiang", "city", null], ["east", "东城区", "East", "district", "city"], ["river", "江边街道", "Riverside", "sub-district", "east"],
    ["river-1", "江边一社区", "Riverside 1", "community", "river"], ["river-2", "江边二社区", "Riverside 2", "community", "river"],
  ],
  Posts: [
    ["city", "duty_officer", "值班长", "Duty officer", "C1", "13800000001", null, "deputy", "*"], ["city", "deputy", "副值班长", "Deputy", "C2", "13800000002", null, null, null],
    ["east", "duty_officer", "值班长", "Duty officer", "E1", "13800000003", null, null, "*"], ["river", "office", "街道办", "Office", "R1", null, null, null, "*"],
    ["river-1", "secretary", "书记", "Secretary", "K1", "13800000005", null, null, "*"],
  ],
  Roster: [["city", "duty_officer", "2026-11-21 20:00", "2026-11-22 20:00", "C9", "13800000009", null]],
  Sites: [["hotel", "江边宾馆", "east", null, "quarantine site", "yes", "m", "d", null, "c"]],
  Rooms: [["hotel", "301", 1, "no"], ["hotel", "302", 2, "yes"]],
  Vehicles: [["bus-1", "east", 8, "minibus"]],
  Laboratories: [["lab", "CDC", "city", 5000, "1, 10", "00:00-24:00"]],
};

describe("your own city tonight", () => {
  test("from an empty machine to the first accepted order", async () => {
    const began = performance.now();
    expect((await ask("/api/incidents")).body["incidents"]).toEqual([]);
    const book = await fill(await fetchForm("lang=en"), CITY);

    const checked = await load(book, "&dry=1");
    expect(checked).toMatchObject({ status: 200, sent: false, problems: [] });
    expect((await ask("/api/incidents")).body["incidents"]).toEqual([]);

    const report = await load(book);
    expect(report).toMatchObject({ sent: true, problems: [], loaded: { orgs: 5, posts: 5, roster: 1, sites: 1, rooms: 2, vehicles: 1, labs: 1 } });
    const gaps = report.gaps.map((gap) => `${gap.code} ${gap.org ?? ""}`);
    expect(gaps).toEqual(expect.arrayContaining(["empty-cell river-2", "no-phone river", "no-deputy east", "site-post-unfilled east", "watch-uncovered city"]));
    expect(gaps).not.toContain("nobody-answers ");
    expect(report.gaps.find((gap) => gap.code === "empty-cell")?.message).toBe("Riverside 2 has no post at all.");

    const order = {
      id: "first-order", type: "order.issue", incident: "city", actor: { org: "city", role: "duty_officer" },
      data: { number: "1", text: "Open the temporary testing points tonight.", units: ["east", "river-1"], legalBasis: "Infectious disease law, art. 39" },
    };
    expect((await ask("/api/commands", order)).status).toBe(200);
    const { duties } = (await ask("/api/duties?incident=city&org=river-1")).body as { duties: Duty[] };
    expect(duties).toMatchObject([{ kind: "order.execute", status: "open", offer: { to: { org: "river-1", role: "secretary" } } }]);
    const accept = { id: "first-accept", type: "duty.accept", incident: "city", actor: { org: "river-1", role: "secretary" }, data: { duty: duties[0]!.id } };
    expect((await ask("/api/commands", accept)).status).toBe(200);
    expect(await store.duty("city", duties[0]!.id)).toMatchObject({ holder: { org: "river-1", role: "secretary" }, offer: null });
    // A quarter of an hour is what it may take with the typing; the machine's own part is seconds of it.
    expect(performance.now() - began).toBeLessThan(MINUTE);
    expect(await store.rebuildAndCompare("city")).toEqual([]);
  });

  test("loading twice changes nothing; a changed row is all that is sent; taken out and put back it is the same", async () => {
    const form = await fetchForm("lang=en");
    await load(await fill(form, CITY));
    const { head } = (await store.incident("city"))!;
    expect(await load(await fill(form, CITY))).toMatchObject({ sent: true, loaded: {}, problems: [], unchanged: { orgs: 5, rooms: 2 } });
    expect((await store.incident("city"))!.head).toBe(head);
    const changed = { Vehicles: [["bus-1", "east", 12, "minibus"]] as Cells[] };
    expect(await load(await fill(form, changed))).toMatchObject({ loaded: { vehicles: 1 } });
    expect((await store.thing("city", "vehicle:bus-1"))!.state["seats"]).toBe(12);
    const out = await fetchForm("lang=zh&filled=1");
    expect(await load(out)).toMatchObject({ loaded: {}, problems: [], unchanged: { orgs: 5, posts: 5, sites: 1 } });
  });

  test("two clerks who load the same book at once load it once", async () => {
    const book = await fill(await fetchForm("lang=en"), CITY);
    const reports = await Promise.all([load(book), load(book)]);
    expect(reports.map((report) => report.problems)).toEqual([[], []]);
    const events = await store.events({ incident: "city", types: ["org.registered"], limit: 1000 });
    expect(events.map((event) => event.data["org"]).sort()).toEqual(["city", "east", "hotel", "river", "river-1", "river-2"]);
  });

  test("a bad row keeps the whole book out, or only itself, as the caller says; nothing is half-written", async () => {
    const spoiled = { ...CITY, Vehicles: [["bus-1", "nowhere", 8, null], ["bus-2", "east", 8, null]] as Cells[], Rooms: [["hotel", "301", 500, null]] as Cells[] };
    const book = await fill(await fetchForm("lang=en"), spoiled);
    const whole = await load(book);
    expect(whole).toMatchObject({ status: 200, sent: false, loaded: {} });
    expect(whole.problems.map(({ sheet, row, field, code }) => [sheet, row, field, code])).toEqual([["Vehicles", 3, "org", "unknown-org"], ["Rooms", 3, null, "bad-value"]]);
    expect(await store.incidents()).toEqual([]);
    const good = await load(book, "&mode=good");
    expect(good).toMatchObject({ sent: true, loaded: { vehicles: 1, orgs: 5 } });
    expect(good.problems).toHaveLength(2);
    expect(await store.thing("city", "vehicle:bus-2")).toBeDefined();
    expect(await store.thing("city", "vehicle:bus-1")).toBeUndefined();
  });

  test("a page of another site cannot load a city: the types it may send unasked are refused", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", null]) {
      const response = await fetch(`${server}/api/setup/workbook`, { method: "POST", headers: type === null ? {} : { "content-type": type }, body: new Uint8Array([80, 75]) });
      expect(response.status).toBe(415);
    }
  });

  test("what is no workbook, and a time zone or a pack that is none, is refused", async () => {
    expect(await load(new TextEncoder().encode("id,name\n"))).toMatchObject({ status: 422, refusal: { code: "workbook-wrong-type" } });
    expect(await load(new Uint8Array(9 * 1024 * 1024))).toMatchObject({ status: 413 });
    expect(await load(new Uint8Array(0))).toMatchObject({ status: 422 });
    const book = await fill(await fetchForm("lang=en"), CITY);
    expect(await load(book, "&zone=Mars/Base")).toMatchObject({ refusal: { code: "unknown-zone" } });
    expect(await load(book, "&pack=nothing")).toMatchObject({ refusal: { code: "unknown-pack" } });
    expect(await load(book, "&mode=some")).toMatchObject({ status: 400 });
    expect(await store.incidents()).toEqual([]);
  });

  test("gaps can be asked for at any time, before and after", async () => {
    expect((await ask("/api/setup/gaps?lang=en")).body).toEqual({ gaps: [] });
    await load(await fill(await fetchForm("lang=en"), CITY));
    const before = (await ask("/api/setup/gaps?lang=en")).body["gaps"] as Report["gaps"];
    expect(before.some((gap) => gap.code === "watch-uncovered")).toBe(true);
    now += 23 * 60 * MINUTE;
    const later = (await ask("/api/setup/gaps?lang=zh")).body["gaps"] as Report["gaps"];
    expect(later.find((gap) => gap.code === "watch-uncovered")?.message).toBe("临江市·duty_officer：11-22 21:00 至 11-23 21:00 无人值班。");
    expect((await ask("/api/setup/gaps?incident=none")).status).toBe(404);
  });
});
