/**
 * The page behind the link of a ring: what it is about and one button. Plain HTML without any script, so that
 * it opens on any telephone; opening it answers nothing, because mail filters open every link they see.
 */
import { createHash } from "node:crypto";
import type { Text } from "../../engine/rule.ts";

const STYLE = "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem}button{font:inherit;font-weight:600;width:100%;padding:1rem;margin:1rem 0}:root{color-scheme:light dark}";
const STYLE_HASH = createHash("sha256").update(STYLE).digest("base64");

export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
};

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
const both = (text: Text): string => `<p lang="zh">${escape(text.zh)}</p><p lang="en">${escape(text.en)}</p>`;

export interface Page {
  readonly title: Text;
  readonly lines: readonly Text[];
  /** Whether there is something to answer. */
  readonly button: boolean;
}

export function pageHtml({ title, lines, button }: Page): string {
  const form = button ? `<form method="post"><button type="submit">我已知悉，正在处理 · I have seen this</button></form>` : "";
  return `<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escape(`${title.zh} · ${title.en}`)}</title><style>${STYLE}</style></head><body><main><h1>${escape(title.zh)}<br><span lang="en">${escape(title.en)}</span></h1>${lines.map(both).join("")}${form}</main></body></html>`;
}
