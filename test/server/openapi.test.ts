// The OpenAPI document: every route is in it, every operation of it is called here or in the other tests of the
// server and answers as documented (the harness holds each answer against it), and the committed copy is this
// very document. To change it on purpose: node_modules/.bin/vitest run test/server/openapi -u

import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadReplay, readScenarioFolder } from "../../src/server/replays.ts";
import type { Scenario } from "../../src/drill/replay/scenario.ts";
import { packResolver } from "../../src/server/pack-folder.ts";
import { isRefusal } from "../../src/base/refusal.ts";
import { COMMAND, TRACING } from "./city.ts";
import { packs, startTestServer, type TestServer } from "./harness.ts";

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly summary: string }>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

const COMMITTED = fileURLToPath(new URL("../../docs/openapi.json", import.meta.url));

let server: TestServer;
let document: Document;
const replays = new Map<string, Scenario>();

beforeAll(async () => {
  server = await startTestServer({ replays });
  document = await server.get<Document>("/api/openapi.json");
});

afterAll(() => server.close());

describe("the document", () => {
  test("is the committed one", async () => {
    await expect(`${JSON.stringify(document, null, 1)}\n`).toMatchFileSnapshot(COMMITTED);
  });

  test("is OpenAPI 3.1, names every operation once and says what each does", () => {
    expect(document.openapi).toBe("3.1.0");
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
    for (const operation of operations) expect(operation.summary.length).toBeGreaterThan(3);
  });

  test("holds the shape of every command that people may send", async () => {
    const { commands } = await server.get<{ commands: { type: string }[] }>("/api/model");
    expect(Object.keys(document.components.schemas).filter((name) => name.startsWith("data.")).toSorted()).toEqual(commands.map((one) => `data.${one.type}`).toSorted());
    expect(commands.map((one) => one.type)).not.toContain("clock.tick");
  });
});

describe("every operation answers as documented", () => {
  test("on a live incident", async () => {
    const found = await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" });
    await server.send(TRACING, "contact.push", { contacts: ["P1"], to: "street" });
    const duty = `D${found.events.find((event) => event.type === "duty.opened")!.seq}`;
    const acting = "org=street&role=office";
    for (const path of [
      "/api/health", "/api/model", "/api/incidents", "/api/incidents/city", "/api/incidents/city/findings", "/api/orgs?incident=city", "/api/proposals/transfer?incident=city",
      "/api/events?incident=city&types=duty.opened,duty.offered&newestFirst=1&limit=3", `/api/events?incident=city&about=duty:${duty}`,
      "/api/events?incident=city&newestFirst=1&after=10&limit=5", "/api/duties?incident=city&open=1&sort=due", "/api/duties?org=street&role=office",
      `/api/duties?incident=city&ids=${duty},D1`, "/api/duties?incident=city&offered=1", "/api/duty-counts", "/api/duty-counts?incident=city",
      `/api/duties/city/${duty}`, `/api/duties/city/${duty}?${acting}`, "/api/things/contact?incident=city&status=pushed", "/api/things/org?incident=city&level=district",
      "/api/things/contact/P1?incident=city", "/api/packs", "/api/packs/cn-covid-8", "/api/packs/cn-covid-8/diff/cn-covid-9",
      "/api/setup/gaps?lang=en", "/api/alarms?incident=city", "/api/push/key", "/api/permits/list?incident=city",
    ]) {
      const answer = await server.call("GET", path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    const batch = [
      { id: "b1", type: "case.report", incident: "city", actor: TRACING, data: { case: "C1", class: "confirmed" } },
      { id: "b2", type: "case.report", incident: "city", actor: TRACING, data: { case: "C2", class: "imaginary" } },
    ];
    const rows = await server.call("POST", "/api/commands/batch", JSON.stringify({ commands: batch, allOrNothing: false }));
    expect((rows.body as { rows: { id: string; status: number }[] }).rows.map(({ id, status }) => [id, status])).toEqual([["b1", 200], ["b2", 400]]);
    const drill = { id: "drill-1", title: "Drill", mode: "drill", zone: "+08:00", pack: "measles", commandPost: COMMAND };
    expect((await server.call("POST", "/api/incidents", JSON.stringify(drill))).status).toBe(200);
  });

  test("on a replay, which takes no commands", async () => {
    const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url));
    const scenario = ((await readScenarioFolder(folder)) as readonly Scenario[]).find((one) => one.id === "harbin-2021-09")!;
    const loading = { store: server.store, packOf: packResolver(packs), say: () => undefined };
    const loaded = await loadReplay(scenario, loading);
    if (isRefusal(loaded)) throw new Error(loaded.message);
    replays.set(loaded.incident, loaded.scenario);
    expect(loaded.incident).toBe("harbin-2021-09");
    expect(await loadReplay(scenario, loading)).toMatchObject({ incident: "harbin-2021-09" });
    const { findings, checks, counterfactual } = await server.get<{ findings: { kind: string; status: string }[]; checks: object[]; counterfactual: boolean }>(`/api/incidents/${loaded.incident}/findings`);
    expect(findings.filter((finding) => finding.kind === "deadline_missed")).toHaveLength(1);
    expect(checks).toHaveLength(5);
    expect(counterfactual).toBe(false);
    const early = await server.get<{ findings: object[] }>(`/api/incidents/${loaded.incident}/findings?asKnownAt=2021-09-25T06:00:00%2B08:00`);
    expect(early.findings.length).toBeLessThan(findings.length);
    const detail = await server.get<{ asOf: number; head: number }>(`/api/incidents/${loaded.incident}`);
    expect(detail.asOf).toBeLessThan(Date.UTC(2021, 9, 1));
    const { incident } = loaded;
    const refusal = await server.refused({ org: "city", role: "police" }, "case.report", { case: "C9", class: "confirmed" }, { incident });
    expect(refusal.code).toBe("replay-is-closed");
    // Wall-clock time runs on; a replay's clock stands still.
    server.advance(365 * 24 * 3_600_000);
    await server.send(COMMAND, "case.report", { case: "C10", class: "confirmed" });
    expect((await server.get<{ head: number }>(`/api/incidents/${incident}`)).head).toBe(detail.head);
  });

  test("and nothing of it was left out", () => {
    const documented = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    // What takes a file, a device or an open line has a test of its own.
    const elsewhere = new Set(["listSheets", "getSheet", "streamEvents", "setupForm", "setupLoad", "answerAlarm", "answerInbound", "permitLine", "pushSubscribe", "pushUnsubscribe"]);
    expect(documented.filter((id) => !elsewhere.has(id) && !server.called.has(id))).toEqual([]);
  });
});
