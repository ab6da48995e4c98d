/**
 * Whether the check before release is passed, by pack: so many samples of the person, by different reagents and in
 * principle different laboratories, and what belongs to them. Pure; refuses nothing.
 */
import { list, text } from "../../../engine/pack/clause.ts";
import type { ResolvedPack } from "../../../engine/pack/types.ts";
import { stated } from "../stay/rules.ts";
import type { MeasureView, ReleaseSample } from "../stay/views.ts";

export interface GateState {
  /** Parts without a usable negative result, or that make the check fail, each a code. */
  readonly missing: readonly string[];
  readonly personPositive: boolean;
  readonly itemPositive: boolean;
  /** Two samples in one laboratory: allowed, and shown. */
  readonly sameLaboratory: boolean;
}

export const ofPerson = (part: string): boolean => part.startsWith("person");

/** A later negative sample of the person after a positive item excludes infection, where the pack lets it. */
function excluded(samples: readonly (readonly [string, ReleaseSample])[], pack: ResolvedPack): boolean {
  if (!stated(pack, "release.gate.item-positive") || text(pack, "release.gate.item-positive") !== "once-person-excluded") return false;
  const items = samples.filter(([part, sample]) => !ofPerson(part) && sample.result === "positive");
  const latest = Math.max(...items.map(([, sample]) => sample.takenAt.latest));
  return samples.some(([part, sample]) => ofPerson(part) && sample.result === "negative" && sample.takenAt.earliest > latest);
}

export function gateState(measure: Pick<MeasureView, "parts" | "samples">, pack: ResolvedPack): GateState {
  const samples = Object.entries(measure.samples);
  const differ = stated(pack, "release.gate.different") ? list(pack, "release.gate.different") : [];
  const persons = measure.parts.filter(ofPerson).map((part) => measure.samples[part]).filter((one) => one !== undefined);
  const repeated = (field: "reagent" | "lab"): boolean => persons.length > 1 && (persons.some((one) => one[field] === null) || new Set(persons.map((one) => one[field])).size < persons.length);
  const personPositive = samples.some(([part, one]) => ofPerson(part) && one.result === "positive");
  const anyItem = samples.some(([part, one]) => !ofPerson(part) && one.result === "positive");
  const itemPositive = anyItem && !(excluded(samples, pack) && !personPositive);
  const missing = measure.parts.filter((part) => {
    const result = measure.samples[part]?.result;
    return result !== "negative" && !(result === "positive" && !ofPerson(part) && !itemPositive);
  });
  return {
    personPositive, itemPositive, sameLaboratory: differ.includes("laboratory") && repeated("lab"),
    missing: [...missing, ...(differ.includes("reagent") && persons.length > 1 && repeated("reagent") ? ["different-reagents"] : [])],
  };
}

/** Every part has been sampled. */
export function allSampled(measure: Pick<MeasureView, "parts" | "samples">): boolean {
  return measure.parts.every((part) => measure.samples[part] !== undefined);
}
