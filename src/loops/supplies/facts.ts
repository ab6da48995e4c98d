/** How a fact file's static management reads here: which compounds it confines, the file's setup says. A crowd is read by the voice loop. */
import { namesIn, type FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {
  start_static_management: (fact, book) => namesIn(fact.object).flatMap((area) => book.compounds.filter((one) => one.area === area))
    .map(({ compound }) => ({ type: "compound.confine", data: { compound, decision: fact.detail } })),
};
