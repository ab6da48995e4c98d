// A notice is held against the event it tells of, in a ledger that counts on its own.

import { expect, test } from "vitest";
import type { LedgerEvent } from "../event.ts";
import { createCity, hear, noticed } from "./city.ts";
import type { Reading } from "./owed.ts";
import { createRegister } from "./read.ts";

const COMMAND = { org: "city", role: "duty-officer" };
const KINDS = new Set(["site"]);
const CLOSED: LedgerEvent = {
  incident: "one-city", seq: 72, type: "site.closed", occurred: { earliest: 5, latest: 5 }, learned: 5, actor: COMMAND, about: ["site:S1"], data: { site: "S1", reason: "as it was" }, command: "south-38",
};
const notice = (seq: number, reason: string): LedgerEvent => ({
  ...CLOSED, incident: "north", seq, type: "city.noticed", command: "notice:one-city:72",
  data: { ledger: "one-city", seq: 72, type: "site.closed", learned: 5, about: ["site:S1"], data: { site: "S1", reason } },
});
const readingOf = (event: LedgerEvent): Reading => ({ register: createRegister([], COMMAND), event, open: () => [], kinds: new Map(), lives: new Map(), rules: [], dueOf: () => null });

function wrong(...notices: readonly LedgerEvent[]): (string | null)[] {
  const city = createCity();
  hear(city, CLOSED, false, KINDS);
  return notices.map((one) => {
    hear(city, one, true, KINDS);
    return noticed(city, one, readingOf).wrong;
  });
}

test("a notice that happens to bear the number of the event it tells of is still held against that event", () => {
  expect(wrong(notice(72, "as it was"))).toEqual([null]);
  expect(wrong(notice(72, "otherwise"))).toEqual([expect.stringContaining("not as the city's ledger has it")]);
});

test("one event is told of once", () => {
  expect(wrong(notice(71, "as it was"), notice(72, "as it was"))).toEqual([null, expect.stringContaining("twice")]);
});
