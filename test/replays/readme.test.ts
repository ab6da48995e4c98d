// The table in README.md is the product's own answer. It is made anew from `firebreak replay … --json` and
// compared, so the first thing a stranger reads cannot drift from what the software says. After a change that is
// meant, write it with `npx firebreak test test/replays/readme.test.ts -u` and read the difference.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ReplayReport, ReportedFinding, Span } from "../../src/drill/replay/report.ts";
import { run } from "../../src/cli/replay.ts";
import { FINDING_TITLES } from "../../src/server/finding-titles.ts";

const ROOT = join(import.meta.dirname, "../..");
const COMMAND = "npx firebreak replay scenarios/harbin-2021-09.json";
const START = "<!-- made by test/replays/readme.test.ts -->";
const END = "<!-- end of what is made -->";

async function told(): Promise<ReplayReport> {
  const lines: string[] = [];
  const [, , , file] = COMMAND.split(" ");
  const code = await run([join(ROOT, file!), "--json"], {
    out: (line) => void lines.push(line), say: (line) => { throw new Error(line); }, env: {}, stdin: (async function* () {})(), width: 120,
  });
  expect(code).toBe(0);
  return JSON.parse(lines.join("\n")) as ReplayReport;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** `2021-09-24T14:00:00+08:00` → `24 Sep 14:00`, in the file's own zone. */
const hour = (iso: string): string => `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]} ${iso.slice(11, 16)}`;
const words = (name: string): string => name.replaceAll("_", " ");
const post = (held: { org: string; role: string } | null): string => (held === null ? "nobody" : `${words(held.role)}, ${held.org}`);
const span = (when: Span | null, none: string): string =>
  when === null ? none : when.earliest === when.latest ? hour(when.latest) : `${hour(when.earliest)} to ${hour(when.latest)}`;

function late(finding: ReportedFinding): string {
  if (finding.lateHours === null) return "–";
  const [least, most] = finding.lateHours;
  return `${least === most ? least : `${least} to ${most}`}${finding.certainty === "possible" ? ", possibly" : ""}`;
}

function rows(report: ReplayReport): string[] {
  return report.findings.map((finding) => `| ${[
    `**${hour(finding.raisedAt)}**`, post(finding.raisedTo), `${FINDING_TITLES[finding.kind]!.en} (\`${finding.duty}\`)`, post(finding.holder),
    finding.missedBy.length === 0 ? "nobody was named" : finding.missedBy.map(words).join(", "),
    span(finding.due, "–"), span(finding.done, finding.due === null ? "–" : "not recorded"), late(finding),
  ].join(" | ")} |`);
}

function table(report: ReplayReport): string {
  return [
    START, "",
    "| alarm raised | to | what was missed | held by | who answers | due | done | hours late |", "|---|---|---|---|---|---|---|---|",
    ...rows(report), "", END,
  ].join("\n");
}

test("the README's table is what the replay says", async () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  expect(readme, "the command beside the table").toContain(COMMAND);
  expect(start, "the place for the table").toBeGreaterThan(0);
  expect(end, "its end").toBeGreaterThan(start);
  const expected = readme.slice(0, start) + table(await told()) + readme.slice(end + END.length);
  await expect(expected).toMatchFileSnapshot("../../README.md");
});

test("the README's first claim about it is true", async () => {
  const report = await told();
  const transfer = report.findings.find((finding) => finding.kind === "deadline_missed")!;
  const readme = readFileSync(join(ROOT, "README.md"), "utf8").replaceAll(/\s+/g, " ");
  expect(readme).toContain(`moved ${transfer.lateHours![0]} to ${transfer.lateHours![1]} hours late`);
  expect(readme).toContain(`first alarm on ${hour(report.findings[0]!.raisedAt).replace(" Sep ", " September at ")}`);
  expect(readme).toContain(`${report.findings.length} findings`);
});
