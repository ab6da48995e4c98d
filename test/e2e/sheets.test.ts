// Sheets in a real browser: the community's five blocks on a phone in Chinese, a situation frozen as a brief, and the
// hand-over written by the watch itself, each number opening into the rows behind it.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { STREET, TRACING } from "../server/city.ts";
import { startTestServer, type TestServer } from "../server/harness.ts";
import { openBrowser } from "./browser.ts";
import { bundled, CONSOLE_DIR, visit } from "./visit.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await bundled();
  [server, browser] = await Promise.all([startTestServer({ server: { consoleDir: CONSOLE_DIR } }), openBrowser()]);
  await server.send(TRACING, "contact.find", { contact: "P1", class: "close", home: "community" });
  await server.send(STREET, "post.register", { ...STREET, title: { zh: "值班室", en: "Office" } });
  await server.send(STREET, "watch.start", { post: "office@street", who: "w1", how: "on-site" });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const sheet = (path = ""): string => `${server.url}/incidents/city/sheets${path}`;

describe("sheets", () => {
  test("[SM-204] [SM-259] the community page on a phone: five blocks, no sideways scrolling, a number opens into its rows", async () => {
    const { page, complaints, close } = await visit(browser, server.url, { lang: "zh", phone: true, acting: { city: STREET } });
    await page.goto(sheet());
    await page.getByRole("heading", { name: "指挥" }).waitFor();
    expect(await page.locator(".sheet-groups h2").allTextContents()).toEqual(expect.arrayContaining(["指挥", "流调与密接", "隔离", "风险区域"]));
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    await page.getByRole("link", { name: "社区五项一页" }).click();
    await page.locator(".sheet-menu:not([open]) summary", { hasText: "社区五项一页" }).waitFor();
    await page.locator("select").last().selectOption("street");
    await page.getByTestId("sheet").waitFor();
    expect(await page.locator(".sheet-block h2").allTextContents()).toEqual(["静态管理", "防控力量", "隔离转运", "核酸检测", "生活物资"]);
    await page.locator("summary", { hasText: "待转运" }).click();
    await page.locator(".sheet-refs a", { hasText: "P1" }).first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test("[SM-001] the situation is frozen as a brief by its name", async () => {
    const { page, complaints, close } = await visit(browser, server.url, { acting: { city: STREET } });
    await page.goto(sheet("/situation"));
    await page.getByLabel("Name of the brief").fill("evening-1");
    await page.getByRole("button", { name: "Freeze as a brief" }).click();
    await page.getByText("Frozen. A meeting can adopt it").first().waitFor();
    const { thing } = await server.get<{ thing: { state: { figures: Record<string, number> } } }>("/api/things/brief/evening-1?incident=city");
    expect(thing.state.figures).toMatchObject({ "cases/contacts.waiting": 1 });
    expect(complaints).toEqual([]);
    await close();
  });

  test("[SM-092] the hand-over is written by the watch that goes off, with what the ledger lists", async () => {
    const { page, complaints, close } = await visit(browser, server.url, { theme: "dark", acting: { city: STREET } });
    await page.goto(sheet("/handover?about=street"));
    await page.getByLabel("Note for the next watch").fill("two families wait for the bus");
    await page.getByRole("button", { name: "Write as my hand-over" }).click();
    await page.getByText("The incoming watch signs for it").first().waitFor();
    const { thing } = await server.get<{ thing: { state: { status: string; written: { note: string }[] } } }>("/api/things/watch/office@street?incident=city");
    expect(thing.state).toMatchObject({ status: "handing-over", written: [{ note: "two families wait for the bus" }] });
    expect(complaints).toEqual([]);
    await close();
  });
});
