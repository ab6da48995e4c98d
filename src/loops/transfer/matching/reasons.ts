/**
 * Why somebody waits: the one thing that binds, looked for in a fixed order. First what no vehicle or room in
 * the city could mend, then what is not ready yet, then what went to people who are more urgent.
 */
import type { Ms } from "../../../base/time.ts";
import { type Text, zhEn } from "../../../engine/rule.ts";
import { fits, roomsFor, type Left } from "./greedy.ts";
import { byText, carries, isUsable, takes, type Party, type Question, type Vehicle } from "./question.ts";

export const WHY = {
  "no-carer-named": zhEn("需照护者无陪护人，须由人决定", "Nobody is named to go with a person who cannot travel alone; a person decides"),
  "site-not-ready": zhEn("隔离点尚未就绪", "The site with room for them is not ready"),
  "no-room-of-class": zhEn("没有该风险类别的空房", "No free room for this class of risk"),
  "no-barrier-free-room": zhEn("没有无障碍空房", "No free barrier-free room"),
  "household-does-not-fit": zhEn("没有一处能让一家人同住同行", "No one site or vehicle takes the household together"),
  "no-wheelchair-vehicle": zhEn("没有可载轮椅的车辆", "No vehicle takes a wheelchair"),
  "no-stretcher-vehicle": zhEn("没有可载担架的车辆", "No vehicle takes a stretcher"),
  "vehicle-under-disinfection": zhEn("车辆消毒未完成", "The vehicle that would do is not disinfected yet"),
  "vehicle-promised": zhEn("适用车辆已派往别处", "Every vehicle that would do is promised or out of service"),
  "no-team-free": zhEn("没有空闲的转运队伍", "No team is free"),
  "room-given-earlier": zhEn("空房已派给更紧迫的人", "The rooms go to people who are more urgent"),
  "vehicle-given-earlier": zhEn("车辆已派给更紧迫的人", "The vehicles go to people who are more urgent"),
} as const satisfies Record<string, Text>;

export type WhyCode = keyof typeof WHY;

export interface Why {
  readonly code: WhyCode;
  /** The site, vehicle or person it is about; null when it is about none in particular. */
  readonly about: string | null;
  /** When it ends by itself, as far as anybody has said. */
  readonly until: Ms | null;
  /** What is lacking: posts of a site, rooms of a household. */
  readonly lacking: readonly string[];
}

const why = (code: WhyCode, about: string | null = null, more: { until?: Ms | null; lacking?: readonly string[] } = {}): Why =>
  ({ code, about, until: more.until ?? null, lacking: more.lacking ?? [] });

/** No room could be found even if nobody else wanted one. */
function lacksRoom(question: Question, party: Party): Why | null {
  const sites = question.sites.filter((site) => party.only === null || site.site === party.only).toSorted((a, b) => byText(a.site, b.site));
  const at = (site: string) => question.rooms.filter((room) => room.site === site);
  const suits = sites.filter((site) => roomsFor(party, at(site.site)) !== null);
  if (suits.some((site) => site.missing.length === 0)) return null;
  if (suits[0] !== undefined) return why("site-not-ready", suits[0].site, { lacking: suits[0].missing });
  const rooms = sites.flatMap((site) => at(site.site));
  for (const unit of party.units) {
    if (unit.joins !== null || rooms.some((room) => takes(room, unit, party.class))) continue;
    const large = rooms.filter((room) => room.beds >= unit.people.length);
    if (unit.people.length > 1 && large.length === 0) return why("household-does-not-fit", unit.people[0], { lacking: [`${unit.people.length} beds in one room`] });
    if (unit.barrierFree && large.some((room) => room.classes === null || room.classes.includes(party.class))) return why("no-barrier-free-room", unit.people[0]);
    return why("no-room-of-class", party.class);
  }
  return why("household-does-not-fit", party.only, { lacking: [`${party.units.filter((unit) => unit.joins === null).length} rooms at one site`] });
}

/** Of vehicles that cannot leave, the one that will be clean first. */
function disinfecting(vehicles: readonly Vehicle[]): Why | null {
  const dirty = vehicles.filter((vehicle) => vehicle.dirty !== null && vehicle.promisedTo === null && vehicle.out === null)
    .sort((a, b) => (a.dirty!.until ?? Infinity) - (b.dirty!.until ?? Infinity) || byText(a.vehicle, b.vehicle));
  return dirty[0] === undefined ? null : why("vehicle-under-disinfection", dirty[0].vehicle, { until: dirty[0].dirty!.until });
}

function lacksVehicle(question: Question, party: Party): Why | null {
  const suits = question.vehicles.filter((vehicle) => carries(vehicle, party.people.length, party.wheelchairs, party.stretchers));
  if (suits.some((vehicle) => isUsable(vehicle, question.departAt))) return null;
  if (suits.length > 0) return disinfecting(suits) ?? why("vehicle-promised", suits.toSorted((a, b) => byText(a.vehicle, b.vehicle))[0]!.vehicle);
  if (!question.vehicles.some((vehicle) => vehicle.wheelchairs >= party.wheelchairs)) return why("no-wheelchair-vehicle");
  if (!question.vehicles.some((vehicle) => vehicle.stretchers >= party.stretchers)) return why("no-stretcher-vehicle");
  return why("household-does-not-fit", null, { lacking: [`${party.people.length} places in one vehicle`] });
}

/** The one reason a party waits, given what the plan leaves. */
export function whyWaiting(question: Question, party: Party, left: Left): Why {
  if (party.alone.length > 0) return why("no-carer-named", party.alone[0]!, { lacking: party.alone });
  const never = lacksRoom(question, party) ?? lacksVehicle(question, party);
  if (never !== null) return never;
  if (question.teams.length === 0) return why("no-team-free");
  const sites = [...left.rooms].filter(([site, rooms]) => (party.only === null || party.only === site) && roomsFor(party, rooms) !== null).map(([site]) => site);
  if (sites.length === 0) return why("room-given-earlier");
  const vehicle = left.vehicles.some((candidate) => carries(candidate, party.people.length, party.wheelchairs, party.stretchers));
  if (vehicle && left.teams.length === 0) return why("no-team-free");
  if (vehicle || left.open.some((open) => sites.includes(open.site) && fits(open, party))) return why("vehicle-given-earlier");
  const waiting = question.vehicles.filter((candidate) => !isUsable(candidate, question.departAt) && carries(candidate, party.people.length, party.wheelchairs, party.stretchers));
  return disinfecting(waiting) ?? why("vehicle-given-earlier");
}
