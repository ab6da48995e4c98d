// Your own city in the browser: the empty workbook fetched and given back as it is filled in by example, checked
// before it changes anything, taken in, its gaps read; then a hundred thousand duties on one board.

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Post } from "../../src/engine/event.ts";
import { SHEETS } from "../../src/interop/workbook/columns.ts";
import { writeForm } from "../../src/interop/workbook/form.ts";
import { answerable } from "../../src/interop/workbook/read.ts";
import { model } from "../../src/loops/index.ts";
import { START, startTestServer, type TestServer } from "../server/harness.ts";
import { openBrowser } from "./browser.ts";
import { bundled, CONSOLE_DIR, visit } from "./visit.ts";

let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  await bundled();
  [server, browser] = await Promise.all([startTestServer({ city: false, server: { consoleDir: CONSOLE_DIR } }), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

describe("setup", () => {
  test("an empty machine says where to begin", async () => {
    const { page, complaints, close } = await visit(browser, server.url);
    await page.goto(server.url);
    await page.getByText("There is no incident yet").waitFor();
    await page.getByRole("link", { name: "To the setup" }).click();
    await page.getByRole("heading", { name: "Setup" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("what is no workbook is refused with a sentence, and nothing changes", async () => {
    const { page, close } = await visit(browser, server.url, { lang: "zh" });
    await page.goto(`${server.url}/setup`);
    await page.getByTestId("book").setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from("org,name\n1,2\n") });
    await page.getByText("怎么办：").waitFor();
    expect(await page.locator(".refusal").textContent()).toMatch(/workbook-/);
    expect(await server.get<{ incidents: unknown[] }>("/api/incidents")).toEqual({ incidents: [] });
    await close();
  });

  test("from the workbook to the first accepted order, as a new user goes", async () => {
    const { page, complaints, close } = await visit(browser, server.url);
    await page.goto(`${server.url}/setup`);
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Empty workbook" }).click()]);
    expect(download.suggestedFilename()).toBe("firebreak-en.xlsx");
    await page.getByTestId("book").setInputFiles({ name: "city.xlsx", mimeType: XLSX, buffer: await filledBook() });
    await page.getByRole("heading", { name: "Every row is right" }).waitFor();
    expect(await server.get<{ incidents: unknown[] }>("/api/incidents")).toEqual({ incidents: [] });
    await page.getByTestId("take").click();
    await page.getByTestId("loaded").getByText("Organisations").waitFor();
    await page.getByTestId("gaps").waitFor();

    await page.getByRole("link", { name: "Give the first order" }).click();
    await page.getByRole("button", { name: "Choose your post" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Organisation").selectOption("city");
    await dialog.getByLabel("Role").selectOption("duty_officer");
    await dialog.getByRole("button", { name: "Act as this post" }).click();
    await page.getByLabel("Text", { exact: true }).fill("Open the temporary testing points tonight.");
    await page.locator(".org-ticks").getByRole("checkbox").nth(1).check();
    await page.getByLabel("Legal basis").fill("Infectious disease law, article 39");
    await page.getByTestId("submit").click();
    await page.getByTestId("receipt").waitFor();
    expect(complaints).toEqual([]);
    await close();

    const { duties } = await server.get<{ duties: { id: string; kind: string; offer: { to: Post } | null }[] }>("/api/duties?incident=city&kind=order.execute");
    const [duty] = duties;
    const receiver = await visit(browser, server.url, { lang: "zh", phone: true, acting: { city: duty!.offer!.to } });
    await receiver.page.goto(`${server.url}/?incident=city&show=offered`);
    await receiver.page.locator(`[data-duty="${duty!.id}"] a`).click();
    await receiver.page.getByTestId("act-duty.accept").click();
    await receiver.page.getByRole("dialog").getByTestId("submit").click();
    await receiver.page.getByTestId("act-duty.accept").waitFor({ state: "detached" });
    expect((await server.store.duty("city", duty!.id))?.holder).toEqual(duty!.offer!.to);
    expect(receiver.complaints).toEqual([]);
    await receiver.close();
  });
});

/** The form with the rows of its own examples typed in. */
async function filledBook(): Promise<Buffer> {
  const rows = Object.fromEntries(SHEETS.map((sheet) => [sheet.key, sheet.examples]));
  return Buffer.from(await writeForm("en", { duties: answerable(model), rows }));
}

describe("a hundred thousand rows", () => {
  // No test fills a database with them: the store's own paging stands behind this address in every other test.
  test("are read page by page and never drawn at once", async () => {
    const { page, complaints, close } = await visit(browser, server.url);
    await page.route(/\/api\/duties\?/, async (route) => {
      const after = Number(new URL(route.request().url()).searchParams.get("after") ?? 0);
      const duties = Array.from({ length: 200 }, (_, index) => rowOf(after + index + 1));
      await route.fulfill({ json: { duties, next: after + 200 >= 100_000 ? null : String(after + 200) } });
    });
    await page.goto(`${server.url}/?incident=city`);
    await page.locator("[data-duty]").first().waitFor();
    const drawn = (): Promise<number> => page.locator("[data-duty]").count();
    expect(await drawn()).toBeLessThan(60);
    for (let screen = 0; screen < 60; screen++) await page.mouse.wheel(0, 3000);
    await expect.poll(async () => Number((await page.locator("[data-duty]").last().getAttribute("aria-rowindex")) ?? 0), { timeout: 20_000 }).toBeGreaterThan(600);
    expect(await drawn()).toBeLessThan(60);
    // The wheel may still be turning on a busy machine and carry the chosen row out of sight: choose again.
    await expect.poll(async () => {
      await page.keyboard.press("j");
      return page.locator("[data-duty].active").count();
    }, { timeout: 30_000, interval: 500 }).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});

function rowOf(n: number): object {
  const post = { org: "city", role: "duty_officer" };
  const at = { earliest: START - n, latest: START - n };
  return {
    id: `D${n}`, incident: "city", kind: "contact.transfer", subject: `contact:P${n}`, asker: post, holder: post, unassigned: false, status: "open", citation: null, start: at,
    due: { earliest: START + n * 60_000, latest: START + n * 60_000 }, openedAt: START, offer: null, accepted: null, links: [], handOns: 0, block: null, blockedMs: 0, planned: null, done: null,
    closed: null, verifyDue: null, verifier: null, serves: null, batch: null, watched: false, remindAt: null, warned: false, overdue: null, level: 0, nextEscalation: null, rejections: 0, nextTick: null, version: 1,
  };
}
