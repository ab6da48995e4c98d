/**
 * A pack and the difference of two packs as lines of text, in Chinese or English, for the terminal and for
 * plain files. Every value stands beside how far it may be trusted and where it comes from; nothing is hidden.
 */
import { diffPacks, type Change } from "./diff.ts";
import { shortHash } from "./hash.ts";
import type { ClauseValue, Confidence, Direction, ListItem, Provenance, ResolvedClause, ResolvedPack, TableRow, Unit } from "./types.ts";

export type Lang = "zh" | "en";
type Words<K extends string> = Record<K, Record<Lang, string>>;

export const CONFIDENCE_WORDS: Words<Confidence> = {
  stated: { zh: "来源载明", en: "stated" },
  weak: { zh: "来源较弱", en: "weak" },
  unverified: { zh: "未经核实", en: "unverified" },
  proposal: { zh: "软件建议", en: "proposal" },
};

export const DIRECTION_WORDS: Words<Direction | Change> = {
  stricter: { zh: "更严", en: "stricter" },
  looser: { zh: "更松", en: "looser" },
  other: { zh: "不同", en: "different" },
  same: { zh: "相同", en: "same" },
  added: { zh: "新规定", en: "newly stated" },
  removed: { zh: "不再规定", en: "no longer stated" },
};

const UNIT_WORDS: Partial<Words<Unit>> = {
  minutes: { zh: "分钟", en: "min" },
  hours: { zh: "小时", en: "h" },
  days: { zh: "天", en: "d" },
  metres: { zh: "米", en: "m" },
  "day-range": { zh: "天", en: "d" },
  "hour-range": { zh: "小时", en: "h" },
};

/** `12 h`, `day 1, 4, 7`, `Close contact; General contact`; one line, whatever the unit. */
export function showValue(clause: { readonly unit: Unit; readonly value: ClauseValue | null }, lang: Lang): string {
  const { unit, value } = clause;
  if (value === null) return lang === "zh" ? "无此规定" : "no such rule";
  const suffix = UNIT_WORDS[unit]?.[lang];
  const tail = suffix === undefined ? "" : ` ${suffix}`;
  switch (unit) {
    case "boolean":
      return value === true ? (lang === "zh" ? "是" : "yes") : lang === "zh" ? "否" : "no";
    case "list":
      return (value as ListItem[]).map((item) => item[lang]).join(lang === "zh" ? "、" : "; ");
    case "day-list":
      return lang === "zh" ? `第${(value as number[]).join("、")}天` : `day ${(value as number[]).join(", ")}`;
    case "count-list":
      return (value as number[]).join(", ");
    case "day-range":
    case "hour-range": {
      const [least, most] = value as [number, number];
      return least === most ? `${least}${tail}` : `${least} … ${most}${tail}`;
    }
    case "table":
      return (value as TableRow[]).map(showRow).join(" | ");
    default:
      return `${String(value)}${tail}`;
  }
}

function showRow(row: TableRow): string {
  return Object.entries(row).map(([key, cell]) => `${key} ${cell === null ? "–" : String(cell)}`).join(", ");
}

export function showProvenance(provenance: Provenance, lang: Lang): string {
  const sources = (provenance.sources ?? []).join(", ");
  const note = provenance.note === undefined ? "" : lang === "zh" ? `（${provenance.note.zh}）` : ` (${provenance.note.en})`;
  const kind = {
    source: { zh: "来源：", en: "source: " },
    knowledge: { zh: "凭记忆，未核实", en: "from memory, not verified" },
    proposal: { zh: "建议值", en: "proposed" },
  }[provenance.kind][lang];
  const joint = provenance.kind === "source" || sources === "" ? "" : lang === "zh" ? "，参照" : ", after ";
  return `${kind}${joint}${sources}${note}`;
}

