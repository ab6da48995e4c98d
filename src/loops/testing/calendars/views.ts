/**
 * Calendars of people who are tested for their work: the frequency of each group with every change it had, and
 * of each worker the last test and the next one due. Due and overdue are lists of the people in them.
 */
import { ref, type Ref } from "../../../base/ids.ts";
import type { Ms, When } from "../../../base/time.ts";
import type { LedgerEvent, Post } from "../../../engine/event.ts";
import type { Kind, Thing, ThingState } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";

export interface FrequencyChange {
  readonly everyDays: number;
  readonly basis: string;
  readonly by: Post;
  readonly at: When;
}

export interface GroupView extends ThingState {
  readonly group: string;
  readonly everyDays: number;
  /** Every frequency it had, oldest first. */
  readonly history: readonly FrequencyChange[];
}

export interface WorkerView extends ThingState {
  readonly worker: string;
  readonly group: string;
  readonly org: string;
  readonly lastTest: When | null;
  readonly lastTube: string | null;
  readonly nextDue: When | null;
}

export const groupRef = (group: string): Ref => ref("test-group", group);
export const workerRef = (group: string, worker: string): Ref => ref("tested-worker", `${group}/${worker}`);

export interface DueRow {
  readonly worker: Ref;
  readonly org: string;
  readonly group: string;
  readonly due: When;
}

/** Tests due by `until` and tests surely overdue now, the longest waiting first. */
export function calendarLists(workers: Iterable<Thing>, now: Ms, until: Ms): { readonly due: readonly DueRow[]; readonly overdue: readonly DueRow[] } {
  const rows = [...workers].flatMap(({ ref: worker, state }) => {
    const { org, group, nextDue, status } = state as WorkerView;
    return status !== "enrolled" || nextDue === null ? [] : [{ worker, org, group, due: nextDue }];
  }).sort((a, b) => a.due.latest - b.due.latest || (a.worker < b.worker ? -1 : 1));
  return { due: rows.filter((row) => row.due.latest >= now && row.due.earliest <= until), overdue: rows.filter((row) => row.due.latest < now) };
}

function group(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type !== "frequency.set") return state;
  const { everyDays, basis } = event.data as { everyDays: number; basis: string };
  const before = (state as GroupView | undefined)?.history ?? [];
  return { ...state, ...event.data, status: "set", history: [...before, { everyDays, basis, by: event.actor, at: event.occurred }] };
}

function worker(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type === "calendar.enrolled") return { lastTest: null, lastTube: null, nextDue: null, ...state, ...event.data, status: "enrolled" };
  if (state === undefined) return state;
  switch (event.type) {
    case "calendar.left": return { ...state, status: "left", nextDue: null };
    case "calendar.tested": return { ...state, lastTest: event.occurred, lastTube: event.data["tube"] };
    case "decision.to_repeat": return { ...state, lastTube: null };
    case "calendar.due_set": return { ...state, nextDue: event.data["due"] };
    default: return state;
  }
}

export const kinds: readonly Kind[] = [
  { kind: "test-group", title: zhEn("定期检测人群", "Group tested for its work"), scope: "incident", fold: group, columns: [{ key: "everyDays", title: zhEn("每几天", "Every so many days"), type: "number" }, { key: "basis", title: zhEn("依据", "Basis"), type: "text" }] },
  {
    kind: "tested-worker", title: zhEn("定期检测人员", "Worker tested regularly"), scope: "incident", fold: worker,
    columns: [
      { key: "group", title: zhEn("人群", "Group"), type: "text" }, { key: "org", title: zhEn("单位", "Organisation"), type: "text" },
      { key: "lastTube", title: zhEn("上次采样管", "Last tube"), type: "text" }, { key: "lastTest", title: zhEn("上次检测", "Last test"), type: "when" }, { key: "nextDue", title: zhEn("下次应检", "Next due"), type: "when" },
    ],
  },
];
