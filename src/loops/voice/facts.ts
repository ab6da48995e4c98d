/** How a fact file's crowds read as commands of the voice loop. How many people there were is not asked. */
import { namesIn, type Fact, type FactBook, type FactReaders } from "../../engine/fact.ts";

const crowd = (over: "supplies" | "pick-up") => (fact: Fact, book: FactBook) => {
  const where = namesIn(fact.object)[0] ?? fact.object;
  const whose: Readonly<Record<string, unknown>> = { ...book.places[where], ...fact.data };
  const named = (field: string): object => (typeof whose[field] === "string" ? { [field]: whose[field] } : {});
  const org = whose["org"] ?? fact.toOrg;
  return [{ type: "crowd.report", data: { crowd: `${where}-${fact.id}`, where, over, ...named("compound"), ...named("pickup"), ...(typeof org === "string" ? { org } : {}), note: fact.detail } }];
};

export const facts: FactReaders = {
  crowd_over_supplies: crowd("supplies"),
  crowd_for_group_bought_food: crowd("pick-up"),
};
