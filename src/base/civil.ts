/**
 * Local days and clocks. Days are half-open `[00:00, next 00:00)` in a named zone; 24:00 on day D is 00:00
 * on D+1. Reads ISO 8601 with an offset, refuses anything without one, and writes times with precision.
 */
import { Temporal } from "temporal-polyfill";
import { refuse, type Refusal } from "./refusal.ts";
import { between, DAY, HOUR, isPoint, MINUTE, type Ms, type When } from "./time.ts";

/** An IANA zone (`Asia/Shanghai`) or a fixed offset (`+08:00`). */
export type Zone = string;
/** A local day, `2021-09-24`. */
export type Day = string;

const ISO = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})(?::([0-5]\d)(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads one exact instant, e.g. `2021-09-24T24:00:00+08:00`. */
export function parseInstant(text: string, where?: string): Ms | Refusal {
  const bad = (why: string): Refusal =>
    refuse("bad-instant", `“${text.slice(0, 40)}” is not an instant: ${why}.`, {
      ...(where === undefined ? {} : { where }),
      fix: "Write it as 2021-09-24T14:00:00+08:00, with the offset from UTC.",
    });
  const match = ISO.exec(text);
  if (match === null) return bad("it needs a date, a time and an offset");
  const [, day, hour, minute, second = "00", fraction = "0", offset] = match;
  const midnightAfter = hour === "24" && Number(minute) === 0 && Number(second) === 0 && Number(fraction) === 0;
  try {
    const clock = midnightAfter ? "00:00:00" : `${hour}:${minute}:${second}.${fraction}`;
    const instant = Temporal.Instant.from(`${day}T${clock}${offset}`).epochMilliseconds;
    return midnightAfter ? instant + DAY : instant;
  } catch {
    return bad("no such date or time");
  }
}

export function dayStart(zone: Zone, day: Day): Ms {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

export function nextDay(day: Day, count = 1): Day {
  return Temporal.PlainDate.from(day).add({ days: count }).toString();
}

export function dayOf(zone: Zone, instant: Ms): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The whole local day as an interval; its latest bound is the next midnight, as the sources write it. */
export function wholeDay(zone: Zone, day: Day): When {
  return { earliest: dayStart(zone, day), latest: dayStart(zone, nextDay(day)) };
}

/** The next instant strictly after `after` at which the local clock shows `HH:MM`. */
export function nextClock(zone: Zone, after: Ms, clock: string): Ms {
  const [hour = 0, minute = 0] = clock.split(":").map(Number);
  let date = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(zone).toPlainDate();
  for (;;) {
    const candidate = date
      .add({ days: hour === 24 ? 1 : 0 })
      .toZonedDateTime({ timeZone: zone, plainTime: { hour: hour % 24, minute } }).epochMilliseconds;
    if (candidate > after) return candidate;
    date = date.add({ days: 1 });
  }
}

/** ISO 8601 in the zone, to the second: `2021-09-24T14:00:00+08:00`. */
export function isoIn(zone: Zone, instant: Ms): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  return `${local.toPlainDateTime().toString({ smallestUnit: "second" })}${local.offset}`;
}

/** Reads an interval as files give it: two ISO bounds, or one bound twice. */
export function parseWhen(earliest: string, latest: string, where?: string): When | Refusal {
  const first = parseInstant(earliest, where);
  if (typeof first !== "number") return first;
  const last = parseInstant(latest, where);
  if (typeof last !== "number") return last;
  const when = between(first, last);
  return "kind" in when && where !== undefined ? { ...when, where } : when;
}

/** `24 Sep 14:00` for a point; a whole day shows as the day, anything else as both ends. */
export function showWhen(zone: Zone, when: When, lang: "zh" | "en" = "en"): string {
  if (isPoint(when)) return showPoint(zone, when.earliest, lang);
  const day = dayOf(zone, when.earliest);
  if (when.earliest === dayStart(zone, day) && when.latest === dayStart(zone, nextDay(day))) {
    return lang === "zh" ? `${showDay(day, lang)}（时刻不详）` : `${showDay(day, lang)} (hour not known)`;
  }
  return `${showPoint(zone, when.earliest, lang)} – ${showPoint(zone, when.latest, lang)}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function showDay(day: Day, lang: "zh" | "en"): string {
  const [, month = "1", date = "1"] = day.split("-");
  return lang === "zh" ? `${Number(month)}月${Number(date)}日` : `${Number(date)} ${MONTHS[Number(month) - 1]}`;
}

function showPoint(zone: Zone, instant: Ms, lang: "zh" | "en"): string {
  return `${showDay(dayOf(zone, instant), lang)} ${isoIn(zone, instant).slice(11, 16)}`;
}

/** `3 d 4 h`, `2 h 20 min`, `45 min`; two units at most, rounded down. */
export function showLength(length: Ms, lang: "zh" | "en" = "en"): string {
  const units: [Ms, string, string][] = [[DAY, "d", "天"], [HOUR, "h", "小时"], [MINUTE, "min", "分钟"]];
  const parts: string[] = [];
  let rest = Math.max(0, length);
  for (const [size, en, zh] of units) {
    const count = Math.floor(rest / size);
    if (count > 0 && parts.length < 2) {
      parts.push(lang === "zh" ? `${count}${zh}` : `${count} ${en}`);
      rest -= count * size;
    } else if (parts.length > 0) break;
  }
  return parts.length === 0 ? (lang === "zh" ? "不到1分钟" : "under 1 min") : parts.join(lang === "zh" ? "" : " ");
}
