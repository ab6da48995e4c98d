// Asking a pack, and printing it, with packs as they are shipped.
import { expect, test } from "vitest";
import { isRefusal } from "../../base/refusal.ts";
import { DAY, HOUR, MINUTE } from "../../base/time.ts";
import covid9 from "../../../packs/cn-covid-9.json" with { type: "json" };
import covid20 from "../../../packs/cn-covid-20m.json" with { type: "json" };
import covid8 from "../../../packs/cn-covid-8.json" with { type: "json" };
import coldchain from "../../../packs/cn-coldchain.json" with { type: "json" };
import care from "../../../packs/firebreak-care.json" with { type: "json" };
import duties from "../../../packs/firebreak-duties.json" with { type: "json" };
import local from "../../../packs/cn-covid-8-local-4days.json" with { type: "json" };
import quarantine from "../../../packs/cn-quarantine.json" with { type: "json" };
import rights from "../../../packs/firebreak-rights.json" with { type: "json" };
import testing from "../../../packs/cn-testing.json" with { type: "json" };
import ownTesting from "../../../packs/firebreak-testing.json" with { type: "json" };
import tracing from "../../../packs/firebreak-tracing.json" with { type: "json" };
import world from "../../../packs/world-alert.json" with { type: "json" };
import { applies, askClause, askLengthMs, clauseOf, count, days, holds, inForce, items, lengthMs, list, numbers, ratio, table, text, unanswered, valueOf } from "./clause.ts";
import { shortHash } from "./hash.ts";
import { resolvePack } from "./load.ts";
import { showDiff, showPack } from "./show.ts";
import type { PackFile, ResolvedPack } from "./types.ts";

const files = [covid8, covid9, covid20, local, coldchain, duties, quarantine, rights, testing, ownTesting, world, care, tracing] as unknown as PackFile[];
const packs = new Map(files.map((file) => [file.id, file]));

function pack(id: string): ResolvedPack {
  const result = resolvePack(id, packs);
  if (isRefusal(result)) throw new Error(result.message);
  return result;
}

const eighth = pack("cn-covid-8");
const twenty = pack("cn-covid-20m");

test("typed questions give numbers in one unit", () => {
  expect(lengthMs(eighth, "transfer.deadline")).toBe(12 * HOUR);
  expect(lengthMs(eighth, "push.receipt")).toBe(60 * MINUTE);
  expect(lengthMs(eighth, "contact.isolation.central-days")).toBe(14 * DAY);
  expect(days(eighth, "contact.isolation.central-days")).toBe(14);
  expect(count(eighth, "push.hand-on-limit")).toBe(2);
  expect(ratio(eighth, "confirm.sample")).toBe(0.1);
  expect(holds(eighth, "transfer.two-sided")).toBe(true);
  expect(text(eighth, "daily-close.at")).toBe("24:00");
  expect(list(eighth, "site.staff")).toEqual(["manager", "medical", "security", "cleaning"]);
  expect(items(eighth, "site.staff")[1]).toEqual({ id: "medical", zh: "医务", en: "Medical" });
  expect(numbers(eighth, "contact.test-days")).toEqual([1, 4, 7, 14]);
  expect(table(eighth, "test.mass.time")[1]).toEqual({ populationFrom: 5_000_000, populationBelow: null, hours: 72 });
  expect(valueOf(eighth, "transfer.deadline")).toBe(12);
});

test("an unknown clause and a wrong unit are bugs that name pack and clause", () => {
  expect(() => clauseOf(eighth, "transfer.dead-line")).toThrow("bug: pack cn-covid-8 has no clause transfer.dead-line");
  expect(() => clauseOf(eighth, "constructor")).toThrow("no clause constructor");
  expect(() => lengthMs(eighth, "site.staff")).toThrow("gives site.staff in list, not in minutes or hours or days");
  expect(() => valueOf(twenty, "secondary.test-days")).toThrow("cn-covid-20m states that secondary.test-days is absent");
});

