/**
 * Reads a fact file: size, UTF-8, JSON, shape, and what its parts say about each other. Gives every reason of
 * the last kind at once, each with its place, and nothing but reasons when there is any.
 */
import { isRefusal, type Refusal } from "../base/refusal.ts";
import { checkScenario, ScenarioShape, type Scenario } from "../drill/replay/scenario.ts";
import { checkShape } from "./shape.ts";

const checkScenarioShape = checkShape(ScenarioShape);

/** `name` goes before each place, so that a reason says which file it is about. */
export function scenarioFrom(parsed: { readonly value: unknown } | Refusal, name: string): Scenario | readonly Refusal[] {
  if (isRefusal(parsed)) return [parsed];
  const placed = (refusal: Refusal): Refusal => ({ ...refusal, where: refusal.where === undefined ? name : `${name}: ${refusal.where}` });
  const bad = checkScenarioShape(parsed.value);
  if (bad !== null) return [placed(bad)];
  const scenario = parsed.value as Scenario;
  const refusals = checkScenario(scenario);
  return refusals.length === 0 ? scenario : refusals.map(placed);
}
