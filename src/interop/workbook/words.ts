/**
 * The fixed words a cell may hold, in both languages, and what each stands for. A reader takes either
 * language and any case; a form offers the words of its own.
 */
export interface Word {
  readonly value: string;
  readonly zh: string;
  readonly en: string;
  /** Other ways people write it. */
  readonly also?: readonly string[];
}

const word = (value: string, zh: string, en: string, ...also: string[]): Word => ({ value, zh, en, also });

const level: readonly Word[] = [
  word("nation", "国家", "nation"),
  word("province", "省", "province", "自治区"),
  word("city", "市", "city"),
  word("district", "区", "district"),
  word("county", "县", "county", "县级市", "county-level city"),
  word("subdistrict", "街道", "sub-district", "乡镇", "镇", "乡", "township", "town"),
  word("community", "社区", "community", "村", "village"),
  word("compound", "小区", "compound"),
  word("site", "场所", "site"),
  word("firm", "企业", "firm", "公司", "company"),
];

const siteType: readonly Word[] = [
  word("quarantine", "隔离点", "quarantine site", "隔离酒店", "hotel"),
  word("fever-clinic", "发热门诊", "fever clinic"),
  word("hospital", "定点医院", "designated hospital", "医院"),
  word("rehabilitation", "康复医院", "rehabilitation hospital"),
  word("testing", "采样点", "testing point"),
  word("other", "其他", "other"),
];

const yesNo: readonly Word[] = [
  word("yes", "是", "yes", "y", "true", "1", "√", "有"),
  word("no", "否", "no", "n", "false", "0", "×", "无"),
];

export const LOOKUPS = { level, "site-type": siteType, "yes-no": yesNo } as const;

export type LookupKind = keyof typeof LOOKUPS;

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replaceAll(/[\s_-]+/g, "");

/** The value a written word stands for, or undefined when it is none of them. */
export function lookUp(kind: LookupKind, written: string): string | undefined {
  const wanted = plain(written);
  const found = LOOKUPS[kind].find((each: Word) => [each.value, each.zh, each.en, ...(each.also ?? [])].some((name) => plain(name) === wanted));
  return found?.value;
}

export function wordFor(kind: LookupKind, value: string, lang: "zh" | "en"): string {
  return LOOKUPS[kind].find((each: Word) => each.value === value)?.[lang] ?? value;
}
