// Rows of an incident's time line, the lead of its alarms, and its checks in words.

import { describe, expect, it } from "vitest";
import type { Finding, LedgerEvent } from "../api-types.ts";
import { checkText } from "./check-words.ts";
import { headline, leadOf } from "./lead.ts";
import { alarmTo, mergeEvents, rowKind, stretchOf } from "./rows.ts";

const event = (seq: number, type: string, earliest: number, latest = earliest, learned = latest): LedgerEvent =>
  ({ incident: "i", seq, type, occurred: { earliest, latest }, learned, actor: { org: "a", role: "r" }, about: [], data: {}, command: "c" });

describe("rows", () => {
  it("tell facts from alarms, from the rest of a duty's life, from what was set up", () => {
    expect(["contact.received", "duty.overdue", "breach.recorded", "duty.opened", "org.registered", "alarm.rung"].map((type) => rowKind({ type }))).toEqual([
      "fact", "alarm", "alarm", "duty", "setup", "duty",
    ]);
  });

  it("know to whom an alarm went", () => {
    const to = { org: "city", role: "desk" };
    expect(alarmTo({ ...event(1, "duty.escalated", 5), data: { to } })).toEqual(to);
    expect(alarmTo({ ...event(1, "contact.pushed", 5), data: { to: "a1" } })).toBeNull();
  });

  it("span both axes of time", () => {
    expect(stretchOf([event(1, "x", 10, 20, 90), event(2, "y", 5, 6, 7)])).toEqual({ from: 5, to: 90 });
    expect(stretchOf([])).toBeNull();
  });

  it("never show an event twice", () => {
    expect(mergeEvents([event(1, "a", 1), event(3, "c", 3)], [event(2, "b", 2), event(3, "c", 3)]).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });
});

describe("the lead of an alarm", () => {
  const finding = (raisedAt: number, done: Finding["done"], subject = "contact:P1"): Finding => ({ kind: "deadline_missed", raisedAt, done, subjects: [subject] }) as unknown as Finding;

  it("is a range when the end is one", () => {
    const late = finding(100, { earliest: 181, latest: 205 });
    expect(leadOf(late, [late])).toMatchObject({ least: 81, most: 105 });
    expect(leadOf(finding(100, null), [])).toBeNull();
    const raisedAfter = finding(300, { earliest: 181, latest: 205 });
    expect(leadOf(raisedAfter, [raisedAfter])).toBeNull();
  });

  it("counts from the first alarm about the same subject, whatever kind it was", () => {
    const late = finding(112, { earliest: 181, latest: 181 });
    expect(leadOf(late, [late, finding(101, null), finding(50, null, "site:hotel-1")])).toMatchObject({ least: 80, most: 80 });
  });

  it("stands beside the first alarm of all", () => {
    const all = [finding(50, null), finding(20, null, "site:x"), finding(100, { earliest: 200, latest: 200 })];
    const line = headline(all)!;
    expect(line.first.raisedAt).toBe(20);
    expect(line.lead).toMatchObject({ least: 150, subject: "contact:P1" });
    expect(headline([])).toBeNull();
  });
});

describe("checks in words", () => {
  it("are Chinese where a Chinese form is known, and never lost", () => {
    expect(checkText("end of the 14-day period counted from last exposure", "zh")).toBe("自末次暴露起 14 天的期满日");
    expect(checkText("2021-09-18 + 14 days under cn-covid-8", "zh")).toBe("2021-09-18 加 14 天，依据 cn-covid-8");
    expect(checkText("hours push -> quarantine", "en")).toBe("Hours push → quarantine");
    expect(checkText("something new", "zh")).toBe("something new");
  });
});
