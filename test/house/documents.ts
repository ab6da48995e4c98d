// What documents promise: every relative link leads somewhere, every noun of the glossary is a word of the
// product, and no file names a place that exists only on the machine where it was written.

import { posix } from "node:path";
import type { Finding } from "./source.ts";

export interface Document {
  path: string;
  text: string;
}

/** `texts` holds what can be linked to: every Markdown file with its text, every other file with any text. */
export function deadLinks(documents: readonly Document[], texts: ReadonlyMap<string, string>): Finding[] {
  const folders = new Set([...texts.keys()].flatMap((path) => parentsOf(path)));
  return documents.flatMap((document) =>
    linksOf(document.text).flatMap((link) => {
      const [rawPath, anchor] = link.split("#", 2) as [string, string?];
      const path = rawPath === "" ? document.path : posix.normalize(posix.join(posix.dirname(document.path), decodeURI(rawPath))).replace(/\/$/, "");
      if (!texts.has(path) && !folders.has(path)) return [`${document.path} links to ${link}, which does not exist.`];
      if (!anchor || !path.endsWith(".md")) return [];
      return anchorsOf(texts.get(path)!).includes(anchor) ? [] : [`${document.path} links to ${link}, and that file has no such heading.`];
    }),
  );
}

function parentsOf(path: string): string[] {
  const parent = posix.dirname(path);
  return parent === "." ? ["."] : [parent, ...parentsOf(parent)];
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").replaceAll(/`[^`\n]*`/g, "");
}

/** Relative targets of links and pictures; addresses with a scheme are not ours to check. */
function linksOf(markdown: string): string[] {
  const text = withoutCode(markdown);
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const reference = [...text.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  const html = [...text.matchAll(/<(?:img|a|source)\b[^>]*?(?:src|href|srcset)="([^"\s]+)/g)];
  return [...inline, ...reference, ...html].map((match) => match[1]!).filter((link) => !/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(link));
}

/** Anchors as code forges make them: lower case, punctuation dropped, blanks to hyphens. */
function anchorsOf(markdown: string): string[] {
  return [...markdown.replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, "").matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) =>
    match[1]!.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-"),
  );
}

/** First cells of the glossary's tables. */
export function glossaryNouns(glossary: string): string[] {
  return glossary.split("\n").flatMap((line, index, lines) => {
    const cell = /^\|\s*([^|]+?)\s*\|/.exec(line)?.[1];
    if (cell === undefined || /^:?-+:?$/.test(cell) || /^\|\s*:?-/.test(lines[index + 1] ?? "")) return [];
    return [cell.replaceAll(/[`*_]/g, "")];
  });
}

/** Nouns that occur nowhere; `lineList`, `line-list` and "line lists" are all the noun "line list". */
export function unusedNouns(nouns: readonly string[], texts: readonly string[]): Finding[] {
  const all = texts.map((text) => ` ${words(text)} `).join("|");
  return nouns.flatMap((noun) => {
    const forms = noun.split(/\s*[,/]\s*|\s*\([^)]*\)/).filter((form) => form !== "").map(words);
    return forms.some((form) => [form, `${form}s`, `${form}es`, form.replace(/y$/, "ies")].some((shape) => all.includes(` ${shape} `))) ? [] : [`The glossary explains "${noun}", a word the product does not use.`];
  });
}

function words(text: string): string {
  return text.replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const LOCAL_PLACES = [
  { what: "a folder of one machine", pattern: /(?<![\w.)\]}*-])\/(?:home|root|Users|work|mnt|tmp|var\/folders)\/[\w.-]+/ },
  { what: "a folder of one machine", pattern: /\b[A-Z]:\\Users\\/ },
  { what: "a package registry", pattern: /\b(?:registry\.[\w-]+\.(?:org|com|cn|io)|npm\.pkg\.github\.com|registry\.npmmirror\.com)\b/ },
  { what: "a port of this machine as a package registry", pattern: /\bregistry\s*=\s*https?:/ },
];

export function localPlaces(documents: readonly Document[]): Finding[] {
  return documents.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) => {
      const place = LOCAL_PLACES.find(({ pattern }) => pattern.test(line));
      return place === undefined ? [] : [`${path}:${index + 1} names ${place.what}: ${place.pattern.exec(line)![0]}`];
    }),
  );
}
