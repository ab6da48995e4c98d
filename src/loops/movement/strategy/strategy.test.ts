// Strategies that limit leaving only with their safeguards and end by themselves; notices that supersede and never stack.
import { expect, test } from "vitest";
import { at, DAY, HOUR } from "../../../base/time.ts";
import { packOf } from "../../../engine/trial.ts";
import { COMMAND } from "../../trial-city.ts";
import { found, guardAgainstSpread, inDays, lawful, LISTS, overdue, T, tryBorder, viewOf } from "../trial-border.ts";
import { noticeAt, permitNeeded, strategyAt, type NoticeView } from "./views.ts";
import covid from "../../../../packs/cn-covid-9.json" with { type: "json" };
import duties from "../../../../packs/firebreak-duties.json" with { type: "json" };
import rights from "../../../../packs/firebreak-rights.json" with { type: "json" };

const PACK = packOf({ ...covid, includes: ["firebreak-duties", "firebreak-rights"] }, duties, rights);
const HEAD = { org: "A", role: "head" };
const FULL = { org: "A", strategy: "export-spread", start: at(T), review: inDays(3), end: inDays(7), legalBasis: "Law 42", reason: "r", alternatives: "notices alone", notice: "N-3", support: COMMAND, supportAccepted: true };

test("[SM-123] a jurisdiction guards against import or against spread; only the second asks for a permit, below it too, and ends by itself", () => {
  const trial = tryBorder(PACK);
  const { state } = trial.simulation;
  trial.tell(HEAD, "strategy.set", { org: "city", strategy: "import-rebound", start: at(T) });
  expect(permitNeeded(state, "A1", T)).toBe(false);
  trial.tell(HEAD, "strategy.set", FULL);
  expect(strategyAt(state, "A1", T)?.org).toBe("A");
  expect([permitNeeded(state, "A1", T), permitNeeded(state, "B", T), permitNeeded(state, "A", T - 1)]).toEqual([true, false, false]);
  // A lower level does not lift what a higher one has decided.
  trial.tell(HEAD, "strategy.set", { org: "A1", strategy: "import-rebound", start: at(T) });
  expect([strategyAt(state, "A1c", T)?.org, permitNeeded(state, "A1c", T)]).toEqual(["A1", true]);
  expect([permitNeeded(state, "A", T + 7 * DAY - 1), permitNeeded(state, "A", T + 7 * DAY)]).toEqual([true, false]);
  lawful(trial);
});

test("[SM-123] guarding against spread opens the tracing of those who had left, and its review and end are owed", () => {
  const trial = tryBorder(PACK);
  guardAgainstSpread(trial);
  expect(trial.duty("leavers.trace")).toMatchObject({ holder: LISTS, due: at(T + DAY) });
  expect(trial.duty("strategy.review").due).toEqual(inDays(3));
  trial.wait(25 * HOUR);
  expect(overdue(trial)).toEqual(["leavers.trace"]);
  trial.tell(LISTS, "leavers.trace", { org: "A", lists: [], how: "ticket and gate records: nobody" });
  trial.tell(HEAD, "strategy.review", { org: "A", found: "still needed" });
  // Not ended on its day it is overdue like any release, though it binds nobody any more.
  trial.wait(7 * DAY);
  expect(overdue(trial)).toEqual(["leavers.trace", "strategy.end"]);
  expect(found(trial)).toMatchObject([{ kind: "deadline_missed", duty: "strategy.end" }]);
  trial.tell(HEAD, "strategy.end", { org: "A", decision: "no. 9" });
  expect(viewOf(trial, "strategy:A")).toMatchObject({ status: "ended" });
  lawful(trial);
});

test("[SM-123] a new decision takes the place of the old one; the tracing stays owed from the first", () => {
  const trial = tryBorder(PACK);
  trial.tell(HEAD, "strategy.set", FULL);
  trial.wait(10 * HOUR);
  trial.tell(HEAD, "strategy.set", { ...FULL, start: at(T + 10 * HOUR), end: inDays(5), review: inDays(2) });
  const open = [...trial.simulation.state.allDuties()].filter((duty) => duty.status === "open" && (duty.kind.startsWith("strategy.") || duty.kind === "leavers.trace")).map((duty) => [duty.kind, duty.due]);
  expect(open.toSorted()).toEqual([["leavers.trace", at(T + DAY)], ["strategy.end", at(inDays(5).latest + 2 * HOUR)], ["strategy.review", inDays(2)]]);
  lawful(trial);
});

