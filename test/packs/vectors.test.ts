// Every worked example of the rules through the real engine, for every pack that has it: deadlines, classes, lengths
// of stay and test days, risk levels, windows of protection, ends of outbreaks. The examples are data, in vectors.json.

import { describe, expect, test } from "vitest";
import { dayStart, nextDay, parseInstant, wholeDay } from "../../src/base/civil.ts";
import { assert, isRefusal, type Refusal } from "../../src/base/refusal.ts";
import { at, HOUR, lateness, type Ms, type When } from "../../src/base/time.ts";
import type { Post } from "../../src/engine/event.ts";
import type { Packs, ResolvedPack } from "../../src/engine/pack/types.ts";
import type { Trial } from "../../src/engine/trial.ts";
import { outbreakEnd } from "../../src/loops/areas/over.ts";
import { HEAD, SIGNER, tryArea } from "../../src/loops/areas/trial-area.ts";
import { tryWard } from "../../src/loops/care/trial-ward.ts";
import { sevenOneSeven, type EarlyDates } from "../../src/loops/command/timeliness.ts";
import { tryStay } from "../../src/loops/quarantine/trial-stay.ts";
import { daysBefore, planStay, rulesOf } from "../../src/loops/quarantine/stay/rules.ts";
import { COMMAND, DISTRICT, SITE, tryCity } from "../../src/loops/trial-city.ts";
import { packResolver, readPackFolder } from "../../src/server/pack-folder.ts";
import file from "./vectors.json" with { type: "json" };

const ZONE = "Asia/Shanghai";
const POSTS: Readonly<Record<string, Post>> = { COMMAND, DISTRICT, SITE, SIGNER, HEAD };
const TRIALS = { city: tryCity, area: tryArea, stay: tryStay, ward: tryWard } as const;

interface Act { until?: string; by?: string; do?: string; at?: string; data?: object; refused?: string }
interface Expected {
  duty?: string; about?: string; due?: string; overdue?: boolean; noDuty?: string; thing?: string; noThing?: string; has?: object; event?: string; last?: boolean; lateness?: string; spreadHours?: number;
}
interface Vector {
  id: string; pack?: string; packs?: string[]; provenance: string; says: string;
  trial?: keyof typeof TRIALS; start?: string; acts?: Act[]; expect?: Expected[];
  stay?: { class: string; exposed: string; placed?: string; phases: [string, string, string][]; tests: [string, number[]][]; daysBefore?: number };
  shorterThan?: { pack: string; class: string; exposed: string };
  over?: { cleared?: string; dayOne?: string; over?: string; watchedUntil?: string | null; refused?: string };
  sevenOneSeven?: { emergence: string; detection: string; notification: string; actions: Record<string, string>; expect: [number, string][] };
}

const vectors = file.vectors as unknown as readonly Vector[];
const packsOf = (vector: Vector): readonly string[] => vector.packs ?? [vector.pack!];

const read = await readPackFolder(new URL("../../packs/", import.meta.url).pathname);
assert(!Array.isArray(read), JSON.stringify(read));
const packOf = packResolver(read as Packs);

function resolved(id: string): ResolvedPack {
  const pack = packOf(id);
  assert(pack !== undefined, id);
  return pack;
}

/** `@instant` → a point, `@day:date` → the whole local day. */
function when(text: string): When {
  if (text.startsWith("@day:")) return wholeDay(ZONE, text.slice(5));
  const instant = parseInstant(text.slice(1));
  assert(!isRefusal(instant), text);
  return at(instant);
}
const ms = (text: string): Ms => when(text).earliest;

function filled(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("@") ? when(value) : value;
  if (Array.isArray(value)) return value.map(filled);
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner)])) : value;
}

function played(vector: Vector, pack: ResolvedPack): Trial {
  const trial = TRIALS[vector.trial!](pack, ms(vector.start!));
  for (const act of vector.acts ?? []) {
    if (act.until !== undefined) trial.wait(ms(act.until) - trial.simulation.now());
    if (act.do === undefined) continue;
    const answer = trial.ask(POSTS[act.by!]!, act.do, filled(act.data) as object, act.at === undefined ? {} : { at: when(act.at) });
    expect([act.do, isRefusal(answer) ? answer.code : "accepted", isRefusal(answer) ? answer.message : ""], vector.id).toEqual([act.do, act.refused ?? "accepted", isRefusal(answer) ? answer.message : ""]);
  }
  return trial;
}

