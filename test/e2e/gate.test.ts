// A gate's phone in a real browser: takes its list, loses the network, opens again, checks permits on the screen and on
// paper, lets people pass, and reports it all when the network is back, with the time it happened.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { at, DAY } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import { COMMAND, TRACING } from "../server/city.ts";
import { startTestServer, type TestServer } from "../server/harness.ts";
import { openBrowser } from "./browser.ts";
import { bundled, CONSOLE_DIR, visit } from "./visit.ts";

const GATE: Post = { org: "district", role: "gate_lead" };
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await bundled();
  [server, browser] = await Promise.all([startTestServer({ server: { consoleDir: CONSOLE_DIR } }), openBrowser()]);
  // The phone's clock is the real one, so the server's goes there too.
  server.advance(Date.now() - server.now());
  const now = server.now();
  await server.send(COMMAND, "strategy.set", { org: "city", strategy: "export-spread", start: at(now), review: at(now + DAY), end: at(now + 5 * DAY), legalBasis: "Law 42", reason: "cases", alternatives: "notices", notice: "N-1", support: COMMAND, supportAccepted: true });
  await server.send(COMMAND, "responsibility.assign", { org: "district", duty: "gate.refresh", roles: [GATE.role] });
  await server.send(GATE, "gate.register", { gate: "north", org: "district", way: "road" });
  await server.send(GATE, "gate.open", { gate: "north", until: at(now + DAY), people: 3, lead: GATE, listAsOf: at(now) });
  for (const permit of ["7", "8"]) {
    await server.send(TRACING, "permit.request", { permit, scope: "leave", person: `p-${permit}`, org: "district", purpose: "medical", need: "dialysis", from: at(now), until: at(now + DAY), people: 1, channel: "paper" });
    await server.send(TRACING, "permit.grant", { permit, from: at(now), until: at(now + DAY), uses: 1 });
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test("[SM-268] without a network it opens, checks, lets pass and turns nobody's emergency back; then it reports", async () => {
  const { page, context, complaints, close } = await visit(browser, server.url, { phone: true, acting: { city: GATE }, expected: /Failed to (load resource|fetch)|ERR_INTERNET_DISCONNECTED/ });
  await page.goto(`${server.url}/incidents/city/things/permit/7`);
  const token = await page.getByTestId("permit-token").inputValue();
  const code = await page.getByTestId("permit-code").textContent();
  expect(token).toMatch(/^FB1\./);
  await page.goto(`${server.url}/incidents/city/things/gate`);
  await page.getByTestId("to-gate").tap();
  await page.getByLabel("Exit point", { exact: true }).fill("north");
  await page.getByTestId("take-list").tap();
  await page.getByText("This page opens again without a network").waitFor();

  await context.setOffline(true);
  await page.reload();
  await page.getByTestId("list-age").waitFor();
  await page.getByTestId("scan").fill(token);
  await page.getByTestId("check").tap();
  await page.locator('[data-verdict="pass"]').waitFor();
  await page.getByTestId("let-pass").tap();
  await page.getByTestId("waiting").getByText("1 wait").waitFor();
  // The same permit again, from this phone alone: it allows one use.
  await page.getByTestId("scan").fill("7");
  await page.getByTestId("paper-code").fill(code!.toLowerCase().replaceAll("-", " "));
  await page.getByTestId("check").tap();
  await page.locator('[data-verdict="ask"]').getByText("as often as it allows").waitFor();
  await page.getByTestId("paper-code").fill("0000-0000-0000");
  await page.getByTestId("check").tap();
  await page.locator('[data-verdict="no"]').waitFor();
  await page.getByTestId("scan").fill(token.replace(".7.", ".8."));
  await page.getByTestId("paper-code").fill("");
  await page.getByTestId("check").tap();
  await page.locator('[data-verdict="no"]').getByText("not one of ours").waitFor();
  await page.getByTestId("emergency").tap();
  await page.getByTestId("waiting").getByText("2 wait").waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBeLessThanOrEqual(0);
  expect((await server.get<{ things: object[] }>("/api/things/passage?incident=city")).things).toEqual([]);

  await context.setOffline(false);
  await page.getByTestId("waiting").getByText("All sent").waitFor();
  const { things } = await server.get<{ things: { state: Record<string, unknown> }[] }>("/api/things/passage?incident=city");
  expect(things.map((one) => [one.state["lane"], one.state["permit"], one.state["checked"]]).toSorted()).toEqual([["emergency", null, undefined], ["permit", "7", "token"]]);
  expect(complaints).toEqual([]);
  await close();
});
