// The console on the real server with a clock the test moves: a contact is passed on, seen on the board, accepted
// on its own page, blocked and withdrawn; whoever watches elsewhere sees each change come by itself.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR } from "../../src/base/time.ts";
import { COMMAND, STREET, TRACING } from "../server/city.ts";
import { startTestServer, type TestServer } from "../server/harness.ts";
import { openBrowser } from "./browser.ts";
import { bundled, CONSOLE_DIR, visit } from "./visit.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await bundled();
  [server, browser] = await Promise.all([startTestServer({ server: { consoleDir: CONSOLE_DIR } }), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const board = (show = ""): string => `${server.url}/?incident=city${show}`;

async function contact(name: string): Promise<string> {
  await server.send(TRACING, "contact.find", { contact: name, class: "close", home: "community" });
  await server.send(TRACING, "contact.push", { contacts: [name], to: "street" });
  const { duties } = await server.get<{ duties: { id: string; kind: string }[] }>(`/api/duties?incident=city&subject=contact:${name}`);
  return duties.find((duty) => duty.kind === "contact.transfer")!.id;
}

describe("from the board to the act and back", () => {
  test("a duty nobody has accepted is opened by key, accepted, and seen to move by whoever watches", async () => {
    const id = await contact("A1");
    const watcher = await visit(browser, server.url, { acting: { city: TRACING } });
    await watcher.page.goto(board());
    const watched = watcher.page.locator(`[data-duty="${id}"]`);
    await watched.getByText("Waits for").waitFor();
    expect(await watched.textContent()).toContain("Not accepted");

    const clerk = await visit(browser, server.url, { acting: { city: STREET } });
    const { page } = clerk;
    await page.goto(board("&show=offered"));
    await page.locator(`[data-duty="${id}"]`).waitFor();
    do await page.keyboard.press("j");
    while ((await page.locator("[data-duty].active").getAttribute("data-duty")) !== id);
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/duties/${id}`);
    await page.locator(".time-line > svg").waitFor();
    expect(await page.locator("h1").textContent()).toContain("Contact A1");
    expect(await page.locator(".clause-card").textContent()).toContain("transfer.deadline");

    await page.getByTestId("act-duty.accept").click();
    await page.getByRole("dialog").getByTestId("submit").click();
    await page.locator(".chain-holder", { hasText: "Office" }).waitFor();
    await page.getByTestId("live-region").getByText("Recorded: Accept").waitFor();
    expect(await page.getByTestId("act-duty.accept").count()).toBe(0);

    await watched.locator(".holder-role", { hasText: "Office" }).waitFor();
    expect(await watched.getByText("Waits for").count()).toBe(0);
    expect([...clerk.complaints, ...watcher.complaints]).toEqual([]);
    await Promise.all([clerk.close(), watcher.close()]);
  });

  test("what blocks it is typed, shown on the board, and asked of the level above", async () => {
    const id = await contact("A2");
    await server.send(STREET, "duty.accept", { duty: id });
    const { page, complaints, close } = await visit(browser, server.url, { lang: "zh", acting: { city: STREET } });
    await page.goto(`${server.url}/incidents/city/duties/${id}`);
    await page.getByTestId("act-duty.block").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByTestId("submit").click();
    expect(await dialog.getByText("必填").count()).toBe(2);
    await dialog.getByLabel("缺什么").fill("room\nvehicle");
    await dialog.getByLabel("说明").fill("两家酒店均已住满");
    await dialog.getByTestId("submit").click();
    await page.locator(".block-note").waitFor();
    expect(await page.locator(".block-note").textContent()).toContain("缺：");
    await page.locator(".neighbour a").waitFor();
    await page.goto(board("&show=blocked"));
    await page.locator(`[data-duty="${id}"] .standing`, { hasText: "缺：" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("what cannot be taken back is asked twice, and refused when it has changed meanwhile", async () => {
    const id = await contact("A3");
    const { page, close } = await visit(browser, server.url, { acting: { city: COMMAND } });
    await page.goto(`${server.url}/incidents/city/duties/${id}`);
    await page.getByTestId("act-duty.withdraw").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Reason").fill("Ruled out by the laboratory");
    await dialog.getByLabel("Number of the decision").fill("2022-14");
    await dialog.getByTestId("submit").click();
    await dialog.getByText("this cannot be taken back").waitFor();
    await page.route("**/api/commands", async (route) => {
      await server.send(STREET, "duty.accept", { duty: id });
      await route.continue();
    }, { times: 1 });
    await dialog.getByTestId("submit").click();
    await dialog.getByText("version-stale").waitFor();
    expect(await dialog.locator(".refusal").textContent()).toContain("What to do:");
    expect(await dialog.getByLabel("Reason").inputValue()).toBe("Ruled out by the laboratory");
    await close();
  });
});

describe("time passing", () => {
  test("overdue comes onto the board by itself and is counted", async () => {
    const id = await contact("B1");
    const { page, complaints, close } = await visit(browser, server.url);
    await page.goto(board());
    await page.locator(`[data-duty="${id}"]`).waitFor();
    const before = Number(await page.getByTestId("face-overdue").locator(".face-number").textContent());
    server.advance(9 * HOUR);
    await page.locator(`[data-duty="${id}"].is-overdue`).waitFor();
    await expect.poll(async () => Number(await page.getByTestId("face-overdue").locator(".face-number").textContent()), { timeout: 10_000 }).toBeGreaterThan(before);
    const row = page.locator(`[data-duty="${id}"]`);
    expect(await row.locator(".sign").textContent()).toContain("Overdue");
    await page.getByTestId("connection").getByText("Live").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a lost connection is said, and what was missed comes when it is back", async () => {
    const { page, close } = await visit(browser, server.url);
    await page.route("**/api/stream*", (route) => route.abort());
    await page.goto(board());
    await page.getByTestId("connection").getByText("Connection lost").waitFor();
    await page.getByTestId("duties").waitFor();
    const id = await contact("C1");
    expect(await page.locator(`[data-duty="${id}"]`).count()).toBe(0);
    await page.unroute("**/api/stream*");
    await page.locator(`[data-duty="${id}"]`).waitFor();
    await page.getByTestId("connection").getByText("Live").waitFor();
    await close();
  });
});

describe("keys, words and the way things are built", () => {
  test("find, help, folding and going places work from the keyboard alone", async () => {
    await contact("D1");
    const { page, complaints, close } = await visit(browser, server.url);
    await page.goto(board());
    await page.getByTestId("duties").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("Next duty").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("street");
    await page.keyboard.press("Enter");
    await page.waitForURL("**under=street**");
    await page.keyboard.press("x");
    await page.waitForURL((url) => !url.search.includes("under"));
    await page.keyboard.press("2");
    await page.waitForURL("**show=overdue**");
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.waitForURL("**/incidents/city");
    await page.getByTestId("time-line").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("numbers open into their rows", async () => {
    const { page, complaints, close } = await visit(browser, server.url);
    await page.goto(board());
    const link = page.getByTestId("orgs").locator("td.number a").first();
    const number = Number(await link.textContent());
    await link.click();
    await page.waitForURL("**under=**");
    await page.getByTestId("duties").waitFor();
    expect(Number(await page.getByTestId("face-all").locator(".face-number").textContent())).toBe(number);
    // The heading of the table counts as a row.
    expect(Number(await page.getByTestId("duties").getAttribute("aria-rowcount")) - 1).toBe(number);
    expect(complaints).toEqual([]);
    await close();
  });

  test("every page has its landmarks, one heading at the top, captions, and a language", async () => {
    const id = await contact("E1");
    const { page, complaints, close } = await visit(browser, server.url, { lang: "zh", acting: { city: STREET } });
    const paths = ["/?incident=city", `/incidents/city/duties/${id}`, "/incidents/city", "/incidents/city/things", "/incidents/city/things/contact", "/incidents/city/things/contact/E1", "/incidents/city/commands/order/issue", "/incidents/city/sheets/situation", "/setup", "/alarms", "/incidents/city/gate", "/incidents/city/transfers"];
    for (const path of paths) {
      await page.goto(server.url + path);
      await page.locator("main h1").waitFor();
      const facts = await page.evaluate(`({
        lang: document.documentElement.lang,
        landmarks: ["header", "nav", "main"].filter((name) => document.querySelector(name) === null),
        headings: document.querySelectorAll("h1").length,
        bareTables: [...document.querySelectorAll("table")].filter((table) => table.caption === null).length,
        unnamed: [...document.querySelectorAll("button, a, input, select, textarea")].filter((element) => element.checkVisibility() && !(element.textContent.trim() || element.getAttribute("aria-label") || element.labels?.length || element.getAttribute("aria-labelledby") || element.title)).map((element) => element.outerHTML.slice(0, 120)),
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      })`);
      expect(facts, path).toEqual({ lang: "zh-CN", landmarks: [], headings: 1, bareTables: 0, unnamed: [], wide: 0 });
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test("on a phone nothing is wider than the screen and everything is in reach", async () => {
    const id = await contact("F1");
    const { page, complaints, close } = await visit(browser, server.url, { phone: true, lang: "zh", acting: { city: STREET } });
    for (const path of ["/?incident=city", `/incidents/city/duties/${id}`, "/incidents/city", "/incidents/city/things/contact/F1", "/setup", "/alarms", "/incidents/city/gate", "/incidents/city/transfers"]) {
      await page.goto(server.url + path);
      await page.locator("main h1").waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"), path).toBeLessThanOrEqual(0);
      await page.locator(".ways-bottom").waitFor();
    }
    await page.goto(`${server.url}/incidents/city/duties/${id}`);
    await page.getByTestId("act-duty.accept").tap();
    await page.getByRole("dialog").getByTestId("submit").tap();
    await page.getByTestId("act-duty.accept").waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });
});
