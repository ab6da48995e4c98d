/** How a fact file's actions read as commands of testing. Sources so far tell of testing only by what was omitted. */
import type { FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {};
