/**
 * The twin of a fact file: the same outbreak in which people did their work. It differs from the file only by what
 * the file itself says under `twin`, so that nobody need compare two files.
 */
import type { Scenario } from "./scenario.ts";

/** The file with its twin's events in place of those it goes without; null when it has no twin. */
export function twinOf(scenario: Scenario): Scenario | null {
  const { twin, ...rest } = scenario;
  if (twin === undefined) return null;
  const without = new Set(twin.without ?? []);
  const kept = rest.events.filter((event) => !without.has(event.id));
  const after = (event: Scenario["events"][number]): Scenario["events"][number] =>
    event.after === undefined ? event : { ...event, after: event.after.filter((id) => !without.has(id)) };
  return { ...rest, id: `${rest.id}-twin`, events: [...kept, ...twin.events].map(after) };
}