test("[SM-123] without basis, reason, alternatives, review, end, notice and somebody who looks after the stranded it is not issued; reported, it stands on record until completed", () => {
  const trial = tryBorder(PACK);
  expect(trial.code(HEAD, "strategy.set", { org: "A", strategy: "export-spread", start: at(T) })).toBe("strategy-incomplete");
  expect(trial.code(HEAD, "strategy.set", { ...FULL, supportAccepted: false })).toBe("strategy-incomplete");
  trial.tell(HEAD, "strategy.set", { org: "A", strategy: "export-spread", start: at(T), reason: "exits checked" }, { reported: true });
  expect(trial.said("breach.recorded").map((event) => event.data["params"])).toEqual(["legalBasis", "alternatives", "review", "end", "notice", "support"].map((field) => ({ field })));
  expect(trial.duty("strategy.complete").holder).toEqual(HEAD);
  trial.tell(HEAD, "strategy.set", FULL);
  expect(trial.duty("strategy.complete").done).not.toBeNull();
  lawful(trial);
});

test("[SM-266] three notices in a row are one notice in three versions: each supersedes the one before, none stacks, the last one ends", () => {
  const trial = tryBorder(PACK);
  const publish = (day: number, end: number, en: string) => trial.tell(COMMAND, "travel-notice.publish", { notice: "stay", org: "city", start: inDays(day), end: inDays(end), text: { zh: "非必要不离连", en } });
  publish(0, 5, "one");
  publish(2, 4, "two");
  publish(4, 9, "three");
  const notice = viewOf<NoticeView>(trial, "travel-notice:stay");
  expect(notice.versions).toHaveLength(3);
  const says = (day: number): string | undefined => noticeAt(notice, T + day * DAY)?.text.en;
  expect([says(-1), says(0), says(1.9), says(2), says(4), says(8.9), says(9)]).toEqual([undefined, "one", "one", "two", "three", "three", undefined]);
  trial.tell(COMMAND, "travel-notice.withdraw", { notice: "stay", decision: "no. 7" });
  expect(noticeAt(viewOf<NoticeView>(trial, "travel-notice:stay"), T + 5 * DAY)).toBeUndefined();
  expect(trial.code(COMMAND, "travel-notice.publish", { notice: "stay", org: "city", start: at(T), text: { zh: "非", en: "x" } })).toBe("notice-without-end");
  lawful(trial);
});

test.each([
  ["unknown-organisation", "strategy.set", { ...FULL, org: "Z" }], ["unknown-organisation", "strategy.set", { ...FULL, support: { org: "Z", role: "r" } }], ["ends-before-start", "strategy.set", { ...FULL, end: at(T) }], ["strategy-too-long", "strategy.set", { ...FULL, end: inDays(8) }],
  ["unknown-strategy", "strategy.review", { org: "B", found: "f" }], ["unknown-strategy", "strategy.end", { org: "B", decision: "d" }], ["unknown-strategy", "leavers.trace", { org: "B", lists: [], how: "h" }], ["unknown-leavers", "leavers.trace", { org: "A", lists: ["L9"], how: "h" }],
  ["unknown-organisation", "travel-notice.publish", { notice: "n", org: "Z", start: at(T), end: inDays(1), text: { zh: "非", en: "x" } }], ["ends-before-start", "travel-notice.publish", { notice: "n", org: "A", start: at(T), end: at(T), text: { zh: "非", en: "x" } }],
  ["unknown-travel-notice", "travel-notice.withdraw", { notice: "n", decision: "d" }],
])("%s by %s", (code, type, data) => {
  const trial = tryBorder(PACK);
  trial.tell(HEAD, "strategy.set", FULL);
  expect(trial.code(HEAD, type, data)).toBe(code);
});

test("ended twice is refused", () => {
  const trial = tryBorder(PACK);
  trial.tell(HEAD, "strategy.set", FULL);
  trial.tell(HEAD, "strategy.end", { org: "A", decision: "d" });
  expect(trial.code(HEAD, "strategy.end", { org: "A", decision: "d" })).toBe("strategy-ended");
});
