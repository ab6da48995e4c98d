/** Fact files say nothing yet that this loop alone would read; a crowd is read by the voice loop. */
import type { FactReaders } from "../../engine/fact.ts";

export const facts: FactReaders = {};
