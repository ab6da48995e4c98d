/**
 * The findings of a replay as aligned columns, the instant at which the alarm would have been raised first:
 * that is the number a reader looks for. Below them the checks.
 */
import type { Check } from "../drill/replay/checks.ts";
import type { ReplayReport, ReportedFinding } from "../drill/replay/report.ts";
import type { Lang } from "../engine/pack/show.ts";
import { model } from "../loops/index.ts";
import { FINDING_TITLES } from "../server/finding-titles.ts";
import { table } from "./table.ts";

const HEADS: Record<Lang, readonly string[]> = {
  zh: ["告警时间", "发现", "迟（小时）", "任务", "报给", "责任"],
  en: ["Raised", "Finding", "Hours late", "Duty", "To", "Answerable"],
};

/** `24 Sep 14:00` reads worse in columns than `2021-09-24 14:00`. */
const when = (iso: string): string => iso.slice(0, 16).replace("T", " ");

function kindText(kind: string, lang: Lang): string {
  return FINDING_TITLES[kind]?.[lang] ?? kind;
}

function dutyText(duty: string, lang: Lang): string {
  return model.answerable.get(duty)?.[lang] ?? duty;
}

function lateText(finding: ReportedFinding, lang: Lang): string {
  if (finding.lateHours === null) return "–";
  const [least, most] = finding.lateHours;
  const range = least === most ? String(least) : `${least} … ${most}`;
  return finding.certainty === "possible" ? `${range} ${lang === "zh" ? "（可能）" : "(possibly)"}` : range;
}

export function findingsTable(report: Pick<ReplayReport, "findings" | "checks">, lang: Lang, width: number): string[] {
  if (report.findings.length === 0) return [lang === "zh" ? "没有发现。" : "No findings."];
  const rows = report.findings.map((finding) => [
    when(finding.raisedAt),
    kindText(finding.kind, lang),
    lateText(finding, lang),
    dutyText(finding.duty, lang),
    finding.raisedTo === null ? "–" : `${finding.raisedTo.role}@${finding.raisedTo.org}`,
    finding.missedBy.length === 0 ? (lang === "zh" ? "无人被指定" : "nobody was named") : finding.missedBy.join(", "),
  ]);
  const lines = width >= ROOMY ? table(HEADS[lang], rows, width) : narrow(rows, lang, width);
  return [...lines, "", ...report.checks.map((check) => checkLine(check, lang))];
}

/** Below this the last three columns would be cut to pieces; they are then written one below the other. */
const ROOMY = 170;

function narrow(rows: readonly (readonly string[])[], lang: Lang, width: number): string[] {
  const [raised, kind, late, duty, to, by] = HEADS[lang];
  return table([raised!, kind!, late!, duty!], rows.flatMap((row) => [
    row.slice(0, 4),
    ["", "", "", `${by}: ${row[5]}`],
    ["", "", "", `${to}: ${row[4]}`],
  ]), width);
}

function checkLine(check: Check, lang: Lang): string {
  const value = Array.isArray(check.value) ? `${check.value[0]} … ${check.value[1]}` : String(check.value);
  const range = check.range === undefined ? "" : lang === "zh" ? `（${check.range[0]} … ${check.range[1]}）` : ` (${check.range[0]} … ${check.range[1]})`;
  return `${check.check}  ${check.subject}: ${value}${range}. ${check.computation}`;
}
