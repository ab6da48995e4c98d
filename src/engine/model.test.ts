// Loops put together: what two of them both claim, or what nobody writes, is a bug found at start.
import { expect, test } from "vitest";
import type { Loop } from "./loop.ts";
import { composeModel } from "./model.ts";
import { zhEn } from "./rule.ts";
import { jobRule, trialModel } from "./trial-loop.ts";

const title = zhEn("甲", "one");
const empty: Loop = { name: "a", title, events: {}, kinds: [], commands: [], duties: [] };
const kind = { kind: "job", title, scope: "incident", columns: [], fold: (state: undefined) => state } as unknown as Loop["kinds"][number];

test("rules are found by every event that opens, offers or moves them, once each", () => {
  expect(trialModel.rulesOn.get("job.asked")!.map((rule) => rule.kind)).toEqual(["job.do", "job.log", "job.round"]);
  expect(trialModel.rulesOn.get("duty.unblocked")!.map((rule) => rule.kind)).toEqual(["help"]);
  expect(trialModel.rulesOn.has("job.harmed")).toBe(false);
});

test.each<[string, Partial<Loop>]>([
  ["two loops claim the event job.asked", { events: { "job.asked": title } }],
  ["two loops claim the kind job", { kinds: [kind] }],
  ["two loops claim the duty job.do", { duties: [jobRule] }],
  ["two loops claim the command say", { commands: [trialModel.commands.get("say")!] }],
])("%s", (what, more) => {
  expect(() => composeModel([...trialModel.loops, { ...empty, ...more }])).toThrow(what);
});

test("a table that waits for what no loop writes, a kind with too many columns", () => {
  expect(() => composeModel([{ ...empty, duties: [jobRule] }])).toThrow("duty job.do waits for job.asked, which no loop writes");
  const column = { key: "x", title, type: "text" } as const;
  expect(() => composeModel([{ ...empty, kinds: [{ ...kind, columns: Array.from({ length: 13 }, () => column) }] }])).toThrow("more than twelve columns");
});
