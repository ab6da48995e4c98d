/** How a fact file's actions read as commands of the transfer loop. */
import { namesIn, type FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {
  contact_placed_in_central_quarantine: (fact) => namesIn(fact.object).map((contact) => ({ type: "transfer.report-placed", data: { contact, note: fact.detail } })),
};
