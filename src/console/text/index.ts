/**
 * The words of the console in Chinese and English, and the switch between them. English is the shape, Chinese
 * must match it key by key (a test compares), and a key that does not exist does not compile.
 */
import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import type { Text } from "../../engine/rule.ts";
import { en } from "./en/index.ts";
import { zh } from "./zh/index.ts";

export type Lang = "zh" | "en";
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];
export type TextKey = Paths<typeof en>;
export type Params = Readonly<Record<string, string | number>>;
export type Say = (key: TextKey, params?: Params) => string;

const REMEMBERED = "firebreak.lang";

/** Remembered choice, else the browser's first language; anything that is not Chinese reads English. */
export function firstLang(remembered: string | null, preferred: readonly string[]): Lang {
  if (remembered === "zh" || remembered === "en") return remembered;
  return (preferred[0] ?? "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
}

export function startText(): void {
  const lang = firstLang(localStorage.getItem(REMEMBERED), navigator.languages);
  void i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, zh: { translation: zh } },
    lng: lang,
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  markDocument(lang);
}

export function switchLang(lang: Lang): void {
  localStorage.setItem(REMEMBERED, lang);
  markDocument(lang);
  void i18next.changeLanguage(lang);
}

function markDocument(lang: Lang): void {
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
}

export function useText(): { t: Say; lang: Lang } {
  const { t, i18n } = useTranslation();
  return { t: t as unknown as Say, lang: i18n.language === "en" ? "en" : "zh" };
}

/** A text that comes with the data: both languages, one of them, or a plain string. */
export function inLang(text: Text | string | undefined, lang: Lang, otherwise = ""): string {
  if (text === undefined) return otherwise;
  if (typeof text === "string") return text;
  return text[lang] || text[lang === "zh" ? "en" : "zh"] || otherwise;
}

/** `district_tracing_group_deputy` → `District tracing group deputy`, when nobody has given it a name. */
export function readable(id: string): string {
  const words = id.replaceAll(/[_.-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
