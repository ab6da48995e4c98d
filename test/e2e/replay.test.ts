// What a stranger sees after one command: the real `firebreak start` on an empty folder, its replay of a real
// incident in the browser, when the alarms would have been raised and to whom, in both languages and on a phone.

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { bundled, visit } from "./visit.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const INCIDENT = "harbin-2021-09";

let browser: Browser;
let child: ChildProcess;
let folder: string;
let url: string;

/** A machine that knows nothing: its own folder, its own database, no settings of ours. */
async function start(): Promise<string> {
  folder = mkdtempSync(join(tmpdir(), "firebreak-e2e-"));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== "DATABASE_URL" && !name.startsWith("FIREBREAK_")));
  child = spawn(process.execPath, [join(ROOT, "bin", "firebreak.mjs"), "start", "--port", "0", "--data", folder], {
    cwd: ROOT, env: { ...env, LANG: "en_GB.UTF-8" }, stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /(http:\/\/127\.0\.0\.1:\d+)\s*$/m.exec(said)?.[1];
      if (found !== undefined && /running|已启动/.test(said)) resolve(found);
    };
    child.stdout!.on("data", hear);
    child.stderr!.on("data", hear);
    child.once("exit", (code) => reject(new Error(`firebreak start ended with ${code}: ${said.slice(-2000)}`)));
  });
}

beforeAll(async () => {
  await bundled();
  [url, browser] = await Promise.all([start(), openBrowser()]);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  if (child !== undefined && child.exitCode === null) {
    child.removeAllListeners("exit");
    child.kill("SIGINT");
    await once(child, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe("the replay", () => {
  test("is marked as one on the board, its clock standing still", async () => {
    const { page, complaints, close } = await visit(browser, url, { lang: "zh" });
    await page.goto(`${url}/?incident=${INCIDENT}`);
    await page.getByTestId("duties").waitFor();
    expect(await page.locator(".incident-switch .tag").textContent()).toBe("复盘");
    await page.getByText("时钟停在").waitFor();
    expect(await page.locator("[data-duty].is-overdue").count()).toBeGreaterThan(5);
    expect(complaints).toEqual([]);
    await close();
  });

  test("says first when the first alarm would have been raised, to whom, and how far ahead", async () => {
    const { page, complaints, close } = await visit(browser, url);
    await page.goto(`${url}/incidents/${INCIDENT}`);
    await page.locator(".headline").waitFor();
    const headline = await page.locator(".headline").textContent();
    expect(headline).toContain("25 Sep 01:00");
    expect(headline).toContain("80 h");
    const missed = page.getByTestId("findings").locator("tr", { hasText: "Deadline missed" });
    await missed.first().waitFor();
    expect(await missed.count()).toBe(1);
    expect(await missed.textContent()).toContain("69–93 h");
    expect(await missed.textContent()).toContain("25 Sep 12:00");
    expect(await page.getByTestId("findings").locator("tr.finding").count()).toBeGreaterThanOrEqual(12);
    expect(await page.getByTestId("checks").textContent()).toContain("81–105");
    expect(complaints).toEqual([]);
    await close();
  });

  test("its evidence opens into the event it rests on", async () => {
    const { page, complaints, close } = await visit(browser, url);
    await page.goto(`${url}/incidents/${INCIDENT}`);
    const missed = page.getByTestId("findings").locator("tr", { hasText: "Deadline missed" });
    await missed.getByRole("link", { name: "H09" }).click();
    await page.waitForURL("**event=*");
    const row = page.getByTestId("time-line").locator("tr.chosen");
    await row.locator(".event-detail").waitFor();
    expect(await row.textContent()).toContain("28 September");
    expect(complaints).toEqual([]);
    await close();
  });

  test("looked back to a moment, shows only what was known then", async () => {
    const { page, complaints, close } = await visit(browser, url);
    await page.goto(`${url}/incidents/${INCIDENT}`);
    await page.getByTestId("findings").waitFor();
    const all = await page.getByTestId("findings").locator("tr.finding").count();
    await page.getByLabel("Exact time to look back to").fill("2021-09-25T06:00");
    await expect.poll(() => page.getByTestId("findings").locator("tr.finding").count()).toBeLessThan(all);
    expect(await page.getByTestId("findings").getByText("Deadline missed").count()).toBe(0);
    expect(await page.getByTestId("time-line").getByText("H09").count()).toBe(0);
    await page.getByRole("button", { name: "Back to all" }).click();
    await page.getByTestId("findings").getByText("Deadline missed").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("speaks both languages, and remembers which", async () => {
    const { page, complaints, close } = await visit(browser, url, { lang: "zh" });
    await page.goto(`${url}/incidents/${INCIDENT}`);
    await page.getByRole("heading", { name: "发现的问题" }).waitFor();
    await page.getByTestId("lang").click();
    await page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.reload();
    await page.getByRole("heading", { name: "Findings", exact: true }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("draws its Chinese with the faces it brings, from its own server alone", async () => {
    const { page, complaints, close } = await visit(browser, url, { lang: "zh" });
    await page.goto(`${url}/incidents/${INCIDENT}`);
    await page.getByRole("heading", { name: "发现的问题" }).waitFor();
    await expect.poll(() => page.evaluate(`[...document.fonts].filter((face) => face.family.includes("Noto Sans SC") && face.status === "loaded").length`)).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
    await close();
  });

  test("can be read on a phone, light and dark", async () => {
    for (const theme of ["light", "dark"] as const) {
      const { page, complaints, close } = await visit(browser, url, { phone: true, lang: "zh", theme });
      await page.goto(`${url}/incidents/${INCIDENT}`);
      await page.getByTestId("findings").waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")).toBeLessThanOrEqual(0);
      expect(await page.evaluate("document.documentElement.dataset.theme")).toBe(theme);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  test("takes no commands, and says so", async () => {
    const { page, complaints, close } = await visit(browser, url, { acting: { [INCIDENT]: { org: "city", role: "city_committee_and_government" } } });
    await page.goto(`${url}/?incident=${INCIDENT}`);
    await page.locator("[data-duty] a").first().click();
    await page.getByText("A replay shows what happened. Nothing can be done in it.").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
