/**
 * State of patients: one person, one file. Severity keeps its history by when it was so, the plan is a number in
 * the hospital's own records and not its text, and one institution is responsible at any instant. Not kept here:
 * names, findings, contacts.
 */
import { surelyBefore, type Ms, type When } from "../../../base/time.ts";
import { ref, type Ref } from "../../../base/ids.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export const CLASSES = ["confirmed", "asymptomatic", "suspected"] as const;
export const SEVERITIES = ["symptom-free", "mild", "ordinary", "severe", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface SeverityEntry {
  readonly severity: Severity;
  readonly at: When;
}

export interface PatientView extends ThingState {
  readonly patient: string;
  readonly case: string | null;
  readonly class: string;
  /** The institution that treats the person and answers for them until another has signed. */
  readonly hospital: string;
  /** The institution the person is on the way to, while it has not signed. */
  readonly handingTo: string | null;
  readonly acquired: "community" | "hospital" | "unknown";
  readonly severity: Severity | null;
  /** By when it was so, not by when it was told. */
  readonly history: readonly SeverityEntry[];
  readonly plan: string | null;
  /** Pack and edition of the clinical protocol the person is treated by. */
  readonly protocol: { readonly pack: string; readonly edition: string | null };
  /** Conditions for discharge still lacking at the last check; null before any. */
  readonly lacking: readonly string[] | null;
  readonly inCare: boolean;
  readonly admittedAt: When;
  readonly fitAt: When | null;
  readonly discharged: { readonly at: When; readonly class: string; readonly to: string | null; readonly place: string } | null;
  readonly observationEnd: When | null;
  readonly died: { readonly at: When; readonly ofDisease: boolean | null } | null;
}

export const patientRef = (patient: string): Ref => ref("patient", patient);
export const followUpRef = (patient: string, day: number): Ref => ref("follow-up", `${patient}/day-${day}`);

function withSeverity(history: readonly SeverityEntry[], entry: SeverityEntry): SeverityEntry[] {
  return [...history, entry].sort((a, b) => a.at.latest - b.at.latest || a.at.earliest - b.at.earliest);
}

type Step = (state: PatientView, event: LedgerEvent) => PatientView;

const steps: Readonly<Record<string, Step>> = {
  "patient.severity_recorded": (state, event) => {
    const history = withSeverity(state.history, { severity: dataOf<SeverityEntry>(event).severity, at: event.occurred });
    return { ...state, history, severity: history.at(-1)!.severity };
  },
  "patient.plan_set": (state, event) => ({ ...state, plan: String(event.data["plan"]) }),
  "patient.checked": (state, event) => ({ ...state, lacking: dataOf<{ lacking: string[] }>(event).lacking }),
  "patient.fit": (state, event) => ({ ...state, status: "fit", lacking: [], fitAt: event.occurred }),
  "patient.unfit": (state) => ({ ...state, status: "in-care", fitAt: null }),
  "patient.discharged": (state, event) => {
    const { class: classThen, to, place, observationEnd } = dataOf<{ class: string; to?: string; place: string; observationEnd?: When}>(event);
    return { ...state, handingTo: event.data["handedOver"] === true ? to! : null, status: observationEnd === undefined ? "discharged" : "under-observation", inCare: false, discharged: { at: event.occurred, class: classThen, to: to ?? null, place }, observationEnd: observationEnd ?? null };
  },
  "patient.referred": (state, event) => ({ ...state, handingTo: String(event.data["to"]) }),
  "patient.received": (state, event) => ({ ...state, hospital: event.actor.org, handingTo: state.handingTo === event.actor.org ? null : state.handingTo }),
  "patient.observation_ended": (state) => ({ ...state, status: "recovered" }),
  "patient.died": (state, event) => ({ ...state, status: "died", inCare: false, died: { at: event.occurred, ofDisease: dataOf<{ ofDisease: boolean | null }>(event).ofDisease } }),
};

function fold(state: PatientView | undefined, event: LedgerEvent): PatientView | undefined {
  if (event.type === "patient.admitted") {
    const data = dataOf<Pick<PatientView, "patient" | "class" | "hospital" | "protocol" | "acquired"> & { case?: string; severity?: Severity }>(event);
    const history = data.severity === undefined ? state?.history ?? [] : withSeverity(state?.history ?? [], { severity: data.severity, at: event.occurred });
    return {
      patient: data.patient, case: data.case ?? state?.case ?? null, class: data.class, hospital: data.hospital, handingTo: null, acquired: data.acquired, protocol: data.protocol,
      history, severity: history.at(-1)?.severity ?? null, plan: null, lacking: null, inCare: true, status: "in-care", admittedAt: event.occurred,
      fitAt: null, discharged: null, observationEnd: null, died: null,
    };
  }
  return state === undefined ? state : (steps[event.type]?.(state, event) ?? state);
}

const view = (thing: Thing): PatientView => thing.state as PatientView;

export interface Counted {
  readonly total: number;
  readonly byClass: Readonly<Record<string, readonly string[]>>;
}

function counted(rows: readonly { readonly patient: string; readonly of: string }[]): Counted {
  const byClass: Record<string, string[]> = {};
  for (const { patient, of } of rows) (byClass[of] ??= []).push(patient);
  return { total: rows.length, byClass };
}

/** Patients surely discharged by `asOf`, by the class they were discharged under; each number is its patients. */
export function dischargedBy(patients: readonly Thing[], asOf: Ms): Counted {
  return counted(patients.map(view).flatMap(({ patient, discharged }) => (discharged === null || discharged.at.latest > asOf ? [] : [{ patient, of: discharged.class }])));
}

/** Severity of everybody in care at `asOf`, as it was then; those of whom none was recorded count as unknown. */
export function severityAt(patients: readonly Thing[], asOf: Ms): Counted {
  return counted(patients.map(view).flatMap((one) => {
    const here = one.admittedAt.earliest <= asOf && (one.discharged === null || one.discharged.at.earliest > asOf) && (one.died === null || one.died.at.earliest > asOf);
    return here ? [{ patient: one.patient, of: one.history.findLast((entry) => entry.at.latest <= asOf)?.severity ?? "unknown" }] : [];
  }));
}

export interface SumCheck {
  /** Parts added up, against the total that was stated. */
  readonly sum: number;
  readonly stated: number;
  readonly agrees: boolean;
  /** Per class, what was stated and what the patients' own records say; only those that differ. */
  readonly differs: Readonly<Record<string, { readonly stated: number; readonly recorded: number }>>;
}

/** Whether stated parts add up to the stated total, and whether they are what the records say. */
export function sumCheck(stated: Readonly<Record<string, number>>, total: number, recorded: Counted): SumCheck {
  const sum = Object.values(stated).reduce((all, part) => all + part, 0);
  const classes = [...new Set([...Object.keys(stated), ...Object.keys(recorded.byClass)])].sort();
  const differs = Object.fromEntries(classes.flatMap((one) => {
    const row = { stated: stated[one] ?? 0, recorded: recorded.byClass[one]?.length ?? 0 };
    return row.stated === row.recorded ? [] : [[one, row]];
  }));
  return { sum, stated: total, agrees: sum === total && Object.keys(differs).length === 0, differs };
}

/** Patients who meet the criteria and are still there, the longest waiting first: release is a right. */
export function waitingToLeave(patients: readonly Thing[]): readonly { readonly patient: string; readonly since: When }[] {
  return patients.map(view).flatMap(({ patient, status, fitAt }) => (status === "fit" && fitAt !== null ? [{ patient, since: fitAt }] : []))
    .sort((a, b) => (surelyBefore(a.since, b.since) ? -1 : surelyBefore(b.since, a.since) ? 1 : a.patient < b.patient ? -1 : 1));
}

export const kinds: readonly Kind[] = [
  {
    kind: "patient", title: zhEn("患者", "Patient"), scope: "incident", fold: fold as Kind["fold"],
    columns: [
      { key: "case", title: zhEn("病例", "Case"), type: "text" }, { key: "class", title: zhEn("分类", "Class"), type: "text" },
      { key: "hospital", title: zhEn("现负责机构", "Institution responsible now"), type: "text" }, { key: "severity", title: zhEn("病情", "Severity"), type: "text" },
      { key: "plan", title: zhEn("方案编号", "Plan"), type: "text" }, { key: "protocol.edition", title: zhEn("诊疗方案", "Clinical protocol"), type: "text" },
      { key: "admittedAt", title: zhEn("收治", "Admitted"), type: "when" }, { key: "fitAt", title: zhEn("达到出院标准", "Fit since"), type: "when" },
      { key: "discharged.at", title: zhEn("出院", "Discharged"), type: "when" }, { key: "observationEnd", title: zhEn("观察期满", "Observation ends"), type: "when" },
    ],
  },
  {
    kind: "follow-up", title: zhEn("随访", "Follow-up"), scope: "incident",
    fold: (state, event) => {
      if (event.type === "patient.followup_planned") return { ...event.data, status: "planned", at: null };
      return event.type === "patient.followed_up" && state !== undefined ? { ...state, status: "done", at: event.occurred } : state;
    },
    columns: [
      { key: "patient", title: zhEn("患者", "Patient"), type: "text" }, { key: "org", title: zhEn("随访单位", "By"), type: "text" },
      { key: "due", title: zhEn("应随访时间", "Due"), type: "when" }, { key: "at", title: zhEn("随访时间", "Done"), type: "when" },
    ],
  },
];
