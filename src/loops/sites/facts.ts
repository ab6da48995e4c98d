/** How a fact file's actions read as commands of the sites loop. What an inspection says in words stays words: no lapse is read out of it. */
import { namesIn, type FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {
  inspection_finds_school_lapses: (fact) => namesIn(fact.object).map((institution) => ({ type: "inspection.record", data: { inspection: fact.id, institution, note: fact.detail, found: [] } })),
};
