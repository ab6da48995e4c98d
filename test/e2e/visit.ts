/**
 * A visit to the console in a real browser: a page with a language, a size and an acting post, watched from its
 * first byte for errors in its console and for requests to anywhere but its own server.
 */
import { ensureConsole } from "../../scripts/console-bundle.ts";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Post } from "../../src/engine/event.ts";

export interface Visit {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What a careful visitor would complain about; empty when all is well. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Visitor {
  readonly lang?: "zh" | "en";
  readonly theme?: "light" | "dark";
  readonly phone?: boolean;
  /** By city. */
  readonly acting?: Readonly<Record<string, Post>>;
  /** Complaints that belong to the test, such as a connection it cuts itself. */
  readonly expected?: RegExp;
}

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
export const CONSOLE_DIR = new URL("../../dist/console", import.meta.url).pathname;

/** The bundle the server serves, made from the sources as they are. */
export async function bundled(): Promise<void> {
  await ensureConsole(() => undefined);
}

export async function visit(browser: Browser, url: string, visitor: Visitor = {}): Promise<Visit> {
  const { lang = "en", theme = "light", phone = false, acting = {}, expected } = visitor;
  const context = await browser.newContext({ viewport: phone ? PHONE : DESKTOP, isMobile: phone, hasTouch: phone, locale: "en-GB" });
  const stored: [string, string][] = [
    ["firebreak.lang", lang], ["firebreak.theme", theme],
    ...Object.entries(acting).map(([city, post]): [string, string] => [`firebreak.acting.${city}`, JSON.stringify({ ...post, sign: "W7" })]),
  ];
  // Only where nothing is remembered yet, so that what the visitor changes survives the next page.
  await context.addInitScript(`for (const [key, value] of ${JSON.stringify(stored)}) if (localStorage.getItem(key) === null) localStorage.setItem(key, value);`);
  const page = await context.newPage();
  const complaints: string[] = [];
  const complain = (text: string): void => {
    if (expected?.test(text) !== true) complaints.push(text);
  };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complain(`console ${message.type()}: ${message.text().slice(0, 300)}`);
  });
  page.on("pageerror", (error) => complain(`page error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url)) complain(`request to ${request.url().slice(0, 120)}`);
  });
  return { page, context, complaints, close: () => context.close() };
}
