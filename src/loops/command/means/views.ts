/** Laboratories with what they can test in a day, folded from their events. */
import type { LedgerEvent } from "../../../engine/event.ts";
import type { Kind, ThingState } from "../../../engine/loop.ts";

export interface LabView extends ThingState {
  readonly org: string;
  readonly name: string | null;
  readonly tubesPerDay: number;
  readonly poolSizes: readonly number[];
  readonly hours: string | null;
  /** Null where nobody has said. */
  readonly accredited: boolean | null;
}

function foldLab(state: ThingState | undefined, event: LedgerEvent): ThingState | undefined {
  if (event.type !== "lab.registered") return state;
  const { org, name, tubesPerDay, poolSizes, hours, accredited, place } = event.data;
  return { status: "registered", place, org, name: name ?? null, tubesPerDay, poolSizes: poolSizes ?? [], hours: hours ?? null, accredited: accredited ?? null } as unknown as LabView;
}

export const kinds: readonly Kind[] = [
  {
    kind: "lab", title: { zh: "检测实验室", en: "Laboratory" }, scope: "city", fold: foldLab,
    columns: [
      { key: "org", title: { zh: "单位", en: "Organisation" }, type: "text" },
      { key: "tubesPerDay", title: { zh: "每日可检管数", en: "Tubes per day" }, type: "number" },
      { key: "accredited", title: { zh: "已备案", en: "Accredited" }, type: "boolean" },
    ],
  },
];
