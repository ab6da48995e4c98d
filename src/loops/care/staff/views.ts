/**
 * State of staff illnesses and of designated hospitals, and the outcome figures. Patients who died of the disease,
 * patients who died of something else and staff who died are three lists and are never added up; “no infection in
 * hospital” is only said where every hospital has returned.
 */
import { dayOf, type Day, type Zone } from "../../../base/civil.ts";
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { PatientView } from "../clinical/views.ts";

export const ILLS = ["infection", "injury", "exhaustion", "other"] as const;
export const SOURCES = ["on-duty", "household", "community", "unknown"] as const;

export interface IllnessView extends ThingState {
  readonly staffIllness: string;
  readonly worker: string;
  readonly org: string;
  readonly ill: (typeof ILLS)[number];
  /** How it was caught; null until somebody has established it. */
  readonly source: (typeof SOURCES)[number] | null;
  readonly since: When;
  readonly died: { readonly at: When; readonly onDuty: boolean; readonly ofDisease: boolean | null } | null;
}

export interface HospitalView extends ThingState {
  readonly hospital: string;
  readonly serves: string;
  readonly designated: boolean;
  /** Day → infections returned; a day that is not there was not returned. */
  readonly returns: Readonly<Record<Day, { readonly patients: number; readonly staff: number }>>;
  readonly since: When;
}

export const illnessRef = (illness: string): Ref => ref("staff-illness", illness);
export const hospitalRef = (hospital: string): Ref => ref("hospital", hospital);

function foldIllness(state: IllnessView | undefined, event: LedgerEvent): IllnessView | undefined {
  if (event.type === "staff.fell_ill") return { ...dataOf<IllnessView>(event), source: state?.source ?? null, since: state?.since ?? event.occurred, died: state?.died ?? null, status: "ill" };
  if (state === undefined) return state;
  switch (event.type) {
    case "staff.illness_assessed": return { ...state, source: dataOf<IllnessView>(event).source };
    case "staff.recovered": return { ...state, status: "recovered" };
    case "staff.died": return { ...state, status: "died", died: { ...dataOf<{ onDuty: boolean; ofDisease: boolean | null }>(event), at: event.occurred } };
    default: return state;
  }
}

function foldHospital(state: HospitalView | undefined, event: LedgerEvent): HospitalView | undefined {
  if (event.type === "hospital.designated") return { ...dataOf<HospitalView>(event), returns: state?.returns ?? {}, designated: true, since: state?.since ?? event.occurred, status: "designated" };
  if (state === undefined) return state;
  if (event.type === "hospital.undesignated") return { ...state, designated: false, status: "ended" };
  if (event.type !== "infection.returned") return state;
  const { day, patients, staff } = dataOf<{ day: Day; patients: number; staff: number }>(event);
  return { ...state, returns: { ...state.returns, [day]: { patients, staff } } };
}

export interface StaffFigures {
  readonly infected: readonly string[];
  /** Infections by how they were caught; those nobody has established yet are “unknown”. */
  readonly bySource: Readonly<Record<string, readonly string[]>>;
  readonly died: readonly string[];
}

export function staffFigures(illnesses: readonly Thing[]): StaffFigures {
  const all = illnesses.map(({ state }) => state as IllnessView);
  const infected = all.filter((one) => one.ill === "infection");
  const bySource: Record<string, string[]> = {};
  for (const one of infected) (bySource[one.source ?? "unknown"] ??= []).push(one.staffIllness);
  return { infected: infected.map((one) => one.staffIllness), bySource, died: all.filter((one) => one.died !== null).map((one) => one.staffIllness) };
}

/** An outcome somebody wants to claim: its rows, and what is missing before it may be said. */
export interface Outcome {
  readonly rows: readonly string[];
  readonly missing: readonly string[];
  /** True only with no row and nothing missing. */
  readonly none: boolean;
}

export interface Outcomes {
  readonly asOf: Ms;
  /** Patients who died of the disease; a death nobody has judged yet is missing, not none. */
  readonly diseaseDeaths: Outcome;
  readonly otherDeaths: Outcome;
  /** Staff who died, whatever of; never counted among the patients. */
  readonly staffDeaths: Outcome;
  readonly hospitalInfections: Outcome;
}

const outcome = (rows: readonly string[], missing: readonly string[]): Outcome => ({ rows, missing, none: rows.length === 0 && missing.length === 0 });

/** Days from a first to a last, both included. */
function daysBetween(zone: Zone, from: Ms, to: Ms): Day[] {
  const found: Day[] = [];
  for (let instant = from; instant < to; instant += 86_400_000) found.push(dayOf(zone, instant));
  return [...new Set(found)];
}

/** Hospitals and complete days without a return, `hospital/day`. */
function unreturned(hospitals: readonly HospitalView[], zone: Zone, asOf: Ms): string[] {
  const today = dayOf(zone, asOf);
  return hospitals.flatMap((one) => (one.designated ? daysBetween(zone, one.since.earliest, asOf).filter((day) => day < today && !Object.hasOwn(one.returns, day)).map((day) => `${one.hospital}/${day}`) : []));
}

export function outcomes(patients: readonly Thing[], illnesses: readonly Thing[], hospitals: readonly Thing[], zone: Zone, asOf: Ms): Outcomes {
  const dead = patients.map(({ state }) => state as PatientView).filter((one) => one.died !== null && one.died.at.latest <= asOf);
  const staff = illnesses.map(({ state }) => state as IllnessView).filter((one) => one.died !== null && one.died.at.latest <= asOf);
  const wards = hospitals.map(({ state }) => state as HospitalView);
  const unjudged = dead.filter((one) => one.died!.ofDisease === null).map((one) => one.patient);
  const infected = [
    ...patients.map(({ state }) => state as PatientView).filter((one) => one.acquired === "hospital" && one.admittedAt.earliest <= asOf).map((one) => one.patient),
    ...wards.flatMap((one) => Object.entries(one.returns).filter(([, { patients: some, staff: others }]) => some + others > 0).map(([day]) => `${one.hospital}/${day}`)),
  ];
  return {
    asOf,
    diseaseDeaths: outcome(dead.filter((one) => one.died!.ofDisease === true).map((one) => one.patient), unjudged),
    otherDeaths: outcome(dead.filter((one) => one.died!.ofDisease === false).map((one) => one.patient), unjudged),
    staffDeaths: outcome(staff.map((one) => one.staffIllness), []),
    hospitalInfections: outcome(infected, unreturned(wards, zone, asOf)),
  };
}

export const kinds: readonly Kind[] = [
  {
    kind: "staff-illness", title: zhEn("工作人员健康", "Staff illness"), scope: "incident", fold: foldIllness as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" }, { key: "ill", title: zhEn("情形", "What"), type: "text" }, { key: "source", title: zhEn("来源", "How it was caught"), type: "text" },
      { key: "since", title: zhEn("发生", "Since"), type: "when" }, { key: "died.at", title: zhEn("死亡", "Died"), type: "when" },
    ],
  },
  {
    kind: "hospital", title: zhEn("指定医疗机构", "Designated hospital"), scope: "incident", fold: foldHospital as Kind["fold"],
    columns: [{ key: "serves", title: zhEn("用途", "Serves as"), type: "text" }, { key: "designated", title: zhEn("指定中", "Designated"), type: "boolean" }, { key: "since", title: zhEn("自", "Since"), type: "when" }],
  },
];
