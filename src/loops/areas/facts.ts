/** Fact files say nothing yet that this loop alone would read; their cases belong to the cases loop. */
import type { FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {};
