// Local days and clocks: half-open days, 24:00, zones whose clocks change, what is refused as an instant.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOf, dayStart, isoIn, nextClock, nextDay, parseInstant, parseWhen, showLength, showWhen, wholeDay } from "./civil.ts";
import { at, DAY, HOUR, MINUTE } from "./time.ts";

const SHANGHAI = "Asia/Shanghai";
const BERLIN = "Europe/Berlin";
const NOON_UTC = Date.UTC(2021, 8, 24, 12);

describe("reading an instant", () => {
  test.each([
    ["2021-09-24T20:00:00+08:00", NOON_UTC],
    ["2021-09-24T12:00:00Z", NOON_UTC],
    ["2021-09-24T12:00Z", NOON_UTC],
    ["2021-09-24T07:30-04:30", NOON_UTC],
    ["2021-09-24T12:00:00.250Z", NOON_UTC + 250],
    ["2021-09-24T24:00:00+08:00", Date.UTC(2021, 8, 24, 16)],
    ["2021-12-31T24:00+00:00", Date.UTC(2022, 0, 1)],
    ["2020-02-29T00:00:00Z", Date.UTC(2020, 1, 29)],
  ])("%s", (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each([
    "", "2021-09-24", "2021-09-24T20:00:00", "24.9.2021 20:00", "2021-09-24 20:00:00+08:00", "2021-02-29T00:00:00Z", "2021-13-01T00:00:00Z",
    "2021-09-24T24:01:00+08:00", "2021-09-24T24:00:01+08:00", "2021-09-24T25:00:00+08:00", "2021-09-24T20:60:00+08:00", "2021-09-24T23:59:60Z", "2021-09-24T20:00:00+8",
    "2021-09-24T20:00:00+99:00", "2021-09-24T20:00:00[Asia/Shanghai]", "2021-09-24T20:00:00.1234Z", " 2021-09-24T20:00:00Z", "２０２１-09-24T20:00:00Z",
  ])("refuses “%s”", (text) => {
    expect(parseInstant(text, "row 4")).toMatchObject({ kind: "refusal", code: "bad-instant", where: "row 4", fix: expect.stringContaining("offset") });
  });

  test("24:00 of a day is 00:00 of the next, in any zone", () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom("+08:00", "Z", "-03:30", "+14:00"), (days, offset) => {
      const day = dayOf("UTC", days * DAY);
      expect(parseInstant(`${day}T24:00:00${offset}`)).toBe(parseInstant(`${nextDay(day)}T00:00:00${offset}`));
    }));
  });

  test("what is written in a zone is read back as the same instant", () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 4e9 }), fc.constantFrom(SHANGHAI, BERLIN, "America/St_Johns", "+05:45", "UTC"), (seconds, zone) => {
      expect(parseInstant(isoIn(zone, seconds * 1000))).toBe(seconds * 1000);
    }));
  });
});

describe("reading an interval", () => {
  test("keeps both bounds, and says where they are the wrong way round", () => {
    expect(parseWhen("2021-09-24T00:00:00Z", "2021-09-25T00:00:00Z")).toEqual({ earliest: Date.UTC(2021, 8, 24), latest: Date.UTC(2021, 8, 25) });
    expect(parseWhen("2021-09-25T00:00:00Z", "2021-09-24T00:00:00Z", "H05")).toMatchObject({ code: "interval-upside-down", where: "H05" });
    expect(parseWhen("today", "2021-09-24T00:00:00Z", "H05")).toMatchObject({ code: "bad-instant", where: "H05" });
    expect(parseWhen("2021-09-24T00:00:00Z", "today", "H05")).toMatchObject({ code: "bad-instant", where: "H05" });
  });
});

