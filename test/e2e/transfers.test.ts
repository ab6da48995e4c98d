// The transfer desk in a real browser: the proposal with its reasons, taken over by whoever acts, and in Chinese too.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { COMMAND, DISTRICT_LOGISTICS, TRACING } from "../server/city.ts";
import { startTestServer, type TestServer } from "../server/harness.ts";
import { openBrowser } from "./browser.ts";
import { bundled, CONSOLE_DIR, visit } from "./visit.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await bundled();
  [server, browser] = await Promise.all([startTestServer({ server: { consoleDir: CONSOLE_DIR } }), openBrowser()]);
  await server.send(COMMAND, "site.open", { site: "hotel" });
  for (const room of ["r1", "r2"]) await server.send(COMMAND, "room.register", { room, site: "hotel", capacity: 1 });
  for (const contact of ["P1", "P2", "P3"]) await server.send(TRACING, "contact.find", { contact, class: "close", home: "community" });
  await server.send(TRACING, "passenger.describe", { contact: "P3", stretcher: true });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("[SM-156] [SM-168] the desk shows who goes with what and why the others wait, and takes it over as a whole", async () => {
  const { page, complaints, close } = await visit(browser, server.url, { phone: true, acting: { city: DISTRICT_LOGISTICS } });
  await page.goto(`${server.url}/incidents/city`);
  await page.getByRole("link", { name: "Who goes where" }).tap();
  await page.getByRole("heading", { name: "Trips proposed: 1" }).waitFor();
  await page.getByRole("heading", { name: "People who wait: 1" }).waitFor();
  await page.getByText("No free barrier-free room").waitFor();
  await page.getByRole("button", { name: "Take this proposal over" }).tap();
  await page.getByText("Nobody can leave just now.").waitFor();
  expect((await server.get<{ things: { state: { status: string; contacts: string[] } }[] }>("/api/things/trip?incident=city")).things.map(({ state }) => [state.status, state.contacts.toSorted()])).toEqual([["planned", ["P1", "P2"]]]);
  expect(complaints).toEqual([]);
  await close();
});

test("a vehicle that breaks down shows the trip as cancelled by the next proposal, in Chinese as well", async () => {
  await server.send(COMMAND, "vehicle.stop", { vehicle: "bus-1", reason: "brakes" });
  const { page, complaints, close } = await visit(browser, server.url, { lang: "zh", acting: { city: DISTRICT_LOGISTICS } });
  await page.goto(`${server.url}/incidents/city/transfers`);
  await page.getByText("车辆停用或已派给他人").waitFor();
  await page.getByRole("heading", { name: "仍在等待的人：3" }).waitFor();
  expect(complaints).toEqual([]);
  await close();
});
