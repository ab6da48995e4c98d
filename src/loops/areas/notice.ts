/**
 * The notice that goes with a change of level, written from the decision itself in both languages: which area, from
 * what to what, from when, by which rule, and until when it is watched or may last. It says nothing the decision does not.
 */
import { isoIn, type Zone } from "../../base/civil.ts";
import { event } from "../../engine/define.ts";
import type { Ms, When } from "../../base/time.ts";
import type { NewEvent } from "../../engine/event.ts";
import { items } from "../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../engine/pack/types.ts";
import type { Text } from "../../engine/rule.ts";
import { has } from "./counting.ts";
import { areaRef } from "./infections/views.ts";

export interface Change {
  readonly area: string;
  /** Null: no level before. */
  readonly from: string | null;
  readonly to: string;
  readonly effective: Ms;
  readonly decision: string;
  /** Days counted clean, where it comes down. */
  readonly counted?: { readonly from: string; readonly through: string; readonly days: number };
  readonly watchUntil?: When | undefined;
  readonly ending?: readonly string[];
}

/** What the rules in force call a level; the word itself where they name none. */
function named(pack: ResolvedPack, level: string): Text {
  const found = has(pack, "risk.levels") ? items(pack, "risk.levels").find((one) => one.id === level) : undefined;
  return found === undefined ? { zh: level, en: level } : { zh: found.zh, en: found.en };
}

const minute = (zone: Zone, instant: Ms): string => isoIn(zone, instant).slice(0, 16).replace("T", " ");

export function noticeOf(change: Change, pack: ResolvedPack, zone: Zone): Text {
  const to = named(pack, change.to);
  const from = change.from === null ? null : named(pack, change.from);
  const at = minute(zone, change.effective);
  const zh = [
    `自${at}起，${change.area}${from === null ? `划为${to.zh}` : `由${from.zh}调整为${to.zh}`}（${change.decision}）。`,
    ...(change.counted === undefined ? [] : [`${change.counted.from}至${change.counted.through}连续${change.counted.days}天无新增。`]),
    ...((change.ending ?? []).length === 0 ? [] : [`同时结束：${change.ending!.join("、")}。`]),
    ...(change.watchUntil === undefined ? [] : [`监测至${minute(zone, change.watchUntil.latest)}。`]),
  ];
  const en = [
    `From ${at} ${change.area} ${from === null ? `is ${to.en.toLowerCase()}` : `changes from ${from.en.toLowerCase()} to ${to.en.toLowerCase()}`} (${change.decision}).`,
    ...(change.counted === undefined ? [] : [`${change.counted.days} days in a row without a new case, ${change.counted.from} to ${change.counted.through}.`]),
    ...((change.ending ?? []).length === 0 ? [] : [`Ended with it: ${change.ending!.join(", ")}.`]),
    ...(change.watchUntil === undefined ? [] : [`Watched until ${minute(zone, change.watchUntil.latest)}.`]),
  ];
  return { zh: zh.join(""), en: en.join(" ") };
}

/** Written with the change, by the same decision. */
export function notice(change: Change, pack: ResolvedPack, zone: Zone, occurred: When): NewEvent {
  return event("area.notice_written", occurred, [areaRef(change.area)], { area: change.area, notice: noticeOf(change, pack, zone) });
}