describe("local days", () => {
  test("are half-open: midnight belongs to the day it begins", () => {
    const start = dayStart(SHANGHAI, "2021-09-24");
    expect(start).toBe(Date.UTC(2021, 8, 23, 16));
    expect(dayOf(SHANGHAI, start)).toBe("2021-09-24");
    expect(dayOf(SHANGHAI, start - 1)).toBe("2021-09-23");
    expect(wholeDay(SHANGHAI, "2021-09-24")).toEqual({ earliest: start, latest: start + DAY });
  });

  test("are as long as the zone makes them", () => {
    const length = (zone: string, day: string): number => wholeDay(zone, day).latest - wholeDay(zone, day).earliest;
    expect(length(BERLIN, "2021-03-28")).toBe(23 * HOUR);
    expect(length(BERLIN, "2021-10-31")).toBe(25 * HOUR);
    expect(length(SHANGHAI, "2021-03-28")).toBe(24 * HOUR);
    // Samoa left this day out when it crossed the date line.
    expect(length("Pacific/Apia", "2011-12-30")).toBe(0);
  });

  test("follow each other without gap or overlap", () => {
    fc.assert(fc.property(fc.integer({ min: 10_000, max: 25_000 }), fc.constantFrom(SHANGHAI, BERLIN, "America/New_York", "-09:30"), (days, zone) => {
      const day = dayOf("UTC", days * DAY);
      expect(wholeDay(zone, day).latest).toBe(wholeDay(zone, nextDay(day)).earliest);
    }));
  });

  test("are counted over months and years", () => {
    expect(nextDay("2021-12-31")).toBe("2022-01-01");
    expect(nextDay("2021-09-18", 14)).toBe("2021-10-02");
    expect(nextDay("2020-03-01", -1)).toBe("2020-02-29");
  });
});

describe("the next time a clock shows an hour", () => {
  const iso = (zone: string, instant: number): string => isoIn(zone, instant);

  test("is later today or tomorrow, and strictly after", () => {
    const noon = parseInstant("2021-09-24T12:00:00+08:00") as number;
    expect(iso(SHANGHAI, nextClock(SHANGHAI, noon, "20:00"))).toBe("2021-09-24T20:00:00+08:00");
    expect(iso(SHANGHAI, nextClock(SHANGHAI, noon, "12:00"))).toBe("2021-09-25T12:00:00+08:00");
    expect(iso(SHANGHAI, nextClock(SHANGHAI, noon - 1, "12:00"))).toBe("2021-09-24T12:00:00+08:00");
    expect(iso(SHANGHAI, nextClock(SHANGHAI, noon, "24:00"))).toBe("2021-09-25T00:00:00+08:00");
  });

  test("skips no day where clocks change", () => {
    const before = parseInstant("2021-03-27T12:00:00+01:00") as number;
    expect(iso(BERLIN, nextClock(BERLIN, before, "02:30"))).toBe("2021-03-28T03:30:00+02:00");
    expect(iso(BERLIN, nextClock(BERLIN, before, "24:00"))).toBe("2021-03-28T00:00:00+01:00");
  });
});

describe("showing", () => {
  const day = wholeDay(SHANGHAI, "2021-09-24");

  test("times carry their precision", () => {
    expect(showWhen(SHANGHAI, at(NOON_UTC))).toBe("24 Sep 20:00");
    expect(showWhen(SHANGHAI, at(NOON_UTC), "zh")).toBe("9月24日 20:00");
    expect(showWhen(SHANGHAI, day)).toBe("24 Sep (hour not known)");
    expect(showWhen(SHANGHAI, day, "zh")).toBe("9月24日（时刻不详）");
    expect(showWhen(SHANGHAI, { earliest: NOON_UTC, latest: NOON_UTC + DAY })).toBe("24 Sep 20:00 – 25 Sep 20:00");
    expect(isoIn(SHANGHAI, NOON_UTC)).toBe("2021-09-24T20:00:00+08:00");
  });

  test.each([
    [0, "under 1 min", "不到1分钟"], [-HOUR, "under 1 min", "不到1分钟"], [45 * MINUTE, "45 min", "45分钟"], [140 * MINUTE, "2 h 20 min", "2小时20分钟"],
    [2 * HOUR, "2 h", "2小时"], [3 * DAY + 4 * HOUR + 59 * MINUTE, "3 d 4 h", "3天4小时"], [DAY + 5 * MINUTE, "1 d", "1天"],
  ])("a length of %d ms", (length, en, zh) => {
    expect(showLength(length)).toBe(en);
    expect(showLength(length, "zh")).toBe(zh);
  });
});
