/**
 * Marks on a time axis: round local times, no more than fit. Pure; the zone is handed in, so that a day begins
 * where the incident is and not where the reader sits.
 */
import { dayOf, dayStart, isoIn, nextDay, type Zone } from "../../base/civil.ts";
import { DAY, HOUR, MINUTE, type Ms } from "../../base/time.ts";

export interface Tick {
  readonly at: Ms;
  /** True at local midnight: shown as the day, and stronger. */
  readonly day: boolean;
  readonly text: string;
}

const STEPS: readonly Ms[] = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR];
const DAY_STEPS: readonly number[] = [1, 2, 5, 10, 30, 90, 365];

export function ticksOf(zone: Zone, from: Ms, to: Ms, most: number, lang: "zh" | "en"): Tick[] {
  const step = STEPS.find((size) => (to - from) / size <= most);
  return step === undefined ? dayTicks(zone, from, to, most, lang) : clockTicks(zone, from, to, step, lang);
}

function clockTicks(zone: Zone, from: Ms, to: Ms, step: Ms, lang: "zh" | "en"): Tick[] {
  const ticks: Tick[] = [];
  for (let day = dayOf(zone, from); dayStart(zone, day) <= to; day = nextDay(day)) {
    const start = dayStart(zone, day);
    const end = dayStart(zone, nextDay(day));
    for (let at = start; at < end && at <= to; at += step) {
      if (at >= from) ticks.push(at === start ? { at, day: true, text: showDay(day, lang) } : { at, day: false, text: isoIn(zone, at).slice(11, 16) });
    }
  }
  return ticks;
}

function dayTicks(zone: Zone, from: Ms, to: Ms, most: number, lang: "zh" | "en"): Tick[] {
  const step = DAY_STEPS.find((days) => (to - from) / (days * DAY) <= most) ?? 365;
  const ticks: Tick[] = [];
  for (let day = dayOf(zone, from); dayStart(zone, day) <= to; day = nextDay(day, step)) {
    const at = dayStart(zone, day);
    if (at >= from) ticks.push({ at, day: true, text: showDay(day, lang) });
  }
  return ticks;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function showDay(day: string, lang: "zh" | "en"): string {
  const [, month = "1", date = "1"] = day.split("-");
  return lang === "zh" ? `${Number(month)}月${Number(date)}日` : `${Number(date)} ${MONTHS[Number(month) - 1]}`;
}

/** Instant → pixels, with room left and right of the first and the last. */
export interface Scale {
  readonly from: Ms;
  readonly to: Ms;
  readonly x: (at: Ms) => number;
}

/** Bounds are rounded outwards to whole milliseconds: only those are instants. */
export function scaleOf(earliest: Ms, latest: Ms, width: number, margin: number): Scale {
  const from = Math.floor(earliest);
  const to = Math.ceil(latest);
  const length = Math.max(1, to - from);
  const room = Math.max(1, width - 2 * margin);
  return { from, to, x: (at) => Math.round((margin + ((Math.min(to, Math.max(from, at)) - from) / length) * room) * 10) / 10 };
}