/** The whole pack: who made it, what it rests on, every clause with its trust and its origin, its sources. */
export function showPack(pack: ResolvedPack, lang: Lang): readonly string[] {
  const zh = lang === "zh";
  const ids = Object.keys(pack.clauses).toSorted();
  const width = Math.max(0, ...ids.map((id) => id.length));
  return [
    `${pack.id}  ${pack.title[lang]}`,
    `${shortHash(pack.hash)}  ${pack.disease}  ${pack.jurisdiction}  ${validity(pack, lang)}`,
    ...(pack.madeFrom.length > 1 ? [`${zh ? "由以下规则包组成：" : "made from: "}${pack.madeFrom.join(", ")}`] : []),
    "",
    ...ids.flatMap((id) => showClause(pack, pack.clauses[id]!, width, lang)),
    "",
    zh ? "来源" : "Sources",
    ...Object.keys(pack.sources).toSorted().map((key) => `  ${key}  ${pack.sources[key]!.title}, ${pack.sources[key]!.ref}`),
  ];
}

function validity(pack: ResolvedPack, lang: Lang): string {
  const from = pack.validFrom ?? "…";
  const to = pack.validTo ?? "…";
  return lang === "zh" ? `${from}起，${to}前有效` : `in force from ${from}, until before ${to}`;
}

function showClause(pack: ResolvedPack, clause: ResolvedClause, width: number, lang: Lang): string[] {
  const zh = lang === "zh";
  const indent = " ".repeat(4);
  const lines = [
    `${clause.id.padEnd(width)}  ${showValue(clause, lang)}  [${CONFIDENCE_WORDS[clause.confidence][lang]}]`,
    `${indent}${clause.wording[lang]}`,
    `${indent}${showProvenance(clause.provenance, lang)}${clause.pack === pack.id ? "" : zh ? `；见${clause.pack}` : `; from ${clause.pack}`}`,
  ];
  for (const variant of clause.variants) {
    const value = showValue({ unit: clause.unit, value: variant.value }, lang);
    lines.push(`${indent}${zh ? "另有" : "also found:"} ${value}  ${showProvenance(variant.provenance, lang)}`);
  }
  for (const old of clause.replaces) {
    const value = showValue(old, lang);
    const direction = DIRECTION_WORDS[old.direction][lang];
    lines.push(`${indent}${zh ? `${direction}，${old.pack}为 ${value}` : `${direction} than ${old.pack}: ${value}`}`);
  }
  if (clause.deviation !== null) {
    const { reason, legalBasis, until } = clause.deviation;
    lines.push(`${indent}${zh ? `变通至${until}前：${reason.zh}依据：${legalBasis.zh}` : `deviates until before ${until}: ${reason.en} Basis: ${legalBasis.en}`}`);
  }
  return lines;
}

/** What changes from `a` to `b`, a summary first. */
export function showDiff(a: ResolvedPack, b: ResolvedPack, lang: Lang): readonly string[] {
  const rows = diffPacks(a, b);
  const changes: Change[] = ["stricter", "looser", "other", "added", "removed"];
  const summary = changes.flatMap((change) => {
    const count = rows.filter((row) => row.change === change).length;
    return count === 0 ? [] : [`${DIRECTION_WORDS[change][lang]} ${count}`];
  });
  const head = [`${a.id} ${shortHash(a.hash)} → ${b.id} ${shortHash(b.hash)}`];
  if (rows.length === 0) return [...head, lang === "zh" ? "各条款的值相同。" : "Every clause has the same value."];
  const width = Math.max(...rows.map((row) => row.clause.length));
  const side = (clause: ResolvedClause | null): string => (clause === null ? "–" : `${showValue(clause, lang)} [${CONFIDENCE_WORDS[clause.confidence][lang]}]`);
  return [
    ...head,
    summary.join(", "),
    "",
    ...rows.map((row) => `${row.clause.padEnd(width)}  ${DIRECTION_WORDS[row.change][lang]}: ${side(row.a)} → ${side(row.b)}`),
  ];
}
