/**
 * State of workers, of what training a role needs and of procedures by version; who is at a place now, who is
 * trained for a role, how long somebody has worked. Workers are staff signs: names and numbers stay outside.
 */
import { idOf, ref, type Ref } from "../../../base/ids.ts";
import { DAY, type Ms, type When } from "../../../base/time.ts";
import { latest } from "../../../engine/define.ts";
import { dataOf, type LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { Thing } from "../../../engine/thing.ts";
import type { Shift } from "../watch/views.ts";
import type { Standing } from "./events.ts";

export interface Certificate {
  readonly certificate: string;
  /** Version of the procedure it was earned on, where there is one. */
  readonly version: number | null;
  readonly until: Ms;
}

/** Half-open stretch of time. */
export interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
}

export interface WorkerView extends ThingState {
  readonly worker: string;
  readonly org: string;
  readonly standing: Standing;
  readonly certificates: readonly Certificate[];
  /** By post, what rosters give them. */
  readonly planned: Readonly<Record<string, readonly Stretch[]>>;
  readonly worked: readonly Stretch[];
  readonly at: { readonly org: string; readonly role: string; readonly site: string | null; readonly since: When; readonly how: string } | null;
}

export interface TrainingView extends ThingState {
  readonly role: string;
  readonly certificates: readonly string[];
}

export interface ProcedureView extends ThingState {
  readonly procedure: string;
  readonly version: number;
  /** Certificate that stands for knowing it. */
  readonly certificate: string | null;
}

/** Longer ago than this is of no account for any limit. */
const KEPT = 8 * DAY;

export const workerRef = (worker: string): Ref => ref("worker", worker);
export const trainingRef = (role: string): Ref => ref("training", role);
export const procedureRef = (procedure: string): Ref => ref("procedure", procedure);
/** The latest version asked of a certificate. */
export const skillRef = (certificate: string): Ref => ref("skill", certificate);

function foldWorker(state: WorkerView | undefined, event: LedgerEvent, reference: Ref): WorkerView | undefined {
  if (event.type === "worker.registered") return { certificates: [], planned: {}, worked: [], at: null, ...state, ...dataOf<object>(event), status: state?.status ?? "off" } as unknown as WorkerView;
  if (state === undefined) return state;
  switch (event.type) {
    case "certificate.recorded": {
      const { certificate, version, until } = dataOf<{ certificate: string; version?: number; until: When }>(event);
      return { ...state, certificates: [...state.certificates.filter((one) => one.certificate !== certificate), { certificate, version: version ?? null, until: until.earliest }] };
    }
    case "roster.set": {
      const { org, role, shifts } = dataOf<{ org: string; role: string; shifts: Shift[] }>(event);
      const mine = shifts.filter(({ who }) => who === idOf(reference)).map(({ from, to }) => ({ from, to }));
      return { ...state, planned: { ...state.planned, [`${role}@${org}`]: mine } };
    }
    case "staff.checked_in": {
      const { org, role, site, how } = dataOf<{ org: string; role: string; site?: string; how: string }>(event);
      return { ...state, status: "at-work", at: { org, role, site: site ?? null, since: event.occurred, how } };
    }
    case "staff.checked_out": {
      if (state.at === null) return state;
      const stretch = { from: state.at.since.earliest, to: event.occurred.latest };
      return { ...state, status: "off", at: null, worked: [...state.worked.filter(({ to }) => to > stretch.to - KEPT), stretch] };
    }
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  {
    kind: "worker", title: zhEn("工作人员", "Worker"), scope: "city", fold: foldWorker as Kind["fold"],
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "standing", title: zhEn("身份", "Standing"), type: "text" },
      { key: "at.role", title: zhEn("所在岗位", "At the post"), type: "text" },
      { key: "at.site", title: zhEn("所在场所", "At the site"), type: "text" },
      { key: "at.since", title: zhEn("到岗时间", "Since"), type: "when" },
    ],
  },
  {
    kind: "training", title: zhEn("上岗培训要求", "Training a role needs"), scope: "city", fold: latest({ "training.required": "in-force" }),
    columns: [{ key: "role", title: zhEn("岗位", "Role"), type: "text" }],
  },
  {
    kind: "procedure", title: zhEn("操作规程", "Procedure"), scope: "city", fold: latest({ "procedure.published": "in-force" }),
    columns: [
      { key: "version", title: zhEn("版本", "Version"), type: "number" },
      { key: "certificate", title: zhEn("对应培训", "Certificate"), type: "text" },
    ],
  },
  {
    kind: "skill", title: zhEn("培训合格版本", "Version a certificate needs"), scope: "city", fold: latest({ "procedure.published": "in-force" }),
    columns: [{ key: "version", title: zhEn("版本", "Version"), type: "number" }],
  },
  {
    kind: "hazard", title: zhEn("安全隐患", "Hazard to staff"), scope: "incident", fold: latest({ "hazard.reported": "reported", "hazard.answered": "answered" }),
    columns: [
      { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "what", title: zhEn("隐患", "Hazard"), type: "text" },
    ],
  },
];

/** Who is there now, by their own check-in, role by role. */
export function presentAt(workers: readonly Thing[], place: { readonly org?: string; readonly site?: string }): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { ref: reference, state } of workers) {
    const { at } = state as WorkerView;
    if (at === null || (place.org !== undefined && at.org !== place.org) || (place.site !== undefined && at.site !== place.site)) continue;
    found.set(at.role, [...(found.get(at.role) ?? []), idOf(reference)]);
  }
  return found;
}

/** Milliseconds somebody has worked in the window that ends now, a shift under way included. */
export function workedIn(worker: WorkerView, window: Ms, now: Ms): Ms {
  const stretches = [...worker.worked, ...(worker.at === null ? [] : [{ from: worker.at.since.earliest, to: now }])];
  return stretches.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, now) - Math.max(from, now - window)), 0);
}
