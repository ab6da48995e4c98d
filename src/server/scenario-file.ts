/**
 * Reads a fact file: size, UTF-8, JSON, shape, and what its parts say about each other. Gives every reason of
 * the last kind at once, each with its place, and nothing but reasons when there is any.
 */
import { isRefusal, refuse, type Refusal } from "../base/refusal.ts";
import { commandNamed, dataForCheck } from "../drill/replay/command-fact.ts";
import { planData } from "../drill/replay/replay.ts";
import { checkScenario, ScenarioShape, type Plan, type Scenario } from "../drill/replay/scenario.ts";
import { twinOf } from "../drill/replay/twin.ts";
import type { CommandDef } from "../engine/loop.ts";
import { model } from "../loops/index.ts";
import { checkShape, type Check } from "./shape.ts";

const checkScenarioShape = checkShape(ScenarioShape);

/** `name` goes before each place, so that a reason says which file it is about. */
export function scenarioFrom(parsed: { readonly value: unknown } | Refusal, name: string): Scenario | readonly Refusal[] {
  if (isRefusal(parsed)) return [parsed];
  const placed = (refusal: Refusal): Refusal => ({ ...refusal, where: refusal.where === undefined ? name : `${name}: ${refusal.where}` });
  const bad = checkScenarioShape(parsed.value);
  if (bad !== null) return [placed(bad)];
  const scenario = parsed.value as Scenario;
  const twin = twinOf(scenario);
  const refusals = [...commandData(scenario.events, "events"), ...commandData(scenario.twin?.events ?? [], "twin.events"), ...planCommands(scenario.setup?.plans ?? []), ...checkScenario(scenario), ...(twin === null ? [] : checkScenario(twin))];
  return refusals.length === 0 ? scenario : refusals.map(placed);
}

/** Plans of a command nobody knows, or with data it would not take. */
function planCommands(plans: readonly Plan[]): Refusal[] {
  return plans.flatMap((plan, index) => {
    const where = `setup.plans[${index}]`;
    const command = commandNamed(model, plan.command);
    if (command === undefined) return [refuse("unknown-command", `There is no command ${plan.command}.`, { where: `${where}.command`, fix: "Name a command of the engine." })];
    const refusal = checkOf(command)(planData(plan) as Record<string, unknown>);
    return refusal === null ? [] : [{ ...refusal, where: refusal.where === undefined || refusal.where === "" ? `${where}.data` : `${where}.data.${refusal.where}` }];
  });
}

const dataChecks = new Map<string, Check>();

function checkOf(command: CommandDef): Check {
  const check = dataChecks.get(command.type) ?? checkShape(command.schema);
  dataChecks.set(command.type, check);
  return check;
}

/** Data that the command an action names would not take. */
function commandData(events: Scenario["events"], list: string): Refusal[] {
  return events.flatMap((event, index) => {
    const command = commandNamed(model, event.action);
    if (command === undefined) return [];
    const where = `${list}[${index}].data`;
    const refusal = checkOf(command)(dataForCheck(event.data ?? {}));
    return refusal === null ? [] : [{ ...refusal, where: refusal.where === undefined || refusal.where === "" ? where : `${where}.${refusal.where}` }];
  });
}
