/**
 * Commands of the check before release → events or a refusal: the person and what belongs to them tested together,
 * each sample with its tube, laboratory and reagent. The check passes by itself when the last result is in.
 */
import { ref } from "../../../base/ids.ts";
import { isRefusal, refuse, type Refusal } from "../../../base/refusal.ts";
import { Type } from "../../../base/schema.ts";
import { command, event, Id, known } from "../../../engine/define.ts";
import type { NewEvent } from "../../../engine/event.ts";
import type { CommandDef } from "../../../engine/loop.ts";
import { zhEn } from "../../../engine/rule.ts";
import type { State } from "../../../engine/state.ts";
import type { TubeView } from "../../testing/tubes/views.ts";
import { doubted, labResult } from "../stay/decide.ts";
import { measureRef, type MeasureView } from "../stay/views.ts";
import { allSampled, gateState, ofPerson } from "./views.ts";

const PARTS = ["person-sample", "person-sample-1", "person-sample-2", "belongings", "environment", "belongings-environment"] as const;
const Part = Type.Union(PARTS.map((part) => Type.Literal(part)));
const ON = { on: { kind: "measure", field: "measure", statuses: ["ordered", "in-force"] } };

function measureWith(state: State, id: string, part: string): MeasureView | Refusal {
  const view = known<MeasureView>(state, measureRef(id), "data.measure");
  if (isRefusal(view)) return view;
  if (view.endedAt !== null) return refuse("measure-ended", "The person has been released already.", { where: "data.measure", fix: "Nothing is to be done." });
  // Before a plan names the parts any may be recorded; once it does, only those it asks for.
  if (view.parts.length > 0 && !view.parts.includes(part)) return refuse("part-not-asked", `The rules in force ask for: ${view.parts.join(", ")}.`, { where: "data.part", fix: "Name one of these.", params: { parts: view.parts.join(", ") } });
  return view;
}

export const commands: readonly CommandDef[] = [
  command("release.sample", zhEn("登记解除前采样", "Record a release sample"), { measure: Id, part: Part, tube: Type.Optional(Id), lab: Type.Optional(Id), reagent: Type.Optional(Id) }, ({ state, data, occurred }) => {
    const view = measureWith(state, data.measure, data.part);
    if (isRefusal(view)) return view;
    const tube = data.tube === undefined ? undefined : state.thing(ref("tube", data.tube))?.state as TubeView | undefined;
    if (tube !== undefined && ofPerson(data.part) && !tube.members.includes(view.contact)) return refuse("not-in-tube", `${view.contact} is not in tube ${data.tube}.`, { where: "data.tube", fix: "Name the tube this person is in.", params: { tube: data.tube! } });
    const other = Object.entries(view.samples).find(([part, sample]) => part !== data.part && sample.tube !== null && sample.tube === data.tube);
    if (other !== undefined) return refuse("tube-used-twice", "One tube is not two samples.", { where: "data.tube", fix: "Name the tube of this sample." });
    const lab = data.lab ?? tube?.lab ?? undefined;
    const sample = { tube: null, lab: null, reagent: null, takenAt: occurred, result: null };
    const complete = view.parts.length > 0 && allSampled({ parts: view.parts, samples: { ...view.samples, [data.part]: sample } });
    return [event("release.sampled", occurred, [measureRef(data.measure)], { ...data, ...(lab === undefined ? {} : { lab }), complete })];
  }, ON),
  command("release.result", zhEn("登记解除前检测结果", "Record the result of a release sample"), { measure: Id, part: Part, result: Type.Optional(Type.Union([Type.Literal("negative"), Type.Literal("positive")])) }, ({ state, data, context, occurred }) => {
    const view = measureWith(state, data.measure, data.part);
    if (isRefusal(view)) return view;
    const sample = view.samples[data.part];
    if (sample === undefined) return refuse("not-sampled-yet", "No sample is recorded for this.", { where: "data.part", fix: "Record the sample first." });
    const result = labResult(state, sample.tube, data.result, "data.result");
    if (typeof result !== "string") return result;
    const after = gateState({ parts: view.parts, samples: { ...view.samples, [data.part]: { ...sample, result } } }, context.pack);
    const events: NewEvent[] = [
      event("release.resulted", occurred, [measureRef(data.measure)], { ...data, result }),
      ...(result === "positive" && ofPerson(data.part) ? doubted(state, view.contact, occurred) : []),
    ];
    if (view.parts.length > 0 && after.missing.length === 0 && !after.personPositive && !after.itemPositive) {
      events.push(event("release.prepared", occurred, [measureRef(data.measure)], { measure: data.measure, sameLaboratory: after.sameLaboratory }));
    }
    return events;
  }, ON),
];