test("an absent clause is an ordinary answer", () => {
  expect(applies(eighth, "secondary.isolation.central-days")).toBe(true);
  expect(applies(twenty, "secondary.isolation.central-days")).toBe(false);
  expect(askClause(twenty, "secondary.isolation.central-days")).toMatchObject({ code: "clause-absent", where: "cn-covid-20m#secondary.isolation.central-days" });
  expect(askLengthMs(twenty, "secondary.isolation.central-days")).toMatchObject({ kind: "refusal" });
  expect(askLengthMs(eighth, "transfer.deadline")).toBe(12 * HOUR);
  expect(unanswered(twenty, ["secondary.test-days", "transfer.deadline", "no.such", "no.such"])).toMatchObject([{ code: "clause-unknown", where: "cn-covid-20m#no.such" }]);
});

test("in force by half-open local days", () => {
  expect(inForce(eighth, "2021-09-18", "2021-09-28")).toBe(true);
  expect(inForce(eighth, "2022-06-27")).toBe(true);
  expect(inForce(eighth, "2022-06-28")).toBe(false);
  expect(inForce(eighth, "2021-05-13", "2021-09-28")).toBe(false);
  expect(inForce(pack("cn-covid-9"), "2021-09-18", "2021-09-28")).toBe(false);
});

test("a pack prints its trust, its origin, other values and deviations, in both languages", () => {
  const english = showPack(pack("cn-covid-8-local-4days"), "en").join("\n");
  expect(english).toContain(`${shortHash(pack("cn-covid-8-local-4days").hash)}  covid-19  world/cn/example-province/example-city  in force from 2021-08-01, until before 2022-06-28`);
  expect(english).toMatch(/^contact\.window-days-before +4 d {2}\[stated\]$/m);
  expect(english).toContain("    stricter than cn-covid-8: 2 d");
  expect(english).toContain("    deviates until before 2021-12-01: The Delta variant is shed earlier. Basis: Example: order of the city");
  expect(english).toContain("    looser than firebreak-duties: 24 h");
  expect(english).toContain("H12  密接者是集中隔离吗, questions and answers (weak, undated), readke.com 1064426");
  const eighthEnglish = showPack(eighth, "en").join("\n");
  expect(eighthEnglish).toMatch(/^transfer\.deadline +12 h {2}\[weak\]$/m);
  expect(eighthEnglish).toContain("    also found: 8 h  from memory, not verified (A stricter variant.)");
  const chinese = showPack(eighth, "zh").join("\n");
  expect(chinese).toMatch(/^transfer\.deadline +12 小时 {2}\[来源较弱\]$/m);
  expect(chinese).toContain("    另有 8 小时  凭记忆，未核实（更严的说法。）");
  expect(showPack(twenty, "zh").join("\n")).toMatch(/^secondary\.test-days +无此规定 {2}\[来源载明\]$/m);
});

test("a difference prints one line a clause, the summary first", () => {
  const lines = showDiff(pack("cn-covid-9"), twenty, "en");
  expect(lines[0]).toBe(`cn-covid-9 ${shortHash(pack("cn-covid-9").hash)} → cn-covid-20m ${shortHash(twenty.hash)}`);
  expect(lines[1]).toMatch(/^stricter \d+, looser \d+, different \d+, newly stated \d+, no longer stated \d+$/);
  expect(lines).toContainEqual(expect.stringMatching(/^contact\.test-days +looser: day 1, 2, 3, 5, 7 \[stated\] → day 1, 2, 3, 5 \[stated\]$/));
  expect(lines).toContainEqual(expect.stringMatching(/^secondary\.test-days +no longer stated: day 1, 4, 7 \[stated\] → no such rule \[stated\]$/));
  expect(showDiff(eighth, eighth, "zh").at(-1)).toBe("各条款的值相同。");
});