function holds(trial: Trial, expected: Expected): void {
  const { state } = trial.simulation;
  if (expected.noDuty !== undefined) expect([...state.allDuties()].filter((duty) => duty.kind === expected.noDuty)).toEqual([]);
  if (expected.noThing !== undefined) expect(state.thing(expected.noThing as `${string}:${string}`)).toBeUndefined();
  if (expected.thing !== undefined) expect(state.thing(expected.thing as `${string}:${string}`)?.state).toMatchObject(filled(expected.has) as object);
  if (expected.duty !== undefined) {
    const duty = trial.duty(expected.duty, expected.about);
    if (expected.due !== undefined) expect(duty.due?.latest).toBe(ms(expected.due));
    if (expected.overdue !== undefined) expect(duty.overdue !== null).toBe(expected.overdue);
  }
  if (expected.event !== undefined) {
    const said = trial.said(expected.event);
    expect((expected.last === true ? said.at(-1) : said[0])?.data).toMatchObject(expected.has as object);
  }
  if (expected.lateness !== undefined) {
    const duty = trial.duty(expected.lateness, expected.about);
    const late = lateness(duty.due!, duty.done!.at);
    expect([late.certainty, (late.most - late.least) / HOUR]).toEqual(["certain", expected.spreadHours]);
  }
}

function stays(pack: ResolvedPack, { class: contactClass, exposed, placed, phases, tests, daysBefore: before }: NonNullable<Vector["stay"]>): void {
  const rules = rulesOf(pack, contactClass);
  assert(!isRefusal(rules), (rules as Refusal).message);
  const plan = planStay(rules, ZONE, when(exposed));
  expect(plan.phases.map(({ phase, from, end }) => [phase, from.latest, end.latest])).toEqual(phases.map(([phase, first, last]) => [phase, dayStart(ZONE, first), dayStart(ZONE, nextDay(last))]));
  expect(plan.tests.map((one) => [one.phase, one.day])).toEqual(tests.flatMap(([phase, days]) => days.map((day) => [phase, day])));
  if (placed !== undefined) expect(daysBefore(plan, ZONE, when(placed))).toBe(before);
}

test("names are given once, and every pack of a disease or edition has its examples", () => {
  expect(new Set(vectors.map((vector) => vector.id)).size).toBe(vectors.length);
  const covered = new Set(vectors.flatMap(packsOf));
  for (const id of ["cn-covid-8", "cn-covid-9", "cn-covid-20m", "cn-covid-10m", "measles", "ebola", "mpox", "cholera", "avian-influenza"]) expect(covered).toContain(id);
});

describe.each(vectors.flatMap((vector) => packsOf(vector).map((id) => [vector.id, id, vector] as const)))("%s under %s", (_, id, vector) => {
  test(vector.says, () => {
    const pack = resolved(id);
    expect([vector.trial, vector.stay, vector.over, vector.sevenOneSeven, vector.shorterThan].some((given) => given !== undefined)).toBe(true);
    if (vector.trial !== undefined) {
      const trial = played(vector, pack);
      for (const expected of vector.expect ?? []) holds(trial, expected);
    }
    if (vector.stay !== undefined) stays(pack, vector.stay);
    if (vector.shorterThan !== undefined) {
      const { pack: older, class: contactClass, exposed } = vector.shorterThan;
      const [now, before] = [pack, resolved(older)].map((one) => {
        const rules = rulesOf(one, contactClass);
        assert(!isRefusal(rules), contactClass);
        return planStay(rules, ZONE, when(exposed)).phases.at(-1)!.end.latest;
      });
      expect(now!).toBeLessThan(before!);
    }
    if (vector.over !== undefined) {
      const { cleared, dayOne, over, watchedUntil, refused } = vector.over;
      const end = outbreakEnd(pack, ZONE, when(cleared ?? "@day:2022-08-01"));
      if (isRefusal(end)) expect(end.code).toBe(refused);
      else expect(end).toEqual({ dayOne, over: ms(over!), watchedUntil: watchedUntil === null ? null : ms(watchedUntil!) });
    }
    if (vector.sevenOneSeven !== undefined) {
      const { expect: wanted, ...dates } = vector.sevenOneSeven;
      const { detect, notify, respond } = sevenOneSeven(pack, filled(dates) as EarlyDates);
      expect([detect, notify, respond].map((span) => [span.days?.most, span.met])).toEqual(wanted);
    }
  });
});
