// The recipe that adds a disease, followed word by word: its commands are run, its JSON is laid over the file it made,
// a small fact file is replayed under the new pack, and duties, clocks and findings come out. No code knows the disease.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatch } from "../../src/cli/main.ts";

const PAGE = readFileSync(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
const RECIPE = PAGE.slice(PAGE.indexOf("## Recipe: a pack"), PAGE.indexOf("## Recipe: a loop"));
const blocks = (language: string): string[] => [...RECIPE.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, "g"))].map((match) => match[1]!.replaceAll(/^ {3}/gm, ""));
const COMMANDS = blocks("sh").flatMap((block) => block.trim().split("\n")).map((line) => line.replace(/^npx firebreak /, "").split(" "));
const EDIT = JSON.parse(blocks("json")[0]!) as { title: object; clauses: Record<string, object> };

const folder = mkdtempSync(join(tmpdir(), "firebreak-recipe-"));
const PACK_FILE = join(folder, "my-packs", "whooping-cough.json");

/** A day care: one contact is found and pushed, nobody moves anybody; another was exposed three days ago. */
const FACTS = {
  schema: "outbreak-scenario/1", id: "day-care", title: "A day care", disease: "whooping cough", city: "anywhere", timezone: "+08:00",
  period: { start: "2026-03-02", end: "2026-03-03" }, protocol_in_force: { pack: "measles" },
  orgs: [{ id: "city", level: "city" }, { id: "district", level: "district", parent: "city" }, { id: "street", level: "subdistrict", parent: "district" }],
  roles: [{ role: "duty_officer", org: "city" }, { role: "tracer", org: "district" }, { role: "nurse", org: "district" }, { role: "office", org: "street" }],
  setup: {
    assumed: true, command: { org: "city", role: "duty_officer" },
    responsibilities: [
      { org: "city", duty: "command", roles: ["duty_officer"] }, { org: "district", duty: "contact.transfer", roles: ["tracer"] }, { org: "district", duty: "follow-up", roles: ["tracer"] },
      { org: "district", duty: "oversight", roles: ["tracer"] }, { org: "district", duty: "remedy.give", roles: ["nurse"] }, { org: "street", duty: "contact.transfer", roles: ["office"] },
    ],
    persons: [{ person: "P1", class: "close" }],
  },
  events: [
    { id: "E1", kind: "action", time: "2026-03-02T09:00:00+08:00", time_precision: "minute", actor_role: "tracer", action: "contact_identified", object: "contact:P1", detail: "Sat beside the case." },
    { id: "E2", kind: "action", time: "2026-03-02T09:30:00+08:00", time_precision: "minute", actor_role: "tracer", action: "push_to_subdistrict", object: "contact:P1", to_org: "street", detail: "Passed on." },
  ],
};

async function firebreak(args: readonly string[]): Promise<{ code: number; out: string; said: string }> {
  const [out, said]: [string[], string[]] = [[], []];
  const placed = args.map((word) => (word === "my-packs" || word === "facts.json" ? join(folder, word) : word));
  const input = (async function* () { yield new Uint8Array(); })();
  const code = await dispatch(placed, { out: (line) => void out.push(line), say: (line) => void said.push(line), env: {}, stdin: input, width: 140 });
  return { code, out: out.join("\n"), said: said.join("\n") };
}

const edit = (change: (pack: { title: object; clauses: Record<string, object> }) => void): void => {
  const pack = JSON.parse(readFileSync(PACK_FILE, "utf8")) as { title: object; clauses: Record<string, object> };
  change(pack);
  writeFileSync(PACK_FILE, JSON.stringify(pack));
};

beforeAll(() => writeFileSync(join(folder, "facts.json"), JSON.stringify(FACTS)));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a disease without code", () => {
  test("the recipe has its commands: new, check, show, diff, replay", () => {
    expect(COMMANDS.map(([word, verb]) => (word === "pack" ? verb : word))).toEqual(["new", "check", "show", "diff", "replay"]);
  });

  test("the start is a pack already, every value a proposal with where it came from", async () => {
    expect(await firebreak(COMMANDS[0]!)).toEqual({ code: 0, out: PACK_FILE, said: "" });
    const { clauses } = JSON.parse(readFileSync(PACK_FILE, "utf8")) as { clauses: Record<string, { provenance: { kind: string; note: { en: string } } }> };
    expect(new Set(Object.values(clauses).map((clause) => clause.provenance.kind))).toEqual(new Set(["proposal"]));
    expect(Object.values(clauses)[0]!.provenance.note.en).toContain("measles");
    expect(await firebreak(COMMANDS[0]!)).toMatchObject({ code: 2, out: "" });
  });

  test("edited as the recipe says, it answers everything an incident asks, and is shown and compared", async () => {
    edit((pack) => {
      pack.title = EDIT.title;
      Object.assign(pack.clauses, EDIT.clauses);
    });
    const check = await firebreak(COMMANDS[1]!);
    expect([check.code, check.said]).toEqual([0, ""]);
    expect(check.out).toContain("whooping-cough answers everything an incident asks.");
    expect(check.out).toContain("transfer.deadline");
    expect((await firebreak(COMMANDS[2]!)).out).toContain("Whooping cough");
    expect((await firebreak(COMMANDS[3]!)).out).toMatch(/contact\.window-days-before/);
  });

  test("a fact file under it gives duties with its clocks, and findings with its clauses", async () => {
    const replayed = await firebreak([...COMMANDS[4]!, "--json"]);
    expect(replayed.said).toBe("");
    const answer = JSON.parse(replayed.out) as { findings: { kind: string; clause?: { pack: string; id: string } | null }[] } & Record<string, unknown>;
    expect(answer.findings.map((one) => one.kind)).toContain("deadline_missed");
    expect(JSON.stringify(answer)).toContain("whooping-cough");
    expect(JSON.stringify(answer)).toContain("transfer.deadline");
    // Found at nine, six hours by the new rule.
    expect(JSON.stringify(answer)).toMatch(/2026-03-02T15:00/);
    const under = await firebreak(["replay", "facts.json", "--json"]);
    expect(under.out).not.toContain("transfer.deadline");
  });

  test("what it leaves unanswered, breaks or calls twice is said with its place", async () => {
    edit((pack) => { delete pack.clauses["transfer.deadline"]; });
    const open = await firebreak(COMMANDS[1]!);
    expect([open.code, open.out]).toEqual([1, ""]);
    expect(open.said).toContain("says nothing about transfer.deadline");
    edit((pack) => { pack.clauses["transfer.deadline"] = { ...EDIT.clauses["transfer.deadline"]!, value: "six" }; });
    expect((await firebreak(COMMANDS[2]!)).said).toContain("whooping-cough.json: clauses.transfer.deadline.value");
    writeFileSync(join(folder, "my-packs", "measles.json"), readFileSync(new URL("../../packs/measles.json", import.meta.url)));
    expect((await firebreak(COMMANDS[2]!)).said).toContain("There are two packs “measles”.");
    expect((await firebreak(["pack", "show", "measles", "--packs", join(folder, "nowhere")])).said).toContain("There is no folder");
    expect((await firebreak(["pack", "new", "Bad Name", "--from", "measles", "--out", "my-packs"])).code).toBe(2);
  });
});
