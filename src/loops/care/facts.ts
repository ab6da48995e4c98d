/** How a fact file's actions read as commands of the care loop. */
import { namesIn, type Fact, type FactReaders } from "../../engine/fact.ts";
import type { JsonObject } from "../../engine/event.ts";

const word = (fact: Fact, field: string): string | undefined => {
  const value = fact.data[field];
  return typeof value === "string" && value !== "" ? value : undefined;
};

export const facts: FactReaders = {
  admit_patient: (fact) => namesIn(fact.object).map((patient) => ({ type: "patient.admit", data: { patient, class: word(fact, "class") ?? "confirmed", hospital: word(fact, "hospital") ?? fact.actor.org } as JsonObject })),
  discharge_patient: (fact) => namesIn(fact.object).map((patient) => ({ type: "patient.discharge", data: { patient, ...(fact.toOrg === null ? {} : { to: fact.toOrg }) } as JsonObject })),
  ask_for_emergency_care: (fact) => [{ type: "care.request", data: { careRequest: namesIn(fact.object)[0]!, for: word(fact, "for") ?? "emergency" } as JsonObject }],
  turn_away_from_care: (fact) => [{ type: "care.turn-away", data: { careRequest: namesIn(fact.object)[0]!, org: word(fact, "org") ?? fact.actor.org, why: fact.detail } as JsonObject }],
  receive_in_hospital: (fact) => [{ type: "care.receive", data: { careRequest: namesIn(fact.object)[0]! } as JsonObject }],
};
